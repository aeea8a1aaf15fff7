/** Groups beside prism-shared: members have a place of their own, and everybody else was seen to be refused there. */
import { codes, notHolding, of, on, onLab, openStage, type Stage, steps } from '../support/lab-stage.ts'

const people = [
  { name: 'ada', uid: 2001 },
  { name: 'bob', uid: 2002 },
]

onLab('several groups on one volume', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('groups')
  })
  afterEach(() => stage.clear())
  afterAll(() => stage?.stop())

  test('a group for ada alone and one for both, on two distributions; a repeat changes nothing', async () => {
    const [volume, ubuntu] = await Promise.all([
      stage.volume(),
      stage.instance('ubuntu', { users: people }),
      stage.instance('rocky', { distribution: 'rocky', users: people }),
    ])
    const place = `/mnt/${volume.name}`
    const words = `${volume.name} ubuntu rocky --users ada,bob --group genomics:3100:ada --group chem:3200`
    const { report } = await stage.say(`mount ${words}`)
    expect([...notHolding(report, 'ubuntu'), ...notHolding(report, 'rocky')]).toEqual([])
    expect(report.verdict).toBe('holds')
    expect(await on(ubuntu, `cd ${place}; stat -c '%n %u:%g %a' groups groups/*; id -nG ada; id -nG bob`)).toBe(
      'groups 0:3000 2755\ngroups/chem 0:3200 2770\ngroups/genomics 0:3100 2770\nada prism-shared genomics chem\nbob prism-shared chem',
    )
    const tried = of(report, 'ubuntu').rows.filter((r) => r.subject.includes('groups/') && r.section === 'behaviour')
    expect(tried.map((r) => `${r.subject}: ${r.observed}`)).toEqual([
      'ada · groups/genomics: reads, writes (gid 3100, 0664)',
      'bob · groups/genomics: read refused, write refused',
      'ada · groups/chem: reads, writes (gid 3200, 0664)',
      'bob · groups/chem: reads, writes (gid 3200, 0664)',
    ])
    // the matrix is about what all share
    expect(report.sharing.cells).toHaveLength(12)
    expect(await on(ubuntu, `find ${place} -name '.prism*'`)).toBe('')
    const again = await stage.say(`mount ${words} --no-sharing-test`)
    expect(steps(again.report, 'rocky')).toContain('group=unchanged users=unchanged')
    expect(steps(again.report, 'rocky')).toContain('permissions=unchanged')

    // a member that nobody asked for, a mode that lets others in, a group that is gone
    await on(ubuntu, `usermod -aG genomics bob; chmod 02775 ${place}/groups/chem`)
    const drift = await stage.say(`verify ${words} --no-sharing-test`)
    expect(notHolding(drift.report, 'ubuntu')).toEqual([
      `permissions ${place}/groups/chem/: root:chem 2775 (differs)`,
      'behaviour bob · groups/genomics: reads, writes (gid 3100, 0664) (differs)',
    ])
    await on(ubuntu, 'gpasswd -d bob genomics; groupdel chem')
    const gone = await stage.say(`mount ${words} --no-sharing-test`)
    expect(notHolding(gone.report, 'ubuntu')).toEqual([])
    expect(of(gone.report, 'ubuntu').steps.find((s) => s.step === 'group')?.detail).toBe('made chem with gid 3200')
  })

  test('where the number belongs to somebody else, that instance is left alone before anything is touched', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu')])
    await on(ubuntu, 'groupadd -g 3100 video2; groupadd -g 4444 chem')
    for (const [group, code] of [
      ['genomics:3100', 'gid-taken'],
      ['chem:3200', 'group-gid-differs'],
    ] as const) {
      const { report, executed } = await stage.say(`mount ${volume.name} ubuntu --group ${group}`)
      expect(codes(report, 'ubuntu')).toEqual([code])
      expect(executed).toEqual(['inspect ubuntu'])
    }
    expect(await on(ubuntu, 'getent group prism-shared genomics || :')).toBe('')
  })

  test('an account that its groups carry over what NFS takes along is named', async () => {
    const groups = Array.from({ length: 10 }, (_, i) => ({ name: `team${i}`, gid: 4000 + i, members: ['ubuntu'] }))
    const [volume] = await Promise.all([stage.volume(), stage.instance('ubuntu', { groups })])
    const { report } = await stage.say(`mount ${volume.name} ubuntu --group genomics:3100 --no-sharing-test`)
    expect(of(report, 'ubuntu').rows.find((r) => r.code === 'too-many-groups')).toMatchObject({ observed: '17 groups' })
    expect(of(report, 'ubuntu').steps.find((s) => s.step === 'users')?.detail).toContain('NFS carries 16')
  })
})
