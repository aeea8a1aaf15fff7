import type { RegistryChange } from '../../../src/domain/people/registry-change.ts'
import { type Changed, changeRegistry } from '../../../src/registry/change.ts'
import { parseRegistry } from '../../../src/registry/parse.ts'
import { restoreRegistry } from '../../../src/registry/restore.ts'

const today = '2026-11-29'
const backup = `version: 1 # as in October
people:
  ada: {uid: 65536, groups: [genomics], hosts: [calc-*]}
  grace: {uid: 65537, groups: [genomics]}
groups:
  genomics: {gid: 65600}
retired:
  - {number: 65530000, name: x, since: 2024-01-01}
`.replace('65530000', '65599')

const add = (name: string, words = {}): RegistryChange => ({ kind: 'set', where: 'people', name, words, isNew: true })
const retire = (where: 'people' | 'groups', name: string): RegistryChange => ({ kind: 'retire', where, name })
function since(...changes: RegistryChange[]): string {
  return textOf(changeRegistry(backup, changes, '2026-11-01'))
}
function textOf(changed: Changed): string {
  if (changed.kind === 'wrong') throw new Error(JSON.stringify(changed.errors))
  return changed.text
}
function registryOf(text: string) {
  const parsed = parseRegistry(text)
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors))
  return parsed.registry
}

test('what was only modified is as it was, to the letter', () => {
  const now = since({ kind: 'set', where: 'people', name: 'ada', words: { sudo: true, hosts: [] }, isNew: false })
  expect(textOf(restoreRegistry(now, backup, today))).toBe(backup)
})

test('who came since is retired with their number and where they were; the next person gets another one', () => {
  const now = since(add('eve', { hosts: ['lab-*'] }))
  const text = textOf(restoreRegistry(now, backup, today))
  expect(text).toContain('  - {number: 65601, name: eve, since: 2026-11-29, hosts: [lab-*]}\n')
  expect(registryOf(textOf(changeRegistry(text, [add('bob')], today))).people.at(-1)).toMatchObject({ name: 'bob', uid: 65602 })
})

test('who left since stays gone, since the day they left; a group leaves its members too', () => {
  const now = since(retire('people', 'ada'), retire('groups', 'genomics'))
  const restored = registryOf(textOf(restoreRegistry(now, backup, today)))
  expect(restored.people).toMatchObject([{ name: 'grace', groups: [] }])
  expect(restored.groups).toEqual([])
  expect(restored.retired).toMatchObject([
    { number: 65599 },
    { number: 65536, name: 'ada', since: '2026-11-01', hosts: [{ pattern: 'calc-*' }] },
    { number: 65600, name: 'genomics', since: '2026-11-01' },
  ])
})

test('what is owed is what is owed now', () => {
  const owed = (instance: string) => `owed:\n  - {name: x, number: 65599, instance: ${instance}, region: eu-central-1, since: 2026-11-01}\n`
  const text = textOf(restoreRegistry(backup + owed('i-0aaaaaaaaaaaaaaaa'), backup + owed('i-0bbbbbbbbbbbbbbbb'), today))
  expect(registryOf(text).owed).toMatchObject([{ instance: 'i-0aaaaaaaaaaaaaaaa' }])
})

test('a backup that gives a number to somebody else is refused, and so is one that cannot be read', () => {
  const now = since(add('eve'))
  const other = backup.replace('groups:\n  gen', 'groups:\n  late: {gid: 65601}\n  gen')
  expect(restoreRegistry(now, other, today)).toMatchObject({ kind: 'wrong', errors: [{ message: expect.stringContaining('65601') }] })
  expect(restoreRegistry(now, 'people: [', today)).toMatchObject({ kind: 'wrong' })
  expect(restoreRegistry('people: [', backup, today)).toMatchObject({ kind: 'wrong' })
})

test('where the file is lost, the backup is all that is known', () => {
  expect(textOf(restoreRegistry(undefined, backup, today))).toBe(backup)
})

test('whatever came in between, no number changes hands', () => {
  const names = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'g7', 'h8', 'i9']
  for (let seed = 1; seed <= 60; seed++) {
    let state = seed
    const chance = (below: number): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((state / 2_147_483_648) * below)
    }
    const texts = [backup]
    const holders = new Map<number, string>()
    for (let step = 0; step < 12; step++) {
      const current = texts.at(-1)!
      const { people, retired } = registryOf(current)
      const free = names.filter((n) => ![...people, ...retired].some((p) => p.name === n))
      const pick = chance(3)
      const next =
        pick === 0
          ? restoreRegistry(current, texts[chance(texts.length)]!, today)
          : pick === 1 && free.length > 0
            ? changeRegistry(current, [add(free[chance(free.length)]!)], today)
            : people.length > 0
              ? changeRegistry(current, [retire('people', people[chance(people.length)]!.name)], today)
              : undefined
      if (!next) continue
      if (next.kind === 'wrong') throw new Error(`${seed}: ${JSON.stringify(next.errors)}`)
      for (const { name, uid } of registryOf(next.text).people) {
        expect([seed, uid, holders.get(uid) ?? name]).toEqual([seed, uid, name])
        holders.set(uid, name)
      }
      texts.push(next.text)
    }
  }
})
