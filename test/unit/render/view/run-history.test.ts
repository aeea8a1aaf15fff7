/** Everything that a ledger says of one run, as a comment shows it. */
import type { RunEntry } from '../../../../src/domain/ledger/entry.ts'
import type { Read } from '../../../../src/render/view/history.ts'
import { runHistoryView } from '../../../../src/render/view/run-history.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'

const read: Read = { verdict: 'consistent, witnessed', head: { n: 42, hash: 'a'.repeat(64) }, faults: [] }
const entry = (n: number, event: string, more: Partial<RunEntry> = {}): RunEntry => ({
  v: 1,
  n,
  prev: '0'.repeat(64),
  at: `2026-11-20T08:30:0${n}.000Z`,
  event,
  run: 'r-1',
  seq: n,
  actor: { id: '1', login: 'ada' },
  via: 'github',
  verb: 'mount',
  volume: 'research-data',
  ...more,
})
const long = 'f'.repeat(64)

test('entry by entry, each with what it says', () => {
  const entries = [
    entry(1, 'requested', { dryRun: true, comment: { id: 5, sha256: long }, permission: { base: 'write', role: 'maintain' } }),
    entry(2, 'decided', { decision: 'allowed', policy: long, comment: { id: 6 } }),
    entry(3, 'decided', { decision: 'denied', code: 'policy-denied' }),
    entry(4, 'planned', { plan: long, approvals: [{ by: { id: '2', login: 'max' }, digest: long }] }),
    entry(5, 'dispatching', { job: 'mount', step: 'one', commands: ['c-1', 'c-2'] }),
    entry(6, 'dispatched'),
    entry(7, 'ended', {
      instances: [
        { id: 'i-1', name: 'calc-1', verdict: 'holds' },
        { id: 'i-2', name: '' },
      ],
      state: 'failed',
      verdict: 'differs',
      findings: ['mount-failed'],
      evidence: long,
    }),
  ]
  expect(asComment(runHistoryView('r-1', entries, read))).toEqual([
    '### ℹ️ Run `r-1`: 7 entries · failed, differs',
    'mount `research-data`, asked for by **ada** (1, github)  ',
    'ledger \\#\u206042: consistent, witnessed',
    'What the ledger says of it, UTC:',
    '| Entry | When | Event | What it says |',
    '| - | - | - | - |',
    '| \\#\u20601 | 2026-11-20 08:30:01 | requested | dry run `yes` · comment `5 (ffffffffffff)` · permission `maintain` |',
    '| \\#\u20602 | 2026-11-20 08:30:02 | decided | comment `6` · decision `allowed` · policy `ffffffffffff` |',
    '| \\#\u20603 | 2026-11-20 08:30:03 | decided | decision `denied (policy-denied)` |',
    '| \\#\u20604 | 2026-11-20 08:30:04 | planned | plan `ffffffffffff` · approved by `max (2)` |',
    '| \\#\u20605 | 2026-11-20 08:30:05 | dispatching | job `mount` · step `one` · commands `c-1 and c-2` |',
    '| \\#\u20606 | 2026-11-20 08:30:06 | dispatched | |',
    '| \\#\u20607 | 2026-11-20 08:30:07 | ended | on `calc-1: holds and i-2` · state `failed` · findings `mount-failed` · evidence `ffffffffffff` |',
  ])
  expect(leftOutOf(runHistoryView('r-1', entries, read))).toBe('7 entries')
})

test('a run of no volume names none, and one without its end has none', () => {
  const { volume: _, ...plain } = entry(1, 'requested', { verb: 'sync-people' })
  expect(asComment(runHistoryView('r-1', [plain, entry(2, 'dispatching', { state: 'x' })], { ...read, from: 40 })).slice(0, 3)).toEqual([
    '### ℹ️ Run `r-1`: 2 entries',
    'sync-people, asked for by **ada** (1, github)  ',
    'ledger \\#\u206042: consistent, witnessed, read from \\#\u206040 on',
  ])
})

test('one that ended without a verdict', () => {
  expect(asComment(runHistoryView('r-1', [entry(1, 'ended', { state: 'denied' })], read))[0]).toEqual('### ℹ️ Run `r-1`: 1 entry · denied')
})

test('one that the ledger does not have', () => {
  expect(asComment(runHistoryView('r-9', [], read))).toEqual([
    '### ℹ️ Run `r-9`: the ledger has nothing of it',
    'ledger \\#\u206042: consistent, witnessed',
  ])
})

test('in a ledger that is broken nothing is proved', () => {
  const broken: Read = { ...read, verdict: 'broken', faults: [{ path: 'entries/1.jsonl', line: 3, what: 'is not JSON' }] }
  expect(asComment(runHistoryView('r-1', [entry(1, 'requested')], broken)).slice(0, 5)).toEqual([
    '### ❌ Run `r-1`: 1 entry',
    'mount `research-data`, asked for by **ada** (1, github)  ',
    'ledger \\#\u206042: broken',
    '❌ The ledger is broken, so nothing below is proved.  ',
    '`entries/1.jsonl` is not JSON',
  ])
})
