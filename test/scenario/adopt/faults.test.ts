/** Adoptions that something comes between: another hand, a failing step, a power cut, an fstab that nobody would write. */
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { codes, notHolding, on, onLab, openStage, replaceProgram, type Stage, steps, strangers } from '../../support/lab-stage.ts'
import { adopt, adoptionOf, changesOf, conflictsOf, dataOf, hostOf, mountUnmanaged, planOf } from '../../support/unmanaged.ts'

/** Until the shell says yes on the instance; what it never says fails the test by its own time limit. */
async function until(instance: Instance, condition: string): Promise<void> {
  while ((await instance.run(condition)).code !== 0) await new Promise((resolve) => setTimeout(resolve, 50))
}

onLab('an adoption that something comes between', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('adopt-faults')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  async function handMade(fstab: (id: string) => string) {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    await mountUnmanaged(ubuntu, volume.id)
    await ubuntu.writeFile('/etc/fstab', fstab(volume.id))
    return { volume, ubuntu, words: `${volume.name} ubuntu --mount-point /data` }
  }

  test('somebody edits fstab after the plan: nothing is done, the new plan is shown, and that one can be agreed to', async () => {
    const { ubuntu, words, volume } = await handMade((id) => `${id}:/ /data efs tls\n`)
    const { digest } = planOf(await stage.say(`adopt ${words}`))
    expect(planOf(await stage.say(`adopt ${words}`)).digest).toBe(digest)
    await on(ubuntu, `echo '${volume.id} /data efs _netdev' >>/etc/fstab`)
    const host = await hostOf(ubuntu)
    const late = await stage.say(`adopt ${words} --plan ${digest}`)
    expect(late.run.state).toBe('failed')
    expect(late.run.findings.map((f) => f.code)).toEqual(['plan-changed'])
    expect(late.executed).toEqual(['inspect ubuntu'])
    expect(changesOf(late, ubuntu)).toContain(`/etc/fstab line 2: ${volume.id} /data efs _netdev → kept as a comment`)
    expect(await hostOf(ubuntu)).toBe(host)
    // a plan for other words is another plan
    expect((await stage.say(`adopt ${words} --private --plan ${planOf(late).digest}`)).run.findings.map((f) => f.code)).toEqual([
      'plan-changed',
    ])
    expect((await stage.say(`adopt ${words} --plan ${planOf(late).digest.slice(0, 16)}`)).report.verdict).toBe('holds')
  })

  test('something changes between the look and the job: the host sees it under its lock and does not go on', async () => {
    const { ubuntu, words } = await handMade((id) => `${id}:/ /data efs tls\n`)
    const files = await dataOf(ubuntu)
    const meanwhile = async (script: string) => {
      const said = await adopt(stage, words, {
        onEvent: async (event) => {
          if (event.type === 'planned') await on(ubuntu, script)
        },
      })
      expect(codes(said.report, 'ubuntu')).toEqual(['adopt-changed'])
      return said.report.instances[0]?.findings[0]?.seen
    }
    expect(await meanwhile('echo "LABEL=x /data ext4 defaults" >>/etc/fstab')).toContain('line 2: LABEL=x /data ext4 defaults')
    await on(ubuntu, 'sed -i 2d /etc/fstab')
    expect(await meanwhile('chmod 0700 /data')).toContain('. is 1000:1500:0700 (uid:gid:mode), was 1000:1500:0770')
    expect(await on(ubuntu, "stat -c '%u:%g %a' /data; cat /etc/fstab")).toMatch(/^1000:1500 700\nfs-\w+:\/ \/data efs tls$/)
    expect(await dataOf(ubuntu)).toBe(files)
    expect(await meanwhile('umount /data')).toContain('nothing is mounted at /data any more')
    expect(await on(ubuntu, 'findmnt /data || ls -A /data')).toBe('')
  })

  test('a later step fails: fstab is put back byte for byte, odd bytes and all, the mount and the data stay', async () => {
    const odd = (id: string) =>
      `\t# tab\r\n${id}:/ /data efs tls\r\x01\n\\040odd\\040line\x1b[31m /else\\040where ext4 ro\nlast line without an end`
    const { ubuntu, words, volume } = await handMade((id) => odd(id).replace('\r\x01', ''))
    await on(
      ubuntu,
      'printf "\\377\\376 /x ext4\\0 defaults\\n" | cat - /etc/fstab >/tmp/f && cat /tmp/f >/etc/fstab; chmod 0640 /etc/fstab; chown 0:4 /etc/fstab',
    )
    const putBack = await replaceProgram(ubuntu, '/usr/sbin/pam-auth-update', '#!/bin/sh\necho "no room left" >&2; exit 1\n')
    const before = await on(
      ubuntu,
      'sha256sum </etc/fstab; stat -c "%u:%g %a" /etc/fstab; grep " /data " /proc/self/mountinfo | sed s/,nosuid,nodev//',
    )
    const files = await dataOf(ubuntu)
    const failed = await adopt(stage, words)
    expect(failed.run.state).toBe('failed')
    expect(steps(failed.report, 'ubuntu')).toMatch(/fstab=changed umask=failed undo=changed$/)
    expect(
      await on(ubuntu, 'sha256sum </etc/fstab; stat -c "%u:%g %a" /etc/fstab; grep " /data " /proc/self/mountinfo | sed s/,nosuid,nodev//'),
    ).toBe(before)
    expect(await on(ubuntu, 'ls -A /etc | grep fstab.prism || :')).toBe('')
    await putBack()
    const done = await adopt(stage, words)
    expect(notHolding(done.report, 'ubuntu')).toEqual([])
    expect(await dataOf(ubuntu)).toBe(files)
    expect(await on(ubuntu, `grep -c '^# replaced by Prism: ${volume.id}' /etc/fstab; tail -n 1 /etc/fstab`)).toBe(
      '1\nlast line without an end',
    )
  })

  test('the power goes in the middle: fstab is whole, the volume comes back by it, and the next plan shows what is left', async () => {
    const { ubuntu, words } = await handMade((id) => `# first\n${id}:/ /data efs tls\n# last\n`)
    const files = await dataOf(ubuntu)
    const putBack = await replaceProgram(ubuntu, '/usr/sbin/pam-auth-update', '#!/bin/sh\nexec sleep 1000\n')
    const running = adopt(stage, words)
    await until(ubuntu, 'grep -q x-prism /etc/fstab && pgrep -f "sleep 1000"')
    await putBack()
    await ubuntu.reboot()
    const cut = await running
    expect(cut.run.state).not.toBe('done')
    expect(await on(ubuntu, 'cut -c1-9 /etc/fstab; findmnt -rno SOURCE /data')).toMatch(
      /^# first\n# replace\nfs-\w{6}\n# last\n127.0.0.1:\/$/,
    )
    expect(await dataOf(ubuntu)).toBe(files)
    const left = changesOf(await stage.say(`adopt ${words}`), ubuntu)
    expect(left.length).toBeGreaterThan(0)
    expect(left.every((c) => c.includes('umask 0002'))).toBe(true)
    const done = await adopt(stage, words)
    expect(done.report.verdict).toBe('holds')
    expect(await dataOf(ubuntu)).toBe(files)
    expect(await strangers(ubuntu)).toEqual([])
  })

  test('ten thousand lines of fstab: those of the place are found, the others stay; more of one place than can be judged are refused', async () => {
    const noise = Array.from({ length: 9_996 }, (_, i) => `LABEL=disk${i} /disks/\\040${i} ext4 defaults,nofail 0 2`)
    const { ubuntu, words, volume } = await handMade((id) => [...noise, `${id}:/ /data efs tls`, ...noise.slice(0, 3), ''].join('\n'))
    const done = await adopt(stage, words)
    expect(notHolding(done.report, 'ubuntu')).toEqual([])
    const lines = (await ubuntu.readFile('/etc/fstab')).split('\n')
    expect(lines.filter((l) => l.startsWith('LABEL=')).length).toBe(9_999)
    expect(lines.slice(9_996, 9_998)).toEqual([
      `# replaced by Prism: ${volume.id}:/ /data efs tls`,
      `${volume.id}:/ /data efs _netdev,noresvport,tls,nosuid,nodev,nofail,x-prism 0 0`,
    ])
    await ubuntu.writeFile('/etc/fstab', `${volume.id}:/ /data efs tls\n`.repeat(25))
    const plan = await stage.say(`adopt ${words}`)
    expect(conflictsOf(plan, ubuntu)).toEqual(['fstab-differs'])
    expect(adoptionOf(plan, ubuntu).conflicts[0]?.seen).toBe('25 lines for this mount point; at most 20 can be checked')
    // what is cut off for the report could be what matters
    await ubuntu.writeFile('/etc/fstab', `${volume.id}:/ /data efs ${'tls,'.repeat(90)}accesspoint=fsap-0123456789abcdef0\n`)
    expect(adoptionOf(await stage.say(`adopt ${words}`), ubuntu).conflicts[0]?.seen).toContain('options too long to check')
  })
})
