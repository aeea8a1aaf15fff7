import { PrismError } from '../../../src/domain/catalogue.ts'
import type { RegistryChange } from '../../../src/domain/people/registry-change.ts'
import { changeRegistry } from '../../../src/registry/change.ts'

const text = `version: 1
people:
  ada: {uid: 65536, groups: [genomics]}
groups:
  genomics: {gid: 65537}
retired:
  - {number: 65538, name: grace, since: 2026-11-01, hosts: [calc-*]}
  - {number: 65539, name: physics, since: 2026-11-02}
`
const set = (where: 'people' | 'groups', name: string, isNew: boolean, words = {}): RegistryChange => ({
  kind: 'set',
  where,
  name,
  words,
  isNew,
})

function refusalOf(change: RegistryChange) {
  try {
    return changeRegistry(text, [change], '2026-11-29')
  } catch (error) {
    if (!(error instanceof PrismError)) throw error
    return { code: error.finding.code, seen: error.finding.seen, next: error.finding.next }
  }
}

test.each([
  ['of a person', set('people', 'grace', true), '"grace" had 65538 and left on 2026-11-01'],
  ['of a person, with their old number', set('people', 'grace', true, { uid: 65538 }), '"grace" had 65538 and left on 2026-11-01'],
  ['of a group', set('groups', 'physics', true), '"physics" had 65539 and left on 2026-11-02'],
  ['of a group, for a person', set('people', 'physics', true), '"physics" had 65539 and left on 2026-11-02'],
])('the name %s who left is not added again; what to do is said', (_, change, seen) => {
  expect(refusalOf(change)).toEqual({ code: 'name-retired', seen, next: expect.stringContaining('take the line out of `retired`') })
})

test('the number of somebody who left is refused where it is given', () => {
  expect(refusalOf(set('people', 'eve', true, { uid: 65538 }))).toMatchObject({
    kind: 'wrong',
    errors: [{ message: 'people.eve.uid: 65538 is retired, it was grace’s' }],
  })
})

test.each([
  ['a person to change', set('people', 'adda', false), '"adda" is no person of the registry; did you mean ada?'],
  ['a person to take out', { kind: 'retire', where: 'people', name: 'adah' }, '"adah" is no person of the registry; did you mean ada?'],
  ['a person nothing is like', set('people', 'zoe', false), '"zoe" is no person of the registry'],
  [
    'a group to fill',
    { kind: 'member', group: 'genomic', name: 'ada', isIn: true },
    '"genomic" is no group of the registry; did you mean genomics?',
  ],
  [
    'a group to take out',
    { kind: 'retire', where: 'groups', name: 'genomix' },
    '"genomix" is no group of the registry; did you mean genomics?',
  ],
] satisfies [string, RegistryChange, string][])('%s that is not there is answered with the nearest name', (_, change, seen) => {
  expect(refusalOf(change)).toMatchObject({ code: 'unregistered', seen })
})

test('whoever is there already keeps the number', () => {
  expect(refusalOf(set('people', 'ada', true))).toMatchObject({ code: 'registered-already', seen: '"ada" has 65536' })
})
