/** The check of the words is itself checked: with planted words, and on the repository as it is. */
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

type KeptOut = { readonly words: RegExp; readonly better: string }
type Check = {
  keptOut: (page: string) => KeptOut[]
  finds: (files: ReadonlyMap<string, string>, table: readonly KeptOut[]) => string[]
}
const check: Check = await import(pathToFileURL(resolve('scripts/check-words.mjs')).href)

// made up here, so that the planted words are not finds in this file
const table = check.keptOut(`# Words

| a term | not this |
|---|---|
| x | a table that is not the one |

| not this | but this |
|---|---|
| \`frobnicat(e\\|ing)\`, \`blue sky\` | fix |
| \`doo\` | entry point |

| after it | \`green\` |
`)
const found = (text: string) => check.finds(new Map([['docs/a.md', text]]), table)

describe('the check of the words', () => {
  test('reads each expression of its table, and no other table', () =>
    expect(table.map(({ words, better }) => [words.test('frobnicating, a blue sky, doo'), better])).toEqual([
      [true, 'fix'],
      [true, 'fix'],
      [true, 'entry point'],
    ]))

  test.each([
    ['a word, with its line and the better one', 'one\nto frobnicate it', ['docs/a.md:2: "frobnicate": fix']],
    ['any letter case', 'Frobnicating', ['docs/a.md:1: "Frobnicating": fix']],
    ['two on one line', 'doo doo', ['docs/a.md:1: "doo": entry point', 'docs/a.md:1: "doo": entry point']],
    ['a phrase over two lines', 'a blue\nsky', ['docs/a.md:1: "blue sky": fix']],
    ['a phrase over two lines of a comment', '/**\n * under a blue\n * sky\n */', ['docs/a.md:2: "blue sky": fix']],
    ['a phrase over two lines of shell or Python', '# a blue\n# sky', ['docs/a.md:1: "blue sky": fix']],
    ['a word in code', "fail('frobnicate')", ['docs/a.md:1: "frobnicate": fix']],
  ])('finds %s', (_, text, sentences) => expect(found(text)).toEqual(sentences))

  test.each([
    ['a part of another word', 'doodle, voodoo, frobnicated'],
    ['a phrase over a blank line', 'a blue\n\n\nnight sky'],
    ['nothing', ''],
  ])('does not find %s', (_, text) => expect(found(text)).toEqual([]))

  test.each([
    ['no table', '# Words\n'],
    ['a row without an expression', '| not this | but this |\n|---|---|\n| doo | fix |\n'],
  ])('refuses a page with %s', (_, page) => expect(() => check.keptOut(page)).toThrow('docs/glossary.md'))
})

test('none of the words that are kept out is in the repository', () => {
  const said = execFileSync(process.execPath, ['scripts/check-words.mjs'], { encoding: 'utf8' })
  expect(said).toMatch(/^\d+ files, \d+ expressions, 0 finds\n$/)
})
