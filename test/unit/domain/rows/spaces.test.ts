/** What the registry’s people have on the volume, and what each came to there, as rows. */
import { finding } from '../../../../src/domain/catalogue.ts'
import type { PeopleSeen, WantedAccount, WantedPeople } from '../../../../src/domain/people/accounts.ts'
import type { TriedSeen, VolumeSeen, WantedVolume } from '../../../../src/domain/people/spaces.ts'
import { spaceRows } from '../../../../src/domain/rows/spaces.ts'
import { linesIn } from '../../../support/rows.ts'
import { noAccount, rightAccount } from '../../../support/seen-people.ts'

const inWords = linesIn('people')

const uid = 65_536
const account: WantedAccount = { name: 'ada', uid, shell: '/bin/bash', groups: ['genomics'], keys: [], sudo: false }
const wanted: WantedPeople = { accounts: [account], groups: [] }
const volume: WantedVolume = {
  fileSystemId: 'fs-0123456789abcdef0',
  mountPoint: '/data',
  addresses: [],
  gid: 3000,
  people: [{ name: 'ada', uid }],
  mounts: [],
  spaceMode: '0700',
  others: ['ben'],
  untried: 0,
  directories: [
    { name: 'genomes', gid: 3100, group: 'genomics' },
    { name: 'robots', gid: 3200, group: 'robotics' },
  ],
  holders: new Map([
    [1000, 'ubuntu'],
    [3200, 'robotics'],
  ]),
}
const people = (accounts: PeopleSeen['accounts']) =>
  ({ accounts, groupNames: { 3000: 'prism-shared' }, leavers: [], did: [], groups: [] }) as unknown as PeopleSeen
const right = people([rightAccount('ada', uid, { has: { uid, gid: uid, groups: [uid, 3000], shell: '', ends: '', password: 'none' } })])
const tried: TriedSeen = {
  name: 'ada',
  own: 'rw',
  others: 2,
  there: 2,
  open: [],
  groups: [
    { name: 'genomes', came: 'rw', gid: 3100 },
    { name: 'robots', came: '--' },
  ],
  why: '',
}
const places: VolumeSeen['places'] = [
  { path: 'groups', refused: '', has: { uid: 0, gid: 3000, mode: '2755' } },
  { path: 'groups/genomes', refused: '', has: { uid: 0, gid: 3100, mode: '2770' } },
  { path: 'groups/robots', refused: '', has: { uid: 0, gid: 3200, mode: '2770' } },
  { path: 'users/ada', refused: '', has: { uid, gid: uid, mode: '0700' } },
]
const seen: VolumeSeen = { state: 'there', places, homes: [{ name: 'ada', links: ['ours', 'ours'], why: '' }], tries: [tried], did: [] }
const lines = (on: VolumeSeen | undefined, of: WantedVolume | undefined = volume, by: PeopleSeen | undefined = right, who = wanted) =>
  inWords(spaceRows(who, of, by, on))
const good = () => lines(seen)
/** The lines that are not as where all is right. */
const otherwise = (...of: Parameters<typeof lines>) => lines(...of).filter((line) => !good().includes(line))
const came = (change: Partial<TriedSeen>) => otherwise({ ...seen, tries: [{ ...tried, ...change }] })

test('all is there, and each did what they may', () => {
  expect(good()).toEqual([
    'groups: holds: 0:3000 2755; 0:3000 2755 expected',
    'groups/genomes: holds: 0:3100 2770; 0:3100 2770 expected',
    'groups/robots: holds: 0:3200 2770; 0:3200 2770 expected',
    'users/ada: holds: 65536:65536 0700; 65536:65536 0700 expected',
    'ada · users/ada: holds: reads, writes; reads, writes expected',
    'ada · spaces of others: holds: refused in 2; refused expected',
    'ada · group directories: holds: as expected, each tried; groups/genomes and no other expected',
    'ada · ~/shared, ~/space: holds: links to the volume; links to the volume expected',
  ])
  expect(new Set(spaceRows(wanted, volume, right, seen).map((r) => r.section))).toEqual(new Set(['people']))
})

