import { fromMarkdown } from 'mdast-util-from-markdown'
import { catalogue, type FindingCode, finding } from '../../../src/domain/catalogue.ts'
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
  expect(text).toContain('**Next:** Check the region')
})

test('a comment never passes GitHub’s limit', () => {
  const codes = Object.keys(catalogue) as FindingCode[]
  const findings = codes.flatMap((what) => Array.from({ length: 3 }, (_, n) => finding(what, { seen: `${n}${'x'.repeat(600)}` })))
  const text = renderRunMarkdown({ ...run, findings })
  expect(text.length).toBeLessThanOrEqual(65_536)
  expect(text).toMatch(/… and \d+ more rows that differ or are unknown\./)
})

test('findings of one kind that differ only in what was seen are one line', () => {
  const findings = Array.from({ length: 500 }, (_, n) => finding('aws-error', { seen: `call ${n}` }))
  expect(renderRunMarkdown({ ...run, findings })).toContain('| ❌ `aws-error` | | 500 alike, e.g. call 0 |')
})
