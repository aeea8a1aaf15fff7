/** A sharing test has identities squared pairs: whatever goes through them looks at each a few times, and never searches among them. */

import { identityOf } from '../../../src/domain/identity.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import { byPair, everybodyIn, forEach } from '../../../src/domain/pairs.ts'
import type { Report } from '../../../src/domain/report.ts'
import { judgeSharing } from '../../../src/domain/sharing.ts'
import { renderRunMarkdown } from '../../../src/render/markdown.ts'
import { renderTerminal } from '../../../src/render/terminal.ts'
import { crowdedFacts, everyPair, manyId, manyIdentities, manyReport, runOf } from '../../support/many.ts'
import { arnOf, observed, operation, saying } from '../../support/operation.ts'
import { counting } from '../../support/reads.ts'

const many = { instances: 6, accounts: 6 }
const identities = manyIdentities(many)
const pairs = everyPair(identities)
/** Reads of one pair that no search would keep to: there are 1,260 of them. */
const few = 30

test('a pair is found by who wrote and who read, and one that is not there is not', () => {
  const [a, b, c] = identities
  const found = byPair([{ writer: a!, reader: b! }])
  expect(found({ ...a! }, { ...b! })).toEqual({ writer: a, reader: b })
  expect(found(b!, a!)).toBeUndefined()
  expect(found(a!, c!)).toBeUndefined()
  expect(everybodyIn(pairs)).toEqual(identities)
})

test('of a pair that occurs twice the first counts, and a stranger wrote nothing, whoever is asked', () => {
  const [a, b, c] = [identities[0]!, identities[1]!, identities[2]!]
  const first = { writer: a, reader: b }
  const found = byPair([first, { ...first }, { writer: b, reader: a }])
  expect(found(a, b)).toBe(first)
  expect(found(b, a)).toEqual({ writer: b, reader: a })
  for (const reader of [a, b]) expect(found(c, reader)).toBeUndefined()
  expect(found(a, a)).toBeUndefined()
  expect(everybodyIn([first, { writer: b, reader: c }])).toEqual([a, b, c])
})

test('the judge', () => {
  const counted = counting(pairs, 'writer')
  expect(judgeSharing(identities, counted.all).verdict).toBe('holds')
  expect(counted.reads()).toBeLessThanOrEqual(few * pairs.length)
})

test.each<[string, (report: Report) => string]>([
  ['the comment', (report) => renderRunMarkdown(runOf(report))],
  ['a terminal', (report) => renderTerminal({ kind: 'report', report }, { color: false, width: 80 })],
  [
    'a terminal that shows all',
    (report) => renderTerminal({ kind: 'report', report }, { color: false, width: 2_000 }, undefined, { full: true }),
  ],
])('%s', (_, render) => {
  const report = manyReport(many, pairs)
  const cells = counting(report.sharing.cells, 'writer')
  expect(render({ ...report, sharing: { ...report.sharing, cells: cells.all } })).toContain('calc-6')
  expect(cells.reads()).toBeLessThanOrEqual(few * pairs.length)
})

test('the identity table, of accounts and spaces', () => {
  const facts = crowdedFacts(20)
  const tries = counting(facts.spaces!.tries, 'account')
  const names = facts.accounts.map((a) => a.name)
  const targets = [{ instanceId: manyId(1), arn: arnOf(manyId(1)), name: 'calc-1', spec: plainSpec }]
  const asked = saying({ ...operation, targets }, { people: names.map((name) => ({ name })) })
  const section = identityOf(asked, [observed(manyId(1), { ...facts, spaces: { ...facts.spaces!, tries: tries.all } })])
  expect(section.spaces).toHaveLength(20)
  expect(tries.reads()).toBeLessThanOrEqual(few * 400)
})

test('400 identities, more pairs than a function call takes arguments', () => {
  const crowd = { instances: 40, accounts: 10 }
  const all = manyIdentities(crowd)
  const report = { ...manyReport(many), sharing: judgeSharing(all, everyPair(all)) }
  expect(renderTerminal({ kind: 'report', report }, { color: false, width: 80 })).toContain('144000 of 144000 pairs')
})

test('what is made of each is made once, and found by who they are', () => {
  const made: string[] = []
  const labels = forEach(identities.slice(0, 3), (who) => {
    made.push(who.account)
    return `${who.account} on ${who.instanceId}`
  })
  expect(identities.slice(0, 3).map(labels)).toEqual(identities.slice(0, 3).map((who) => `${who.account} on ${who.instanceId}`))
  expect(made).toHaveLength(3)
  expect([labels(identities[3]!), labels({ instanceId: 'i-9', account: 'nobody' }), forEach([], String)(identities[0]!)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
