/** Whose account was where: of syncs as the ledger has them. */
import { type AccountQuestion, aboutAccounts, accountsOf } from '../../../../src/domain/ledger/accounts.ts'
import type { Said } from '../../../../src/domain/ledger/entry.ts'
import { verify } from '../../../../src/domain/ledger/verify.ts'
import { renderWhoMarkdown, renderWhoTerminal } from '../../../../src/render/who.ts'
import { beginning, ledgerOf, mountRun, runIdOf, saidOfAll } from '../../../support/ledger.ts'

type On = { readonly name: string; readonly verdict?: string } & Pick<
  NonNullable<Said['instances']>[number],
  'opened' | 'closed' | 'failed'
>
type Syncing = {
  readonly day: number
  readonly on: readonly On[]
  readonly by?: string
  readonly registry?: string
  readonly approvedBy?: string
  readonly died?: true
  readonly repository?: string
  readonly dryRun?: true
  readonly verb?: 'deprovision'
}

function syncing(
  number: number,
  { day, on, by = 'wendy', registry = 'b'.repeat(40), approvedBy, died, dryRun, repository = 'acme/research', verb }: Syncing,
): Said[] {
  const about = {
    run: runIdOf(number),
    actor: { id: '7', login: by },
    via: 'github',
    repository,
    verb: verb ?? 'sync-people',
    ...(dryRun ? { dryRun } : {}),
  }
  const at = (second: number) => `2026-11-0${day}T12:00:0${second}.000Z`
  const instances = on.map(({ verdict = 'holds', ...one }) => ({ id: `i-${one.name}`, verdict, ...one }))
  const approvals = approvedBy === undefined ? {} : { approvals: [{ by: { id: '8', login: approvedBy }, digest: 'd'.repeat(64) }] }
  return [
    { ...about, at: at(1), event: 'requested', seq: 1 },
    { ...about, at: at(2), event: 'dispatching', seq: 5, job: 'k', instances: instances.map(({ id, name }) => ({ id, name })) },
    ...(died ? [] : [{ ...about, ...approvals, at: at(3), event: 'ended', seq: 9, state: 'done', registry, instances }]),
  ]
}

const told = (...all: readonly Syncing[]) => verify(ledgerOf([[beginning], ...all.map((s, i) => syncing(i + 1, s))]))
const spansIn = (asked: AccountQuestion, ...all: readonly Syncing[]) => accountsOf(told(...all).entries, asked).spans

const joins: Syncing = {
  day: 1,
  registry: 'a'.repeat(40),
  approvedBy: 'mary',
  on: [
    { name: 'calc-1', opened: ['ada 65536 genomics,prism-people', 'grace 65537 prism-people'] },
    { name: 'calc-2', opened: ['ada 65536 genomics,prism-people'] },
  ],
}
const graceLeaves: Syncing = { day: 5, by: 'ben', on: [{ name: 'calc-1', closed: ['grace 65537'] }] }

test('from the sync that made an account to the one that closed it, by whose word, approval and registry', () => {
  expect(spansIn({}, joins, graceLeaves)).toEqual([
    {
      person: 'ada',
      number: '65536',
      groups: ['genomics', 'prism-people'],
      instance: 'i-calc-1',
      name: 'calc-1',
      from: { at: '2026-11-01T12:00:03.000Z', n: 4, by: 'wendy', approvedBy: ['mary'], registry: 'a'.repeat(40) },
      doubtful: false,
    },
    expect.objectContaining({ person: 'ada', name: 'calc-2' }),
    expect.objectContaining({ person: 'grace', number: '65537', to: expect.objectContaining({ n: 7, by: 'ben', approvedBy: [] }) }),
  ])
})

test('whoever is ended when GitHub says that they left has no account any more, as after a sync', () => {
  const ended: Syncing = { day: 5, by: 'grace', verb: 'deprovision', on: [{ name: 'calc-1', closed: ['grace 65537'] }] }
  expect(spansIn({ person: 'grace' }, joins, ended)).toMatchObject([{ name: 'calc-1', from: { n: 4 }, to: { n: 7, by: 'grace' } }])
  expect(accountsOf(told(joins, { ...ended, died: true }).entries).unended).toEqual([runIdOf(2)])
  expect(aboutAccounts(told(joins, ended).entries, { since: '2026-11-02' }).map((e) => e.n)).toEqual([5, 6, 7])
})

