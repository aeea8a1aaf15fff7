/** A page within its limit: what differs comes first and is cut last, and what is not shown is named or counted. */
import { layOut } from '../../../src/render/lay-out.ts'
import { type Folded, type Limit, list, type Page, type Section, whole } from '../../../src/render/page.ts'

const page = (more: Partial<Page> = {}): Page => ({ head: 'HEAD', first: [], rest: [], folds: [], foot: 'FOOT', where: 'Where.', ...more })
const limit = (most: number, aim?: number): Limit => ({ most, size: (text) => text.length, ...(aim === undefined ? {} : { aim }) })
const laid = (more: Partial<Page>, most: number, aim?: number) => layOut(page(more), limit(most, aim)).split('\n\n')
const entries = (count: number) => Array.from({ length: count }, (_, n) => `entry ${n + 1}`)
const fold = (what: string, size: number, more: Partial<Folded> = {}): Folded => ({
  what,
  least: 1,
  text: () => what.padEnd(size, '.'),
  ...more,
})

test('what fits is shown whole, in its order', () => {
  const parts = { first: [list('rows', 'Title', ['a', 'b'])], rest: [whole('notes', 'NOTES')], folds: [fold('F', 1)] }
  expect(laid(parts, 1_000)).toEqual(['HEAD', 'Title', 'a\nb', 'NOTES', 'F', 'FOOT'])
})

test('sections without anything are not there', () => {
  expect(laid({ first: [list('rows', 'Title', []), whole('notes', '')] }, 1_000)).toEqual(['HEAD', 'FOOT'])
})

test('the rest gives way first; a list is cut between two entries, and what is not shown of it is counted', () => {
  const parts = { first: [list('rows', '', entries(20))], rest: [whole('notes', 'x'.repeat(100))] }
  expect(laid(parts, 180)).toEqual([
    'HEAD',
    'entry 1\nentry 2\nentry 3\nentry 4\nentry 5\nentry 6\nentry 7\nentry 8\nentry 9\nentry 10',
    '… and 10 more rows.',
    '*(cut here: no more fits. Left out: notes. Where.)*',
    'FOOT',
  ])
  expect(layOut(page(parts), limit(180)).length).toBeLessThanOrEqual(180)
})

test('what has more than its share takes what another one does not need', () => {
  const parts = { first: [list('rows', '', entries(30)), list('causes', '', ['one cause'])] }
  expect(laid(parts, 210)).toEqual([
    'HEAD',
    'entry 1\nentry 2\nentry 3\nentry 4\nentry 5\nentry 6\nentry 7\nentry 8\nentry 9\nentry 10\nentry 11\nentry 12',
    '… and 18 more rows.',
    'one cause',
    'FOOT',
  ])
  const turned = { first: parts.first.toReversed() }
  expect(laid(turned, 210)).toEqual([
    'HEAD',
    'one cause',
    'entry 1\nentry 2\nentry 3\nentry 4\nentry 5\nentry 6\nentry 7\nentry 8\nentry 9\nentry 10\nentry 11\nentry 12',
    '… and 18 more rows.',
    'FOOT',
  ])
})

test('an entry that is too long by itself is counted, and the others are shown', () => {
  expect(laid({ first: [list('rows', '', ['a', 'x'.repeat(200), 'b'])] }, 120)).toEqual(['HEAD', 'a\nb', '… and 1 more rows.', 'FOOT'])
})

test('what has no room at all is named, with whose it is', () => {
  const rest = ['calc-1', 'calc-2'].map((of) => whole('every row of', 'x'.repeat(100), { of }))
  const parts = { first: [list('rows', '', ['x'.repeat(100)])], rest, folds: [fold('the matrix', 1, { least: 500 })] }
  expect(laid(parts, 200)).toEqual([
    'HEAD',
    '*(cut here: no more fits. Left out: 1 rows; every row of calc-1, calc-2; the matrix. Where.)*',
    'FOOT',
  ])
})

