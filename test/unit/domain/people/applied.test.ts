/** What is applied of a registry, and what never is. */
import { type Applied, applyNext } from '../../../../src/domain/people/applied.ts'
import { givenOf } from '../../../../src/domain/people/given.ts'
import { registered, registryWith } from '../../../support/registered.ts'

const since = '2026-11-01'
const ten = Array.from({ length: 10 }, (_, n) => registered(`p${n}`, 65536 + n))
const groups = Array.from({ length: 10 }, (_, n) => ({ name: `g${n}`, gid: 65600 + n }))
const before: Applied = { given: givenOf(registryWith(ten, { groups })) }
/** So many of them were taken out as the law has it, and all groups. */
const without = (left: number, more: Parameters<typeof registryWith>[1] = {}) =>
  registryWith(ten.slice(left), {
    retired: [
      ...ten.slice(0, left).map(({ name, uid }) => ({ name, number: uid, since })),
      ...groups.map((g) => ({ name: g.name, number: g.gid, since })),
    ],
    ...more,
  })

test('a fifth of the people may leave; more of them have to be named, and are', () => {
  expect(applyNext(before, without(2), false)).toEqual({ kind: 'applies', applied: { given: givenOf(without(2)) } })
  expect(applyNext(before, without(3), false)).toEqual({ kind: 'refused', problems: [], needsWord: ['p0', 'p1', 'p2'] })
  expect(applyNext(before, without(3), true)).toEqual({ kind: 'applies', applied: { given: givenOf(without(3)) } })
})

test('no word helps against the law', () => {
  const freed = without(3, { retired: [] })
  const refused = applyNext(before, freed, true)
  expect(refused).toMatchObject({ kind: 'refused', needsWord: [] })
  expect(refused.kind === 'refused' && refused.problems).toHaveLength(13)
  expect(applyNext(before, freed, false)).toMatchObject({ kind: 'refused', needsWord: ['p0', 'p1', 'p2'] })
  // by itself, too
  expect(applyNext({ given: [] }, registryWith([registered('ada', 65536), registered('eve', 65536)]), true)).toMatchObject({
    kind: 'refused',
    problems: [{ path: ['people', 'eve', 'uid'], message: '65536 is ada’s' }],
  })
})

test('what was given is remembered with the account on GitHub of the person, and of nobody else who has the name', () => {
  const ada = registered('ada', 65540, { github: { id: 1001, login: 'ada-l' } })
  const registry = registryWith([ada, registered('ben', 65541)], {
    groups: [{ name: 'ml', gid: 65550 }],
    retired: [{ name: 'ada', number: 65536, since }],
  })
  expect(givenOf(registry)).toStrictEqual([
    { kind: 'person', name: 'ada', number: 65540, github: 1001 },
    { kind: 'person', name: 'ben', number: 65541 },
    { kind: 'group', name: 'ml', number: 65550 },
    { kind: 'retired', name: 'ada', number: 65536 },
  ])
})
