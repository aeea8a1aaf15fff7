import { fromMarkdown } from 'mdast-util-from-markdown'
import { code } from '../../../src/render/escape.ts'

test.each([
  'plain',
  '`',
  '``` `` `',
  'a|b',
  '<script>',
  '@acme/all',
  'line\nbreak',
  '`end',
  'tick`',
  ' ',
  '\u202eabc',
  '[x](javascript:1)',
])('code(%p) is one span of code and nothing else', (text) => {
  const [paragraph, ...more] = fromMarkdown(code(text)).children
  expect(more).toEqual([])
  expect(paragraph).toMatchObject({ type: 'paragraph', children: [{ type: 'inlineCode' }] })
})
