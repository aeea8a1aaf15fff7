/** A file of entries that goes on where a ledger ended. */
import { chained, noHead } from '../../../../src/domain/ledger/chain.ts'
import { readOn } from '../../../../src/domain/ledger/read-on.ts'

const begun = { at: '2026-11-23T12:00:00.000Z', event: 'begun', repository: 'acme/research', app: 'prism' } as const
const first = chained(noHead, [begun])
const run = { at: begun.at, event: 'requested', run: 'r', seq: 1, actor: { id: '1', login: 'ada' }, via: 'github', verb: 'mount' } as const
const more = chained(first.head, [run, { ...run, seq: 2, event: 'ended' }])
const fileOf = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''))

test('its entries and its end, after the head that is known', () => {
  const { entries, head } = readOn(fileOf(more.lines), first.head)
  expect(entries.map(({ n, event }) => [n, event])).toEqual([
    [2, 'requested'],
    [3, 'ended'],
  ])
  expect(head).toEqual(more.head)
})

test('without a head its first line is believed', () => {
  expect(readOn(fileOf(more.lines)).head).toEqual(more.head)
})

test('a line that does not follow, by its number or by what it carries, is refused', () => {
  expect(() => readOn(fileOf(more.lines.slice(1)), first.head)).toThrow('line 3 does not follow line 1')
  expect(() => readOn(fileOf(more.lines), { n: 1, hash: 'f'.repeat(64) })).toThrow('line 2 does not follow line 1')
  expect(() => readOn(fileOf([more.lines[0]!, more.lines[0]!]))).toThrow('line 2 does not follow line 2')
})

test('no line is no end, unless the end is known', () => {
  expect(() => readOn(Buffer.from(''))).toThrow('a file without lines')
  expect(readOn(Buffer.from(''), first.head)).toEqual({ entries: [], head: first.head })
  expect(() => readOn(Buffer.from('{}\n'))).toThrow()
})
