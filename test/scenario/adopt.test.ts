/** Bringing in what was mounted by hand, as a user tells it: first the plan, then exactly that, and the data as it was. */
import type { Plan } from '../../src/domain/plan.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import { notHolding, on, onLab, openStage, type Said, type Stage, steps } from '../support/lab-stage.ts'

/** Every file of the volume: kind, mode, owner, size, time, and what is in it; without the layout's own directories. */
const data = (instance: Instance, place: string): Promise<string> =>
  on(
    instance,
    `cd ${place} && find . -mindepth 1 ! -path ./shared ! -path ./users ! -path './users/*' -printf '%y %m %U:%G %s %T@ %p\\n' | sort; find . -type f -exec sha256sum {} + | sort`,
  )

const planOf = ({ run }: Said): Plan => {
  if (run.answer?.kind !== 'plan') throw new Error(`no plan but ${run.answer?.kind}: ${JSON.stringify(run.findings)}`)
  return run.answer.plan
}
const adoptionOf = (said: Said, instance: Instance) => {
  const found = planOf(said).adoptions?.find((a) => a.instanceId === instance.id)
  if (!found) throw new Error(`nothing is said of ${instance.name}`)
  return found
}
const changes = (said: Said, instance: Instance) => adoptionOf(said, instance).changes.map((c) => `${c.what}: ${c.before} → ${c.after}`)

onLab('adopting what was made by hand', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('adopt')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  /** A volume mounted by hand at /data, with files of several owners in it. */
  async function byHand(instance: Instance, fileSystemId: string, mount = `mount -t efs -o tls ${fileSystemId} /data`): Promise<void> {
    await on(
      instance,
      `mkdir -p /data && ${mount} && cd /data && mkdir -p results/2024 && echo one >results/2024/one && echo two >results/two &&
      chown -R 4000:1500 results && chmod 0640 results/two && touch -d 2021-03-04 results/2024/one results/two &&
      echo secret >$'evil\\n\\\\040name \\e[31m' && ln -s /etc/passwd link && chown -h 4001:4001 link && chown 1000:1500 /data && chmod 0770 /data`,
    )
  }
  /** Says the plan of `words` back. */
  const agree = async (words: string): Promise<Said> =>
    stage.say(`adopt ${words} --plan ${planOf(await stage.say(`adopt ${words}`)).digest.slice(0, 16)}`)

  test('a TLS mount and its fstab line become Prism’s: plan first, then exactly that, and not a byte or a second of the data differs', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    await byHand(ubuntu, volume.id)
    const line = `${volume.id}:/\t/data  efs\tdefaults,_netdev,tls 0 0`
    const below = '/data/results /srv/results none bind 0 0'
    await ubuntu.writeFile('/etc/fstab', `# by hand\n${line}\n${below}\n`)
    const [files, mount] = [await data(ubuntu, '/data'), await on(ubuntu, 'grep " /data " /proc/self/mountinfo')]

    const words = `${volume.name} ubuntu --mount-point /data`
    const plan = await stage.say(`adopt ${words}`)
    expect(plan.run.findings).toEqual([])
    expect(plan.run.state).toBe('done')
    expect(plan.executed).toEqual(['inspect ubuntu'])
    const ours = `${volume.id}:/ /data efs _netdev,noresvport,tls,nofail,x-prism 0 0`
    expect(changes(plan, ubuntu)).toEqual([
      '/data: ubuntu:1500 0770 → root:prism-shared 2775',
      '/data/shared: does not exist → root:prism-shared 2775',
      '/data/users: does not exist → root:prism-shared 2755',
      '/data/users/ubuntu: does not exist → ubuntu:prism-shared 0755',
      `/etc/fstab line 2: ${volume.id}:/ /data efs defaults,_netdev,tls → kept as a comment`,
      `/etc/fstab: no line of Prism’s → ${ours}`,
      'prism-shared: no such group → gid 3000',
      'ubuntu: not a member, uid 1000 → member of prism-shared',
      ...['ssh', 'ssh host command', 'su -', 'cron'].map(
        (s) => `ubuntu · ${s}: umask 0022 (as its PAM stack says) → umask 0002, through PAM`,
      ),
    ])
    expect(adoptionOf(plan, ubuntu).conflicts).toEqual([])
    expect(await on(ubuntu, 'cat /etc/fstab; getent group 3000 || stat -c "%u:%g %a" /data; ls -A /var/lib/prism 2>/dev/null || :')).toBe(
      `# by hand\n${line}\n${below}\n1000:1500 770`,
    )

    // somebody has a file open all the while
    await on(ubuntu, 'exec setsid tail -f /dev/null 8>>/data/results/two </dev/null >/dev/null 2>&1 &')
    const done = await stage.say(`adopt ${words} --plan ${planOf(plan).digest}`)
    expect(notHolding(done.report, 'ubuntu')).toEqual([])
    expect(done.report.verdict).toBe('holds')
    expect(done.executed.filter((e) => e.startsWith('mount'))).toEqual(['mount ubuntu'])
    expect(steps(done.report, 'ubuntu')).toContain('mount=unchanged')
    expect(await data(ubuntu, '/data')).toBe(files)
    expect(await on(ubuntu, 'grep " /data " /proc/self/mountinfo; readlink /proc/$(pgrep -x tail)/fd/8')).toBe(
      `${mount}\n/data/results/two`,
    )
    expect(await ubuntu.readFile('/etc/fstab')).toBe(`# by hand\n# replaced by Prism: ${line}\n${ours}\n${below}\n`)

    const again = await agree(words)
    expect(changes(await stage.say(`adopt ${words}`), ubuntu)).toEqual([])
    expect(again.report.verdict).toBe('holds')
    expect(steps(again.report, 'ubuntu')).not.toMatch(/=changed|=failed/)
    expect(await data(ubuntu, '/data')).toBe(files)

    await on(ubuntu, 'echo three >/proc/$(pgrep -x tail)/fd/8 && grep -q three /data/results/two && pkill -x tail')
    expect((await stage.say(`unmount ${words}`)).report.verdict).toBe('holds')
    expect(await ubuntu.readFile('/etc/fstab')).toBe(`# by hand\n# replaced by Prism: ${line}\n${below}\n`)
  })
})
