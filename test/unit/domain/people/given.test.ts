import { givenOf } from '../../../../src/domain/people/given.ts'
import { registered, registryWith } from '../../../support/registered.ts'

test('a record keeps a person’s account on GitHub with the number, and nobody else’s', () => {
  const registry = registryWith([registered('ada', 65_536, { github: { id: 7, login: 'ada-l' } }), registered('ben', 65_537)], {
    groups: [{ name: 'genomics', gid: 65_540 }],
    retired: [{ number: 65_530, name: 'ada', since: '2026-01-01' }],
  })
  expect(givenOf(registry)).toEqual([
    { kind: 'person', name: 'ada', number: 65_536, github: 7 },
    { kind: 'person', name: 'ben', number: 65_537 },
    { kind: 'group', name: 'genomics', number: 65_540 },
    { kind: 'retired', name: 'ada', number: 65_530 },
  ])
})
