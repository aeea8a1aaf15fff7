/** Bringing in what was mounted by hand, as a user tells it: first the plan, then exactly that, and the data as it was. */
import { UntagResourceCommand } from '@aws-sdk/client-efs'
import { unmanaged } from '../../support/aws-console.ts'
import { codes, notHolding, on, onLab, openStage, type Stage, steps } from '../../support/lab-stage.ts'
import { adopt, adoptionOf, changesOf, conflictsOf, dataOf, mountUnmanaged, planOf } from '../../support/unmanaged.ts'

onLab('adopting what was made by hand', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('adopt')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('a TLS mount and its fstab line become Prism’s: plan first, then exactly that, and not a byte or a second of the data differs', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    await mountUnmanaged(ubuntu, volume.id)
    const line = `${volume.id}:/\t/data  efs\tdefaults,_netdev,tls 0 0`
    const below = '/data/results /srv/results none bind 0 0'
    await ubuntu.writeFile('/etc/fstab', `# by hand\n${line}\n${below}\n`)
    const [files, mount] = [await dataOf(ubuntu), await on(ubuntu, 'grep " /data " /proc/self/mountinfo')]

    const words = `${volume.name} ubuntu --mount-point /data`
    const plan = await stage.say(`adopt ${words}`)
    expect(plan.run.findings).toEqual([])
    expect(plan.run.state).toBe('done')
    expect(plan.executed).toEqual(['inspect ubuntu'])
    const ours = `${volume.id}:/ /data efs _netdev,noresvport,tls,nosuid,nodev,nofail,x-prism 0 0`
    expect(changesOf(plan, ubuntu)).toEqual([
      'mount at /data: without nosuid, nodev → nosuid, nodev, in place',
      '/data: ubuntu:1500 0770 → root:prism-shared 2775',
      '/data/shared: does not exist → root:prism-shared 2775',
      '/data/users: does not exist → root:prism-shared 2755',
      '/data/users/ubuntu: does not exist → ubuntu:prism-shared 0755',
      `/etc/fstab line 2: ${volume.id}:/ /data  efs defaults,_netdev,tls 0 0 → kept as a comment`,
      `/etc/fstab: no line by Prism → ${ours}`,
      'prism-shared: no such group → gid 3000',
      'ubuntu: not a member, uid 1000 → member of prism-shared',
      ...['ssh', 'ssh host command', 'su -', 'cron'].map(
        (s) => `ubuntu · ${s}: umask 0022 (read from ${s.startsWith('ssh') ? 'sshd’s and ' : ''}PAM’s files) → umask 0002, through PAM`,
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
    expect(steps(done.report, 'ubuntu')).toContain('mount=changed')
    expect(await dataOf(ubuntu)).toBe(files)
    expect(await on(ubuntu, 'grep " /data " /proc/self/mountinfo | sed s/,nosuid,nodev//; readlink /proc/$(pgrep -x tail)/fd/8')).toBe(
      `${mount}\n/data/results/two`,
    )
    expect(await ubuntu.readFile('/etc/fstab')).toBe(`# by hand\n# replaced by Prism: ${line}\n${ours}\n${below}\n`)

    const again = await adopt(stage, words)
    expect(changesOf(await stage.say(`adopt ${words}`), ubuntu)).toEqual([])
    expect(again.report.verdict).toBe('holds')
    expect(steps(again.report, 'ubuntu')).not.toMatch(/=changed|=failed/)
    expect(await dataOf(ubuntu)).toBe(files)

    await on(ubuntu, 'echo three >/proc/$(pgrep -x tail)/fd/8 && grep -q three /data/results/two && pkill -x tail')
    expect((await stage.say(`unmount ${words}`)).report.verdict).toBe('holds')
    expect(await ubuntu.readFile('/etc/fstab')).toBe(`# by hand\n# replaced by Prism: ${line}\n${below}\n`)
  })

  test('plain NFS by an address, in use, with doubled lines: the mount stays and the report says so; the next boot brings TLS', async () => {
    const [volume, rocky] = await Promise.all([stage.volume(), stage.instance('rocky', { distribution: 'rocky' })])
    const address = volume.targets.find((t) => t.availabilityZone === 'us-east-1a')?.ipAddress
    await mountUnmanaged(rocky, volume.id, `mount -t nfs4 -o nfsvers=4.1 ${address}:/ /data`)
    const lines = [
      `${address}:/ /data/ nfs4 nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport 0 0`,
      `${volume.id}.efs.us-east-1.amazonaws.com:/ \t//data nfs defaults`,
    ]
    await rocky.writeFile('/etc/fstab', `${lines.join('\n')}\n`)
    await on(rocky, 'exec setsid tail -f /dev/null 8>>/data/results/two </dev/null >/dev/null 2>&1 &')
    const [files, mount] = [await dataOf(rocky), await on(rocky, 'grep " /data " /proc/self/mountinfo')]

    const words = `${volume.name} rocky --mount-point /data`
    const kept = adoptionOf(await stage.say(`adopt ${words}`), rocky).kept.map((k) => `${k.what}: ${k.why}`)
    expect(kept[0]).toMatch(new RegExp(`^mount at /data: ${address}:/ by plain NFS, not encrypted; it may be in use, so it stays`))
    const done = await adopt(stage, words)
    expect(done.run.state).toBe('failed')
    expect(notHolding(done.report, 'rocky')).toEqual(['mount /data · transport: not encrypted (differs)'])
    expect(await on(rocky, 'grep " /data " /proc/self/mountinfo | sed s/,nosuid,nodev//; readlink /proc/$(pgrep -x tail)/fd/8')).toBe(
      `${mount}\n/data/results/two`,
    )
    const ours = `${volume.id}:/ /data efs _netdev,noresvport,tls,nosuid,nodev,nofail,x-prism 0 0`
    expect(await rocky.readFile('/etc/fstab')).toBe(`# replaced by Prism: ${lines[0]}\n${ours}\n# replaced by Prism: ${lines[1]}\n`)

    await rocky.reboot()
    const verified = await stage.say(`verify ${words}`)
    expect(notHolding(verified.report, 'rocky')).toEqual([])
    expect(await dataOf(rocky)).toBe(files)
  })

  test('what the reference script leaves needs one line of fstab and the sessions’ umask; the rest is found as it should be', async () => {
    const spec = { distribution: 'rocky', groups: [{ name: 'prism-shared', gid: 3000 }] } as const
    const [volume, rocky] = await Promise.all([stage.volume(), stage.instance('rocky', spec)])
    const place = `/mnt/${volume.name}`
    await on(
      rocky,
      `usermod -aG prism-shared rocky; mkdir -p ${place} && mount -t efs -o tls ${volume.id}:/ ${place} && cd ${place} && mkdir -p shared users/rocky &&
      chgrp prism-shared . shared users && chmod 2775 . shared && chmod 2755 users && chown rocky:prism-shared users/rocky && chmod 00755 users/rocky &&
      echo '${volume.id}:/ ${place} efs defaults,_netdev,tls,gid=3000 0 0' >>/etc/fstab && echo 'umask 002' >/etc/profile.d/prism-umask.sh &&
      su - rocky -c 'echo data >${place}/shared/experiment.txt; echo own >${place}/users/rocky/notes'`,
    )
    // directories but for their times: what the look tries comes and goes in them
    const look = `cd ${place} && find . -type d -printf '%m %U:%G %p\n' -o -printf '%m %U:%G %s %T@ %p\n' | sort`
    const files = await on(rocky, look)
    const plan = await stage.say(`adopt ${volume.name} rocky`)
    expect(conflictsOf(plan, rocky)).toEqual([])
    expect(changesOf(plan, rocky).map((c) => c.split(':')[0])).toEqual(
      expect.arrayContaining(['/etc/fstab line 1', '/etc/fstab', 'rocky · cron']),
    )
    expect(changesOf(plan, rocky).filter((c) => c.startsWith('/mnt/') || c.includes('member'))).toEqual([])
    expect(adoptionOf(plan, rocky).kept.map((k) => `${k.what}: ${k.why}`)).toContain(
      '/etc/profile.d/prism-umask.sh line 1: umask 002: left alone',
    )
    const done = await adopt(stage, `${volume.name} rocky`)
    expect(notHolding(done.report, 'rocky')).toEqual([])
    expect(done.report.verdict).toBe('holds')
    expect(await on(rocky, look)).toBe(files)
  })

  test('two instances at one moment, of a file system without any tag: both green, one layout, the data as it was', async () => {
    const [{ id, tags }, ubuntu, rocky] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu'),
      stage.instance('rocky', { distribution: 'rocky' }),
    ])
    await unmanaged(stage.lab).efs.send(new UntagResourceCommand({ ResourceId: id, TagKeys: Object.keys(tags) }))
    await mountUnmanaged(ubuntu, id)
    await on(rocky, `mkdir -p /data && mount -t efs -o tls ${id} /data`)
    const files = await dataOf(ubuntu)
    const words = `${id} ubuntu rocky --mount-point /data`
    const done = await adopt(stage, words)
    for (const name of ['ubuntu', 'rocky']) expect([name, notHolding(done.report, name), codes(done.report, name)]).toEqual([name, [], []])
    expect(done.report.verdict).toBe('holds')
    expect(await dataOf(rocky)).toBe(files)
    expect(await on(rocky, "cd /data && stat -c '%n %u:%g %a' . shared users users/*")).toBe(
      '. 0:3000 2775\nshared 0:3000 2775\nusers 0:3000 2755\nusers/rocky 1000:3000 755\nusers/ubuntu 1000:3000 755',
    )
  })
})
