/** Whose account was where, by a ledger, as a comment shows it. */
import type { AccountMoment, AccountSpan } from '../../../../src/domain/ledger/accounts.ts'
import type { Read } from '../../../../src/render/view/history.ts'
import { whoView } from '../../../../src/render/view/who.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'

const read: Read = { verdict: 'consistent, witnessed', head: { n: 42, hash: 'a'.repeat(64) }, faults: [] }
const moment = (at: string, n: number, more: Partial<AccountMoment> = {}): AccountMoment => ({ at, n, by: 'ops', approvedBy: [], ...more })
const span = (more: Partial<AccountSpan> = {}): AccountSpan => ({
  person: 'ada',
  number: '65536',
  groups: ['genomics', 'imaging'],
  instance: 'i-1',
  name: 'calc-1',
  from: moment('2026-11-20T08:30:59Z', 7, { approvedBy: ['max', 'eve'], registry: 'b'.repeat(40) }),
  doubtful: false,
  ...more,
})

test('who had which number where, from when to when, and by whose word', () => {
  const { from: _, ...before } = span({
    person: 'ben',
    number: '',
    groups: [],
    name: '',
    instance: 'i-2',
    to: moment('2026-11-21T09:00:00Z', 12),
  })
  const spans = [span(), before, span({ instance: 'i-3', name: 'calc-3', doubtful: true })]
  expect(asComment(whoView({ spans, unended: [] }, {}, read))).toEqual([
    '### ℹ️ Accounts: 2 people on 3 instances',
    'ledger \\#\u206042: consistent, witnessed',
    'Whose account was where, UTC:',
    '| Person | Number | Groups | Instance | From | To |',
    '| - | - | - | - | - | - |',
    '| ℹ️ **ada** | 65536 | genomics, imaging | calc-1 | 2026-11-20 08:30 by ops (\\#\u20607), approved by max and eve, registry bbbbbbbbbbbb | not closed |',
    '| – **ben** | not seen | none | i-2 | before this ledger | 2026-11-21 09:00 by ops (\\#\u206012) |',
    '| ❔ **ada** | 65536 | genomics, imaging | calc-3 | 2026-11-20 08:30 by ops (\\#\u20607), approved by max and eve, registry bbbbbbbbbbbb | in doubt |',
    '<sub>It knows the syncs that the App was asked for. What a terminal did, what root of an instance does, and accounts that ended by their last day alone are not in it; how an account is now, `prism user sync --dry-run` says.</sub>',
  ])
  expect(leftOutOf(whoView({ spans, unended: ['r-1'] }, {}, { ...read, verdict: 'broken' }))).toEqual('3 accounts; faults; unended')
})

test('the question stands in the first line', () => {
  const none = { spans: [], unended: [] }
  const first = (...asked: Parameters<typeof whoView>[1][]) => asked.map((one) => asComment(whoView(none, one, read))[0])
  expect(first({ person: 'ada' }, { instance: 'calc-1' }, { person: 'ada', instance: 'calc-1', at: '2026-11-20' })).toEqual([
    '### ℹ️ Accounts of `ada`: 0 people on 0 instances',
    '### ℹ️ Accounts on `calc-1`: 0 people on 0 instances',
    '### ℹ️ Accounts of `ada` on `calc-1` at 2026-11-20: 0 people on 0 instances',
  ])
})

test('a sync that has no end leaves in doubt what it changed', () => {
  expect(asComment(whoView({ spans: [], unended: ['r-1', 'r-2', 'r-3', 'r-4'] }, {}, { ...read, from: 40 })).slice(0, 3)).toEqual([
    '### ℹ️ Accounts: 0 people on 0 instances',
    'ledger \\#\u206042: consistent, witnessed, read from \\#\u206040 on',
    '❔ 4 syncs sent something and have no end here, so what that changed is not known: r-1, r-2, r-3 and 1 more',
  ])
  expect(asComment(whoView({ spans: [], unended: ['r-1'] }, {}, read))[2]).toEqual(
    '❔ 1 sync sent something and has no end here, so what that changed is not known: r-1',
  )
})

test('by a broken ledger nothing is proved', () => {
  const broken: Read = { ...read, verdict: 'broken', faults: [{ path: 'entries/1.jsonl', line: 3, what: 'is not JSON' }] }
  expect(asComment(whoView({ spans: [span()], unended: [] }, {}, broken)).slice(0, 4)).toEqual([
    '### ❌ Accounts: 1 person on 1 instance',
    'ledger \\#\u206042: broken',
    '❌ The ledger is broken, so nothing below is proved.  ',
    '`entries/1.jsonl` is not JSON',
  ])
})
