/** Registries for tests, as values. */
import { type RegisteredPerson, type Registry, usualNumbers } from '../../src/domain/people/registry.ts'

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

export const registryOf = (people: readonly RegisteredPerson[], more: Partial<Registry> = {}): Registry => ({
  numbers: usualNumbers,
  people,
  groups: [],
  retired: [],
  ...more,
})
