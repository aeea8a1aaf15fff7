/** What of the red team a run without --full leaves out, and what stands for it. */
import { roll } from '../hostile/roll.ts'

const keys = roll.map(({ seat, name }) => `${seat}: ${name}`)
const always = new Set(roll.flatMap(({ seat, name, full }) => (full === undefined ? [`${seat}: ${name}`] : [])))

test('no two attacks have one name', () => {
  expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([])
})

test('whatever is left to --full names an attack from its seat that is always tried', () => {
  const left = roll.filter(({ full }) => full !== undefined)
  expect(left.length).toBeGreaterThan(0)
  expect(left.filter(({ seat, full }) => !always.has(`${seat}: ${full}`)).map(({ name, full }) => `${name}: ${full}`)).toEqual([])
})

test('at least two hundred are always tried', () => {
  expect(always.size).toBeGreaterThanOrEqual(200)
})

test('each seat is always attacked, by most of its attacks', () => {
  const seats = Object.groupBy(roll, ({ seat }) => seat)
  expect(Object.keys(seats).toSorted()).toEqual(['leaver', 'liar', 'member', 'old data', 'root', 'stranger', 'sudo'])
  for (const [seat, all] of Object.entries(seats))
    expect([seat, all.filter(({ full }) => full === undefined).length > all.length / 2]).toEqual([seat, true])
})
