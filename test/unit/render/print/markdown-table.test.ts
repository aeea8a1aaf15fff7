/** Tables of Markdown, whole or as lists that can be cut between two rows. */
import { textOf } from '../../../../src/render/page.ts'
import { table, tableList } from '../../../../src/render/print/markdown-table.ts'

test('a long cell does not widen the others', () => {
  expect(
    table(
      ['A', 'B'],
      [
        ['x', 'long enough'],
        ['y', ''],
      ],
    ).split('\n'),
  ).toEqual(['| A | B |', '| - | - |', '| x | long enough |', '| y | |'])
})

test('as a list its rows are entries, and its head stands above them', () => {
  const { head, entries, ...more } = tableList('rows', '', ['A'], [['x'], ['y']])
  expect({ head, entries, ...more }).toEqual({
    kind: 'list',
    what: 'rows',
    head: '| A |\n| - |\n',
    entries: ['| x |', '| y |'],
    between: '\n',
    tail: '',
  })
})

test('with a title above that', () => {
  expect(textOf(tableList('rows', 'Title', ['A'], [['x']]))).toBe('Title\n\n| A |\n| - |\n| x |')
})
