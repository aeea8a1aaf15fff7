/** An account as the registry has it against what a host showed: each thing that can differ, in words. */
import { type AccountSeen, type GroupSeen, type PeopleSeen, wantedPeople } from '../../../../src/domain/people/accounts.ts'
import { accountRows, blockedGroup, isInPlace, isJoined, isToAdopt } from '../../../../src/domain/people/compare.ts'
import { registered, registryWith } from '../../../support/registered.ts'
import { leftAccount, noAccount, peopleSeen, rightAccount } from '../../../support/seen-people.ts'

const registry = registryWith([registered('ada', 65_536, { groups: ['genomics'], until: '2026-12-31' }), registered('ben', 65_537)], {
  groups: [{ name: 'genomics', gid: 65_540 }],
})
const wanted = wantedPeople(registry, registry.people)
const has = { uid: 65_536, gid: 65_536, groups: [65_536, 65_540, 94_199], shell: '/bin/bash', ends: '20819', password: 'none' } as const
const ada = rightAccount('ada', 65_536, { has, tried: '65536:65536:65536+65540+94199' })
const ben = rightAccount('ben', 65_537)
const genomics: GroupSeen = { name: 'genomics', gid: 65_540, holder: '' }
const people: GroupSeen = { name: 'prism-people', gid: 94_199, holder: '' }
const names = { 94199: 'prism-people', 3000: 'prism-shared', 998: 'docker' }
const seenWith = (accounts: readonly AccountSeen[], more: Partial<PeopleSeen> = {}): PeopleSeen =>
  peopleSeen('i-1', accounts, { groups: [genomics, people], groupNames: names, ...more })
const rows = (accounts: readonly AccountSeen[], more: Partial<PeopleSeen> = {}, of = wanted) => accountRows(of, seenWith(accounts, more))
/** Of the first row what differs (`!`) or was not seen (`?`). */
const off = (...given: Parameters<typeof rows>) =>
  rows(...given)[0]!.cells.flatMap((c) =>
    c.holds ? [] : [`${c.what}: ${c.seen}, not ${c.expected}${c.holds === undefined ? ' ?' : ' !'}`],
  )
const adaWith = (more: Partial<AccountSeen>) => [{ ...ada, ...more }, ben]
const without = (account: AccountSeen, ...keys: readonly (keyof AccountSeen)[]): AccountSeen =>
  Object.fromEntries(Object.entries(account).filter(([key]) => !(keys as readonly string[]).includes(key))) as unknown as AccountSeen

test('who is to have an account comes first, then who left, and what is right holds', () => {
  const all = rows([leftAccount('eve', 65_538, true), ben, ada])
  expect(all.map((r) => [r.name, r.uid, r.kind, r.verdict])).toEqual([
    ['ada', 65_536, 'listed', 'holds'],
    ['ben', 65_537, 'listed', 'holds'],
    ['eve', 65_538, 'left', 'holds'],
  ])
  expect(all.some((r) => 'blocked' in r)).toBe(false)
  expect(all[0]!.cells.find((c) => c.what === 'groups')).toMatchObject({ expected: 'genomics', seen: 'genomics' })
  expect(all[0]!.cells.find((c) => c.what === 'last day')).toMatchObject({ expected: '2026-12-31', seen: '2026-12-31' })
})

test('somebody at whom nobody looked is unknown', () => {
  expect(off([ben])).toEqual(['account: not looked at, not made by Prism ?'])
  expect(rows([ben])[0]).toMatchObject({ name: 'ada', kind: 'listed', verdict: 'unknown' })
})

test.each<[string, Partial<AccountSeen>, string]>([
  ['another number', { has: { ...has, uid: 1700 } }, 'account: an account with another number'],
  ['somebody else’s', { ours: false }, 'account: made by somebody else'],
  ['a directory’s', { found: 'directory' }, 'account: of a directory service'],
  ['a directory’s, by another number', { found: 'directory', has: { ...has, uid: 1700 } }, 'account: of a directory service'],
])('an account that is %s is told so', (_, more, expected) => {
  expect(off(adaWith(more))[0]).toBe(`${expected}, not made by Prism !`)
})

test('there may be none, or one that the name service does not tell', () => {
  expect(off([noAccount('ada', 65_536), ben])).toEqual(['account: there is none, not made by Prism !'])
  expect(off([without(ada, 'has'), ben])).toEqual(['number: the name service does not say, not 65536 ?'])
  expect(off([{ ...without(ada, 'has'), found: 'directory' }, ben])).toEqual(['account: of a directory service, not made by Prism !'])
  expect(rows([noAccount('ada', 65_536), ben])[0]).not.toHaveProperty('blocked')
})

