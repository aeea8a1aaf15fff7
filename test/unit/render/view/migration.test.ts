/** What a comment says of a migration of old data: the plan, what went, and where there was nothing to do. */
import { finding } from '../../../../src/domain/catalogue.ts'
import { type Counted, migrationRows, nothingCounted, worstOf } from '../../../../src/domain/people/migration.ts'
import type { Answer } from '../../../../src/domain/run.ts'
import { lineMarkdown } from '../../../../src/render/print/page-of.ts'
import { migrationView } from '../../../../src/render/view/migration.ts'
import { inComment } from '../../../../src/render/view/say.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'
import { manyId } from '../../../support/many.ts'

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

describe('in a comment', () => {
  const counted = saw(
    [
      { why: 'move', entries: 3, bytes: 4096 },
      { why: 'linked', entries: 1, bytes: 10 },
      { why: 'unlisted', entries: 2, bytes: 0 },
    ],
    [],
    {
      folders: [
        { top: 'data', uid: 1001, gid: 1001, entries: 3 },
        { top: '', uid: 1001, gid: 1001, entries: 9 },
      ],
      left: [
        { path: 'a/b', why: 'linked', uid: 1001 },
        { path: '', why: 'setid', uid: 1001 },
        { path: 'never', why: 'unlisted', uid: 1001 },
      ],
      looked: 50,
      more: 4,
      finished: false,
    },
  )
  const plan: OfMigration['plan'] = {
    verb: 'migrate',
    region: 'eu-central-1',
    hosts: [{ instanceId: manyId(1), name: 'calc-1', changes: [] }],
    jobs: [],
    refused: [],
    digest: 'abcdef0123456789'.repeat(4),
  }
  const answer = (more: Partial<OfMigration> = {}): OfMigration => ({
    kind: 'migration',
    plan,
    rule,
    counted,
    unasked: [],
    open: [],
    ...more,
  })
  const shown = (more: Partial<OfMigration> = {}) => asComment(migrationView(answer(more), inComment))
  const agree = { verb: 'status', volume: { kind: 'name', name: 'research-data' } } as const
  const open = [
    { instanceId: manyId(1), pid: 7, name: 'python3', what: '/data/x' },
    { instanceId: manyId(2), pid: 8, name: 'bash', what: 'stands in it' },
  ]
  const report = (more: Partial<NonNullable<OfMigration['report']>> = {}): NonNullable<OfMigration['report']> => ({
    runId: 'r',
    rows: migrationRows(rule, counted, false),
    after: counted,
    moved: 3,
    findings: [],
    verdict: 'differs',
    startedAt: '',
    endedAt: '',
    ...more,
  })

  test('a plan says what would be given to whom, who has it open, what stays, and how to agree', () => {
    expect(shown({ agree, open, unasked: ['gpu-1', 'gpu-2'] })).toEqual([
      '### ℹ️ Plan: `migrate` would give at least 3 entries of uid 1001 below `users/ubuntu` to uid 65536, on calc-1 · nothing was changed',
      'Not asked whether somebody has files open there: gpu-1 and gpu-2',
      '| Instance | Program | pid | What |',
      '| - | - | - | - |',
      '| calc-1 | `python3` | 7 | /data/x |',
      '| i-00000000000000002 | `bash` | 8 | stands in it |',
      '| What | Entries | Size |',
      '| - | - | - |',
      '| to be changed | 3 | 4 KiB |',
      '| files with several names, not all of which were seen there | 1 | 10 B |',
      '| not in the list of what was changed | 2 | 0 B |',
      '| looked at, and there is more | 50 | |',
      '| Stays | Where | uid |',
      '| - | - | - |',
      '| files with several names, not all of which were seen there | `a/b` | 1001 |',
      '| setuid or setgid files | in a private folder | 1001 |',
      '| Folder | uid | gid | Entries now |',
      '| - | - | - | - |',
      '| in a private folder | 1001 | 1001 | 9 |',
      '| `data` | 1001 | 1001 | 3 |',
      '| others | | | 4 |',
      '<sub>To have exactly this done: comment `/prism status research-data`<br>digest `abcdef0123456789`</sub>',
    ])
  })

  test('a plan with something in its way offers nothing to agree to', () => {
    const refusal = finding('migrate-refused', { seen: '2 entries', instanceId: manyId(1) })
    const text = shown({ agree, refusal })
    expect(text[0]).toMatch(/^### ❌/)
    expect(text.join()).not.toContain('To have exactly this done')
    expect(shown({ refusal })[0]).toMatch(/^### ❌/)
  })

  test('of one entry it is said in the singular', () => {
    expect(shown({ counted: saw([{ why: 'move', entries: 1, bytes: 1 }], [1001]) })[0]).toEqual(
      '### ℹ️ Plan: `migrate` would give 1 entry of uid 1001 below `users/ubuntu` to uid 65536, on calc-1 · nothing was changed',
    )
  })

  test('afterwards it says what went, what stays, and how to take it back', () => {
    expect(shown({ report: report({ undo: 'u-1' }) })).toEqual([
      '### ❌ 3 entries below `users/ubuntu` went from uid 1001 to 65536 · **at least 4** still of the old number',
      '| What | Expected | Seen |',
      '| - | - | - |',
      '| ❌ entries of uid 1001 below users/ubuntu | 0 | at least 4 |',
      '| ❔ everything below users/ubuntu was looked at | yes | the walk did not come to the end |',
      '| Stays | Where | uid |',
      '| - | - | - |',
      '| files with several names, not all of which were seen there | `a/b` | 1001 |',
      '| setuid or setgid files | in a private folder | 1001 |',
      '| Folder | uid | gid | Entries afterwards |',
      '| - | - | - | - |',
      '| in a private folder | 1001 | 1001 | 9 |',
      '| `data` | 1001 | 1001 | 3 |',
      '| others | | | 4 |',
      '<sub>What it was is kept on calc-1: `/var/lib/prism/migrated/u-1`; to take it back: `--undo u-1`<br>digest `abcdef0123456789`</sub>',
    ])
  })

  test('of one other number, and of a walk that saw all', () => {
    const one = saw([{ why: 'other', entries: 1, bytes: 0 }], [1002])
    expect(shown({ counted: one, report: report({ after: one, moved: 0, verdict: 'holds', rows: [] }) })[0]).toEqual(
      '### ℹ️ Nothing below `users/ubuntu` has uid 1001, so nothing was changed · uid 1002 is there',
    )
    expect(shown({ counted: one })).toEqual([
      '### ℹ️ Plan: `migrate` would give 0 entries of uid 1001 below `users/ubuntu` to uid 65536, on calc-1 · nothing was changed',
      '| What | Entries | Size |',
      '| - | - | - |',
      '| of other numbers | 1 | 0 B |',
      '| looked at | 5 | |',
      '| Folder | uid | gid | Entries now |',
      '| - | - | - | - |',
      '| `.` | 1002 | 1002 | 1 |',
      '<sub>digest `abcdef0123456789`</sub>',
    ])
  })

  test('where nothing went and some stay, that is no success', () => {
    const stays = saw([{ why: 'linked', entries: 2, bytes: 1 }], [1001])
    expect(shown({ counted: stays, report: report({ after: stays, moved: 0, rows: [] }) })[0]).toEqual(
      '### ❌ 0 entries below `users/ubuntu` went from uid 1001 to 65536 · **2** still of the old number',
    )
    expect(shown({ report: report() }).at(-1)).toEqual('<sub>digest `abcdef0123456789`</sub>')
  })

  test('a plan that was refused by an instance differs', () => {
    const refused = [finding('migrate-refused', { seen: '2 entries', instanceId: manyId(1) })]
    expect(shown({ plan: { ...plan, refused } })[0]).toMatch(/^### ❌/)
  })

  test('what has no room is named', () => {
    expect(leftOutOf(migrationView(answer({ agree, open }), inComment))).toEqual(
      '2 who has it open; 4 counts; 2 entries that stay; 3 folders',
    )
    const findings = [finding('migrate-left', { seen: 'x' })]
    expect(leftOutOf(migrationView(answer({ report: report({ findings }) }), inComment))).toEqual(
      '1 rows that differ or are unknown; 1 causes; 2 rows; 2 entries that stay; 3 folders',
    )
  })
})