test('other groups are another time, a new key is the same one', () => {
  const again: Syncing = { day: 3, on: [{ name: 'calc-2', opened: ['ada 65536 genomics,prism-people'] }] }
  const moved: Syncing = { day: 4, on: [{ name: 'calc-2', opened: ['ada 65536 chem,prism-people'] }] }
  expect(spansIn({ person: 'ada', instance: 'calc-2' }, joins, again, moved).map((s) => [s.groups[0], s.from?.n, s.to?.n])).toEqual([
    ['genomics', 4, 10],
    ['chem', 10, undefined],
  ])
})

test('who was there on a day, the day of a change included', () => {
  const on = (at: string) => spansIn({ at }, joins, graceLeaves).map((s) => `${s.person} ${s.name}`)
  expect(on('2026-10-31')).toEqual([])
  expect(on('2026-11-05')).toEqual(['ada calc-1', 'ada calc-2', 'grace calc-1'])
  expect(on('2026-11-05T13:00Z')).toEqual(['ada calc-1', 'ada calc-2'])
  const there = (instance: string) => spansIn({ instance }, joins, graceLeaves).map((s) => `${s.person} ${s.name}`)
  expect([there('calc-2'), there('i-calc-2'), there('calc-9')]).toEqual([['ada calc-2'], ['ada calc-2'], []])
})

test('what did not end green, failed or never ended is in doubt; a dry run and another repository are nothing', () => {
  const unsure: Syncing = { day: 2, on: [{ name: 'calc-3', verdict: 'unknown', opened: ['ada 65536'] }] }
  const failed: Syncing = { day: 3, on: [{ name: 'calc-2', verdict: 'differs', failed: ['ada'] }] }
  const died: Syncing = { day: 4, died: true, on: [{ name: 'calc-1' }] }
  const all = [joins, unsure, failed, died, { ...joins, dryRun: true as const }, { ...joins, repository: 'acme/other' }]
  const { spans, unended } = accountsOf(told(...all).entries, { person: 'ada', repository: 'acme/research' })
  expect(spans.map((s) => [s.name, s.doubtful])).toEqual([
    ['calc-1', false],
    ['calc-2', true],
    ['calc-3', true],
  ])
  expect(unended).toEqual([runIdOf(4)])
})

test('a sync that ended green proves what an earlier one left in doubt; a later one that did not takes nothing from it', () => {
  const doubtful = (...verdicts: readonly string[]) =>
    spansIn({}, ...verdicts.map((verdict, i) => ({ day: i + 1, on: [{ name: 'calc-1', verdict, opened: ['ada 65536 chem'] }] }))).map(
      (s) => s.doubtful,
    )
  expect(doubtful('holds', 'holds')).toEqual([false])
  expect(doubtful('unknown', 'holds')).toEqual([false])
  expect(doubtful('holds', 'unknown')).toEqual([false])
  expect(doubtful('unknown', 'differs')).toEqual([true])
})

test('an account is in doubt where its making or its end was, and where a sync failed it; whoever had none gets none by that', () => {
  const made = (verdict: string): Syncing => ({ day: 1, on: [{ name: 'calc-1', verdict, opened: ['ada 65536'] }] })
  const ended = (verdict: string): Syncing => ({ day: 2, on: [{ name: 'calc-1', verdict, closed: ['ada 65536'] }] })
  const doubtful = (...all: readonly Syncing[]) => spansIn({}, ...all).map((s) => [s.to?.n, s.doubtful])
  expect(doubtful(made('holds'), ended('holds'))).toEqual([[7, false]])
  expect(doubtful(made('unknown'), ended('holds'))).toEqual([[7, true]])
  expect(doubtful(made('holds'), ended('unknown'))).toEqual([[7, true]])
  expect(doubtful(made('holds'), { day: 2, on: [{ name: 'calc-1', failed: ['ada', 'grace'] }] })).toEqual([[undefined, true]])
  // closed, then opened again: another time
  expect(doubtful(made('holds'), ended('holds'), made('holds'))).toEqual([
    [7, false],
    [undefined, false],
  ])
  expect(spansIn({}, ended('holds'))).toEqual([expect.objectContaining({ groups: [], number: '65536', doubtful: false })])
})

test('another number is another account, though the groups are the same', () => {
  const as = (day: number, number: string): Syncing => ({ day, on: [{ name: 'calc-1', opened: [`ada ${number} chem`] }] })
  expect(spansIn({}, as(1, '65536'), as(2, '65537')).map((s) => [s.number, s.groups, s.to?.n])).toEqual([
    ['65536', ['chem'], 7],
    ['65537', ['chem'], undefined],
  ])
})

