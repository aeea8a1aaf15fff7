/** What somebody remembers of a ledger, as a footer has it. */
import { sinceIn } from '../../../../src/domain/ledger/since.ts'
import { parseWitness } from '../../../../src/domain/ledger/witness.ts'

test('is a number and at least twelve digits of the hash', () => {
  expect(parseWitness('18:0123456789ab')).toEqual({ n: 18, hash: '0123456789ab' })
  expect(parseWitness(`1:${'f'.repeat(64)}`)).toEqual({ n: 1, hash: 'f'.repeat(64) })
  for (const text of [
    '18',
    '18:',
    ':0123456789ab',
    '0:0123456789ab',
    '18:0123456789a',
    `18:${'f'.repeat(65)}`,
    '18:0123456789AB',
    'x18:0123456789ab',
    '18:0123456789ab ',
  ])
    expect(() => parseWitness(text)).toThrow('bad-option')
})

test('since when is a day, or a moment in UTC', () => {
  for (const text of ['2026-11-23', '2026-11-23T12:00Z', '2026-11-23T12:00:30Z']) expect(sinceIn(text)).toBe(text)
  for (const text of [
    '2026-13-01',
    '2026-11',
    'x2026-11-23',
    '2026-11-23x',
    '2026-11-23T12:00',
    '2026-11-23T25:00Z',
    '2026-11-23T12:00:30.5Z',
    '',
  ])
    expect(sinceIn(text)).toBeUndefined()
})
