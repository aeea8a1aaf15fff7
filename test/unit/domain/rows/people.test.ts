import { catalogue, finding } from '../../../../src/domain/catalogue.ts'
import type { AccountSeen, PeopleSeen, WantedAccount, WantedPeople } from '../../../../src/domain/people/accounts.ts'
import type { VolumeSeen, WantedVolume } from '../../../../src/domain/people/spaces.ts'
import { peopleRows } from '../../../../src/domain/rows/people.ts'
import { spaceRows } from '../../../../src/domain/rows/spaces.ts'
import { healthyFacts } from '../../../support/healthy-facts.ts'
import { linesIn } from '../../../support/rows.ts'
import { leftAccount, noAccount, peopleSeen, rightAccount } from '../../../support/seen-people.ts'

const account: WantedAccount = { name: 'ada', uid: 65_536, shell: '/bin/bash', groups: ['prism-people'], keys: [], sudo: false }
const seenWith = (groups: readonly number[]): PeopleSeen => ({
  looked: true,
  notedOn: 'i-0123456789abcdef0',
  instance: 'i-0123456789abcdef0',
  missing: [],
  accounts: [
    {
      name: 'ada',
      uid: 65_536,
      listed: true,
      ours: true,
      found: 'local',
      holder: '',
      groupHolder: '',
      groupGid: 65_536,
      has: { uid: 65_536, gid: 65_536, groups, shell: '/bin/bash', ends: '', password: 'none' },
      manages: [],
      ways: [],
      tried: `65536:65536:${groups.join('+')}`,
      keyFile: { digest: '', state: '', prints: [] },
      sudo: { file: '', says: 0 },
    } satisfies AccountSeen,
  ],
  groups: [{ name: 'prism-people', gid: 94_199, holder: '' }],
  groupNames: { 94199: 'prism-people', 3000: 'prism-shared' },
  sshd: { there: false, way: 'none', broken: '', old: 0, address: '', keytab: false, says: [] },
  sudo: { there: true, reads: true, strange: [], says: [{ said: 'none', asks: 'own', rules: [], more: 0, words: '' }] },
  did: [],
  leavers: [],
  data: [],
})

describe('the rows of people whom nobody saw', () => {
  test('are unknown, also where nobody is to have an account: somebody may have left', () => {
    const why = finding('host-busy', { seen: 'another job holds the lock', instanceId: 'i-1' })
    const rows = peopleRows({ accounts: [], groups: [] }, undefined, undefined, why)
    expect(rows).toEqual([
      { section: 'people', subject: 'those who left', expected: 'closed', observed: why.seen, verdict: 'unknown', code: 'host-busy' },
    ])
  })
})

describe('whoever came after the mount', () => {
  const wanted: WantedPeople = { accounts: [account], groups: [{ name: 'prism-people', gid: 94_199 }], joins: true }
  const volume: WantedVolume = {
    fileSystemId: 'fs-0123456789abcdef0',
    mountPoint: '/data',
    addresses: [],
    gid: 3000,
    people: [{ name: 'ada', uid: 65_536 }],
    mounts: [],
    spaceMode: '0700',
    others: [],
    untried: 0,
    directories: [],
    holders: new Map(),
  }
  const on = (tries: VolumeSeen['tries']): VolumeSeen => ({ state: 'there', places: [], homes: [], tries, did: [] })
  const tried = { name: 'ada', own: 'xx', others: 1, there: 1, open: [{ name: 'ben', came: 'xx' }], groups: [], why: '' } as const
  const codes = (groups: readonly number[], tries: VolumeSeen['tries']) =>
    spaceRows(wanted, volume, seenWith(groups), on(tries)).flatMap((r) =>
      'code' in r && r.subject.startsWith('ada ·') && !r.subject.includes('~') ? [`${r.subject}: ${r.code}`] : [],
    )

  test('is not in the group of the volume, and a sync does not put them there: the mount is named', () => {
    const rows = peopleRows(wanted, seenWith([65_536, 94_199]), undefined)
    expect(rows).toMatchObject([{ subject: 'ada (65536)', observed: 'shared group: none, not prism-shared', code: 'shared-group-missing' }])
    expect(catalogue['shared-group-missing'].next).toContain('`prism volume mount` with --registry')
    expect(peopleRows(wanted, seenWith([65_536, 3000, 94_199]), undefined)).toMatchObject([{ verdict: 'holds' }])
  })

  test('could not try for want of that group, or has no space yet; only with both the server is in question', () => {
    expect(codes([65_536, 94_199], [tried])).toEqual([
      'ada · users/ada: shared-group-missing',
      'ada · spaces of others: shared-group-missing',
    ])
    expect(codes([65_536, 3000, 94_199], [tried])).toEqual(['ada · users/ada: not-tried', 'ada · spaces of others: not-tried'])
    expect(codes([65_536, 3000, 94_199], [{ ...tried, own: '', open: [] }])).toEqual(['ada · users/ada: space-differs'])
  })

  test('of many spaces it is said that each was tried by cover, and how many were tried by nobody', () => {
    const words = (others: number, there: number, untried = 0) =>
      spaceRows(
        wanted,
        { ...volume, untried },
        seenWith([65_536, 3000, 94_199]),
        on([{ ...tried, own: 'rw', others, there, open: [] }]),
      ).find((r) => r.subject === 'ada · spaces of others')?.observed
    expect(words(2, 2)).toBe('refused in 2')
    expect(words(21, 90)).toBe('refused in 21 of 90, by cover')
    expect(words(21, 90, 7)).toMatch(/^refused in 21 of 90, by cover; of 7 more people nobody tried/)
  })
})