test('of two syncs at once the one that ended last has the last word, whichever began first', () => {
  const [asked, sent, ended] = syncing(1, { day: 1, on: [{ name: 'calc-1', opened: ['ada 65536 chem'] }] })
  const closing = syncing(2, { day: 1, on: [{ name: 'calc-1', closed: ['ada 65536'] }] })
  const { entries } = verify(ledgerOf([[beginning], [asked!, sent!], closing, [ended!]]))
  expect(accountsOf(entries).spans.map((s) => [s.from?.n, s.to?.n])).toEqual([
    [undefined, 6],
    [7, undefined],
  ])
})

test('a sync that is still asked about, or ended on no instance, tells of no account', () => {
  const { actor, ...first } = syncing(1, { day: 1, on: [] })[0]!
  const none = { ...first, actor, seq: 3, event: 'ended', state: 'denied' }
  const { entries } = verify(ledgerOf([[beginning], [{ ...first, actor }, none], syncing(2, { day: 2, on: [], died: true }).slice(0, 1)]))
  expect(accountsOf(entries)).toEqual({ spans: [], unended: [] })
  expect(aboutAccounts(entries, { person: 'ada' })).toEqual([])
})

test('an account of no group has none; what a sync does not say of it is empty or absent', () => {
  const [ended] = syncing(1, { day: 1, on: [{ name: 'calc-1', opened: ['ada 65536', 'grace'] }] }).slice(-1)
  const { registry: _, ...bare } = ended!
  const { spans } = accountsOf(verify(ledgerOf([[beginning], [bare]])).entries)
  expect(spans).toMatchObject([
    { person: 'ada', number: '65536', groups: [] },
    { person: 'grace', number: '', groups: [] },
  ])
  expect(spans[0]!.from).not.toHaveProperty('registry')
})

test('an account that was made before the ledger begins is told when it is closed', () => {
  expect(spansIn({}, graceLeaves)).toEqual([expect.not.objectContaining({ from: expect.anything() })])
})

test('the entries of a person’s syncs, and those since a day', () => {
  const { entries } = told(joins, graceLeaves)
  expect(aboutAccounts(entries, {}).map((e) => e.n)).toEqual([2, 3, 4, 5, 6, 7])
  expect(aboutAccounts(entries, { since: '2026-11-02' }).map((e) => e.n)).toEqual([5, 6, 7])
  expect(aboutAccounts(entries, { person: 'ada' }).map((e) => e.n)).toEqual([2, 3, 4])
  expect(aboutAccounts(entries, { person: 'grace' }).map((e) => e.n)).toEqual([2, 3, 4, 5, 6, 7])
  expect(aboutAccounts(entries, { person: 'grace', since: '2026-11-05T12:00:02.000Z' }).map((e) => e.n)).toEqual([6, 7])
  const bothLeave = told(joins, { day: 5, on: [{ name: 'calc-1', closed: ['ada 65536', 'grace 65537'] }] }).entries
  expect(aboutAccounts(bothLeave, { person: 'grace', since: '2026-11-05' }).map((e) => e.n)).toEqual([5, 6, 7])
  const failing = told(joins, { day: 2, on: [{ name: 'calc-9', failed: ['eve'] }] }).entries
  expect(aboutAccounts(failing, { person: 'eve' }).map((e) => e.n)).toEqual([5, 6, 7])
  const mount = mountRun(runIdOf(9))
  expect(aboutAccounts(verify(ledgerOf([[beginning], saidOfAll(mount)])).entries, {})).toEqual([])
})

test('a reader is told since when, by whom, and what it cannot know', () => {
  const whole = told(joins, graceLeaves, { day: 6, died: true, on: [{ name: 'calc-1' }] })
  const asked = { person: 'grace' }
  const markdown = renderWhoMarkdown(accountsOf(whole.entries, asked), asked, whole)
  expect(markdown).toMatch(/Accounts of `grace`: 1 person on 1 instance/)
  expect(markdown).toMatch(
    /grace.*65537.*calc-1.*2026-11-01 12:00 by wendy \(\\?#.?4\), approved by mary, registry aaaaaaaaaaaa.*2026-11-05 12:00 by ben/,
  )
  expect(markdown).toMatch(/1 sync sent something and has no end here/)
  expect(renderWhoTerminal(accountsOf(whole.entries, asked), asked, whole, { color: false, width: 200 })).toMatch(/What a terminal did/)
})
