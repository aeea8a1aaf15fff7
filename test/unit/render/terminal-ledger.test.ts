/** What a look at a ledger found, at a terminal: the verdict is the last line, and what it cannot prove is said. */
import type { Verified } from '../../../src/domain/ledger/verify.ts'
import { renderVerified } from '../../../src/render/terminal-ledger.ts'

const verified = (more: Partial<Verified> = {}): Verified => ({
  verdict: 'consistent, not witnessed',
  head: { n: 42, hash: 'abcdef0123456789'.repeat(4) },
  faults: [],
  entries: [],
  ...more,
})
const lines = (more: Partial<Verified> = {}, color = false) =>
  renderVerified(verified(more), { color, width: 200 })
    .split('\n')
    .map((line) => line.replaceAll('\u001b', '^'))

test('one that nobody remembers a line of may have been made anew', () => {
  expect(lines()).toEqual([
    'A chain that was computed anew, or cut at its end, looks the same: give --head with a line of a mail or comment.',
    '! consistent, not witnessed: ledger #42 · head abcdef012345',
  ])
  expect(lines({}, true).at(-1)).toEqual('^[33m! consistent, not witnessed: ledger #42 · head abcdef012345^[39m')
})

test('one that somebody remembers is proved so far', () => {
  const witnessed = { verdict: 'consistent, witnessed' } as const
  expect(lines({ ...witnessed, witnessedTo: 42 })).toEqual(['✓ consistent, witnessed: ledger #42 · head abcdef012345'])
  expect(lines({ ...witnessed, witnessedTo: 40 }, true)).toEqual([
    '^[32m✓ consistent, witnessed to #40; nobody is asked about the 2 after it: ledger #42 · head abcdef012345^[39m',
  ])
})

test('by whom its commits are signed, where they were looked at', () => {
  expect(lines({ commits: 7, signedBy: ['SHA256:a', 'SHA256:b'], witnessedTo: 42, verdict: 'consistent, witnessed' })[0]).toEqual(
    '7 commits, each by the App, signed by SHA256:a, SHA256:b, adding one file of entries.',
  )
})

test('one that is broken says where, and nothing else', () => {
  const faults = [
    { path: 'entries/1.jsonl', line: 0, what: 'does not end with a line end' },
    { path: 'entries/1.jsonl\u001b', line: 3, what: 'is number 5 after 3' },
  ]
  expect(lines({ verdict: 'broken', faults, commits: 7, witnessedTo: 42 })).toEqual([
    '✗ entries/1.jsonl: does not end with a line end',
    '✗ entries/1.jsonl\\u{1b}, line 3: is number 5 after 3',
    '✗ broken: ledger #42 · head abcdef012345',
  ])
  expect(lines({ verdict: 'broken', faults }, true).map((line) => line.slice(0, 7))).toEqual(['^[31m✗^', '^[31m✗^', '^[31m✗ '])
})
