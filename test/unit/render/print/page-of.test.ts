/** A view as a page of Markdown: the place where what came from outside is escaped, whatever it stands in. */
import { layOut } from '../../../../src/render/lay-out.ts'
import { pageOf } from '../../../../src/render/print/page-of.ts'
import { type Block, emptyView, items, type Line, table, text, type View, verbatim } from '../../../../src/render/view/view.ts'

const shown = (view: Partial<View>): string =>
  layOut(pageOf({ ...emptyView, headline: ['Headline'], ...view }, 'Where.'), { most: 64_000, aim: 12_000, size: (t) => t.length })
const below = (...first: readonly Block[]): string => shown({ first }).replace(/^### .*\n*/, '')
const title: Line = ['Title ', { code: 'a|b' }]

test('the parts of a view in their order, with line ends that hold in a comment', () => {
  const view = {
    about: [['one'], ['two']],
    first: [text('a', [['first'], ['second']])],
    rest: [text('b', [['rest']])],
    foot: [['foot'], ['more']],
  }
  expect(shown(view)).toEqual('### ℹ️ Headline\n\none  \ntwo\n\nfirst  \nsecond\n\nrest\n\n<sub>foot<br>more</sub>')
})

test('every mark is a picture', () => {
  const marks = ['holds', 'differs', 'unknown', 'note', 'warning', 'same', 'none', 'running', 'denied', 'gone'] as const
  expect(below(text('a', [marks.map((mark) => ({ mark }))]))).toBe('✅❌❔ℹ️⚠️＝–⏳⛔⚫')
})

test('strong words keep their stars outside of spaces, and nothing is strong that is none', () => {
  expect(below(text('a', [['a', { strong: ' b* ' }, 'c', { strong: '  ' }, { own: '**ours**' }]]))).toBe('a**b\\***c**ours**')
})

test('blocks of each kind, and a title where there is one', () => {
  const item = { line: ['one'], below: [['under it']], copy: ['chmod `1`'], after: [['then']] }
  const blocks = [
    text('a', [['text']], { title }),
    items('b', [item, { line: ['two'], below: [], copy: ['x'] }, { line: ['three'], below: [], copy: [] }], title),
    verbatim('c', ['```', 'as it was'], title),
    { kind: 'heading', what: 'd', of: 'e', line: ['Heading'] } as const,
    table('f', ['What', 'Seen'], [[['x|y'], [{ code: 'a|b' }]]], title),
  ]
  expect(below(...blocks)).toEqual(
    'Title `a|b`\n\ntext\n\nTitle `a|b`\n\n- one\n  - under it\n    ```text\n    chmod ˋ1ˋ\n    ```\n  - then\n- two\n  ```text\n  x\n  ```\n- three\n\nTitle `a|b`\n\n```text\nˋˋˋ\nas it was\n```\n\n#### Heading\n\nTitle `a|b`\n\n| What | Seen |\n| - | - |\n| x\\|y | `a\\|b` |',
  )
  expect(below(verbatim('c', ['as it was']))).toBe('```text\nas it was\n```')
})

test('an empty block is not there, but a text has its title', () => {
  expect(below(items('b', [], title), verbatim('c', [], title), table('f', ['What'], [], title), text('a', []))).toBe('')
  expect(below(text('a', [], { title: ['Title'] }))).toBe('Title')
})

test('a table has a mark in the cell of what it marks, and what names a row in one cell', () => {
  const rows: Line[][] = [
    [[{ mark: 'differs' }], ['calc-1'], ['fstab'], ['no line']],
    [[''], ['calc-2'], [''], ['x']],
  ]
  const head = ['', 'Instance', 'What', 'Seen']
  expect(below(table('f', head, rows))).toEqual(
    '| Instance | What | Seen |\n| - | - | - |\n| ❌ calc-1 | fstab | no line |\n| calc-2 | | x |',
  )
  expect(below({ ...table('f', head, rows), named: 3 })).toEqual(
    '| Instance · What | Seen |\n| - | - |\n| ❌ calc-1 · fstab | no line |\n| calc-2 | x |',
  )
  expect(below({ ...table('f', ['Path', 'Mode', 'calc-1'], [[['/'], ['2775'], ['ok']]]), named: 2 })).toEqual(
    '| Path · Mode | calc-1 |\n| - | - |\n| / · 2775 | ok |',
  )
})

test('a fold has a title without notation, and what is in it', () => {
  const folds = [
    {
      what: 'rows',
      least: 1,
      title: [{ mark: 'holds' }, ' <b> ', { code: '`c`' }, { strong: '*s*' }, { own: 'o_o' }] as Line,
      blocks: () => [text('a', [['inside']]), items('b', [{ line: ['one'], below: [] }])],
    },
  ]
  expect(shown({ folds })).toEqual('### ℹ️ Headline\n\n<details><summary>✅ &lt;b&gt; `c`*s*o_o</summary>\n\ninside\n\n- one\n\n</details>')
})

test('what is left out is named with whose it is', () => {
  const heading = { kind: 'heading', what: 'the volume', of: 'data', line: ['x'] } as const
  const view = { ...emptyView, first: [heading, text('notes', [['x'.repeat(50)]], { of: 'calc-1' })] }
  const folds = [{ what: 'every row of', of: 'calc-2', least: 1, title: ['t'], blocks: () => [text('a', [['y'.repeat(90)]])] }]
  const cut = layOut(pageOf({ ...view, folds }, 'Where.'), { most: 1, size: (t) => t.length })
  expect(cut.split('\n').at(-1)).toEqual('*(cut here: no more fits. Left out: the volume data; notes calc-1; every row of calc-2. Where.)*')
})

test('an empty block is not there in a fold either', () => {
  const blocks = [items('b', [], title), verbatim('c', [], title), table('f', ['What'], [], title), text('a', []), text('d', [['inside']])]
  const folds = [{ what: 'rows', least: 1, title: ['t'], blocks: () => blocks }]
  expect(shown({ folds })).toBe('### ℹ️ Headline\n\n<details><summary>t</summary>\n\ninside\n\n</details>')
})

test('a cell is made of spans without anything between them, and a row that nothing names has its mark alone', () => {
  const row: Line[] = [[{ mark: 'holds' }], [], [{ code: 'a' }, 'b', { strong: 'c' }]]
  expect(below(table('f', ['', 'What', 'Seen'], [row]))).toBe('| What | Seen |\n| - | - |\n| ✅ | `a`b**c** |')
})
