/** Groups beside prism-shared: members have a place of their own, and everybody else was seen to be refused there. */
import type { FileSystem } from '../../../src/domain/ports.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { codes, notHolding, of, on, onLab, openStage, type Stage, steps } from '../../support/lab-stage.ts'

const people = [
  { name: 'ada', uid: 2001 },
  { name: 'bob', uid: 2002 },
]

onLab('several groups on one volume', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('groups')
  })
  afterAll(() => stage?.stop())

  describe('a group for ada alone and one for both', () => {
    let volume: FileSystem
    let ubuntu: Instance
    let place: string
    let words: string
    beforeAll(async () => {
      ;[volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('ubuntu', { users: people })])
      place = `/mnt/${volume.name}`
      words = `${volume.name} ubuntu --users ada,bob --group genomics:3100:ada --group chem:3200`
    })
    afterAll(() => stage.clear())

    test('each has a directory that its members write for each other, and that nobody else can enter', async () => {
      const { report } = await stage.say(`mount ${words}`)
      expect(notHolding(report, 'ubuntu')).toEqual([])
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
      expect(report.sharing.cells).toHaveLength(2)
      expect(await on(ubuntu, `find ${place} -name '.prism*'`)).toBe('')
    })

    test('verify sees a member that nobody asked for, and a mode that gives others access', async () => {
      await on(ubuntu, `usermod -aG genomics bob; chmod 02775 ${place}/groups/chem`)
      const drift = await stage.say(`verify ${words} --no-sharing-test`)
      expect(notHolding(drift.report, 'ubuntu')).toEqual([
        `permissions ${place}/groups/chem/: root:chem 2775 (differs)`,
        'behaviour bob · groups/genomics: reads, writes (gid 3100, 0664) (differs)',
      ])
    })

    test('a repeated mount makes what is gone, and the next one changes nothing', async () => {
      await on(ubuntu, 'gpasswd -d bob genomics; groupdel chem')
      const gone = await stage.say(`mount ${words} --no-sharing-test`)
      expect(notHolding(gone.report, 'ubuntu')).toEqual([])
      expect(of(gone.report, 'ubuntu').steps.find((s) => s.step === 'group')?.detail).toBe('made chem with gid 3200')
      const again = await stage.say(`mount ${words} --no-sharing-test`)
      expect(steps(again.report, 'ubuntu')).toMatch(/group=unchanged users=unchanged .* permissions=unchanged/)
    })
  })

  test('where the number belongs to somebody else, that instance is left alone before anything is touched', async () => {
    const [volume, ubuntu] = await Promise.all([stage.volume(), stage.instance('taken')])
    await on(ubuntu, 'groupadd -g 3100 video2; groupadd -g 4444 chem')
    for (const [group, code] of [
      ['genomics:3100', 'gid-taken'],
      ['chem:3200', 'group-gid-differs'],
    ] as const) {
      const { report, executed } = await stage.say(`mount ${volume.name} taken --group ${group}`)
      expect(codes(report, 'taken')).toEqual([code])
      expect(executed).toEqual(['inspect taken'])
    }
    expect(await on(ubuntu, 'getent group prism-shared genomics || :')).toBe('')
  })

  test('an account that its groups carry over what NFS takes along is named', async () => {
    const groups = Array.from({ length: 10 }, (_, i) => ({ name: `team${i}`, gid: 4000 + i, members: ['ubuntu'] }))
    const [volume] = await Promise.all([stage.volume(), stage.instance('crowded', { groups })])
    const { report } = await stage.say(`mount ${volume.name} crowded --group genomics:3100 --no-sharing-test`)
    expect(of(report, 'crowded').rows.find((r) => r.code === 'too-many-groups')).toMatchObject({ observed: '17 groups' })
    expect(of(report, 'crowded').steps.find((s) => s.step === 'users')?.detail).toContain('NFS carries 16')
  })
})
