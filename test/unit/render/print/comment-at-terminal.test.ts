/** Answers in Markdown, as `npm run demo` and `prism lab comment` show them at a terminal. */
import { formatCommand } from '../../../../src/language/format.ts'
import { code, codeLine, markdown, plainText } from '../../../../src/render/escape.ts'
import { renderRunMarkdown } from '../../../../src/render/markdown.ts'
import { commentAtTerminal } from '../../../../src/render/print/comment-at-terminal.ts'
import { shownWidth } from '../../../../src/render/print/terminal-wrap.ts'
import { manyReport, runOf } from '../../../support/many.ts'

const at = (width: number) => ({ color: false, width })
const shown = (body: string, width = 80): string => commentAtTerminal(body, at(width))

test.each([
  '_netdev,noresvport',
  '#20 of a list',
  '**bold** and [x](https://example.org)',
  'a | b',
  'a\\|b',
  '@everyone :tada:',
  '<details> & </details>',
  'https://example.org',
])('%j is shown as it is, in a paragraph and in a cell', (text) => {
  expect(shown(markdown(text))).toBe(plainText(text))
  expect(shown(`| What |\n| - |\n| ${markdown(text)} |`)).toBe(`What\n  ${plainText(text)}`)
})

test('code is shown without its signs', () => {
  expect(shown(`see ${codeLine('fs_tab | x')}`)).toBe('see fs_tab | x')
  expect(shown(`| A | B |\n| - | - |\n| ${code('fs|tab')} | b |`)).toBe('A       B\n  fs|tab  b')
})

test('marks are those of a terminal, strong words are plain, a link is its text', () => {
  expect(shown('### ✅ **calc-1** holds\n\n⚠️ see [the plan](https://example.org/x#y)')).toBe('✓ calc-1 holds\n\n! see the plan')
})

test('folds are closed: one line with their titles; the foot is a line each', () => {
  const fold = (title: string) => `<details><summary>${title}</summary>\n\nmuch\n\n</details>\n\n`
  expect(shown(`above\n\n${fold('Every row')}${fold('Sharing matrix')}<sub>\`fs-1\` · 3 s<br>by ada</sub>\n\n<!-- prism:run=1 -->`)).toBe(
    'above\n\n· folded on GitHub: Every row; Sharing matrix\n\n· fs-1 · 3 s\n· by ada',
  )
})

test('open folds show all that is in them below their title', () => {
  const body = 'above\n\n<details><summary>Every row</summary>\n\n| A |\n| - |\n| row |\n\n</details>\n\nbelow'
  expect(commentAtTerminal(body, at(80), 'open')).toBe('above\n\nEvery row\n\n  A\n  row\n\nbelow')
})

test('what acts on a terminal is spelled out, wherever it stands', () => {
  const evil = 'x\u001b[2J\u202ey'
  const text = shown(
    `### ${evil}\n\n${evil} **${evil}** \`${evil}\`\n\n| ${evil} |\n| - |\n| \`${evil}\` |\n\n<sub>${evil}</sub>\n\n\`\`\`text\n${evil}\n\`\`\``,
  )
  for (const hidden of ['\u001b', '\u202e']) expect(text).not.toContain(hidden)
  expect(text.match(/\\u\{202e\}/g)).toHaveLength(8)
})

test('a list keeps its levels, and what is to be copied its place', () => {
  expect(shown('- one\n  - below\n    ```text\n    chmod \\_x\n    ```\n- two')).toBe('- one\n  - below\n      chmod \\_x\n- two')
})

