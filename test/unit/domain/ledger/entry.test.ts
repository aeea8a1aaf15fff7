/** A line of the ledger is the beginning, or of a run, and nothing else. */
import { entrySchema, isOfRun } from '../../../../src/domain/ledger/entry.ts'
import { verify } from '../../../../src/domain/ledger/verify.ts'
import { sampleLedger } from '../../../support/ledger.ts'

const { entries } = verify(sampleLedger())
const [begun, first] = entries

test('the first is the beginning, all others are of runs', () => {
  expect(entries.map(isOfRun)).toEqual([false, ...entries.slice(1).map(() => true)])
})

test('a member that there is not, a number below one, and words without end are no entry', () => {
  expect(entrySchema.safeParse(first).success).toBe(true)
  for (const wrong of [
    { ...first, more: 1 },
    { ...first, n: 0 },
    { ...first, verb: 'x'.repeat(301) },
    { ...first, prev: 'f' },
    { ...begun, event: 'ended' },
  ])
    expect(entrySchema.safeParse(wrong).success).toBe(false)
})
