import { ledgerFoot } from '../../../src/render/ledger-foot.ts'

const head = { n: 18, hash: '0123456789ab'.padEnd(64, 'c'), url: 'https://github.com/o/r/blob/1/entries/0000000/0000000018.jsonl' }

test('where the ledger is, in the words that verify takes', () => {
  expect(ledgerFoot({ head, unprotected: [] }, false)).toBe(`<sub>ledger [#18](${head.url}) · head \`0123456789ab\`</sub>`)
})

test('an end that is being written, one that cannot be, and protections that are missing', () => {
  expect(ledgerFoot({ head }, true)).toContain('⏳ the end of this run is being written')
  expect(ledgerFoot({ head, trouble: { why: 'GitHub limits the rate', lasting: false } }, true)).toContain(
    '⚠️ the end of this run is not in it yet: GitHub limits the rate',
  )
  expect(ledgerFoot({ trouble: { why: 'no', lasting: true } }, false)).toBe('<sub>ledger: not begun · ⚠️ nothing is being written: no</sub>')
  expect(ledgerFoot({ head, unprotected: ['deletion', 'force pushes'] }, false)).toContain('⚠️ no ruleset against deletion, force pushes')
})

test('what a branch holds draws nothing in it', () => {
  const foot = ledgerFoot({ head, trouble: { why: '</sub>\n<!-- prism:run=X --> @ada `x`', lasting: true } }, false)
  expect(foot).not.toMatch(/<!--|\n|`x`|@ada/)
  expect(foot.match(/<\/sub>/g)).toHaveLength(1)
})
