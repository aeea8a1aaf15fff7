/** Answers in pages are walked to their end, and never in a circle. */
import { allPages, type Page } from '../../../src/aws/pages.ts'

/** Pages by their tokens; the first has none. */
function walk(pages: Readonly<Record<string, Page<number>>>, most?: number) {
  const asked: string[] = []
  const all = allPages(async (token = '') => {
    asked.push(token)
    if (asked.length > 10) throw new Error('it goes on for ever')
    return pages[token]!
  }, most)
  return all.then((found) => ({ found, asked }))
}

test('all pages are one list; an empty one with a token is not the end', async () => {
  const pages = { '': { items: [1], next: 'a' }, a: { items: undefined, next: 'b' }, b: { items: [2], next: undefined } }
  expect(await walk(pages)).toEqual({ found: [1, 2], asked: ['', 'a', 'b'] })
})

test('a token that was had before ends the walk, also where others came between', async () => {
  expect((await walk({ '': { items: [1], next: 'a' }, a: { items: [2], next: 'a' } })).asked).toEqual(['', 'a'])
  const circle = { '': { items: [1], next: 'a' }, a: { items: [2], next: 'b' }, b: { items: [3], next: 'a' } }
  expect(await walk(circle)).toEqual({ found: [1, 2, 3], asked: ['', 'a', 'b'] })
})

test('no more pages are asked for than are wanted', async () => {
  const pages = { '': { items: [1], next: 'a' }, a: { items: [2], next: 'b' }, b: { items: [3], next: undefined } }
  expect((await walk(pages, 2)).found).toEqual([1, 2])
})
