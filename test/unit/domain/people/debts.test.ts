import { debtsAfter, debtsOf, lawsOfDebts, type Meant, unasked } from '../../../../src/domain/people/debts.ts'
import type { Debt, Registry } from '../../../../src/domain/people/registry.ts'
import { parseRegistry } from '../../../../src/registry/parse.ts'

const here = 'eu-central-1'
const [one, two] = ['i-00000000000000001', 'i-00000000000000002']

function registry(text: string): Registry {
  const parsed = parseRegistry(`version: 1\n${text}`)
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors))
  return parsed.registry
}
const left = 'retired:\n  - {number: 65537, name: grace, since: 2026-11-29, hosts: [calc-*, "tag:team=a"]}\n'
const meant: Meant = new Map([
  ['calc-*', new Set([one, two])],
  ['tag:team=a', new Set([two])],
])
const debt = (instance: string, more: Partial<Debt> = {}): Debt => ({
  name: 'grace',
  number: 65537,
  instance,
  region: here,
  since: '2026-11-29',
  ...more,
})

test('each instance that the rules mean is owed, once', () => {
  expect(debtsOf(registry(left), here, meant)).toEqual([debt(one), debt(two)])
})

test('what is written is not asked again in that region, and is in another', () => {
  const asked = registry(left.replace('}\n', `, regions: [${here}]}\n`))
  expect(unasked(asked, here)).toEqual([])
  expect(debtsOf(asked, here, meant)).toEqual([])
  expect(unasked(asked, 'us-east-1').map((r) => r.name)).toEqual(['grace'])
})

test('a retired group, and a number whose places nobody wrote, are owed nowhere', () => {
  expect(unasked(registry('retired:\n  - {number: 65537, name: genomics, since: 2026-11-29}\n'), here)).toEqual([])
})

type Row = Parameters<typeof debtsAfter>[1][number]['rows'][number]
const row = (kind: Row['kind'], verdict: Row['verdict']): Row => ({ name: 'grace', uid: 65537, kind, cells: [], verdict })
const after = (rows: readonly Row[] | undefined) =>
  debtsAfter([debt(one)], rows ? [{ instanceId: one, rows }] : [], new Map([[one, 'it is stopped']]))

test.each<[string, readonly Row[] | undefined, 'paid' | 'open', string]>([
  ['seen gone', [row('left', 'holds')], 'paid', ''],
  ['seen, and nothing of theirs is there', [], 'paid', ''],
  ['to have an account again, and it holds', [row('listed', 'holds')], 'paid', ''],
  ['seen there still', [row('left', 'differs')], 'open', 'they are not gone there'],
  ['could have become root, so nothing is proved', [row('left', 'unknown')], 'open', 'they are not gone there'],
  ['not seen', undefined, 'open', 'it is stopped'],
])('%s', (_, rows, state, why) => {
  expect(after(rows)).toEqual(state === 'paid' ? { open: [], paid: [debt(one)] } : { open: [{ ...debt(one), why }], paid: [] })
})

test('an instance that was not asked stays owed, without a reason', () => {
  expect(debtsAfter([debt(two)], [{ instanceId: one, rows: [] }], new Map())).toEqual({ open: [debt(two)], paid: [] })
})

test('a debt is of somebody under retired, by name and number', () => {
  const { retired } = registry(left)
  const empty = { numbers: { first: 65536, last: 94199 }, people: [], groups: [], retired }
  expect(lawsOfDebts({ ...empty, owed: [debt(one)] })).toEqual([])
  expect(lawsOfDebts({ ...empty, owed: [debt(one), debt(two, { number: 65538 })] })).toEqual([
    { path: ['owed', 1, 'number'], message: '65538 is not grace’s under retired' },
  ])
})
