/** The groups beside the shared one: their numbers, their members, and who comes into their directories. */
import type { AccountFact, GroupTryFact, HostFacts } from '../../../../src/domain/facts.ts'
import { extraGroupRows, groupTryRows } from '../../../../src/domain/rows/extra-groups.ts'
import { healthyFacts } from '../../../support/healthy-facts.ts'
import { linesIn, wanted } from '../../../support/rows.ts'

const healthy = healthyFacts()
const genomics = { name: 'genomics', gid: 3100, members: ['ada'] }
const desired = wanted({ accounts: ['ada', 'bob'], groups: [genomics] })
const account = (name: string, change: Partial<AccountFact> = {}): AccountFact => ({
  name,
  exists: true,
  groups: [3100],
  member: true,
  ...change,
})
const seen = [
  { name: 'other', gid: 3200, nameGid: 3200 },
  { name: 'genomics', gid: 3100, nameGid: 3100, gidHolder: 'genomics' },
]
const facts = (change: Partial<HostFacts> = {}, tries: readonly GroupTryFact[] = []): HostFacts => ({
  ...healthy,
  accounts: [account('bob', { groups: [] }), account('ada')],
  extraGroups: { seen, tries },
  ...change,
})
const group = (fact: Partial<(typeof seen)[number]>) => facts({ extraGroups: { seen: [fact as (typeof seen)[number]], tries: [] } })

describe('a group', () => {
  const lines = (of: HostFacts | undefined) => linesIn('group')(extraGroupRows(desired, of))

  test('is there, with its members alone', () => {
    expect(lines(facts())).toEqual(['genomics: holds: gid 3100; gid 3100 expected', 'ada: holds: member; member of genomics expected'])
    expect(extraGroupRows(desired, facts()).map((r) => r.section)).toEqual(['group', 'group'])
  })

  test('that was not asked for has no row', () => {
    expect([extraGroupRows(wanted(), facts()), groupTryRows(wanted(), facts())]).toEqual([[], []])
  })

  test.each<[HostFacts | undefined, string]>([
    [group({ name: 'genomics', gid: 3100, nameGid: 3101 }), 'differs (group-gid-differs): gid 3101'],
    [group({ name: 'genomics', gid: 3100, gidHolder: 'video' }), 'differs (gid-taken): gid 3100 is video'],
    [group({ name: 'genomics', gid: 3100 }), 'differs (group-missing): no such group'],
    [group({ name: 'other', gid: 3100, nameGid: 3100 }), 'unknown (not-looked-at): not seen'],
    [healthy, 'unknown (not-looked-at): not seen'],
    [undefined, 'unknown (not-looked-at): not seen'],
  ])('is otherwise, or not seen: %#', (of, said) => expect(lines(of)[0]).toBe(`genomics: ${said}; gid 3100 expected`))

  test.each<[HostFacts | undefined, string]>([
    [facts({ accounts: [account('ada', { groups: [3101] })] }), 'differs (not-member): not a member'],
    [facts({ accounts: [account('ada', { exists: false })] }), 'unknown (not-looked-at): no such account'],
    [facts({ accounts: [account('bob')] }), 'unknown (not-looked-at): not seen'],
    [undefined, 'unknown (not-looked-at): not seen'],
  ])('has a member, or not: %#', (of, said) => expect(lines(of)[1]).toBe(`ada: ${said}; member of genomics expected`))
})