describe('where nobody looked', () => {
  const row = (said: string) => [`spaces on the volume: ${said}; as in the registry expected`]

  test('that is said, and why where it is known', () => {
    expect(lines(undefined)).toEqual(row('unknown (not-looked-at): not seen'))
    expect(inWords(spaceRows(wanted, volume, right, undefined, finding('host-busy', { seen: 'another job' })))).toEqual(
      row('unknown (host-busy): another job'),
    )
    expect(lines({ ...seen, state: 'absent' })).toEqual(row('unknown (not-mounted): the volume is not mounted at /data'))
    expect(lines({ ...seen, state: 'silent' })).toEqual(row('unknown (mount-hung): /data gave no answer'))
    expect(inWords(spaceRows(wanted, volume, undefined, seen))).toHaveLength(1)
  })

  test('nothing is said of a volume on which nobody is given anything', () => {
    expect(inWords(spaceRows(wanted, undefined, right, seen))).toEqual([])
  })
})

describe('a directory', () => {
  const place = (path: string, change: Partial<VolumeSeen['places'][number]>, did: VolumeSeen['did'] = []) =>
    otherwise({ ...seen, did, places: places.map((p) => (p.path === path ? { ...p, ...change } : p)) })
  const has = (of: number, gid: number, mode = '0700') => ({ has: { uid: of, gid, mode } })
  const none = { has: undefined as unknown as { uid: number; gid: number; mode: string } }
  const space = (said: string) => [`users/ada: ${said}; 65536:65536 0700 expected`]

  test('of another mode is set by a mount, of another number is given to nobody', () => {
    expect(place('users/ada', has(uid, uid, '0755'))).toEqual(space('differs (space-differs): 65536:65536 0755'))
    expect(place('users/ada', has(1000, 1000))).toEqual(space('differs (space-foreign): 1000:1000 0700 (ubuntu)'))
    expect(place('users/ada', has(1007, 1000))).toEqual(space('differs (space-foreign): 1007:1000 0700'))
    // whose a group’s directory is, its group says
    expect(place('groups/genomes', has(0, 3200, '2770'))).toEqual([
      'groups/genomes: differs (space-foreign): 0:3200 2770 (robotics); 0:3100 2770 expected',
    ])
    expect(place('users/ada', none)).toEqual(space('differs (space-differs): not there'))
  })

  test('that could not be made or set says what went wrong', () => {
    const failed = { kind: 'space', name: 'users/ada', status: 'failed', detail: 'no room' } as const
    expect(place('users/ada', none, [failed])).toEqual(space('differs (step-failed): not there: no room'))
    expect(place('users/ada', has(uid, uid, '0755'), [{ ...failed, code: 'volume-is-replica' }])).toEqual(
      space('differs (volume-is-replica): 65536:65536 0755: no room'),
    )
    for (const other of [
      { ...failed, name: 'users/ben' },
      { ...failed, kind: 'link' as const },
      { ...failed, status: 'changed' as const },
    ])
      expect(place('users/ada', none, [other])).toEqual(space('differs (space-differs): not there'))
  })

  test('that is none, or that nobody saw', () => {
    expect(place('users/ada', { refused: 'users/ada is a link' })).toEqual(space('differs (layout-not-ours): users/ada is a link'))
    expect(otherwise({ ...seen, places: places.slice(0, 3) })).toEqual(space('unknown (not-looked-at): not seen'))
  })

  test('of somebody whose account is not there is not missed, and is told where it is', () => {
    const nobody = people([noAccount('ada', uid)])
    const subjects = (on: VolumeSeen) => lines(on, volume, nobody).map((line) => line.split(':')[0])
    const without = { ...seen, places: places.map((p) => (p.path === 'users/ada' ? { path: p.path, refused: '' } : p)) }
    expect(subjects(without)).toEqual(['groups', 'groups/genomes', 'groups/robots'])
    expect(subjects(seen)).toEqual(['groups', 'groups/genomes', 'groups/robots', 'users/ada'])
    const groupless = { ...seen, places: places.map((p) => (p.path === 'groups' ? { path: p.path, refused: '' } : p)) }
    expect(lines(groupless, volume, nobody)[0]).toBe('groups: differs (space-differs): not there; 0:3000 2755 expected')
  })

  test('that is the mount’s own is the mount’s to tell', () => {
    expect(lines(seen, { ...volume, mounts: ['ada'] }).map((line) => line.split(':')[0])).toEqual([
      'groups',
      'groups/genomes',
      'groups/robots',
      'ada · spaces of others',
      'ada · group directories',
      'ada · ~/shared, ~/space',
    ])
  })
})

