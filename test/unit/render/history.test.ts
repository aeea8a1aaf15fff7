/** A ledger's history in a comment and at a terminal. */
import type { RunEntry } from '../../../src/domain/ledger/entry.ts'
import {
  renderHistoryMarkdown,
  renderHistoryTerminal,
  renderRunHistoryMarkdown,
  renderRunHistoryTerminal,
} from '../../../src/render/history.ts'
import type { Read } from '../../../src/render/view/history.ts'
import { renderWhoMarkdown, renderWhoTerminal } from '../../../src/render/who.ts'

const read: Read = { verdict: 'consistent, witnessed', head: { n: 42, hash: 'a'.repeat(64) }, faults: [] }
const look = { color: false, width: 100 }
const entry: RunEntry = {
  v: 1,
  n: 1,
  prev: '0'.repeat(64),
  at: '2026-11-20T08:30:00Z',
  event: 'requested',
  run: 'r-1',
  seq: 1,
  actor: { id: '1', login: 'ada' },
  via: 'github',
  verb: 'mount',
}
const deeds = Array.from({ length: 60 }, (_, n) => ({
  n,
  run: 'r',
  at: '2026-11-20T08:30:00Z',
  verb: 'create',
  by: { id: '1', login: 'ada' },
  via: 'github',
  volume: `data-${n}`,
  instances: [],
  state: 'done',
  approvedBy: [],
}))

test('the same is said in both', () => {
  expect(renderHistoryMarkdown({ deeds: [], spans: [] }, {}, read)).toMatch(/^### ℹ️ History: 0 changes\n/)
  expect(renderHistoryTerminal({ deeds: [], spans: [] }, {}, read, look)).toMatch(/^· History: 0 changes\n/)
  expect(renderRunHistoryMarkdown('r-1', [entry], read)).toMatch(/^### ℹ️ Run `r-1`: 1 entry\n/)
  expect(renderRunHistoryTerminal('r-1', [entry], read, look)).toMatch(/^· Run r-1: 1 entry\n/)
  expect(renderWhoMarkdown({ spans: [], unended: [] }, {}, read)).toMatch(/^### ℹ️ Accounts: 0 people on 0 instances\n/)
  expect(renderWhoTerminal({ spans: [], unended: [] }, {}, read, look)).toMatch(/^· Accounts: 0 people on 0 instances\n/)
})

test('at a terminal nothing of it is left out', () => {
  const history = renderHistoryTerminal({ deeds, spans: [] }, {}, read, look)
  expect(history.match(/create data-/g)).toHaveLength(60)
  const run = renderRunHistoryTerminal('r-1', Array(60).fill(entry), read, look)
  expect(run.match(/requested/g)).toHaveLength(60)
  const span = { person: 'ada', number: '1', groups: [], instance: 'i-1', name: 'calc-1', doubtful: false }
  expect(renderWhoTerminal({ spans: Array(60).fill(span), unended: [] }, {}, read, look).match(/calc-1/g)).toHaveLength(60)
})

test('a comment that leaves something out says nothing of another place, which there is none', () => {
  const many = Array.from({ length: 3_000 }, () => entry)
  const text = renderRunHistoryMarkdown('r-1', many, read)
  expect(text.length).toBeLessThanOrEqual(64_000)
  expect(text).toMatch(/… and \d+ more entries\.$/)
})

test('what has no room in a comment is named, and there is no other place to look', () => {
  const broken: Read = { ...read, verdict: 'broken', faults: [{ path: 'x'.repeat(70_000), line: 1, what: 'is not JSON' }] }
  const nothing = { deeds: [], spans: [], unended: [] }
  for (const text of [
    renderHistoryMarkdown(nothing, {}, broken),
    renderRunHistoryMarkdown('r-1', [], broken),
    renderWhoMarkdown(nothing, {}, broken),
  ])
    expect(text).toContain('*(cut here: no more fits. Left out: faults.)*')
})
