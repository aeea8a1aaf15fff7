import { fail } from '../../../../src/domain/catalogue.ts'
import type { Request } from '../../../../src/domain/request.ts'
import type { Language } from '../../../../src/entrypoints/app/language.ts'
import { understand } from '../../../../src/entrypoints/app/understand.ts'

const volume = { kind: 'name', name: 'data' } as const
const words: Readonly<Record<string, Request | { readonly kind: 'help' }>> = {
  status: { verb: 'status', volume },
  help: { kind: 'help' },
  delete: { verb: 'delete', volume, confirm: 'data' },
  volumes: { verb: 'volumes' },
}
const language: Pick<Language, 'parseCommand' | 'formatCommand'> = {
  formatCommand: (request) => `/prism ${request.verb}`,
  parseCommand: (line) => {
    const known = words[line]
    if (!known) throw fail('bad-command', { seen: line })
    return known
  },
}
const understood = (...lines: string[]) => understand(language as Language, alone(lines))
const alone = (lines: readonly string[]) => lines.map((line) => ({ line, below: '' }))

test('what is understood comes in its order', () => {
  expect(understood('status', 'help')).toEqual({ parsed: [words.status, words.help], findings: [], continued: [] })
})

test('every line that is not understood is a finding, not only the first', () => {
  expect(understood('x', 'status', 'y').findings.map((f) => f.seen)).toEqual(['x', 'y'])
})

test('a line that goes on below is carried out neither with nor without the rest', () => {
  const lines = [{ line: 'status', below: 'thanks' }, { line: 'help', below: 'x' }, ...alone(['status'])]
  expect(understand(language as Language, lines)).toEqual({
    parsed: [words.status],
    findings: [],
    continued: [
      { line: 'status', below: 'thanks', alone: '/prism status', whole: undefined },
      { line: 'help', below: 'x', alone: '/prism help', whole: undefined },
    ],
  })
})

test('deleting is not offered in comments, whatever the grammar says', () => {
  expect(understood('delete').findings[0]).toMatchObject({ code: 'bad-command', seen: '"delete is not offered in comments"' })
})

test('more than five commands are too many', () => {
  expect(understood(...Array<string>(6).fill('status')).findings[0]).toMatchObject({ code: 'too-large' })
  expect(understood(...Array<string>(5).fill('status')).findings).toEqual([])
})

test('a bug in the grammar is not shown as somebody’s typo', () => {
  const broken: Pick<Language, 'parseCommand'> = {
    parseCommand: () => {
      throw new TypeError('bug')
    },
  }
  expect(() => understand(broken as Language, alone(['x']))).toThrow(TypeError)
})