describe('the row of an account', () => {
  const uid = 65_536
  const wanted: WantedPeople = { accounts: [account], groups: [{ name: 'prism-people', gid: 94_199 }] }
  const nobody: WantedPeople = { ...wanted, accounts: [] }
  const right = peopleSeen('i-1', [rightAccount('ada', uid)])
  const unlooked = peopleSeen('i-1', [])
  const did = (change: Partial<PeopleSeen['did'][number]> = {}): Partial<PeopleSeen> => ({
    did: [
      { kind: 'person', name: 'ben', status: 'failed', detail: 'somebody else’s' },
      { kind: 'person', name: 'ada', status: 'failed', detail: 'useradd: no room', ...change },
    ],
  })
  const lines = (seen: PeopleSeen | undefined, of = wanted, facts?: Parameters<typeof peopleRows>[2]) =>
    linesIn('people')(peopleRows(of, seen, facts))
  const ofAda = (said: string) => [`ada (65536): ${said}; the account of the registry expected`]

  test('holds where it is as in the registry, and says what is not', () => {
    expect(lines(right)).toEqual(ofAda('holds: as in the registry, and tried'))
    expect(lines(peopleSeen('i-1', [noAccount('ada', uid)]))).toEqual(
      ofAda('differs (account-differs): account: there is none, not made by Prism'),
    )
    expect(lines(unlooked)).toEqual(ofAda('unknown (not-looked-at): account: not looked at, not made by Prism'))
  })

  test('says first why nothing of it is changed', () => {
    const other = { uid: 7, gid: 7, groups: [7], shell: '/bin/bash', ends: '', password: 'none' } as const
    expect(lines(peopleSeen('i-1', [rightAccount('ada', uid, { has: other })]))[0]).toMatch(
      /^ada \(65536\): differs \(uid-differs\): ada is 7 there, 65536 in the registry; account: an account with another number, not made by Prism; number: 7, not 65536; /,
    )
  })

  test('is red where it could not be made or set, and says why', () => {
    expect(lines({ ...unlooked, ...did({ code: 'step-failed' }) })).toEqual(
      ofAda('differs (step-failed): useradd: no room; account: not looked at, not made by Prism'),
    )
    expect(lines({ ...right, ...did() })).toEqual(ofAda('differs (account-differs): useradd: no room'))
    expect(lines({ ...right, ...did({ status: 'changed' }) })).toEqual(ofAda('holds: as in the registry, and tried'))
  })

  test('of somebody who left is to be closed', () => {
    const left = (closed: boolean) => lines(peopleSeen('i-1', [leftAccount('grace', 65_537, closed)]), nobody)
    expect(left(true)).toEqual(['grace (65537, left): holds: closed; closed expected'])
    expect(left(false)[0]).toMatch(
      /^grace \(65537, left\): differs \(account-differs\): groups: prism-people, not none; .*; closed expected$/,
    )
  })

  test('is unknown where nobody looked, as is who left', () => {
    expect(lines(undefined)).toEqual([
      ...ofAda('unknown (not-looked-at): not seen'),
      'those who left: unknown (not-looked-at): not seen; closed expected',
    ])
  })

  test('of the machine is a note, unless it is a person’s', () => {
    const facts = healthyFacts('ubuntu', 1000)
    const note = (subject: string) => `${subject}: note: the machine’s account: whoever may log in as it; a person of the registry expected`
    expect(lines(right, wanted, facts)[1]).toBe(note('ubuntu (1000)'))
    expect(lines(right, wanted, { ...facts, accounts: [] })[1]).toBe(note('ubuntu'))
    expect(lines(right, wanted, { ...facts, accounts: [{ ...facts.accounts[0]!, name: 'eve', uid: 7 }, facts.accounts[0]!] })[1]).toBe(
      note('ubuntu (1000)'),
    )
    expect(lines(right, wanted, { ...facts, login: { user: 'ada', how: 'cloud-init' } })).toHaveLength(1)
    expect(
      lines(
        right,
        { ...wanted, accounts: [account, { ...account, name: 'zoe', uid: 65_538 }] },
        { ...facts, login: { user: 'ada', how: 'cloud-init' } },
      ),
    ).toHaveLength(2)
    const { login: _, ...unknown } = facts
    expect(lines(right, wanted, unknown)).toHaveLength(1)
  })
})
