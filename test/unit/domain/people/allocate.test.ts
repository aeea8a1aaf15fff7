/** The next number is nobody's, and was nobody's. */
import { peopleGroup } from '../../../../src/domain/account-numbers.ts'
import { nextNumber } from '../../../../src/domain/people/allocate.ts'
import { registered, registryWith } from '../../../support/registered.ts'

const ada = registered('ada', 65536)
const since = '2026-11-01'
const few = { numbers: { first: 65540, last: 65543 } }

test.each([
  ['of an empty registry, the first', registryWith([]), [], 65536],
  ['is after the highest that was ever given', registryWith([ada], { retired: [{ number: 65540, name: 'x', since }] }), [], 65541],
  [
    'is no group’s and none that a host or the volume has',
    registryWith([ada], { groups: [{ name: 'g', gid: 65537 }] }),
    [65538, 1000],
    65539,
  ],
  ['is not after what lies outside of the space', registryWith([registered('b', 65540)], few), [65536, 70000], 65541],
  ['is the space’s own last one too', registryWith([registered('b', 65542)], few), [], 65543],
  ['is none below the highest, though it is free', registryWith([registered('b', 65541)], few), [], 65542],
  ['at the end of the space is the lowest free one', registryWith([registered('z', 94198), ada]), [65537], 65538],
  ['at the end of a narrower space too', registryWith([registered('z', 65543), registered('b', 65540)], few), [65541], 65542],
])('%s', (_, registry, seen, number) => {
  expect(nextNumber(registry, new Set(seen))).toBe(number)
})

test('the group of all people is no person’s, and hides no free number', () => {
  const last = { numbers: { first: peopleGroup.gid - 1, last: peopleGroup.gid } }
  expect(nextNumber(registryWith([], last), new Set([peopleGroup.gid]))).toBe(peopleGroup.gid - 1)
  expect(() => nextNumber(registryWith([registered('z', peopleGroup.gid - 1)], last))).toThrow(/registry-full/)
})

test('where there is none, it is refused with the space', () => {
  expect(() => nextNumber(registryWith([ada], { numbers: { first: 65536, last: 65536 } }))).toThrow(
    expect.objectContaining({
      finding: expect.objectContaining({ code: 'registry-full', seen: 'every number from 65536 to 65536 was given' }) as object,
    }),
  )
})
