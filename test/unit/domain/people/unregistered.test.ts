/** A name that the registry does not have, with the nearest that it has. */
import { notInRegistry, unregistered } from '../../../../src/domain/people/unregistered.ts'
import { registered } from '../../../support/registered.ts'

const among = {
  people: [registered('ada', 65_536)],
  groups: [{ name: 'genomics' }],
  retired: [{ name: 'evelyn', number: 65_540 }],
}

test('as an answer', () => {
  expect(notInRegistry('adda', '`adda`', among)).toBe('`adda` is not in the registry; did you mean ada?')
  expect(notInRegistry('zoe', '`zoe`', among)).toBe('`zoe` is not in the registry.')
  expect(notInRegistry('evelin', '`evelin`', among)).toBe('`evelin` is not in the registry.')
  expect(notInRegistry('evelyn', '`evelyn`', among)).toBe('`evelyn` left; the number 65540 stays theirs, under `retired`.')
})

test('as a refusal: among people and who left, or among groups', () => {
  const seen = (...given: Parameters<typeof unregistered>) => [unregistered(...given).finding.code, unregistered(...given).finding.seen]
  expect(seen('adda', among)).toEqual(['unregistered', '"adda" is no person of the registry; did you mean ada?'])
  expect(seen('evelin', among)).toEqual(['unregistered', '"evelin" is no person of the registry; did you mean evelyn?'])
  expect(seen('evelyn', among)).toEqual(['unregistered', '"evelyn" left; the number 65540 stays theirs, under `retired`'])
  expect(seen('evelyn', among, 'groups')).toEqual(['unregistered', '"evelyn" is no group of the registry'])
  expect(seen('genomic', among)).toEqual(['unregistered', '"genomic" is no person of the registry'])
  expect(seen('genomic', among, 'groups')).toEqual(['unregistered', '"genomic" is no group of the registry; did you mean genomics?'])
  expect(seen('adda', among, 'groups')).toEqual(['unregistered', '"adda" is no group of the registry'])
  expect(seen('zoe', { people: [] })).toEqual(['unregistered', '"zoe" is no person of the registry'])
  expect(seen('zoe', { people: [] }, 'groups')).toEqual(['unregistered', '"zoe" is no group of the registry'])
})
