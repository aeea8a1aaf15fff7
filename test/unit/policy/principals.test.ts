import { principalIn } from '../../../src/policy/principals.ts'
import { isMeant } from '../../../src/policy/who.ts'
import { inForce, person } from '../../support/rights.ts'

const { policy } = inForce('version: 1\nprincipals:\n  ada: { actor: 5, login: ada-l }\n  nightly:\n')

test.each([
  ['ada', { id: '5', name: 'ada-l' }],
  ['nightly', { id: 'api:nightly', name: 'nightly' }],
  ['nobody', undefined],
  ['toString', undefined],
])('the name %s speaks for %j', (name, actor) => {
  expect(principalIn(policy, name)).toEqual(actor)
  expect(principalIn(undefined, name)).toBeUndefined()
})

test('a rule for a principal means that principal alone; one for people of GitHub never means it', () => {
  const nightly = person('api:nightly', 'none')
  const rule = { kind: 'principal', name: 'nightly' } as const
  expect([nightly, person('api:ada', 'none'), person('nightly', 'admin'), person('5')].map((who) => isMeant([rule], who))).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(
    isMeant(
      [
        { kind: 'permission', least: 'write' },
        { kind: 'actor', id: 5 },
      ],
      nightly,
    ),
  ).toBe(false)
})
