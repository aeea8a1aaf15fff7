/** Tables at a terminal: columns as wide as it takes, cells that wrap at words, and a line each where even that is too wide. */
import { table } from '../../../../src/render/print/terminal-table.ts'

const at = (width: number, color = false) => ({ color, width })
const lines = (width: number, head: readonly string[], ...rows: readonly (readonly Parameters<typeof table>[2][number][number][])[]) =>
  table(at(width), head, rows).split('\n')

test('every column is as wide as its widest cell, and what would be empty at the end is left out', () => {
  expect(lines(80, ['what', 'seen'], ['fstab', 'no line'], ['umask of ada', ''], ['', '2775'])).toEqual([
    '  what          seen',
    '  fstab         no line',
    '  umask of ada',
    '                2775',
  ])
})

test('without titles there is no line for them; a row may be shorter than others', () => {
  expect(lines(80, ['', ''], ['a', 'b'], ['c'])).toEqual(['  a  b', '  c'])
  expect(lines(80, [], ['a', 'b', 'c'])).toEqual(['  a  b  c'])
  expect(table(at(80), ['a'], [])).toBe('  a')
  expect(table(at(80), [''], [])).toBe('')
})

test('where it is too wide the widest column gives way first, and its cells wrap at words', () => {
  expect(lines(34, ['instance', 'seen'], ['calc-1', 'the volume is not mounted there any more'])).toEqual([
    '  instance  seen',
    '  calc-1    the volume is not',
    '            mounted there any more',
  ])
  expect(lines(40, ['a', 'b'], ['one two three four five', 'one two three four five six seven'])).toEqual([
    '  a                   b',
    '  one two three four  one two three four',
    '  five                five six seven',
  ])
})

test('a column of short words is narrowed to eight columns and no further', () => {
  expect(lines(28, ['a', 'b', 'c'], ['x y z x y z x y z', 'one two three four', 'z'])).toEqual([
    '  a           b            c',
    '  x y z x y   one two      z',
    '  z x y z     three four',
  ])
})

test('where the words do not fit, each row is lines with its titles', () => {
  const row = ['calc-1', '/mnt/research-data/users', '', 'no-line-for-it']
  expect(lines(30, ['instance', 'what', 'expected', ''], row, ['calc-2', 'x', 'y', 'z'])).toEqual([
    '  instance: calc-1',
    '    what:',
    '    /mnt/research-data/users',
    '    no-line-for-it',
    '  instance: calc-2',
    '    what: x',
    '    expected: y',
    '    z',
  ])
  expect(lines(20, ['instance', 'what'], ['calc-1 is called so', 'research-data/users/a'])).toEqual([
    '  instance: calc-1',
    '    is called so',
    '    what:',
    '    research-data/',
    '    users/a',
  ])
})

test('exactly as wide as the terminal is not too wide', () => {
  const [head, row] = [
    ['one', 'two'],
    ['12345678', '12345678'],
  ]
  expect(lines(20, head, row)).toEqual(['  one       two', '  12345678  12345678'])
  expect(lines(19, head, row)).toEqual(['  one: 12345678', '    two: 12345678'])
})

test('a cell has its tone on each of its lines, titles are dim, and spaces have none', () => {
  const red = (text: string) => ({ text, tone: 'red' as const })
  const shown = table(at(30, true), ['a', 'b'], [[red('one two three four'), 'one two three four five']])
  expect(shown.replaceAll('\u001b', '^').split('\n')).toEqual([
    '  ^[2ma^[22m              ^[2mb^[22m',
    '  ^[31mone two three^[39m  one two three',
    '  ^[31mfour^[39m           four five',
  ])
  const records = table(at(16, true), ['title', ''], [[red('0123456789ab'), red('0123456789abcdef')]])
  expect(records.replaceAll('\u001b', '^').split('\n')).toEqual([
    '  ^[31mtitle:^[39m',
    '    ^[31m0123456789ab^[39m',
    '    ^[31m0123456789ab^[39m',
    '    ^[31mcdef^[39m',
  ])
})
