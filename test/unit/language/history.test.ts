import { PrismError } from '../../../src/domain/catalogue.ts'
import { parseCommand } from '../../../src/language/comment.ts'

const asked = (words: string): unknown => parseCommand(`/prism history${words}`)
const refused = (words: string): string => {
  try {
    asked(words)
  } catch (error) {
    if (error instanceof PrismError) return `${error.finding.code}: ${error.finding.seen}`
  }
  return ''
}

test('a history of everything, of a volume, of an instance, since a day', () => {
  expect(asked('')).toEqual({ kind: 'history', asked: {} })
  expect(asked(' research-data --instance web-1 --since=2026-11-01')).toEqual({
    kind: 'history',
    asked: { volume: 'research-data', instance: 'web-1', since: '2026-11-01' },
  })
})

test('one run, by its id alone', () => {
  const run = '01M8K9SBEGVFQGYQ43T3B8WJDC'
  expect(asked(` ${run}`)).toEqual({ kind: 'history', asked: {}, run })
  expect(refused(` ${run} --instance web-1`)).toMatch(/^bad-command: "--instance"; a run is asked for by its id alone/)
  expect(refused(` ${run} research-data`)).toMatch(/^bad-command/)
  // as no run is called, but a volume may be
  expect(asked(` ${run.toLowerCase()}`)).toMatchObject({ asked: { volume: run.toLowerCase() } })
})

test('what is not understood is refused, with what was perhaps meant', () => {
  expect(refused(' a b')).toMatch(/^bad-command: "b"/)
  expect(refused(' ../x')).toMatch(/^bad-volume-name/)
  expect(refused(' --instence web-1')).toMatch(/^bad-option: .*did you mean.*--instance/i)
  expect(refused(' --since yesterday')).toMatch(/^bad-option/)
  expect(refused(' --since')).toMatch(/^missing-input/)
  expect(refused(' --since 2026-11-01 --since 2026-11-02')).toMatch(/more than once/)
})
