/** What a page is made of. */
import { joined, list, textOf, whole } from '../../../src/render/page.ts'

test('parts are joined with an empty line; those without anything are not there', () => {
  expect(joined(['a', '', 'b'])).toBe('a\n\nb')
})

test('a list has its title above it, and what belongs before and behind its entries', () => {
  expect(textOf(list('rows', 'Title', ['a', 'b']))).toBe('Title\n\na\nb')
  expect(textOf(list('rows', '', ['a', 'b']))).toBe('a\nb')
  expect(textOf(list('rows', 'ignored', ['a'], { head: '```\n', tail: '\n```' }))).toBe('```\na\n```')
})

test('one that is shown whole has a text, and a name where it is left out', () => {
  expect(whole('every row of', 'text', { of: 'calc-1' })).toEqual({ kind: 'whole', what: 'every row of', text: 'text', of: 'calc-1' })
  expect(textOf(whole('notes', 'text'))).toBe('text')
})