describe('a group’s directory', () => {
  const made = { gid: 3100, mode: '0660' }
  const came: GroupTryFact = { account: 'ada', group: 'genomics', read: 'done', change: 'done', made }
  const refused: GroupTryFact = { account: 'bob', group: 'genomics', read: 'refused', change: 'refused' }
  const lines = (tries: readonly GroupTryFact[], of = desired, change: Partial<HostFacts> = {}) =>
    linesIn('behaviour')(groupTryRows(of, facts({ extraGroups: { seen, tries }, ...change })))
  const ofAda = (change: Partial<GroupTryFact>, of = desired) => lines([{ ...came, ...change }, refused], of)[0]
  const ofBob = (change: Partial<GroupTryFact>) => lines([came, { ...refused, ...change }])[1]

  test('lets its members in, and nobody else', () => {
    expect(lines([came, refused])).toEqual([
      'ada · groups/genomics: holds: reads, writes (gid 3100, 0660); reads, writes for genomics expected',
      'bob · groups/genomics: holds: read refused, write refused; refused expected',
    ])
    expect(groupTryRows(desired, undefined).map((r) => [r.section, r.verdict])).toEqual([
      ['behaviour', 'unknown'],
      ['behaviour', 'unknown'],
    ])
  })

  const want = 'reads, writes for genomics expected'
  test.each<[Partial<GroupTryFact>, string]>([
    [{ read: 'refused' }, `differs (not-shared): read refused, writes (gid 3100, 0660); ${want}`],
    [{ change: 'refused', made: undefined as unknown as typeof made }, `differs (not-shared): reads, write refused; ${want}`],
    [{ made: { ...made, gid: 1000 } }, `differs (not-shared): reads, writes (gid 1000, 0660); ${want}`],
    [{ made: { ...made, mode: '0640' } }, `differs (not-shared): reads, writes (gid 3100, 0640); ${want}`],
    [{ made: { ...made, mode: '0620' } }, `differs (not-shared): reads, writes (gid 3100, 0620); ${want}`],
    [{ made: { ...made, mode: '2770' } }, `holds: reads, writes (gid 3100, 2770); ${want}`],
    [{ made: undefined as unknown as typeof made }, `unknown (not-tried): created, but not seen afterwards; ${want}`],
    [{ read: 'error' }, `unknown (not-tried): could not be determined; ${want}`],
    [{ change: 'error' }, `unknown (not-tried): could not be determined; ${want}`],
    [{ group: 'other' }, `unknown (not-looked-at): not seen; ${want}`],
    [{ account: 'eve' }, `unknown (not-looked-at): not seen; ${want}`],
  ])('of a member with %j', (change, said) => expect(ofAda(change)).toBe(`ada · groups/genomics: ${said}`))

  test.each<[Partial<GroupTryFact>, string]>([
    [{ read: 'done' }, 'differs (not-refused): reads, write refused'],
    [{ change: 'done' }, 'differs (not-refused): read refused, writes'],
    [{ change: 'error' }, 'unknown (not-tried): could not be determined'],
  ])('of somebody else with %j', (change, said) => expect(ofBob(change)).toBe(`bob · groups/genomics: ${said}; refused expected`))

  test('is read only on a mount that is', () => {
    const of = { ...desired, readOnly: true }
    const want = 'reads, write refused expected'
    const none = { made: undefined as unknown as typeof made }
    expect(ofAda({ change: 'refused', ...none }, of)).toBe(`ada · groups/genomics: holds: reads, write refused; ${want}`)
    expect(ofAda({}, of)).toBe(`ada · groups/genomics: differs (not-read-only): reads, writes (gid 3100, 0660); ${want}`)
    expect(ofAda({ read: 'refused', change: 'refused', ...none }, of)).toBe(
      `ada · groups/genomics: differs (not-shared): read refused, write refused; ${want}`,
    )
    expect(lines([came, { ...refused, read: 'done' }], of)[1]).toBe(
      'bob · groups/genomics: differs (not-refused): reads, write refused; refused expected',
    )
  })

  test('whose number nobody saw proves nothing of what is made in it', () => {
    expect(lines([came, refused], desired, { extraGroups: { seen: [], tries: [came, refused] } })[0]).toMatch(/differs \(not-shared\)/)
  })

  test('is not tried where Python cannot', () => {
    const behaviours = [{ account: 'ada', try: 'create-file', path: '', outcome: 'error', detail: 'python-incomplete' }] as const
    expect(lines([], desired, { behaviours })[0]).toMatch(/unknown \(python-incomplete\)/)
  })
})
