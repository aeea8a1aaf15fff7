import { fromMarkdown } from 'mdast-util-from-markdown'
import { catalogue, type FindingCode, finding } from '../../../src/domain/catalogue.ts'
import type { Run } from '../../../src/domain/run.ts'
import { code, markdown, plainText } from '../../../src/render/escape.ts'
import { renderFindingsMarkdown, renderRunMarkdown } from '../../../src/render/markdown.ts'
import { operation } from '../../support/operation.ts'

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
  expect(renderRunMarkdown({ ...run, findings })).toContain('| ❌ `aws-error` | 500 alike, e.g. call 0 |')
})

describe('where everything is', () => {
  const where = (request: Run['request']) => {
    const findings = Array.from({ length: 60 }, (_, n) => finding('aws-error', { seen: `${n}`, instanceId: `i-${n}` }))
    const limit = { most: 320, size: (text: string) => text.length }
    return renderRunMarkdown({ ...run, request, findings }, undefined, { limit }).match(/Everything: .*/)?.[0]
  }
  const volume = { kind: 'name', name: 'data' } as const
  const selectors = [{ kind: 'name', name: 'calc-1' }] as const

  test('is said in a command for a terminal; what changed something is verified', () => {
    const { options } = operation
    expect(where({ verb: 'mount', volume, selectors, options })).toEqual(
      'Everything: `prism volume verify data calc-1 --full` at a terminal, or its JSON.)*',
    )
    expect(where({ verb: 'unmount', volume, selectors, options: { lazy: false } })).toEqual(
      'Everything: `prism volume verify data calc-1 --full` at a terminal, or its JSON.)*',
    )
    const note = [{ kind: 'tag', key: 'note', value: 'mount me' }] as const
    expect(where({ verb: 'doctor', volume, selectors: note, options })).toContain('mount me')
    expect(where({ verb: 'doctor', volume, selectors, options })).toEqual(
      'Everything: `prism volume doctor data calc-1 --full` at a terminal, or its JSON.)*',
    )
  })

  test('a request of any length is said in brief, also below the answer', () => {
    const many = Array.from({ length: 900 }, (_, n) => ({ kind: 'name', name: `calc-${n}` }) as const)
    const asked = { verb: 'doctor', volume, selectors: many, options: operation.options } as const
    expect(where(asked)!.length).toBeLessThan(2_200)
    const text = renderRunMarkdown({ ...run, request: asked })
    const understood = /Understood as `(.*?)`/.exec(text)![1]!
    expect([understood.length, understood.at(-1)]).toEqual([2_001, '…'])
    const exactly = (count: number) => renderRunMarkdown({ ...run, request: asked }, () => 'x'.repeat(count))
    expect(exactly(2_000)).toContain(`\`${'x'.repeat(2_000)}\``)
    expect(exactly(2_001)).toContain(`\`${'x'.repeat(2_000)}…\``)
  })
})

test('where there is no run, what was found is told within its room', () => {
  const findings = Array.from({ length: 40 }, (_, n) => finding('aws-error', { seen: `${n}`, instanceId: `i-${n}` }))
  const limit = { most: 700, size: (text: string) => text.length }
  const text = renderFindingsMarkdown('denied', 'It is not allowed', findings, limit)
  expect(text).toMatch(/^### ⛔ It is not allowed\n/)
  expect(text.length).toBeLessThanOrEqual(700)
  const least = renderFindingsMarkdown('denied', 'It is not allowed', findings, { ...limit, most: 100 })
  expect(least).toMatch(/^### ⛔ It is not allowed\n\n\*\(cut here: no more fits\. Left out: .*; 1 causes\.\)\*$/)
})
