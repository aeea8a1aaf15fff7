/** Lines that fit the terminal, and ids that are never split. */
import { leastWidth, shownWidth, wrap } from '../../../../src/render/print/terminal-wrap.ts'

const runId = '01JDQ3N5T8V1WY2XZ4A6B7C8D9'

test('columns are counted as terminals do', () => {
  expect(['', 'abc', 'é', 'e\u0301', '数据', 'ハングル', '한글', '✓', '…', '😀', '＝', 'é数'].map(shownWidth)).toEqual([
    0, 3, 1, 1, 4, 8, 4, 1, 1, 2, 2, 3,
  ])
})

test('a line breaks at spaces, and keeps them for whoever draws it', () => {
  expect(wrap('one two three', 20)).toEqual(['one two three'])
  expect(wrap('one two three', 13)).toEqual(['one two three'])
  expect(wrap('one two three', 8)).toEqual(['one two ', 'three'])
  expect(wrap('one two three', 7)).toEqual(['one two ', 'three'])
  expect(wrap('one  two', 4)).toEqual(['one  ', 'two'])
})

test('a word that is too wide breaks behind a slash, a comma, an at or an equals sign, else anywhere', () => {
  expect(wrap('see /mnt/research-data/users/ada', 16)).toEqual(['see /mnt/', 'research-data/', 'users/ada'])
  expect(wrap('nosuid,nodev,noresvport', 14)).toEqual(['nosuid,nodev,', 'noresvport'])
  expect(wrap('user@example.org=1', 8)).toEqual(['user@', 'example.', 'org=1'])
  expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
  expect(wrap('数据数据数', 4)).toEqual(['数据', '数据', '数'])
})

test('an id stays whole, with the sign that ends a word', () => {
  expect(wrap('run i-0123456789abcdef0, fs-0123456789abcdef0).', 10)).toEqual([
    'run ',
    'i-0123456789abcdef0,',
    ' ',
    'fs-0123456789abcdef0)',
    '.',
  ])
  expect(wrap(`(${runId})`, 10)).toEqual(['(', '01JDQ3N5T8V1WY2XZ4A6B7C8D9)'])
  expect(wrap('/data/fs-0123456789abcdef0/x', 12)).toEqual(['/data/', 'fs-0123456789abcdef0', '/x'])
  // too short for one, so it is a word like others
  expect(wrap('i-012345', 4)).toEqual(['i-01', '2345'])
})

test('the narrowest column is that of the longest word; one beyond 24 columns may break, an id may not', () => {
  expect(
    [
      '',
      'one three two',
      '/mnt/data',
      'a'.repeat(24),
      'a'.repeat(25),
      '/mnt/research-data/users/somebody',
      'i-0123456789abcdef0',
      runId,
      '数据 x',
    ].map(leastWidth),
  ).toEqual([0, 5, 4, 24, 24, 14, 19, 26, 4])
})
