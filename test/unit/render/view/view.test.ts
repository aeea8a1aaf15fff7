/** Words that all views share. */
import { between, counted, items, listed, table, text, verbatim } from '../../../../src/render/view/view.ts'

test('names are listed as a sentence has them, beyond so many they are counted', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']].map((names) => listed(names))).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
    'a, b, c and 1 more',
  ])
  expect(listed(['a', 'b', 'c', 'd'], 4)).toBe('a, b, c and d')
})

test('one is one, others are several', () => {
  expect([counted(0, 'row'), counted(1, 'row'), counted(2, 'row'), counted(1, 'entry', 'entries'), counted(2, 'entry', 'entries')]).toEqual(
    ['0 rows', '1 row', '2 rows', '1 entry', '2 entries'],
  )
})

test('lines become one with a sign between them', () => {
  expect(between([['a'], ['b', 'c'], ['d']])).toEqual(['a', ' · ', 'b', 'c', ' · ', 'd'])
  expect(between([['a'], ['b']], ', ')).toEqual(['a', ', ', 'b'])
})

test('a block has a title where it was given one', () => {
  expect([table('rows', ['a'], []), items('causes', []), verbatim('lines', []), text('notes', [])].map((b) => 'title' in b)).toEqual(
    Array(4).fill(false),
  )
  const title = ['t']
  expect([table('rows', ['a'], [], title), items('causes', [], title), verbatim('lines', [], title), text('notes', [], { title })]).toEqual(
    [
      { kind: 'table', what: 'rows', head: ['a'], rows: [], title },
      { kind: 'items', what: 'causes', entries: [], title },
      { kind: 'verbatim', what: 'lines', lines: [], title },
      { kind: 'text', what: 'notes', lines: [], title },
    ],
  )
})
