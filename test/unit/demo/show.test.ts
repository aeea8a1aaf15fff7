/** What `npm run demo` prints: what is simulated comes before the first answer, nothing is raw, and it ends with what to do next. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Demonstration } from '../../../src/demo/demonstrate.ts'
import { next, showApproval, showEnd, showMounted, showPeople } from '../../../src/demo/show.ts'
import { formatCommand } from '../../../src/language/format.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'
import type { Look } from '../../../src/render/print/terminal-text.ts'
import { shownWidth } from '../../../src/render/print/terminal-wrap.ts'
import { manyReport, runOf } from '../../support/many.ts'

const comment = renderRunMarkdown(runOf(manyReport({ instances: 2, accounts: 2 })), formatCommand)
const proof = [{ what: 'eve is refused', seen: 'Permission denied', ok: true }]
const result: Demonstration = {
  ok: true,
  command: '/prism mount research-data ubuntu-instance rocky-instance',
  comment,
  reactions: ['eyes', 'rocket'],
  proof,
  report: { verdict: 'holds' },
  mountedAfterSeconds: 6.3,
  approval: {
    ok: true,
    thread: [{ who: 'prism-efs[bot]', said: comment }],
    changes: { before: 0, after: 1 },
    ledger: 'consistent, witnessed: ledger #20 · head abee8d8c2ea1',
  },
  people: proof,
  seconds: 50.6,
}

const show = (of: Demonstration, look: Look): string =>
  [showMounted(of, look), showApproval(of.approval, look), showPeople(of.people, look), showEnd(of)].join('')

test.each([80, 120])('at %d columns nothing is raw, and no answer is wider', (width) => {
  const text = show(result, { color: false, width })
  expect(text).not.toMatch(/<\/?(?:details|summary|sub|br|!--)|\\[_#]|\*\*|\| - \|/)
  const answers = text.split('\n').filter((line) => line.startsWith('  │'))
  expect(answers.length).toBeGreaterThan(20)
  expect(answers.filter((line) => shownWidth(line) > width)).toEqual([])
})

test('what is simulated is told before any answer, what a witness is beside the ledger, and that it was unmounted before the plan', () => {
  const text = show(result, { color: false, width: 100 }).replace(/\s+/g, ' ')
  const at = (words: string): number => {
    expect(text).toContain(words)
    return text.indexOf(words)
  }
  expect(at('EFS, by a file system in memory (tmpfs)')).toBeLessThan(at('prism-efs[bot] answered'))
  expect(at('nothing is encrypted here')).toBeLessThan(at('prism-efs[bot] answered'))
  expect(at('unmounted again')).toBeLessThan(at('prism-efs[bot]: '))
  expect(at('"not witnessed": all entries fit together')).toBeLessThan(at('consistent, witnessed'))
})

test('the end is the verdict with the next commands', () => {
  const text = show(result, { color: false, width: 100 })
  expect(text.trimEnd().endsWith(`It holds. 50.6 s.\n\n${next.join('\n')}`)).toBe(true)
  expect(show({ ...result, ok: false }, { color: false, width: 100 })).toContain('It does not hold. 50.6 s.')
})

test('--help says what it is, and a word that it does not know starts nothing', () => {
  const main = fileURLToPath(new URL('../../../src/demo/main.js', import.meta.url))
  const said = (word: string) => spawnSync(process.execPath, [main, word], { encoding: 'utf8', env: {} })
  expect(said('--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: npm run demo[\s\S]*--json/), stderr: '' })
  expect(said('--jsn')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('there is no argument "--jsn"\nUsage: npm run demo'),
  })
})
