import { batchesOf, batchPattern, batchWords, formatBatch, maxErrorsPattern, parseBatch } from '../../../src/domain/batches.ts'

const ten = Array.from({ length: 10 }, (_, i) => i)
const sizes = (said: string, all: readonly number[] = ten) => batchesOf(all, parseBatch(said)).map((b) => b.length)

test('a batch is so many, or a part of all, rounded up; all are in one of them, in their order', () => {
  expect(sizes('4')).toEqual([4, 4, 2])
  expect(sizes('50')).toEqual([10])
  expect(sizes('25%')).toEqual([3, 3, 3, 1])
  expect(sizes('100%')).toEqual([10])
  expect(sizes('1%')).toEqual(ten.map(() => 1))
  expect(sizes('10%', [])).toEqual([])
  expect(batchesOf(ten, parseBatch('30%')).flat()).toEqual(ten)
})

test.each(['1', '50', '10%', '100%'])('%s is said again as it was said', (said) => {
  expect(batchPattern.test(said)).toBe(true)
  expect(formatBatch(parseBatch(said))).toBe(said)
})

test.each(['', '0', '0%', '101%', '-1', '1.5', '10 %', '1e3', 'ten', '100000'])('%j is no batch', (said) => {
  expect(batchPattern.test(said)).toBe(false)
})

test.each(['0', '3'])('%s errors may be', (said) => expect(maxErrorsPattern.test(said)).toBe(true))
test.each(['', '-1', '01', '5%'])('%j is no number of errors', (said) => expect(maxErrorsPattern.test(said)).toBe(false))

test('which batch is under way is one line', () => {
  expect(batchWords({ number: 2, of: 10, instances: 50, failed: 1 })).toBe('batch 2 of 10 (50 instances); failed so far: 1')
  expect(batchWords({ number: 1, of: 3, instances: 1, failed: 0 })).toBe('batch 1 of 3 (1 instance); failed so far: 0')
})
