import type { Debts } from '../../../src/domain/people/debts.ts'
import { writeDebts } from '../../../src/registry/debts.ts'
import { parseRegistry } from '../../../src/registry/parse.ts'

const text = `version: 1
people:
retired: # for ever
  - {number: 65537, name: grace, since: 2026-11-29, hosts: ["calc-*"]} # on leave
  - {number: 65538, name: linus, since: 2026-10-01}
`
const region = 'eu-central-1'
const debt = { name: 'grace', number: 65537, instance: 'i-00000000000000001', region, since: '2026-11-29' }
const none: Debts = { open: [], paid: [], asked: [], region }

function written(before: string, debts: Partial<Debts>): string {
  const parsed = parseRegistry(before)
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors))
  const after = writeDebts(before, parsed.registry, { ...none, ...debts })
  expect(parseRegistry(after).kind).toBe('registry')
  return after
}

test('new debts are added with the region in which they were looked up; comments stay', () => {
  const once = written(text, { open: [{ ...debt, why: 'off', called: 'calc-1' }], asked: [65537] })
  expect(once).toBe(
    `${text.replace('hosts: ["calc-*"]}', 'hosts: [calc-*], regions: [eu-central-1]}')}owed:
  - {name: grace, number: 65537, instance: i-00000000000000001, region: eu-central-1, since: 2026-11-29}
`,
  )
  // the same again, of a run that began before that was written
  expect(written(once, { open: [debt], asked: [65537] })).toBe(once)
  const other = { ...debt, instance: 'i-00000000000000002' }
  const both = written(once, { open: [other] })
  expect(both.match(/instance: /g)).toHaveLength(2)
  // paid goes with its line, and the other stays
  expect(written(both, { paid: [debt] })).toBe(once.replace(debt.instance, other.instance))
  expect(written(once, { paid: [debt] })).toBe(once.replace(/ {2}- \{name.*\n/, ''))
})

test('nothing learnt changes nothing', () => {
  expect(written(text, {})).toBe(text)
})

test('what the file does not know any more is not written', () => {
  expect(written(text, { open: [{ ...debt, name: 'ada', number: 65536 }], asked: [65536] })).toBe(text)
})
