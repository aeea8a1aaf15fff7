/** What a mount refuses on an instance, and that a refusal leaves nothing behind. */
import { codes, notHolding, of, on, onLab, openStage, type Stage, traces } from '../../support/lab-stage.ts'

onLab('a mount is refused', () => {
  let stage: Stage
  let volume: { readonly id: string; readonly name: string }
  let place: string
  beforeAll(async () => {
    stage = await openStage('mount-refused')
    volume = await stage.volume()
    place = `/mnt/${volume.name}`
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  /** The mount's only finding on `ubuntu`; nothing but the look was executed. */
  async function refusal(options = '') {
    const { run, report, executed } = await stage.say(`mount ${volume.name} ubuntu ${options}`)
    expect({ state: run.state, verdict: report.verdict }).toEqual({ state: 'failed', verdict: 'differs' })
    expect(executed).toEqual(['inspect ubuntu'])
    const [finding, ...more] = of(report, 'ubuntu').findings
    expect(more).toEqual([])
    return `${finding?.code}: ${finding?.seen}`
  }

  test('where gid 3000 belongs to another group, which is named', async () => {
    const ubuntu = await stage.instance('ubuntu', { groups: [{ name: 'astronomers', gid: 3000 }] })
    expect(await refusal()).toMatch(/^gid-taken: .*astronomers/)
    expect(await traces(ubuntu, place)).toBe('')
    expect(await on(ubuntu, 'getent group 3000')).toBe('astronomers:x:3000:')
  })

  test('where prism-shared exists under another number', async () => {
    await stage.instance('ubuntu', { groups: [{ name: 'prism-shared', gid: 3333 }] })
    expect(await refusal()).toMatch(/^group-gid-differs: .*3333/)
  })

  test('where fstab has somebody else’s line for the place: it stays byte for byte, mode and owner too', async () => {
    const fstab = `# by hand\nLABEL=data\t${place}/   ext4 defaults,noatime 0 2\n\n/dev/sdz none swap sw 0 0`
    const ubuntu = await stage.instance('ubuntu', { files: { '/etc/fstab': fstab } })
    await on(ubuntu, 'chown 0:4 /etc/fstab; chmod 0640 /etc/fstab')
    const before = await on(ubuntu, 'stat -c "%i %u:%g %a %Y" /etc/fstab')
    expect(await refusal()).toMatch(/^fstab-taken: .*line 2/)
    expect(await ubuntu.readFile('/etc/fstab')).toBe(fstab)
    expect(await on(ubuntu, 'stat -c "%i %u:%g %a %Y" /etc/fstab; ls -A /mnt')).toBe(before)
  })

  test('but lines for other places are nobody’s obstacle: they, mode and owner stay when ours is added and taken away', async () => {
    const theirs = '# by hand\nLABEL=data\t/data   ext4 defaults,noatime 0 2\n\n/dev/sdz none swap sw 0 0'
    const ubuntu = await stage.instance('ubuntu', { files: { '/etc/fstab': theirs } })
    await on(ubuntu, 'chown 0:4 /etc/fstab; chmod 0640 /etc/fstab')
    expect((await stage.say(`mount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    const line = `${volume.id}:/ ${place} efs _netdev,noresvport,tls,nosuid,nodev,nofail,x-prism 0 0`
    expect(await ubuntu.readFile('/etc/fstab')).toBe(`${theirs}\n${line}\n`)
    expect(await on(ubuntu, 'stat -c "%u:%g %a" /etc/fstab; ls -A /etc | grep -c fstab')).toBe('0:4 640\n1')
    expect((await stage.say(`unmount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    expect(await ubuntu.readFile('/etc/fstab')).toBe(`${theirs}\n`)
    expect(await on(ubuntu, 'stat -c "%u:%g %a" /etc/fstab')).toBe('0:4 640')
  })

  test('where the mount point holds files, which are named and stay', async () => {
    const ubuntu = await stage.instance('ubuntu', { files: { [`${place}/thesis.tex`]: 'years of work' } })
    expect(await refusal()).toMatch(/^mount-point-not-empty: .*thesis\.tex/)
    expect(await on(ubuntu, `cat ${place}/thesis.tex`)).toBe('years of work')
  })

  test('where a file is in the mount point’s place', async () => {
    await stage.instance('ubuntu', { files: { [place]: 'not a directory' } })
    expect(await refusal()).toMatch(/^mount-point-not-directory: /)
  })

  test('where another file system is mounted: another volume, or a disk', async () => {
    const [ubuntu, other] = await Promise.all([stage.instance('ubuntu'), stage.volume()])
    await on(ubuntu, `mkdir -p ${place} && mount -t efs -o tls ${other.id} ${place}`)
    expect(await refusal()).toMatch(new RegExp(`^mount-point-taken: .*${other.id}`))
    await on(ubuntu, `umount ${place} && mount -t tmpfs scratch ${place}`)
    const { run, report, executed } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['mount-point-taken'])
    expect(executed).not.toContain('sharing-test ubuntu')
    expect(await on(ubuntu, `findmnt -rno SOURCE ${place}; cat /etc/fstab`)).toBe('scratch')
  })

  test('where a named account does not exist; and for root before anything is asked', async () => {
    const ubuntu = await stage.instance('ubuntu')
    expect(await refusal('--users ghost')).toMatch(/^account-missing: ghost/)
    expect(await on(ubuntu, 'getent group prism-shared || echo none')).toBe('none')
    const before = stage.lab.aws.calls().length
    expect(() => stage.say(`mount ${volume.name} ubuntu --users root`)).toThrow(
      expect.objectContaining({ finding: expect.objectContaining({ code: 'root-account' }) }),
    )
    expect(stage.lab.aws.calls()).toHaveLength(before)
  })

  test('for nobody but those of several accounts who are missing: all are named, and the others have the volume', async () => {
    const ubuntu = await stage.instance('ubuntu')
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu --users ubuntu,ghost,phantom`)
    expect({ state: run.state, verdict: report.verdict }).toEqual({ state: 'failed', verdict: 'differs' })
    expect(notHolding(report, 'ubuntu')).toHaveLength(2)
    expect(of(report, 'ubuntu').rows.filter((r) => r.verdict === 'differs')).toMatchObject([
      { subject: 'ghost', code: 'account-missing' },
      { subject: 'phantom', code: 'account-missing' },
    ])
    expect(report.sharing.verdict).toBe('holds')
    expect(report.diagnoses?.[0]).toMatchObject({ cause: { cause: 'account-missing' } })
    expect(await on(ubuntu, `id -nG ubuntu | grep -o prism-shared; ls ${place}/users`)).toBe('prism-shared\nubuntu')
    // a later look expects them still
    const later = await stage.say(`verify ${volume.name} ubuntu --no-sharing-test`)
    expect(
      of(later.report, 'ubuntu')
        .rows.filter((r) => r.verdict === 'differs')
        .map((r) => r.subject),
    ).toEqual(['ghost', 'phantom'])
    expect((await stage.say(`unmount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
  })

  test('for root by another name: the host says that the account’s uid is 0', async () => {
    const ubuntu = await stage.instance('ubuntu')
    await on(ubuntu, 'echo "toor:x:0:0::/root:/bin/bash" >>/etc/passwd')
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu --users toor`)
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['root-account'])
    expect(await traces(ubuntu, place)).toBe('')
    expect(await on(ubuntu, 'id -nG toor')).toBe('root')
  })

  test('where nobody is named and no login user is found', async () => {
    const ubuntu = await stage.instance('ubuntu')
    await on(ubuntu, 'rm /etc/cloud/cloud.cfg; userdel -r ubuntu 2>/dev/null; ! getent passwd 1000')
    expect(await refusal()).toMatch(/^no-login-user: /)
  })

  test('where the volume has no mount target in the instance’s zone', async () => {
    await stage.instance('ubuntu', { availabilityZone: 'us-east-1f' })
    expect(await refusal()).toMatch(/^no-mount-target: .*us-east-1f.*us-east-1a, us-east-1b, us-east-1c/)
  })
})

onLab('a volume that holds somebody’s data', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('mount-foreign')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('is not changed unless it may be adopted; then it gets the layout and the data stay as they are', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    const place = `/mnt/${volume.name}`
    await on(
      ubuntu,
      `mount -t efs -o tls ${volume.id} /media && echo theirs >/media/theirs && chown 4000:4000 /media /media/theirs && chmod 0750 /media && umount /media`,
    )
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['foreign-root'])
    expect(of(report, 'ubuntu').findings[0]?.next).toContain('--adopt')
    expect(await traces(ubuntu, place)).toBe('')
    expect(await on(ubuntu, `mount -t efs -o tls ${volume.id} /media && stat -c '%u:%g %a' /media && ls /media && umount /media`)).toBe(
      '4000:4000 750\ntheirs',
    )

    const adopted = await stage.say(`mount ${volume.name} ubuntu --adopt`)
    expect(adopted.report.verdict).toBe('holds')
    expect(await on(ubuntu, `cd ${place} && stat -c '%n %u:%g %a' . theirs`)).toBe('. 0:3000 2775\ntheirs 4000:4000 644')
  })

  test('where a personal directory is another uid’s, it is never re-owned, not even to adopt it', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu', { users: [{ name: 'ada', uid: 2001 }] })])
    expect((await stage.say(`mount ${volume.name} ubuntu --users ada`)).report.verdict).toBe('holds')
    await on(ubuntu, `chown 2002 /mnt/${volume.name}/users/ada; chmod 0700 /mnt/${volume.name}/users/ada`)
    const { report } = await stage.say(`mount ${volume.name} ubuntu --users ada --adopt`)
    expect(report.verdict).toBe('differs')
    expect(codes(report, 'ubuntu')).toEqual(['foreign-personal-space'])
    expect(of(report, 'ubuntu').findings[0]?.seen).toContain('uid 2002')
    // mounted before, so mounted still: only what a run made is undone
    expect(await on(ubuntu, `stat -c '%u %a' /mnt/${volume.name}/users/ada; grep -c efs /etc/fstab`)).toBe('2002 700\n1')
  })
})

onLab('a directory that was put in the place of shared/', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('mount-not-ours')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  async function laidOut() {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    const place = `/mnt/${volume.name}`
    expect((await stage.say(`mount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    return { volume, ubuntu, place }
  }

  test('is not opened where it is private; the commands of the fix put the old one back, and it holds again', async () => {
    const { volume, ubuntu, place } = await laidOut()
    await on(
      ubuntu,
      `cd ${place} && mkdir -m 700 backup && echo secret >backup/wedding && su -s /bin/sh ubuntu -c 'mv shared old && mv backup shared'`,
    )
    const { run, report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(run.state).toBe('failed')
    expect(codes(report, 'ubuntu')).toEqual(['layout-not-ours'])
    expect(await on(ubuntu, `stat -c '%u:%g %a' ${place}/shared; cat ${place}/shared/wedding`)).toBe('0:3000 2700\nsecret')
    // neither this report nor a later one names what is in it
    const { run: later } = await stage.say(`verify ${volume.name} ubuntu`)
    expect(later.state).toBe('failed')
    for (const answer of [run.answer, later.answer]) expect(JSON.stringify(answer)).not.toContain('wedding')
    const fix = report.diagnoses?.[0]?.cause?.fix ?? ''
    const find = /find \. -xdev -maxdepth 2 -inum [0-9]+/.exec(fix)?.[0]
    const found = await on(ubuntu, `cd ${place} && mv shared ITS_OWN_NAME && ${find}`)
    expect(found).toBe('./old')
    await on(ubuntu, `cd ${place} && mv ${found} shared`)
    expect((await stage.say(`mount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
  })

  test('is handed over by the commands of the fix alone, by somebody who knows it', async () => {
    const { volume, ubuntu, place } = await laidOut()
    await on(ubuntu, `cd ${place} && mv shared old && mkdir -m 700 shared && echo results >shared/results && chgrp 3000 shared/results`)
    const { report } = await stage.say(`mount ${volume.name} ubuntu`)
    expect(codes(report, 'ubuntu')).toEqual(['layout-not-ours'])
    const fix = report.diagnoses?.[0]?.cause?.fix ?? ''
    const commands = /(cd -P .*?); pwd.*?: (chown .*? \.; chmod .*? \.)/.exec(fix)?.slice(1).join('; ') ?? 'false'
    await on(ubuntu, `${commands}; chmod g+rw ${place}/shared/results`)
    expect((await stage.say(`mount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
  })

  test('what was laid out from here is repaired; what was never seen from here is not, and a mount that did this is undone', async () => {
    const { volume, ubuntu, place } = await laidOut()
    const rocky = await stage.instance('rocky', { distribution: 'rocky' })
    await on(ubuntu, `touch ${place}/shared/x; chmod g+rw,o-w ${place}/shared/x; chmod 0700 ${place}/shared`)
    const never = await stage.say(`mount ${volume.name} rocky`)
    expect(codes(never.report, 'rocky')).toEqual(['layout-not-ours'])
    expect(await traces(rocky, place)).toBe('')
    expect(await on(ubuntu, `stat -c '%a' ${place}/shared`)).toBe('2700')
    expect((await stage.say(`mount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    expect(await on(ubuntu, `stat -c '%a' ${place}/shared`)).toBe('2775')
    // it is as it shall be: rocky takes it for the layout's from now on
    expect((await stage.say(`mount ${volume.name} rocky`)).report.verdict).toBe('holds')
    await on(rocky, `chmod 0700 ${place}/shared`)
    expect((await stage.say(`mount ${volume.name} rocky`)).report.verdict).toBe('holds')
  })

  test('after an unmount too it is told by its number; without the note of an earlier version nothing that is closed is opened', async () => {
    const { volume, ubuntu, place } = await laidOut()
    await on(ubuntu, `touch ${place}/shared/x; chmod 664 ${place}/shared/x; chmod 0700 ${place}/shared`)
    expect((await stage.say(`unmount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    expect((await stage.say(`mount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
    await on(ubuntu, `chmod 0700 ${place}/shared; rm -r /var/lib/prism/laid-out`)
    expect(codes((await stage.say(`mount ${volume.name} ubuntu`)).report, 'ubuntu')).toEqual(['layout-not-ours'])
    await on(ubuntu, `rm ${place}/shared/x`)
    expect((await stage.say(`mount ${volume.name} ubuntu`)).report.verdict).toBe('holds')
  })
})
