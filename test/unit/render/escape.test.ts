import { fromMarkdown } from 'mdast-util-from-markdown'
import { code, markdown } from '../../../src/render/escape.ts'

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

test.each([
  ['a backtick before a mention', '`@all'],
  ['a mention', '@acme/all'],
  ['an escaped mention', '\\@all'],
  ['a mention as an entity', '&#64;all'],
  ['an issue', '#12'],
  ['an issue of another repository', 'acme/private#12'],
  ['an issue by its old name', 'GH-12'],
  ['an address', 'https://example.com'],
  ['an address of files', 'ftp://example.com'],
  ['an address without a scheme', 'www.example.com'],
  ['an address of mail', 'a@example.com'],
  ['a link', '[x](javascript:1)'],
  ['a tag', '<img src=x>'],
  ['a comment', '<!-- x -->'],
])('markdown(): %s is text alone, and nothing for GitHub to link', (_, text) => {
  const [paragraph, ...more] = fromMarkdown(markdown(text)).children
  expect(more).toEqual([])
  expect(paragraph).toMatchObject({ type: 'paragraph', children: [{ type: 'text' }] })
  const [shown] = (paragraph as { children: { value: string }[] }).children
  expect(shown?.value).not.toMatch(/@\w|#\d|gh-\d|www\./i)
  expect(shown?.value.replace(/\u2060/g, '')).toBe(text)
})

test.each(['\\|', '\\\\|', '|\\', 'a\\||\\|b', '\\\\\\|'])('code(%p) cannot end a cell for whoever counts backslashes', (text) => {
  // two readings of a table: escapes in pairs from the left; a bar counts where no backslash stands before it
  expect(code(text).replace(/\\[\s\S]/g, '')).not.toContain('|')
  expect(code(text)).not.toMatch(/(?<!\\)\|/)
})
