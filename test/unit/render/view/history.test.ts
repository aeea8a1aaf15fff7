/** A ledger's history as a comment shows it: who had a volume where and when, what was done, and what it cannot know. */
import type { Deed, Span } from '../../../../src/domain/ledger/history.ts'
import { historyView, type Read } from '../../../../src/render/view/history.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'

const sound: Read = { verdict: 'consistent, witnessed', head: { n: 42, hash: 'a'.repeat(64) }, faults: [] }
const broken: Read = {
  ...sound,
  verdict: 'broken',
  faults: [1, 2, 3, 4, 5].map((n) => ({ path: `entries/${n}.jsonl`, line: n, what: 'does not carry the hash of the line before' })),
}
const span = (more: Partial<Span> = {}): Span => ({
  volume: 'research-data',
  fileSystem: 'fs-1',
  instance: 'i-1',
  name: 'calc-1',
  mountPoint: '/mnt/research-data',
  people: [],
  readOnly: false,
  from: { at: '2026-11-20T08:30:59Z', n: 7, by: 'ada' },
  doubtful: false,
  ...more,
})
const to = { at: '2026-11-21T09:00:00Z', n: 12, by: 'ben' }
const deed = (more: Partial<Deed> = {}): Deed => ({
  n: 7,
  run: 'r',
  at: '2026-11-20T08:30:59Z',
  verb: 'mount',
  by: { id: '1', login: 'ada' },
  via: 'github',
  volume: 'research-data',
  instances: [{ id: 'i-1', name: 'calc-1' }],
  state: 'done',
  verdict: 'holds',
  approvedBy: [],
  ...more,
})

test('who had it where, and what was done', () => {
  const spans = [
    span(),
    span({ instance: 'i-2', name: '', people: ['ada', 'ben'], readOnly: true, to }),
    span({ volume: '', instance: 'i-3', name: 'calc-3', doubtful: true }),
    span({ mountPoint: '/data' }),
  ]
  const deeds = [
    deed(),
    deed({ n: 9, verb: 'create', volume: '', instances: [], verdict: undefined as never, approvedBy: ['eve', 'max'] }),
    deed({ n: 12, verb: 'unmount', state: undefined as never, instances: [{ id: 'i-2', name: '' }] }),
  ]
  const text = asComment(historyView({ deeds, spans }, { volume: 'research-data', instance: 'calc-1' }, sound))
  expect(text).toEqual([
    '### ℹ️ History of `research-data` on `calc-1`: 3 changes · not unmounted: **calc-1 and calc-3**',
    'ledger \\#\u206042: consistent, witnessed',
    'Who had it where, UTC:',
    '| Volume | Instance | Mount point | Who | From | To |',
    '| - | - | - | - | - | - |',
    '| ℹ️ `research-data` | **calc-1** | `/mnt/research-data` | its login user | 2026-11-20 08:30 by ada (\\#\u20607) | not unmounted |',
    '| – `research-data` | **i-2** | `/mnt/research-data` | ada, ben (read-only) | 2026-11-20 08:30 by ada (\\#\u20607) | 2026-11-21 09:00 by ben (\\#\u206012) |',
    '| ❔ `fs-1` | **calc-3** | `/mnt/research-data` | its login user | 2026-11-20 08:30 by ada (\\#\u20607) | in doubt from the start |',
    '| ℹ️ `research-data` | **calc-1** | `/data` | its login user | 2026-11-20 08:30 by ada (\\#\u20607) | not unmounted |',
    'What was done:',
    '| Entry | When | What | On | Asked by | Ended |',
    '| - | - | - | - | - | - |',
    '| \\#\u20607 | 2026-11-20 08:30 | mount `research-data` | calc-1 | ada (1, github) | done, holds |',
    '| \\#\u20609 | 2026-11-20 08:30 | create | | ada (1, github), approved by eve and max | done |',
    '| \\#\u206012 | 2026-11-20 08:30 | unmount `research-data` | i-2 | ada (1, github) | no end of it is here |',
    '<sub>It knows what Prism was asked for. A mount by hand, a change in AWS, and what root of an instance does are not in it, nor who of the accounts used the volume; whether it is mounted now, verify says.</sub>',
  ])
})

test('of everything, where nothing is there', () => {
  const text = asComment(historyView({ deeds: [], spans: [span({ to })] }, {}, { ...sound, from: 40 }))
  expect(text).toEqual([
    '### ℹ️ History: 0 changes',
    'ledger \\#\u206042: consistent, witnessed, read from \\#\u206040 on',
    'Who had it where, UTC:',
    '| Volume | Instance | Mount point | Who | From | To |',
    '| - | - | - | - | - | - |',
    '| – `research-data` | **calc-1** | `/mnt/research-data` | its login user | 2026-11-20 08:30 by ada (\\#\u20607) | 2026-11-21 09:00 by ben (\\#\u206012) |',
    '<sub>It knows what Prism was asked for. A mount by hand, a change in AWS, and what root of an instance does are not in it, nor who of the accounts used the volume; whether it is mounted now, verify says.</sub>',
  ])
})

test('of one instance of any volume', () => {
  expect(asComment(historyView({ deeds: [deed()], spans: [] }, { instance: 'calc-1' }, sound))[0]).toEqual(
    '### ℹ️ History on `calc-1`: 1 change',
  )
})

test('of a ledger that is broken nothing is proved, and how many faults it has is said', () => {
  expect(asComment(historyView({ deeds: [], spans: [] }, {}, broken)).slice(0, -1)).toEqual([
    '### ❌ History: 0 changes',
    'ledger \\#\u206042: broken',
    '❌ The ledger is broken, so nothing below is proved.  ',
    '`entries/1.jsonl` does not carry the hash of the line before  ',
    '`entries/2.jsonl` does not carry the hash of the line before  ',
    '`entries/3.jsonl` does not carry the hash of the line before  ',
    '… and 2 more',
  ])
  expect(asComment(historyView({ deeds: [], spans: [] }, {}, { ...broken, faults: broken.faults.slice(0, 3) })).slice(3, -1)).toHaveLength(
    3,
  )
})

test('what has no room is named', () => {
  expect(leftOutOf(historyView({ deeds: [deed()], spans: [span()] }, {}, broken))).toEqual('1 times; 1 changes; faults')
})