test.each<[Partial<NonNullable<AccountSeen['has']>>, string]>([
  [{ gid: 100 }, 'own group: 100, not 65536 !'],
  [{ groups: [65_536, 94_199] }, 'groups: prism-people, not genomics, prism-people !'],
  [{ groups: [65_536, 65_540] }, 'groups: genomics, not genomics, prism-people !'],
  [{ groups: [65_536] }, 'groups: none, not genomics, prism-people !'],
  [{ groups: [65_536, 65_540, 94_199, 998, 7] }, 'groups: 7, docker, genomics, prism-people, not genomics, prism-people !'],
  [{ groups: [65_540, 94_199] }, 'groups: genomics, prism-people, not genomics, prism-people !'],
  [{ shell: '/bin/sh' }, 'shell: /bin/sh, not /bin/bash !'],
  [{ ends: '' }, 'last day: none, not 2026-12-31 !'],
  [{ password: 'empty' }, 'password: empty, not none !'],
])('%j differs', (more, expected) => {
  expect(off(adaWith({ has: { ...has, ...more } }))).toEqual([expected])
  expect(rows(adaWith({ has: { ...has, ...more } }))[0]?.verdict).toBe('differs')
})

test('another number is told as one, beside what it is of', () => {
  expect(off(adaWith({ has: { ...has, uid: 1700 } }))).toEqual([
    'account: an account with another number, not made by Prism !',
    'number: 1700, not 65536 !',
  ])
})

test('an account without a last day is to have none, and one that is nobody’s way to root says so', () => {
  const [, row] = rows([ada, { ...ben, has: { ...ben.has!, ends: '5' } }])
  expect(row!.cells.find((c) => c.what === 'last day')).toEqual({ what: 'last day', expected: 'none', seen: '1970-01-05', holds: false })
  expect(row!.cells.find((c) => c.what === 'other root')).toEqual({ what: 'other root', expected: 'none', seen: 'none', holds: true })
})

test('whoever administers groups is told for each of them, as they are in them whenever they want', () => {
  expect(off(adaWith({ manages: ['docker', 'wheel'] }))).toEqual([
    'groups: genomics, prism-people, administrator of docker, administrator of wheel, not genomics, prism-people !',
  ])
})

test('what a mount gave is neither asked for nor taken away', () => {
  const joined = { has: { ...has, groups: [...has.groups, 3000] }, tried: '65536:65536:3000+65536+65540+94199' }
  expect(off(adaWith(joined))).toEqual([])
  expect(rows(adaWith(joined))[0]!.cells.find((c) => c.what === 'groups')?.seen).toBe('genomics, prism-shared')
  expect(rows(adaWith(joined))[0]!.cells.some((c) => c.what === 'shared group')).toBe(false)
  expect([
    isJoined('ada', seenWith(adaWith(joined))),
    isJoined('ben', seenWith(adaWith(joined))),
    isJoined('ada', seenWith([ada, ben])),
  ]).toEqual([true, false, false])
  expect(isJoined('ada', seenWith([noAccount('ada', 65_536), ben]))).toBe(false)
})

test('a mount that enrols people wants them in its group', () => {
  const joins = { ...wanted, joins: true } as const
  expect(off([ada, ben], {}, joins)).toEqual(['shared group: none, not prism-shared !'])
  const shared = rows(adaWith({ has: { ...has, groups: [...has.groups, 3000] } }), {}, joins)[0]!.cells.find(
    (c) => c.what === 'shared group',
  )
  expect(shared).toEqual({ what: 'shared group', expected: 'prism-shared', seen: 'prism-shared', holds: true })
})

describe('what the kernel made of a process', () => {
  const tried = (text: string | undefined) => off(text === undefined ? [without(ada, 'tried'), ben] : adaWith({ tried: text }))
  const expected = 'uid 65536, gid 65536'
  test.each([
    ['65536:65536:65536+65540+94199', []],
    ['65536:65536:65540+94199', []],
    [undefined, [`tried: not tried, not ${expected} ?`]],
    ['error', [`tried: the kernel did not make such a process, not ${expected} !`]],
    ['x65536:65536:65540+94199', [`tried: the kernel did not make such a process, not ${expected} !`]],
    ['65536:65536:65540+94199x', [`tried: the kernel did not make such a process, not ${expected} !`]],
    ['0:65536:65540+94199', [`tried: uid 0, gid 65536, not ${expected} !`]],
    ['65536:0:65540+94199', [`tried: uid 65536, gid 0, not ${expected} !`]],
    ['65536:65536:', [`tried: ${expected}, groups none, not ${expected}, groups genomics, prism-people !`]],
    ['65536:65536:998', [`tried: ${expected}, groups docker, not ${expected}, groups genomics, prism-people !`]],
    [
      '65536:65536:998+3000',
      [`tried: ${expected}, groups docker, prism-shared, not ${expected}, groups genomics, prism-people, prism-shared !`],
    ],
  ])('%j', (text, words) => {
    expect(tried(text)).toEqual(words)
  })
})