describe('one’s own space', () => {
  const row = (said: string) => [`ada · users/ada: ${said}; reads, writes expected`]
  test.each<[Partial<TriedSeen>, string]>([
    [{ own: '-w' }, 'differs (space-closed): read refused, writes'],
    [{ own: 'r-' }, 'differs (space-closed): reads, write refused'],
    [{ own: '--' }, 'differs (space-closed): read refused, write refused'],
    [{ own: 'rx' }, 'unknown (not-tried): could not be determined'],
    [{ own: '' }, 'unknown (space-differs): there is no such space yet'],
    [{ own: '', why: 'timeout' }, 'unknown (not-tried): timeout'],
    [{ own: 'xx', why: 'python-incomplete' }, 'unknown (python-incomplete): python-incomplete'],
  ])('%j', (change, said) => expect(came(change)).toEqual(row(said)))

  test('is not tried by one whom nobody saw try', () => {
    expect(otherwise({ ...seen, tries: [{ ...tried, name: 'ben' }] })).toEqual([
      'ada · users/ada: unknown (not-tried): could not be determined; reads, writes expected',
      'ada · spaces of others: unknown (not-tried): could not be determined; refused expected',
      'ada · group directories: unknown (not-tried): groups/genomes: could not be determined; groups/robots: could not be determined; groups/genomes and no other expected',
    ])
  })

  test('is closed to one who is to be in the group of the volume and is not', () => {
    const outside = people([rightAccount('ada', uid)])
    const joins = { ...wanted, joins: true as const }
    const doubtful = { ...seen, tries: [{ ...tried, own: 'xx' }] }
    const closed = [
      'ada · users/ada: unknown (shared-group-missing): not in prism-shared, so the volume is closed to them; reads, writes expected',
    ]
    expect(otherwise(doubtful, volume, outside, joins)).toEqual(closed)
    expect(otherwise(doubtful, volume, outside)).toEqual(row('unknown (not-tried): could not be determined'))
    expect(otherwise(doubtful, volume, right, joins)).toEqual(row('unknown (not-tried): could not be determined'))
    expect(otherwise({ ...seen, tries: [{ ...tried, own: 'xx', why: 'python-incomplete' }] }, volume, outside, joins)).toEqual(
      row('unknown (python-incomplete): python-incomplete'),
    )
  })
})

describe('spaces of others', () => {
  const row = (said: string, want = 'refused') => [`ada · spaces of others: ${said}; ${want} expected`]
  const open = (...all: readonly [string, string][]) => ({ open: all.map(([name, how]) => ({ name, came: how })) })

  test.each<[Partial<TriedSeen>, string]>([
    [open(['ben', 'r-']), 'differs (space-open): users/ben: reads, write refused'],
    [open(['ben', '-w'], ['eve', 'rw'], ['zoe', 'xx']), 'differs (space-open): users/ben: read refused, writes; users/eve: reads, writes'],
    [open(['ben', 'xx']), 'unknown (not-tried): could not be determined'],
    [{ others: 0 }, 'holds: there is none'],
  ])('%j, where they are closed', (change, said) => expect(came(change)).toEqual(row(said)))

  const readable: WantedVolume = { ...volume, spaceMode: '0755' }
  const writing = (change: Partial<TriedSeen>) =>
    lines({ ...seen, tries: [{ ...tried, ...change }] }, readable).filter((line) => line.includes('of others'))
  test.each<[Partial<TriedSeen>, string]>([
    [{}, 'holds: write refused in 2'],
    [open(['ben', 'r-']), 'holds: write refused in 2'],
    [{ others: 0 }, 'holds: there is none'],
    [open(['ben', 'rw'], ['eve', 'r-']), 'differs (space-open): users/ben: reads, writes'],
    [open(['ben', 'rx'], ['eve', 'r-']), 'unknown (not-tried): could not be determined'],
    [open(['ben', '-x'], ['eve', '-w']), 'differs (space-open): users/eve: read refused, writes'],
  ])('%j, where others may read', (change, said) => expect(writing(change)).toEqual(row(said, 'write refused')))

  test('are not tried by one whom nobody saw try, where others may read', () => {
    expect(lines({ ...seen, tries: [] }, readable).filter((line) => line.includes('of others'))).toEqual(
      row('unknown (not-tried): could not be determined', 'write refused'),
    )
  })
})

