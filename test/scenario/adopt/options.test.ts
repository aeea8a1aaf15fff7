/** What was made by hand for some only: read-only mounts, access points, groups of their own. The plan shows it, its digest covers it. */
import { CreateAccessPointCommand } from '@aws-sdk/client-efs'
import { unmanaged } from '../../support/aws-console.ts'
import { codes, notHolding, on, onLab, openStage, type Stage } from '../../support/lab-stage.ts'
import { adopt, adoptionOf, changesOf, conflictsOf, dataOf, mountUnmanaged, planOf } from '../../support/unmanaged.ts'

onLab('adopting with options', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('adopt-options')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('a read-only mount beside one that writes stays read-only, and its line says so; nothing is set from there', async () => {
    const [volume, writer, viewer] = await Promise.all([
      stage.volume(),
      stage.instance('writer'),
      stage.instance('viewer', { distribution: 'rocky' }),
    ])
    await mountUnmanaged(writer, volume.id)
    await on(viewer, `mkdir /data && mount -t efs -o tls,ro ${volume.id} /data`)
    await viewer.writeFile('/etc/fstab', `${volume.id} /data efs tls,ro\n`)
    const words = `${volume.name} writer viewer --mount-point /data`
    // nobody said that it may be so
    const unasked = await stage.say(`adopt ${words}`)
    expect(conflictsOf(unasked, viewer)).toEqual(['read-only'])
    const plan = await stage.say(`adopt ${words} --read-only-on viewer`)
    expect(plan.run.state).toBe('done')
    const line = `${volume.id}:/ /data efs _netdev,noresvport,tls,nosuid,nodev,ro,nofail,x-prism 0 0`
    expect(changesOf(plan, viewer)).toEqual(expect.arrayContaining([`/etc/fstab: no line of Prism’s → ${line}`]))
    expect(changesOf(plan, viewer).some((c) => c.startsWith('/data'))).toBe(false)
    expect(planOf(plan).digest).not.toBe(planOf(unasked).digest)
    const done = await stage.say(`adopt ${words} --read-only-on viewer --plan ${planOf(plan).digest}`)
    expect([...notHolding(done.report, 'writer'), ...notHolding(done.report, 'viewer')]).toEqual([])
    expect(done.report.verdict).toBe('holds')
    expect(await on(viewer, 'findmnt -rno OPTIONS /data | cut -d, -f1; grep -v ^# /etc/fstab')).toBe(`ro\n${line}`)
    // and that is what a verify expects from now on
    expect((await stage.say(`verify ${words} --no-sharing-test`)).report.instances.map((i) => i.verdict)).toEqual(['holds', 'holds'])
  })

  test('a mount through an access point is brought in as that, and as nothing else', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    const { efs } = unmanaged(stage.lab)
    const point = async (name: string, more: object = {}) => {
      const root = { Path: `/${name}`, CreationInfo: { OwnerUid: 0, OwnerGid: 0, Permissions: '0755' } }
      const made = await efs.send(
        new CreateAccessPointCommand({
          ClientToken: name,
          FileSystemId: volume.id,
          Tags: [{ Key: 'Name', Value: name }],
          RootDirectory: root,
          ...more,
        }),
      )
      return made.AccessPointId!
    }
    const [genomics, chem] = await Promise.all([point('genomics'), point('chem'), point('one', { PosixUser: { Uid: 7, Gid: 7 } })])
    await mountUnmanaged(ubuntu, volume.id, `mount -t efs -o tls,accesspoint=${genomics} ${volume.id} /data`)
    await ubuntu.writeFile('/etc/fstab', `${volume.id} /data efs tls,accesspoint=${genomics}\n`)
    const files = await dataOf(ubuntu)
    const words = `${volume.name} ubuntu --mount-point /data`

    const whole = adoptionOf(await stage.say(`adopt ${words}`), ubuntu)
    expect(whole.conflicts.map((c) => c.code)).toEqual(['mount-point-taken'])
    expect(whole.conflicts[0]?.settle).toContain(
      `prism volume adopt ${volume.id} ${ubuntu.id} --mount-point /data --access-point ${genomics}`,
    )
    expect(adoptionOf(await stage.say(`adopt ${words} --access-point ${chem}`), ubuntu).conflicts[0]?.seen).toContain(
      `through ${genomics}, asked for through ${chem}`,
    )
    expect((await stage.say(`adopt ${words} --access-point one`)).run.findings.map((f) => f.code)).toEqual(['access-point-enforces-user'])
    expect((await stage.say(`adopt ${words} --access-point genomics --allow-plain-nfs`)).run.findings.map((f) => f.code)).toEqual([
      'bad-option',
    ])

    // a line that would mount the whole volume at the next boot is not what is mounted
    await ubuntu.writeFile('/etc/fstab', `${volume.id} /data efs tls\n`)
    const other = adoptionOf(await stage.say(`adopt ${words} --access-point genomics`), ubuntu)
    expect(other.conflicts.map((c) => `${c.code} ${c.seen}`)).toEqual([
      `fstab-differs line 1: ${volume.id} /data efs tls: without accesspoint=${genomics}`,
    ])
    await ubuntu.writeFile('/etc/fstab', `${volume.id} /data efs tls,accesspoint=${genomics}\n`)

    const done = await adopt(stage, `${words} --access-point genomics`)
    expect(notHolding(done.report, 'ubuntu')).toEqual([])
    expect(done.report.verdict).toBe('holds')
    expect(await dataOf(ubuntu)).toBe(files)
    expect(await on(ubuntu, 'grep -v ^# /etc/fstab')).toBe(
      `${volume.id}:/ /data efs _netdev,noresvport,tls,nosuid,nodev,accesspoint=${genomics},nofail,x-prism 0 0`,
    )
    expect(notHolding((await stage.say(`verify ${words} --no-sharing-test`)).report, 'ubuntu')).toEqual([])
  })

  test('groups of their own are made and laid out as the plan says; a number that is taken is refused with its commands', async () => {
    const users = [
      { name: 'ada', uid: 2001 },
      { name: 'bob', uid: 2002 },
    ]
    const [volume, ubuntu] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu', { users, groups: [{ name: 'astronomers', gid: 3100 }] }),
    ])
    await mountUnmanaged(ubuntu, volume.id)
    const files = await dataOf(ubuntu)
    const words = `${volume.name} ubuntu --mount-point /data --users ada,bob --group genomics:3100:ada`
    const taken = await stage.say(`adopt ${words}`)
    expect(conflictsOf(taken, ubuntu)).toEqual(['gid-taken'])
    expect(adoptionOf(taken, ubuntu).conflicts[0]?.seen).toBe('genomics: gid 3100 is astronomers')
    const settle = adoptionOf(taken, ubuntu).conflicts[0]?.settle ?? []
    expect(settle).toContain('groupmod -g 3999 astronomers')
    await on(ubuntu, settle.join('\n'))

    const plan = await stage.say(`adopt ${words}`)
    expect(changesOf(plan, ubuntu)).toEqual(
      expect.arrayContaining([
        '/data/groups/genomics: does not exist → root:genomics 2770',
        'genomics: no such group → gid 3100',
        'ada: not a member → member of genomics',
      ]),
    )
    // the digest covers who is in it
    const { digest } = planOf(plan)
    const more = await stage.say(`adopt ${words.replace(':ada', ':ada,bob')} --plan ${digest}`)
    expect(more.run.findings.map((f) => f.code)).toEqual(['plan-changed'])
    const done = await stage.say(`adopt ${words} --plan ${digest}`)
    expect(notHolding(done.report, 'ubuntu').filter((row) => !row.startsWith('contents'))).toEqual([])
    expect(codes(done.report, 'ubuntu')).toEqual([])
    expect(await on(ubuntu, "stat -c '%u:%g %a' /data/groups/genomics; id -nG bob")).toBe('0:3100 2770\nbob prism-shared')
    expect((await dataOf(ubuntu)).split('\n').filter((l) => !l.includes('./groups'))).toEqual(files.split('\n'))
  })
})
