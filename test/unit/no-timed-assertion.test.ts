/** No test asserts how long something took: a busy machine would fail it, and a fast one would hide what it looks for. */
import { globSync, readFileSync } from 'node:fs'

/** How a program measures what has passed: a stop-watch, or now less some moment before. A moment that is reckoned (`Date.now() - 3 * day`) is none. */
const measures = /performance\.now\b|\bhrtime\b|Date\.now\(\) - (?![0-9])/

const timed = (text: string): string[] => text.split('\n').filter((line) => measures.test(line))

test.each([
  'const began = performance.now()',
  'expect(Date.now() - began).toBeLessThan(2_000)',
  'expect(process.hrtime.bigint() - before)',
])('it is seen: %s', (line) => expect(timed(line)).toEqual([line]))

test.each(['now = Date.now() - 20 * night', 'new Date(Date.now() + 60_000)'])('it is no measure: %s', (line) =>
  expect(timed(line)).toEqual([]),
)

test('nowhere in the tests of this repository', () => {
  const files = globSync('test/{unit,scenario,deep}/**/*.{test,deep}.ts').filter((file) => !file.endsWith('no-timed-assertion.test.ts'))
  expect(files).not.toEqual([])
  expect(files.flatMap((file) => timed(readFileSync(file, 'utf8')).map((line) => `${file}: ${line.trim()}`))).toEqual([])
})