describe('group directories', () => {
  const row = (said: string, want = 'groups/genomes and no other') => [`ada · group directories: ${said}; ${want} expected`]
  const groups = (mine: Partial<TriedSeen['groups'][number]>, other: Partial<TriedSeen['groups'][number]> = {}) =>
    came({
      groups: [
        { ...tried.groups[0]!, ...mine },
        { ...tried.groups[1]!, ...other },
      ],
    })

  test.each<[Partial<TriedSeen['groups'][number]>, Partial<TriedSeen['groups'][number]>, string]>([
    [{ came: 'r-' }, {}, 'differs (space-closed): groups/genomes: reads, write refused'],
    [{ gid: 1000 }, {}, 'differs (space-closed): groups/genomes: reads, writes, what it makes is of gid 1000'],
    [{ gid: undefined as unknown as number }, {}, 'differs (space-closed): groups/genomes: reads, writes, what it makes is of gid unknown'],
    [{}, { came: 'r-' }, 'differs (not-refused): groups/robots: reads, write refused'],
    [{}, { came: '-w' }, 'differs (not-refused): groups/robots: read refused, writes'],
    [
      { came: '--' },
      { came: 'rw', gid: 3200 },
      'differs (not-refused): groups/genomes: read refused, write refused; groups/robots: reads, writes',
    ],
    [{ came: 'rx' }, {}, 'unknown (not-tried): groups/genomes: could not be determined'],
    [{}, { name: 'others' }, 'unknown (not-tried): groups/robots: could not be determined'],
    // what is known to be wrong is told before what is not known
    [{ came: 'xx' }, { came: 'rw', gid: 3200 }, 'differs (not-refused): groups/robots: reads, writes'],
  ])('mine %j, another’s %j', (mine, other, said) => expect(groups(mine, other)).toEqual(row(said)))

  test('of somebody in no group are none', () => {
    const lonely = { ...wanted, accounts: [{ ...account, groups: [] }] }
    const all = (how: string) =>
      lines({ ...seen, tries: [{ ...tried, groups: tried.groups.map((g) => ({ ...g, came: how })) }] }, volume, right, lonely)
    expect(all('--')[6]).toBe('ada · group directories: holds: as expected, each tried; none expected')
  })

  test('have no row where there are none', () => {
    expect(lines(seen, { ...volume, directories: [] }).filter((line) => line.includes('group directories'))).toEqual([])
  })
})

describe('the links in a home', () => {
  const home = (change: Partial<VolumeSeen['homes'][number]>) => otherwise({ ...seen, homes: [{ ...seen.homes[0]!, ...change }] })
  const row = (said: string) => [`ada · ~/shared, ~/space: ${said}; links to the volume expected`]

  test('lead to the volume', () => {
    expect(home({ links: ['ours', 'none'] })).toEqual(row('differs (home-links-differ): ~/space: not there'))
    expect(home({ links: ['none', 'other'] })).toEqual(row('differs (home-links-differ): ~/shared: not there'))
    expect(home({ links: ['other', 'ours'] })).toEqual(row('note: ~/shared: something else of that name, left as it is'))
    expect(home({ why: 'the home is root’s' })).toEqual(row('differs (home-links-differ): the home is root’s'))
    expect(home({ name: 'ben' })).toEqual(row('unknown (not-looked-at): not seen'))
  })
})
