/** Everything that has or had a number, and rules as the file has them. */
import { holdersOf, hostText } from '../../../../src/domain/people/registry.ts'
import { registered, registryWith } from '../../../support/registered.ts'

const registry = registryWith([registered('ada', 65_536), registered('ben', 65_537)], {
  groups: [{ name: 'genomics', gid: 65_540 }],
  retired: [{ number: 65_530, name: 'ada', since: '2026-01-01' }],
})

test('people, groups and who left, each with the place of its number', () => {
  expect(holdersOf(registry)).toEqual([
    { kind: 'person', name: 'ada', number: 65_536, path: ['people', 'ada', 'uid'] },
    { kind: 'person', name: 'ben', number: 65_537, path: ['people', 'ben', 'uid'] },
    { kind: 'group', name: 'genomics', number: 65_540, path: ['groups', 'genomics', 'gid'] },
    { kind: 'retired', name: 'ada', number: 65_530, path: ['retired', 0, 'number'] },
  ])
})

test('a rule is written by its id, its tag or its pattern', () => {
  expect([
    hostText({ kind: 'id', id: 'i-1' }),
    hostText({ kind: 'tag', key: 'Team', value: 'a' }),
    hostText({ kind: 'pattern', pattern: 'calc-*' }),
  ]).toEqual(['i-1', 'tag:Team=a', 'calc-*'])
})
