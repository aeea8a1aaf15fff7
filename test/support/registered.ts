/** Registries for tests, by their parts or by their text. */
import { type RegisteredPerson, type Registry, usualNumbers } from '../../src/domain/people/registry.ts'
import { parseRegistry } from '../../src/registry/parse.ts'

export const registered = (name: string, uid: number, more: Partial<RegisteredPerson> = {}): RegisteredPerson => ({
  name,
  uid,
  groups: [],
  hosts: [],
  shell: '/bin/bash',
  sudo: false,
  keys: [],
  ...more,
})

export const registryWith = (people: readonly RegisteredPerson[], more: Partial<Registry> = {}): Registry => ({
  numbers: usualNumbers,
  people,
  groups: [],
  retired: [],
  ...more,
})

/** Throws where the text is not right. */
export function registryOf(text: string): Registry {
  const parsed = parseRegistry(text)
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors))
  return parsed.registry
}