test.each([60, 80, 120])('a whole answer at %d columns has no notation of Markdown, fits, and tells what it told', (width) => {
  const body = renderRunMarkdown(runOf(manyReport({ instances: 3, accounts: 2 })), formatCommand)
  const text = shown(body, width)
  expect(body).toMatch(/<details>/)
  expect(text).not.toMatch(/<\/?(?:details|summary|sub|br)|\*\*|`|\\[_#|]|^\| - \||^#/m)
  expect(text).not.toMatch(/\\u\{/)
  expect(text.split('\n').filter((line) => shownWidth(line) > width)).toEqual([])
  for (const word of ['research-data', 'prism-shared', 'Sharing']) expect(text).toContain(word)
})

test('a table ends where its rows end, and what only looks like one is text', () => {
  expect(shown('| A | B |\n| - | - |\n| a | b |\nbelow\n| no | table |')).toEqual('A  B\n  a  b\nbelow\n| no | table |')
  expect(shown('| A |\n| - |')).toBe('A')
  expect(shown('| a \\| b |\nx')).toEqual('| a | b |\nx')
})

test('marks are told in a cell too, and a link and code in the middle of words', () => {
  expect(shown('| A |\n| - |\n| ✅ **calc-1** `x` [the plan](https://example.org) ok |')).toEqual('A\n  ✓ calc-1 x the plan ok')
  expect(shown('a ❌ b ⛔ c ⚫ d ⏳ e ＝ f – g')).toEqual('a ✗ b ✗ c ✗ d … e ＝ f – g')
  expect(shown('a \\*\\*not strong\\*\\* **strong \\* all** [a \\] b](x) `c \\d`')).toEqual('a **not strong** strong * all a ] b c \\d')
})

test('a fence without an end goes to the end, and one that is indented keeps its place', () => {
  expect(shown('above\n```\na\nb')).toBe('above\n  a\n  b')
  expect(shown('above\n```\n  a\n```\nbelow')).toBe('above\n    a\nbelow')
})

test('headings are strong, whatever their level; seven signs are none', () => {
  const bold = commentAtTerminal('## Two\n\n###### Six\n\n####### Seven', { color: true, width: 80 }).replaceAll('\u001b', '^')
  expect(bold).toEqual('^[1mTwo^[22m\n\n^[1mSix^[22m\n\n####### Seven')
})

test('a comment of HTML is not there, nor are more empty lines than one, nor spaces around it', () => {
  expect(shown('  \n\na<!-- x\ny -->\n\n\n\nb  \n<!-- z -->\n')).toBe('a\n\nb')
})

test('entities are the signs they stand for', () => {
  expect(shown('&lt;a&gt; &amp; https&#58;//x &quot;')).toBe('<a> & https://x &quot;')
})

test('what wraps keeps its place below what it belongs to', () => {
  expect(shown('- one two three four five\n  - six seven eight nine\n    ten eleven twelve', 20)).toEqual(
    '- one two three four\n  five\n  - six seven eight nine\n    ten eleven twelve',
  )
})

test('only what is a table is one', () => {
  expect(shown('| A |\n| - |\nbelow')).toBe('A\nbelow')
  expect(shown('| A |\n| not a line of dashes |')).toBe('| A |\n| not a line of dashes |')
  expect(shown('| A |\nx | - |')).toBe('| A |\nx | - |')
  expect(shown('| A\n| - |')).toBe('| A\n| - |')
  expect(shown('A |\n| - |')).toBe('A |\n| - |')
  expect(shown('| A | B |  \n| - | - |\n| a | b |  \n| c | d\ne | f |')).toEqual('A  B\n  a  b\n| c | d\ne | f |')
})

test('only a line by itself is a foot or begins a fence; an empty fence is nothing', () => {
  expect(shown('a <sub>b</sub>')).toBe('a <sub>b</sub>')
  expect(shown('<sub>b</sub> c')).toBe('<sub>b</sub> c')
  expect(shown('a ``` b\nc')).toMatch(/^a .* b\nc$/)
  expect(shown('above\n```\n```\nbelow')).toBe('above\nbelow')
  expect(shown('above\n```text\na\nb\nc\n```')).toBe('above\n  a\n  b\n  c')
})

test('spaces that GitHub makes a line end of are none here', () => {
  expect(shown(`${'x '.repeat(9)}xx  \nnext`, 20)).toBe(`${'x '.repeat(9)}xx\nnext`)
})
