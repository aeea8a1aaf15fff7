/** What has to be settled by hand before anything is adopted: all of it is said at once, with commands that work, and nothing is touched. */

import { codes, notHolding, on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { adopt, adoptionOf, conflictsOf, dataOf, hostOf, mountUnmanaged, planOf } from '../../support/unmanaged.ts'

onLab('an adoption that has to wait', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('adopt-refused')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('group, fstab and personal space: each is said with its commands, and once these were run the adoption is green', async () => {
    const [volume, ubuntu] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu', { groups: [{ name: 'prism-shared', gid: 3333 }] }),
    ])
    await mountUnmanaged(ubuntu, volume.id)
    await on(
      ubuntu,
      'cd /data && mkdir -p users/ubuntu && chown ubuntu users/ubuntu && chmod 0700 users/ubuntu; touch /data/team; chgrp 3333 /data/team',
    )
    await ubuntu.writeFile('/etc/fstab', `# keep\n${volume.id} /data efs tls,iam,nosuid\n`)
    const [files, host] = [await dataOf(ubuntu), await hostOf(ubuntu)]
    const words = `${volume.name} ubuntu --mount-point /data`
    const plan = await stage.say(`adopt ${words}`)
    expect(plan.run.state).toBe('failed')
    expect(planOf(plan).jobs).toEqual([])
    expect(conflictsOf(plan, ubuntu)).toEqual(['space-would-open', 'fstab-differs', 'group-gid-differs'])
    expect(adoptionOf(plan, ubuntu).conflicts.map((c) => c.seen)).toEqual([
      '/data/users/ubuntu is ubuntu:root 0700; the table says 0755, which gives others access',
      `line 2: ${volume.id} /data efs tls,iam,nosuid: option iam`,
      'prism-shared: gid 3333',
    ])
    // confirmed all the same: nothing is run but the look
    const pressed = await stage.say(`adopt ${words} --plan ${planOf(plan).digest}`)
    expect(pressed.executed).toEqual(['inspect ubuntu'])
    expect(codes(pressed.report, 'ubuntu')).toEqual(['space-would-open', 'fstab-differs', 'group-gid-differs'])
    expect([await dataOf(ubuntu), await hostOf(ubuntu)]).toEqual([files, host])

    for (const { code, settle } of adoptionOf(plan, ubuntu).conflicts) {
      const commands = settle.filter((line) => !line.startsWith('prism '))
      const done = await ubuntu.run(`set -e\n${commands.join('\n')}`, { timeoutMs: 60_000 })
      expect([code, done.code, done.stderr]).toEqual([code, 0, ''])
    }
    expect(await ubuntu.readFile('/etc/fstab.by-hand')).toBe(`# keep\n${volume.id} /data efs tls,iam,nosuid\n`)
    expect(await on(ubuntu, "stat -c '%g' /data/team")).toBe('3000')
    const done = await adopt(stage, words)
    expect(notHolding(done.report, 'ubuntu')).toEqual([])
    expect(done.report.verdict).toBe('holds')
  })

  test('another’s gid 3000, a space of another uid, a file in the layout’s place, units and maps: all named, none touched', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu', { groups: [{ name: 'astronomers', gid: 3000 }] })])
    await mountUnmanaged(ubuntu, volume.id)
    await on(ubuntu, 'cd /data && mkdir -p users/ubuntu && chown 2002 users/ubuntu && ln -s /etc shared')
    await ubuntu.writeFile(
      '/etc/systemd/system/data.mount',
      `[Mount]\n# What=other\nWhat=${volume.id}.efs.us-east-1.amazonaws.com:/\nWhere=/data\n`,
    )
    await ubuntu.writeFile('/etc/systemd/system/data2.mount', '[Mount]\nWhat=/dev/sdb\nWhere=/data2\n')
    await ubuntu.writeFile(
      '/etc/auto.efs',
      `work -fstype=nfs4,hard ${volume.targets[0]?.ipAddress}:/\nother 1${volume.targets[0]?.ipAddress}:/\n`,
    )
    await on(
      ubuntu,
      'mkfifo /etc/auto.pipe; printf "umask 077\\n" >>/home/ubuntu/.bashrc; rm -f /home/ubuntu/.zshrc; mkfifo /home/ubuntu/.zshrc',
    )
    const host = await hostOf(ubuntu)
    const plan = await stage.say(`adopt ${volume.name} ubuntu --mount-point /data`)
    const { conflicts, kept } = adoptionOf(plan, ubuntu)
    expect(conflicts.map((c) => `${c.code} ${c.seen}`)).toEqual([
      'layout-in-the-way /data/shared is a symbolic link',
      'foreign-personal-space /data/users/ubuntu belongs to uid 2002 (no name here), not to ubuntu (uid 1000)',
      'gid-taken prism-shared: gid 3000 is astronomers',
      `managed-elsewhere /etc/systemd/system/data.mount: What=${volume.id}.efs.us-east-1.amazonaws.com:/`,
      `managed-elsewhere /etc/auto.efs: work -fstype=nfs4,hard ${volume.targets[0]?.ipAddress}:/`,
    ])
    expect(conflicts[2]?.settle).toContain('groupmod -g 3999 astronomers')
    expect(kept.map((k) => k.what)).toEqual(
      expect.arrayContaining(['mount at /data', expect.stringMatching(/^\/home\/ubuntu\/.bashrc line \d+$/), 'data of group 1500']),
    )
    expect(planOf(plan).jobs).toEqual([])
    expect(await hostOf(ubuntu)).toBe(host)
  })

  test('mounted at another place, not at all, another volume, a disk: said with what to do, nothing is guessed', async () => {
    const [volume, other, ubuntu] = await Promise.all([stage.volume(), stage.volume(), stage.instance('ubuntu')])
    const first = async (words: string) => adoptionOf(await stage.say(`adopt ${words}`), ubuntu).conflicts[0]
    await on(ubuntu, `mkdir -p /data /mnt/${volume.name} && mount -t efs -o tls ${volume.id} /data`)
    expect(await first(`${volume.name} ubuntu`)).toEqual({
      code: 'mounted-elsewhere',
      seen: `${volume.id} is mounted at /data, not at /mnt/${volume.name}`,
      settle: ['# adopt it where it is', `prism volume adopt ${volume.id} ${ubuntu.id} --mount-point /data`],
    })
    expect((await first(`${other.name} ubuntu --mount-point /data`))?.code).toBe('mount-point-taken')
    await on(ubuntu, `umount /data; echo '${volume.id}:/ /data efs tls,noauto' >>/etc/fstab`)
    await ubuntu.faults.sweepClientState()
    const missing = await first(`${volume.name} ubuntu --mount-point /data`)
    expect(missing?.seen).toBe('nothing is mounted at /data, although line 1 of fstab is for it')
    expect(missing?.settle).toContain('mount /data')
    await on(ubuntu, 'mount -t tmpfs disk /data')
    expect((await first(`${volume.name} ubuntu --mount-point /data`))?.seen).toBe('disk (tmpfs) is mounted at /data')
    await on(ubuntu, `umount /data && mount -t efs -o tls,ro ${volume.id} /data`)
    expect((await first(`${volume.name} ubuntu --mount-point /data`))?.code).toBe('read-only')
  })
})
