import { debtsAfter, debtsOf, lawsOfDebts, type Meant, meantBy, owedNotes, unasked } from '../../../../src/domain/people/debts.ts'
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

test('a rule that fits no instance means none', () => {
  expect(debtsOf(registry(left), here, new Map())).toEqual([])
  expect(meantBy([{ kind: 'pattern', pattern: 'calc-*' }], meant)).toEqual([one, two])
})

test('what is owed already stays, once, with what is new', () => {
  const elsewhere = debt(one, { region: 'us-east-1' })
  const owed = [elsewhere, debt(one)].map((d) => JSON.stringify(d)).join(', ')
  expect(debtsOf(registry(`${left}owed: [${owed}]\n`), here, meant)).toEqual([elsewhere, debt(one), debt(two)])
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

test('the row of another name or number there says nothing', () => {
  const others = [
    { ...row('left', 'differs'), name: 'linus' },
    { ...row('left', 'differs'), uid: 65539 },
  ]
  expect(after(others)).toEqual({ open: [], paid: [debt(one)] })
  expect(after([...others, row('left', 'differs')]).open).toHaveLength(1)
})

test('an instance that was not asked stays owed, without a reason', () => {
  expect(debtsAfter([debt(two)], [{ instanceId: one, rows: [] }], new Map())).toStrictEqual({ open: [debt(two)], paid: [] })
})

test('a debt is of somebody under retired, by name and number', () => {
  const { retired } = registry(left)
  const empty = { numbers: { first: 65536, last: 94199 }, people: [], groups: [], retired }
  expect(lawsOfDebts({ ...empty, owed: [debt(one)] })).toEqual([])
  expect(lawsOfDebts({ ...empty, owed: [debt(one), debt(two, { number: 65538 })] })).toEqual([
    { path: ['owed', 1, 'number'], message: '65538 is not grace’s under retired' },
  ])
})

test('a registry that owes nothing breaks no law and has nothing to tell', () => {
  expect(lawsOfDebts(registry(left))).toEqual([])
  expect(owedNotes({})).toEqual([])
})

test('what is owed is told for each who left, with three of their instances', () => {
  const ids = [1, 2, 3, 4].map((n) => `i-0000000000000000${n}`)
  const linus = debt(one, { name: 'linus', number: 65538, since: '2026-10-01' })
  expect(owedNotes({ owed: [...ids.map((id) => debt(id)), linus] })).toEqual([
    `grace (65537) left on 2026-11-29 and was not yet seen gone from ${ids.slice(0, 3).join(', ')} and 1 more: prism user deprovision grace`,
    `linus (65538) left on 2026-10-01 and was not yet seen gone from ${one}: prism user deprovision linus`,
  ])
  expect(owedNotes({ owed: ids.slice(0, 3).map((id) => debt(id)) })[0]).not.toContain('more')
})
