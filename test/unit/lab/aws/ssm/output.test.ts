import { corrupted, keptStderr, keptStdout, listedOutput } from '../../../../../src/lab/aws/ssm/output.ts'

test('what fits stays as it is', () => {
  expect(keptStdout('x'.repeat(24_000))).toBe('x'.repeat(24_000))
  expect(keptStderr('x'.repeat(8_000))).toBe('x'.repeat(8_000))
  expect(listedOutput('out', '')).toBe('out')
  expect(listedOutput('out', 'err')).toBe('out\n----------ERROR-------\nerr')
})

test('what is too long ends with the mark, within the limit', () => {
  expect(keptStdout('x'.repeat(24_001))).toMatch(/^x{23980}--output truncated--$/)
  expect(keptStderr('x'.repeat(9_000))).toHaveLength(8_000)
})

test.each([
  [100, 9_000],
  [9_000, 100],
  [9_000, 9_000],
  [1_250, 1_250],
  [2_500, 0],
])('the listing never exceeds 2,500 (%i of stdout, %i of stderr)', (out, error) => {
  expect(listedOutput('o'.repeat(out), 'e'.repeat(error)).length).toBeLessThanOrEqual(2_500)
})

test('the shorter stream is kept whole', () => {
  const listed = listedOutput('s'.repeat(9_000), 'e'.repeat(200))
  expect(listed.endsWith(`\n---Output truncated---\n----------ERROR-------\n${'e'.repeat(200)}`)).toBe(true)
  expect(listedOutput('s'.repeat(200), 'e'.repeat(9_000)).startsWith('s'.repeat(200))).toBe(true)
})

test('damage keeps the length and harms one end', () => {
  expect(corrupted('0123456789', 'head')).toBe('\ufffd'.repeat(10))
  expect(corrupted('x'.repeat(50), 'tail')).toBe('x'.repeat(10) + '\ufffd'.repeat(40))
})
