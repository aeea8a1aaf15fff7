/** Who left and was deprovisioned before the registry said so. */
import { wantedOn } from '../../../../src/domain/people/accounts.ts'
import { heldFrom, heldNotes, stillHeld } from '../../../../src/domain/people/held.ts'
import { parseRegistry } from '../../../../src/registry/parse.ts'

function registryOf(people: string) {
  const parsed = parseRegistry(`version: 1\npeople:\n${people}`)
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors))
  return parsed.registry
}
const lea = (more = '') => `  lea: {uid: 65536, hosts: ["*"]${more}}\n`
const ben = '  ben: {uid: 65537, hosts: ["*"]}\n'
const left = heldFrom({ name: 'lea', uid: 65_536 }, '2026-11-29')
const names = (text: string, held = [left]) => {
  const registry = registryOf(text)
  return wantedOn(registry, registry.people, '2026-12-01', held).wanted.accounts.map((a) => a.name)
}

test('a registry that lists them still, or that others changed since, opens no account; it is announced that they leave', () => {
  for (const text of [lea(), lea(', until: 2030-01-01'), lea(', groups: [], sudo: true'), lea(', since: 2026-11-28')])
    expect(names(text + ben)).toEqual(['ben'])
  const registry = registryOf(lea() + ben)
  expect(wantedOn(registry, registry.people, '2026-12-01', [left]).ended).toEqual(['lea'])
})

test('one that says that they are back since that day, or a later one, does', () => {
  for (const day of ['2026-11-29', '2026-12-01']) expect(names(lea(`, since: ${day}`))).toEqual(['lea'])
  // what is said of a day to come may have been written before
  expect(names(lea(', since: 2026-12-02'))).toEqual([])
})

test('who came back on the day on which they left again is back by a later day alone', () => {
  const again = heldFrom({ name: 'lea', uid: 65_536, since: '2026-11-29' }, '2026-11-29')
  for (const both of [
    [left, again],
    [again, left],
  ])
    expect(names(lea(', since: 2026-11-29'), both)).toEqual([])
  expect(names(lea(', since: 2026-11-30'), [again, left])).toEqual(['lea'])
  // a day to come does not open it for the next time
  const later = heldFrom({ name: 'lea', uid: 65_536, since: '2027-01-01' }, '2026-12-05')
  expect(names(lea(', since: 2027-01-01'), [later])).toEqual([])
})

test('it holds while the registry does not have them, and is told where it lists them', () => {
  expect(stillHeld([left], registryOf(ben), '2026-12-01')).toEqual([left])
  // of another registry, whose number somebody else has here
  expect(stillHeld([{ ...left, number: 65_537 }], registryOf(ben), '2026-12-01')).toEqual([])
  expect(heldNotes([left], registryOf(ben), '2026-12-01')).toEqual([])
  expect(heldNotes([left], registryOf(lea(', since: 2026-11-29')), '2026-12-01')).toEqual([])
  expect(heldNotes([left], registryOf(lea()), '2026-12-01')).toEqual([
    'lea (65536) left on 2026-11-29 and was deprovisioned, though the registry lists them: they stay out until it says since: 2026-11-29, or a later day',
  ])
})

test('who had come back before may come back on the day on which they left again', () => {
  expect(heldFrom({ name: 'lea', uid: 65_536, since: '2026-11-01' }, '2026-11-29')).toEqual(left)
})