describe('nothing of somebody is changed', () => {
  const blocked = (...given: Parameters<typeof rows>) => {
    const [row] = rows(...given)
    return [row?.blocked?.code, row?.blocked?.seen, row?.verdict]
  }
  test.each<[Partial<AccountSeen>, string, string]>([
    [{ has: { ...has, uid: 1700 }, holder: 'eve' }, 'uid-differs', 'ada is 1700 there, 65536 in the registry'],
    [{ holder: 'eve', found: 'directory' }, 'uid-taken', '65536, which is ada in the registry, is eve there'],
    [{ found: 'directory', groupGid: 7 }, 'account-of-directory', 'ada (65536) comes from a directory service'],
    [{ groupGid: 7, groupHolder: 'x' }, 'group-gid-differs', 'the group ada is 7 there, 65536 in the registry'],
    [{ groupHolder: 'x' }, 'gid-taken', 'gid 65536, which is ada in the registry, is the group x there'],
  ])('where %j is seen', (more, code, seen) => {
    expect(blocked(adaWith(more))).toEqual([code, seen, 'differs'])
  })

  test('where a group of theirs has another number, or its number is another’s', () => {
    expect(blocked([ada, ben], { groups: [{ ...genomics, gid: 7 }, people] })).toEqual([
      'group-gid-differs',
      'the group genomics is 7 there, 65540 in the registry',
      'differs',
    ])
    expect(blocked([ada, ben], { groups: [{ name: 'genomics', holder: 'old' }, people] }).slice(0, 2)).toEqual([
      'gid-taken',
      'gid 65540, which is genomics in the registry, is the group old there',
    ])
    expect(rows([ada, ben], { groups: [{ ...genomics, gid: 7 }, people] })[1]).not.toHaveProperty('blocked')
    expect(blocked([ada, ben], { groups: [{ name: 'other', gid: 7, holder: '' }] })).toEqual([undefined, undefined, 'holds'])
  })

  test('a group that is missing, or is right, is in nobody’s way', () => {
    expect([blockedGroup({ name: 'genomics', holder: '' }, 65_540), blockedGroup(genomics, 65_540)]).toEqual([undefined, undefined])
    expect(blockedGroup(genomics, undefined)).toMatchObject({ code: 'group-gid-differs' })
  })
})

test('a group without a name on the host is told by the registry’s, else by its number', () => {
  const groups = (groupNames: PeopleSeen['groupNames'], of = [genomics, people]) =>
    rows(adaWith({ has: { ...has, groups: [65_536, 65_540, 94_199, 7] } }), { groups: of, groupNames })[0]!.cells.find(
      (c) => c.what === 'groups',
    )?.seen
  expect(groups({ 94199: 'prism-people' })).toBe('7, genomics, prism-people')
  expect(groups({ 94199: 'prism-people', 65540: '' })).toBe('7, genomics, prism-people')
  expect(groups({ 7: 'wheel', 65540: 'genes' })).toBe('genes, prism-people, wheel')
  expect(groups({}, [{ name: 'genomics', holder: '' }])).toBe('65540, 7, 94199')
})

