import { PrismError } from '../../../src/domain/catalogue.ts'
import { parseCommand } from '../../../src/language/comment.ts'

const asked = (words: string): unknown => parseCommand(`/prism who${words}`)
const refused = (words: string): string => {
  try {
    asked(words)
  } catch (error) {
    if (error instanceof PrismError) return `${error.finding.code}: ${error.finding.seen}`
  }
  return ''
}

test('who could reach a volume, on an instance, at a day or a moment', () => {
  expect(asked(' research-data')).toEqual({ kind: 'could', asked: { volume: 'research-data' } })
  expect(asked(' --at 2026-10-01 research-data --instance=web-1')).toEqual({
    kind: 'could',
    asked: { volume: 'research-data', instance: 'web-1', at: '2026-10-01' },
  })
  expect(asked(' --help')).toEqual({ kind: 'help' })
  expect(parseCommand('/prism help who')).toEqual({ kind: 'help' })
})

test('it is of one volume, and what is not understood is refused', () => {
  expect(refused('')).toMatch(/^missing-input: no volume is given; it is \/prism who VOLUME/)
  expect(refused(' --at 2026-10-01')).toMatch(/^missing-input/)
  expect(refused(' a b')).toMatch(/^bad-command: "b"/)
  expect(refused(' a --since 2026-10-01')).toMatch(/^bad-option: who has no option "--since"/)
  expect(refused(' a --at yesterday')).toMatch(/^bad-option: --at "yesterday"; a date looks like 2026-11-01/)
  expect(refused(' a --at')).toMatch(/^missing-input: --at needs a value/)
  expect(refused(' a --at 2026-10-01 --at=2026-10-02')).toMatch(/more than once/)
})
