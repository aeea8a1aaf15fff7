import { type EvidenceRules, evidenceWish } from '../../../src/policy/evidence-place.ts'
import { newlyAllows } from '../../../src/policy/newly-allows.ts'
import { parsePolicy } from '../../../src/policy/parse.ts'

const policy = (text: string) => {
  const parsed = parsePolicy(`version: 1\n${text}`)
  if (parsed.kind === 'wrong') throw new Error(parsed.errors[0]?.message)
  return parsed.policy
}
const wish = (text: string | undefined, more: Partial<EvidenceRules> = {}) =>
  evidenceWish({
    repository: 'acme/research',
    ledger: 'acme/research',
    policy: text === undefined ? undefined : policy(text),
    isOperated: () => true,
    ...more,
  })
const shown = 'public: [ids, accounts]\n'
const into = (repository: string) => `ledger: { evidence: { repository: ${repository} } }\n`

test('without a word it lies beside the entries, and never in public', () => {
  for (const text of [undefined, '', shown])
    expect(wish(text, { ledger: 'acme/ledger' })).toEqual({ kind: 'beside', into: 'acme/ledger', publicly: false })
})

test('in public it lies only where the policy says where, and that everybody may see ids and accounts', () => {
  const beside = 'ledger: { evidence: beside }\n'
  expect(wish(beside)).toMatchObject({ kind: 'beside', publicly: false })
  expect(wish(`${beside}public: [ids]\n`)).toMatchObject({ publicly: false })
  expect(wish(`${beside}${shown}`)).toMatchObject({ kind: 'beside', publicly: true })
  expect(wish(`${into('acme/records')}${shown}`)).toMatchObject({ kind: 'elsewhere', publicly: true })
})

test('nowhere, where the policy says so', () => {
  expect(wish(`ledger: { evidence: none }\n${shown}`)).toEqual({ kind: 'none', without: 'policy' })
})

test('another repository has to be the same owner’s, and one that the operator lets the App work for', () => {
  expect(wish(into('acme/records'))).toEqual({ kind: 'elsewhere', into: 'acme/records', publicly: false })
  expect(wish(into('Acme/records'))).toMatchObject({ kind: 'elsewhere' })
  expect(wish(into('mallory/records'))).toEqual({ kind: 'none', without: 'refused' })
  expect(wish(into('acme/records'), { isOperated: (name) => name === 'acme/research' })).toEqual({ kind: 'none', without: 'refused' })
})

test.each(['everywhere', '{ repository: records }', '{ repository: "a/b/c" }', '{ repository: "../x" }'])('%s is no place', (place) => {
  expect(parsePolicy(`version: 1\nledger: { evidence: ${place} }\n`).kind).toBe('wrong')
})

test('who reviews a policy is told where evidence would newly be read', () => {
  const [none, beside, records] = ['', 'ledger: { evidence: beside }\n', into('acme/records')].map(policy)
  expect(newlyAllows(none, beside!)).toEqual(['everybody who can read the ledger may read the evidence of runs'])
  expect(newlyAllows(beside, records!)).toEqual(['everybody who can read acme/records may read the evidence of runs'])
  expect(newlyAllows(records, records!)).toEqual([])
  expect(newlyAllows(records, none!)).toEqual([])
})
