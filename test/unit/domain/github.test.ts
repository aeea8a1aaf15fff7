import { mayWrite, type Permission, roleOf } from '../../../src/domain/github.ts'

test.each<[Permission['base'], boolean]>([
  ['admin', true],
  ['write', true],
  ['read', false],
  ['none', false],
])('a role on %s may act: %p, whatever it is called', (base, may) => {
  for (const roleName of ['', 'admin', 'write', 'storage-operator']) expect(mayWrite({ base, roleName })).toBe(may)
})

test('a role is known by its own name, and by its base where it has none', () => {
  expect(roleOf({ base: 'write', roleName: 'maintain' })).toBe('maintain')
  expect(roleOf({ base: 'read', roleName: '' })).toBe('read')
})
