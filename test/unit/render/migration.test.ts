/** What a migration says where there was nothing to do. */
import { type Counted, migrationRows, nothingCounted, worstOf } from '../../../src/domain/people/migration.ts'
import type { Answer } from '../../../src/domain/run.ts'
import { lineMarkdown } from '../../../src/render/print/page-of.ts'
import { migrationView } from '../../../src/render/view/migration.ts'

type OfMigration = Extract<Answer, { readonly kind: 'migration' }>

const rule = { under: 'users/ubuntu', uid: 1001, gid: 1001, to: { uid: 65_536, gid: 65_536 }, itself: false }
const saw = (counts: Counted['counts'], uids: readonly number[], more: Partial<Counted> = {}): Counted => ({
  ...nothingCounted,
  counts,
  folders: uids.map((uid) => ({ top: '.', uid, gid: uid, entries: 1 })),
  looked: 5,
  finished: true,
  ...more,
})

function said(counted: Counted, moved: number | undefined) {
  const hosts = [{ instanceId: 'i-0123456789abcdef0', name: 'calc-1', changes: [] }]
  const plan: OfMigration['plan'] = { verb: 'migrate', region: 'eu-central-1', hosts, jobs: [], refused: [], digest: 'f'.repeat(64) }
  const rows = migrationRows(rule, counted, false)
  const report =
    moved === undefined
      ? undefined
      : { runId: 'r', rows, after: counted, moved, findings: [], verdict: worstOf(rows.map((r) => r.verdict)), startedAt: '', endedAt: '' }
  const answer: OfMigration = { kind: 'migration', plan, rule, counted, unasked: [], open: [], ...(report ? { report } : {}) }
  const { mark, headline } = migrationView(answer, { say: () => '' })
  return [mark, lineMarkdown(headline)]
}
const entries = (why: 'already' | 'other' | 'moved', n: number) => [{ why, entries: n, bytes: 0 }]

test.each<[string, Counted, number | undefined, string, string]>([
  [
    'a mistyped number is no success, and the numbers that are there are named',
    saw(entries('other', 5), [1002, 1000]),
    0,
    'note',
    'Nothing below `users/ubuntu` has uid 1001, so nothing was changed · uid 1000 and 1002 are there',
  ],
  [
    'what was done before holds',
    saw(entries('already', 1), [65_536]),
    0,
    'holds',
    'Nothing below `users/ubuntu` has uid 1001, so nothing was changed · 1 entry has uid 65536 already',
  ],
  [
    'where not all was seen, that is said',
    saw([], [], { finished: false }),
    0,
    'unknown',
    'Nothing that was seen below `users/ubuntu` has uid 1001, so nothing was changed',
  ],
  [
    'what went is counted',
    saw(entries('already', 3), [65_536]),
    3,
    'holds',
    '3 entries below `users/ubuntu` went from uid 1001 to 65536 · **0** still of the old number',
  ],
  [
    'a plan that could not count claims no number',
    nothingCounted,
    undefined,
    'note',
    'Plan: `migrate` would give nothing: nothing below `users/ubuntu` was counted, on calc-1 · nothing was changed',
  ],
])('%s', (_, counted, moved, mark, line) => {
  expect(said(counted, moved)).toEqual([mark, line])
})