test('beyond six names and twelve kinds they are counted, and a name is no longer than forty', () => {
  const named = Array.from({ length: 8 }, (_, n) => whole('rows of', 'x'.repeat(90), { of: n === 0 ? 'n'.repeat(50) : `c${n}` }))
  expect(laid({ rest: named }, 90)[1]).toEqual(
    '*(cut here: no more fits. Left out: rows of nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn, c1, c2, c3, c4, c5 and 2 more. Where.)*',
  )
  const kinds = Array.from({ length: 14 }, (_, n) => whole(`kind ${n}`, 'x'.repeat(90)))
  expect(laid({ rest: kinds }, 90)[1]).toEqual(
    '*(cut here: no more fits. Left out: kind 0; kind 1; kind 2; kind 3; kind 4; kind 5; kind 6; kind 7; kind 8; kind 9; kind 10; kind 11; 2 more kinds of sections. Where.)*',
  )
})

test('what folds away is shown up to the aim, whatever room there is beyond', () => {
  const folds = [fold('A', 50), fold('B', 200), fold('C', 30)]
  expect(laid({ folds }, 10_000, 200)).toEqual([
    'HEAD',
    'A.................................................',
    'C.............................',
    '*(Left out for its size: B. Where.)*',
    'FOOT',
  ])
  expect(laid({ folds }, 10_000)).toHaveLength(5)
  expect(laid({ folds }, 10_000, 10_000)).toHaveLength(5)
})

test('what cannot fit is not even made', () => {
  let made = 0
  const text = () => {
    made++
    return 'x'
  }
  expect(laid({ folds: [fold('the matrix', 1, { least: 5_000, text })] }, 4_000)).toEqual([
    'HEAD',
    '*(Left out for its size: the matrix. Where.)*',
    'FOOT',
  ])
  expect(made).toBe(0)
})

test('a fold fits exactly or not at all', () => {
  const whole = layOut(page({ folds: [fold('A', 50)] }), limit(10_000))
  // while it is not chosen yet it is named as left out
  const named = layOut(page({ folds: [fold('A', 50, { least: 10_001 })] }), limit(10_000))
  const needed = named.length + 2 + 50
  expect(laid({ folds: [fold('A', 50)] }, needed).join('\n\n')).toBe(whole)
  expect(laid({ folds: [fold('A', 50)] }, needed - 1).join('\n\n')).toBe(named)
})

test('nothing can hide in a comment of HTML, and that is measured too', () => {
  const text = layOut(page({ head: '<!--', first: [whole('a', '<!-- x -->')], folds: [fold('<!--', 4)], foot: '-->' }), limit(1_000))
  expect(text).toBe('&lt;!--\n\n&lt;!-- x --&gt;\n\n&lt;!--\n\n--&gt;')
  const long: Section[] = [list('rows', '', Array(20).fill('<!-- -->'))]
  expect(layOut(page({ first: long }), limit(200)).length).toBeLessThanOrEqual(200)
})

test.each([200, 300, 400])('at a limit of %d nothing is longer, and head and foot are there', (most) => {
  const first = [list('rows', 'T', entries(40), { tail: '\nEND' }), list('causes', '', entries(5)), whole('one', 'x'.repeat(60))]
  const text = layOut(page({ first, rest: [whole('two', 'y'.repeat(60)), list('things', '', entries(9))] }), limit(most))
  expect(text.length).toBeLessThanOrEqual(most)
  expect(text).toMatch(/^HEAD\n/)
  expect(text).toMatch(/FOOT$/)
})

test('where names that are left out are longer than was reckoned with, the last of the rest goes too', () => {
  const rest = [
    whole('a', 'x'.repeat(60)),
    whole('b', 'y'.repeat(60)),
    whole('a much longer name of a section that is left out', 'z'.repeat(400)),
  ]
  for (const most of [150, 200, 240, 260, 300]) expect(layOut(page({ rest }), limit(most)).length).toBeLessThanOrEqual(most)
})
