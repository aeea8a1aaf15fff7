import { fromMarkdown } from 'mdast-util-from-markdown'
import { finding } from '../../../src/domain/catalogue.ts'
import type { Run } from '../../../src/domain/run.ts'
import { code, markdown, plainText } from '../../../src/render/escape.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'

const hostile = [
  '<!-- prism --> -->',
  '`code` | cell',
  '@everyone',
  '[x](javascript:alert(1))',
  'https://evil.example',
  '**bold**',
  '<img src=x>',
  '\u202eabc',
  'a\nb',
  '\x1b[31m',
  '#1',
  '~~x~~',
]

test.each(hostile)('%j does not format, link or mention anything', (text) => {
  const tree = fromMarkdown(`x ${markdown(text)} y`)
  expect(JSON.stringify(tree)).not.toMatch(/"type":"(html|link|strong|emphasis|inlineCode|image|heading|break|delete)"/)
  expect(markdown(text)).not.toMatch(/@[A-Za-z]/)
})

test.each(hostile)('%j stays inside its code span', (text) => {
  const tree = fromMarkdown(`${code(text)} y`)
  expect(tree.children).toHaveLength(1)
  expect(JSON.stringify(tree).match(/"type":"inlineCode"/g)).toHaveLength(1)
})

test('control and bidi characters are made visible', () => {
  expect(plainText('a\x1b\u202e\u200bb')).toBe('a\\u{1b}\\u{202e}\\u{200b}b')
})

const run: Run = {
  id: '01JDM3C0000000000000000000',
  state: 'failed',
  request: { verb: 'status', volume: { kind: 'name', name: 'research-data' } },
  origin: { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } },
  dryRun: false,
  startedAt: '2026-11-23T12:00:00Z',
  jobs: [],
  provisioned: [],
  findings: [finding('volume-not-found', { seen: 'no volume research-data in us-east-1' })],
  seq: 3,
}

test('a failure says what was seen, why it matters and what to do next', () => {
  const text = renderRunMarkdown(run)
  expect(text).toContain('was not done')
  expect(text).toContain('no volume research-data in us-east-1')
  expect(text).toContain('Next: Check the region')
})

test('a comment never passes GitHub’s limit', () => {
  const long = { ...run, findings: Array.from({ length: 500 }, () => finding('aws-error', { seen: 'x'.repeat(400) })) }
  expect(renderRunMarkdown(long).length).toBeLessThanOrEqual(65_536)
  expect(renderRunMarkdown(long)).toContain('cut here')
})
