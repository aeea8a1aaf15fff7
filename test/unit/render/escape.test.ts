import { fromMarkdown } from 'mdast-util-from-markdown'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { code, codeLine, fence, markdown, plainText, visible } from '../../../src/render/escape.ts'

test.each([
  ['a\nb', 'a\\nb'],
  ['a\tb', 'a b'],
  ['a\x1b[31mb', 'a\\u{1b}[31mb'],
  ['\u202eabc', '\\u{202e}abc'],
  ['a b', 'a b'],
])('%j is %j to the eye', (text, shown) => expect(plainText(text)).toBe(shown))

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

test.each(['$a$', '$\\color{lime}{✓}$', '$$\\text{holds}$$', 'a $x, b$', '$`x`$', '\\$x$'])(
  'markdown(%p) begins no formula of GitHub’s',
  (text) => {
    // as GitHub says that a dollar sign is written where it is one: apart from what stands beside it
    expect(markdown(text).replaceAll('<span>$</span>', '')).not.toContain('$')
    expect(markdown(text).match(/\$/g)).toHaveLength(text.match(/\$/g)!.length)
  },
)

test.each(['\\|', '\\\\|', '|\\', 'a\\||\\|b', '\\\\\\|'])('code(%p) cannot end a cell for whoever counts backslashes', (text) => {
  // two readings of a table: escapes in pairs from the left; a bar counts where no backslash stands before it
  expect(code(text).replace(/\\[\s\S]/g, '')).not.toContain('|')
  expect(code(text)).not.toMatch(/(?<!\\)\|/)
})

describe('markdown()', () => {
  // what GitHub looks for in the finished text, where backslashes and entities are gone already
  const shown = (text: string): string => {
    const [paragraph] = fromMarkdown(markdown(text)).children
    return (paragraph as { children: { value: string }[] }).children.map((c) => c.value).join('')
  }

  test.each([
    ['www.evil.example', /www\./],
    ['WWW.evil.example', /www\./i],
    ['GH-1', /GH-\d/],
    ['see gh-17.', /gh-\d/],
    ['#1', /#\d/],
    ['octo/lab#12', /#\d/],
    [':white_check_mark:', /:\w+:/],
    ['all:+1::tada:', /:[\w+-]+:/],
    ['@acme/all', /@a/],
  ])('leaves nothing in %j that GitHub makes something of', (text, pattern) => {
    expect(text).toMatch(pattern)
    expect(shown(text)).not.toMatch(pattern)
    expect(shown(text).replaceAll('\u2060', '')).toBe(text)
  })

  test.each(['https://evil.example', 'http://evil.example', 'ftp://evil.example', 'mailto:a@evil.example', 'xmpp:a@evil.example'])(
    '%s is no link',
    (text) => {
      expect(markdown(text)).not.toMatch(/(?:https?|ftp|mailto|xmpp):/)
    },
  )

  // GitHub's own reader asks for no letter before an address, and for nothing else: a digit or an underscore may stand there
  test.each(['calc-3https://evil.example', 'a_https://evil.example', '_www.evil.example', '3ftp://evil.example', '~http://evil.example'])(
    '%s is no link behind what it stands after',
    (text) => {
      const asGitHub = (shown: string) => micromark(shown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
      expect(asGitHub(text)).toMatch(/<a|ftp/)
      expect(asGitHub(markdown(text))).not.toContain('<a')
      expect(markdown(text)).not.toMatch(/(?:https?|ftp):|www\./)
    },
  )

  test.each(['10:20:30', 'root:prism-shared 2775', 'a: b: c', 'fs-0123:/'])('%s stays as it is, but for escapes', (text) => {
    expect(markdown(text)).not.toContain('\u2060')
  })
})

test('code in a cell, and in a paragraph, where a bar is a sign like others', () => {
  expect([code(''), code('a`b'), code('a|b'), code('a\\|b'), code('a\\b')]).toEqual(['', '`aˋb`', '`a\\|b`', '`a＼\\|b`', '`a\\b`'])
  expect([codeLine(''), codeLine('a`b'), codeLine('a|b'), codeLine('a\u001bb')]).toEqual(['', '`aˋb`', '`a|b`', '`a\\u{1b}b`'])
})

test('a block of code, which none of its lines ends', () => {
  expect(fence(['a', '```', 'b\u001b'])).toBe('```\na\nˋˋˋ\nb\\u{1b}\n```')
})

test('nothing can be a comment of HTML', () => {
  expect(visible('a <!-- prism:run=1 --> b')).toBe('a &lt;!-- prism:run=1 --&gt; b')
})
