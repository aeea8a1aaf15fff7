/** A view at a terminal: in its order, details when asked for, and the verdict once more at the end. */
import { printTerminal } from '../../../../src/render/print/terminal-print.ts'
import { type Block, emptyView, items, type Line, table, text, type View, verbatim } from '../../../../src/render/view/view.ts'

const shown = (view: Partial<View>, more: { full?: boolean; color?: boolean; width?: number } = {}) =>
  printTerminal(
    { ...emptyView, mark: 'differs', headline: [{ code: 'data' }, ' differs'], ...view },
    { color: false, width: 60, ...more },
    {
      full: more.full ?? false,
    },
  ).split('\n')
const below = (...first: readonly Block[]) => shown({ first }).slice(2)
const fold = (title: string) => ({ what: 'rows', title: [title], least: 1, blocks: () => [text('x', [[`all of ${title}`]])] })
const rows = (count: number): Line[][] => Array.from({ length: count }, (_, n) => [[`row ${n + 1}`]])

test('in the order of the view, an empty line between its parts; few lines need no verdict at their end', () => {
  const parts = { about: [['about it']], first: [text('a', [['first']])], rest: [text('b', [['rest']])], foot: [['foot']] }
  expect(shown({ ...parts, about: [] }).join('\n')).toBe('✗ data differs\n\nfirst\n\nrest\n\n· foot')
  expect(shown(parts).join('\n')).toBe('✗ data differs\n  about it\n\nfirst\n\nrest\n\n· foot')
  expect(shown({ ...parts, foot: [['one'], ['two']] }).join('\n')).toBe(
    '✗ data differs\n  about it\n\nfirst\n\nrest\n\n· one\n· two\n\n✗ data differs',
  )
})

test('the first line is bold and its sign has a tone, also where it wraps', () => {
  const lines = shown({ headline: ['calc-1 and calc-2 differ in two rows'] }, { color: true, width: 22 })
  expect(lines.map((line) => line.replaceAll('\u001b', '^'))).toEqual([
    '^[31m✗^[39m ^[1mcalc-1 and calc-2^[22m',
    '  ^[1mdiffer in two rows^[22m',
  ])
})

test('what is folded away is named, five of it, in small letters but for names', () => {
  expect(shown({ folds: ['Every row', 'Sharing matrix', 'ID of it', 'calc-1'].map(fold) }).slice(2)).toEqual([
    '· --full also shows: every row; sharing matrix; ID of it;',
    '  calc-1',
  ])
  expect(shown({ folds: ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map(fold) }, { width: 100 }).slice(2)).toEqual([
    '· --full also shows: A; B; C; D; E; and 2 more',
  ])
})

test('with --full it is shown, below its title', () => {
  expect(shown({ folds: [fold('Every row'), fold('Sharing')] }, { full: true }).slice(2)).toEqual([
    'Every row',
    'all of Every row',
    '',
    'Sharing',
    'all of Sharing',
  ])
})

test('blocks of each kind', () => {
  const title: Line = ['Title']
  const item = { line: ['one'], below: [['under it']], copy: ['chmod 1', 'chmod 2'], after: [['then']] }
  expect(
    below(
      text('a', [['text']], { title }),
      items('b', [item, { line: ['two'], below: [] }], title),
      verbatim('c', ['as it was'], title),
      { kind: 'heading', what: 'd', of: 'e', line: ['Heading'] },
      table('f', ['What', ''], [[['x'], [{ mark: 'holds' }]]], title),
    ),
  ).toEqual([
    'Title',
    'text',
    '',
    'Title',
    '- one',
    '  under it',
    '      chmod 1',
    '      chmod 2',
    '  then',
    '- two',
    '',
    'Title',
    '    as it was',
    '',
    'Heading',
    '',
    'Title',
    '  what',
    '  x     ✓ holds',
    '',
    '✗ data differs',
  ])
})

test('an empty block is not there, but a text has its title', () => {
  const title: Line = ['Title']
  expect(below(items('b', [], title), verbatim('c', [], title), table('f', ['What'], [], title), text('a', []))).toEqual([])
  expect(below(text('a', [], { title }))).toEqual(['Title'])
})

test('more than forty rows are counted, unless all are asked for', () => {
  expect(below(table('rows', ['a'], rows(40)))).toHaveLength(41 + 2)
  const lines = below(table('rows', ['a'], rows(43)))
  expect(lines.slice(39, 43)).toEqual(['  row 39', '  row 40', '  … and 3 more rows: --full', ''])
  expect(shown({ first: [table('rows', ['a'], rows(43))] }, { full: true })).toHaveLength(2 + 44 + 2)
  const many = items(
    'causes',
    Array.from({ length: 41 }, () => ({ line: ['x'], below: [] })),
  )
  expect(below(many)[40]).toBe('  … and 1 more causes: --full')
})

test('a mark alone has its word, one beside words has none; both have the tone', () => {
  const cells: Line[] = [
    [{ mark: 'differs' }],
    [{ mark: 'differs' }, ' two'],
    ['plain', { code: 'x' }],
    [{ mark: 'none' }],
    ['a ', { mark: 'unknown' }],
  ]
  const lines = shown({ first: [table('f', ['', '', '', '', ''], [cells])] }, { color: true, width: 80 })
  expect(lines[2]!.replaceAll('\u001b', '^')).toEqual('  ^[31m✗ differs^[39m  ^[31m✗ two^[39m  plainx  ^[2m–^[22m  ^[33ma ?^[39m')
})

test('titles and headings are bold, and an empty block leaves no empty line in a fold', () => {
  const folds = [
    { what: 'rows', title: ['Rows'], least: 1, blocks: () => [table('f', ['a'], []), text('x', [['inside']], { title: ['Title'] })] },
  ]
  const first: Block[] = [{ kind: 'heading', what: 'd', of: 'e', line: ['Heading'] }]
  const lines = shown({ first, folds }, { full: true, color: true }).map((line) => line.replaceAll('\u001b', '^'))
  expect(lines.slice(2)).toEqual(['^[1mHeading^[22m', '', '^[1mRows^[22m', '^[1mTitle^[22m', 'inside'])
  expect(shown({ folds: [{ ...folds[0]!, title: ['ID of Every row'] }] })[2]).toBe('· --full also shows: ID of Every row')
})
