/** Whom a rule means: people as GitHub knows them at this moment. */
import type { Who } from '../../../src/domain/rights.ts'
import { isMeant, sayAny } from '../../../src/policy/who.ts'
import { person } from '../../support/rights.ts'

const write: Who = { kind: 'permission', least: 'write' }
const admin: Who = { kind: 'permission', least: 'admin' }
const role: Who = { kind: 'role', name: 'storage' }
const team: Who = { kind: 'team', id: 7 }
const actor: Who = { kind: 'actor', id: 5 }

const inTeam = (id: number) =>
  person('9', 'write', {
    teams: [
      { id: 8, slug: 'a' },
      { id, slug: 'b' },
    ],
  })

test.each([
  ['write permission: who writes', write, person('9'), true],
  ['write permission: an administrator too', write, person('9', 'admin'), true],
  ['admin permission: an administrator', admin, person('9', 'admin'), true],
  ['admin permission: not who writes', admin, person('9'), false],
  ['a role: who has it', role, person('9', 'write', { roleName: 'storage' }), true],
  ['a role: not who has another', role, person('9', 'admin'), false],
  ['a team: its member, by its number', team, inTeam(7), true],
  ['a team: not the member of others', team, inTeam(9), false],
  ['a team: nobody of whom none is known', team, person('9'), false],
  ['an actor: by their number', actor, person('5'), true],
  ['an actor: not another', actor, person('55'), false],
])('%s', (_, who, whom, meant) => {
  expect(isMeant([who], whom)).toBe(meant)
})

test('nobody is meant by no rule, and whoever may not write by none at all', () => {
  expect(isMeant([], person('5', 'admin'))).toBe(false)
  for (const base of ['read', 'none'] as const)
    expect(isMeant([write, admin, role, team, actor], person('5', base, { roleName: 'storage', teams: [{ id: 7, slug: 'b' }] }))).toBe(
      false,
    )
})

test('one of several is enough, and each is told once', () => {
  expect(isMeant([admin, actor], person('5'))).toBe(true)
  expect(sayAny([write, role, team, actor, write])).toBe('write permission, or the role storage, or team 7, or actor 5')
})