describe('whoever left', () => {
  const eve = leftAccount('eve', 65_538, true)
  const left = (account: AccountSeen, more: Partial<PeopleSeen> = {}) => {
    const row = rows([ada, ben, account], more).at(-1)!
    return { ...row, off: row.cells.flatMap((c) => (c.holds ? [] : [`${c.what}: ${c.seen}, not ${c.expected}`])) }
  }
  const closed = eve.has!

  test.each<[Partial<AccountSeen>, string[]]>([
    [{}, []],
    [{ ours: false }, ['account: not in it, not in the instance’s record']],
    [{ has: { ...closed, groups: [65_538, 998] } }, ['groups: docker, not none']],
    [{ has: { ...closed, groups: [] } }, []],
    [{ has: { ...closed, shell: '/bin/bash' } }, ['shell: /bin/bash, not /usr/sbin/nologin']],
    [{ has: { ...closed, ends: '' } }, ['last day: none, not 1970-01-01']],
    [{ has: { ...closed, password: 'none' } }, ['password: none, not locked']],
    [{ keyFile: { digest: 'f'.repeat(32), state: '0:0644', prints: ['SHA256:x'] } }, ['keys: SHA256:x besides, not none']],
    [{ sudo: { file: 'exact' } }, ['sudo: Prism’s line, not none']],
    [{ holder: 'gina' }, ['number alone: gina’s too, not nobody else’s']],
  ])('is closed, and %j is told', (more, expected) => {
    const row = left({ ...eve, ...more })
    expect([row.off, row.verdict]).toEqual([expected, expected.length > 0 ? 'differs' : 'holds'])
    expect(row.cells.find((c) => c.what === 'number alone')?.expected).toBe('nobody else’s')
  })

  test('whose account is gone is looked for all the same', () => {
    const gone = { ...without(eve, 'has'), found: 'none' as const }
    expect(left(gone)).toMatchObject({ verdict: 'holds', off: [] })
    expect(left(gone).cells[0]).toEqual({ what: 'account', expected: 'closed', seen: 'there is none', holds: true })
    expect(left(gone, { leavers: [] })).toMatchObject({ verdict: 'holds' })
  })

  test.each<[string, Partial<AccountSeen>, string, boolean]>([
    ['a directory has the name', { found: 'directory', has: closed }, 'still open: of a directory service, with 65538', false],
    [
      'the name has another number',
      { has: { ...closed, uid: 7, shell: '/bin/bash' } },
      'still open: the name has another number there, 7',
      false,
    ],
    [
      'it has another number and its last day is not over',
      { has: { ...closed, uid: 7, ends: '' } },
      'still open: the name has another number there, 7',
      false,
    ],
    [
      'it has another number and a password',
      { has: { ...closed, uid: 7, password: 'set' } },
      'still open: the name has another number there, 7',
      false,
    ],
    ['it has another number and is closed', { has: { ...closed, uid: 7 } }, 'account: closed, with 7', true],
  ])('where %s', (_, more, expected, holds) => {
    const [cell] = left({ ...eve, ...more }, { leavers: [] }).cells
    expect([`${cell!.what}: ${cell!.seen}`, cell!.holds]).toEqual([expected, holds])
    expect(cell!.expected).toBe(holds ? 'closed' : 'no account')
  })

  test('whose number nobody looked at is not proved gone, where there is an account of the name', () => {
    expect(left({ ...eve, has: { ...closed, uid: 7 } }, { leavers: [] }).off).toEqual(['processes: not looked at, not none'])
    expect(left({ ...eve, found: 'directory' }, { leavers: [] }).off).toEqual([
      'still open: of a directory service, with 65538, not no account',
    ])
    // of another person of that name nothing is said of this one
    for (const more of [{ uid: 7 }, { name: 'gina' }]) {
      const strange = { leavers: [{ ...seenWith([eve]).leavers[0]!, ...more }] }
      expect(left(eve, strange).off).toEqual(['processes: not looked at, not none'])
    }
  })
})

test('an account of somebody else’s is to be taken over by a word; one that is blocked, left or elsewhere is not', () => {
  const adopts = (account: AccountSeen) => isToAdopt(rows([account, ben])[0]!, seenWith([account, ben]))
  expect(adopts({ ...ada, ours: false })).toBe(true)
  expect(adopts(ada)).toBe(false)
  expect(adopts({ ...ada, ours: false, holder: 'eve' })).toBe(false)
  expect(adopts({ ...ada, ours: false, found: 'directory' })).toBe(false)
  const eve = { ...leftAccount('eve', 65_538, true), ours: false }
  expect(isToAdopt(rows([ada, ben, eve]).at(-1)!, seenWith([ada, ben, eve]))).toBe(false)
})

test('what is theirs on a volume is set for those with an account of Prism’s alone', () => {
  const inPlace = (more: Partial<AccountSeen>) => isInPlace(wanted.accounts[0]!, seenWith(adaWith(more)))
  expect(inPlace({})).toBe(true)
  const others: Partial<AccountSeen>[] = [
    { listed: false },
    { ours: false },
    { found: 'directory' },
    { holder: 'eve' },
    { has: { ...has, uid: 7 } },
    { name: 'other' },
  ]
  expect(others.map(inPlace)).toEqual(others.map(() => false))
  expect(isInPlace(wanted.accounts[0]!, seenWith([without(ada, 'has')]))).toBe(false)
})

test('a number that nobody else has says so', () => {
  const eve = leftAccount('eve', 65_538, true)
  const alone = rows([ada, ben, eve])
    .at(-1)!
    .cells.find((c) => c.what === 'number alone')
  expect(alone).toEqual({ what: 'number alone', expected: 'nobody else’s', seen: 'nobody else’s', holds: true })
})
