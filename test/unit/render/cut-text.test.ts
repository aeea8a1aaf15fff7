/** The last resort for text that nobody laid out: cut at a line's end, folds as a whole, and nothing left open. */
import { cutText } from '../../../src/render/cut-text.ts'
import type { Limit } from '../../../src/render/page.ts'

const note = '\n\n*(cut)*'
const limit = (most: number): Limit => ({ most, size: (text) => text.length })
/** With as much room for the text itself; the rest is for what a cut may have to close. */
const cut = (text: string, room: number) => cutText(text, limit(room + note.length + 4 + 20 * '\n</details>'.length), note)
const fold = (inside: string) => `<details><summary>t</summary>\n\n${inside}\n\n</details>`
const long = (line: string) => `${line}\n`.repeat(60)

test('what fits stays as it is', () => {
  expect(cutText('short', limit(5), note)).toBe('short')
})

test('whole paragraphs stay, and the next one up to the end of a line', () => {
  const text = `one\n\ntwo\ntwo again\n\n${long('three')}`
  expect(cut(text, 40)).toEqual('one\n\ntwo\ntwo again\n\nthree\nthree\nthree\n\n*(cut)*')
  expect(cut(text, 10)).toEqual('one\n\ntwo\n\n*(cut)*')
})

test('what is folded away is no use in part', () => {
  const text = `one\n\n${fold(long('row'))}\n\n${long('after')}`
  expect(cut(text, 60)).toEqual('one\n\n*(cut)*')
})

test('a fold that is all there is, is cut and closed', () => {
  const text = cut(fold(fold('row\n'.repeat(200))), 120)
  expect(text).toMatch(
    /^<details><summary>t<\/summary>\n\n<details><summary>t<\/summary>\n\nrow\n(?:row\n)+<\/details>\n<\/details>\n\n\*\(cut\)\*$/,
  )
})

test('a fence is closed, and an empty line in it ends no block', () => {
  expect(cut(`one\n\n\`\`\`text\n${long('a\n\nb')}\`\`\``, 40)).toEqual(
    'one\n\n```text\na\n\nb\na\n\nb\na\n\nb\na\n\nb\na\n\nb\na\n```\n\n*(cut)*',
  )
  const both = `one\n\n\`\`\`text\na\n\nb\n\`\`\`\n\n${long('after')}`
  expect(cut(both, 32)).toEqual('one\n\n```text\na\n\nb\n```\n\nafter\n\n*(cut)*')
})

test('a line without an end is cut where the room ends, and no sign in half', () => {
  expect(cut('x'.repeat(600), 20)).toBe(`${'x'.repeat(20)}${note}`)
  expect(cut(`${'x'.repeat(19)}😀${'x'.repeat(600)}`, 20)).toBe(`${'x'.repeat(19)}${note}`)
})

test('bytes are measured where bytes are limited', () => {
  const bytes: Limit = { most: 400, size: (text) => Buffer.byteLength(text) }
  const text = cutText('数'.repeat(500), bytes, note)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(400)
  expect(Buffer.byteLength(text)).toBeGreaterThan(150)
  expect(text).toMatch(/^数+\n\n\*\(cut\)\*$/)
})
