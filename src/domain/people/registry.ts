/** The registry of people: who has which number, on every machine. As values; `.github/prism/people.yml` is where they are written. */
import { firstNumber, lastNumber } from '../account-numbers.ts'
import type { Selector } from '../names.ts'
import type { PublicKey } from './public-key.ts'

export type Registry = {
  /** Which numbers are given out, both ends included. */
  readonly numbers: NumberSpace
  /** Of personal spaces on volumes: others may read them, 0755; absent: they are closed, 0700. */
  readonly spaces?: 'readable'
  readonly people: readonly RegisteredPerson[]
  readonly groups: readonly RegisteredGroup[]
  /** Numbers that somebody had. They are never given again. */
  readonly retired: readonly RetiredNumber[]
  /** Instances on which nobody has yet seen that somebody is gone. */
  readonly owed?: readonly Debt[]
}

export type NumberSpace = { readonly first: number; readonly last: number }

/** Above every account range of the distributions and of systemd, below the subordinate ids: nothing else gives these out. */
export const usualNumbers: NumberSpace = { first: firstNumber, last: lastNumber }

export type RegisteredPerson = {
  /** Of the account, on every machine. */
  readonly name: string
  /** Also the gid of the person's own group, which has the person's name. */
  readonly uid: number
  /** The id is the person; a login can be renamed and taken over by somebody else. */
  readonly github?: { readonly id: number; readonly login: string }
  /** By name, of the registry. */
  readonly groups: readonly string[]
  /** The machines with an account for them; none: nowhere. */
  readonly hosts: readonly HostRule[]
  /** The last day of the account, `2027-01-31`. */
  readonly until?: string
  /** Back since that day, after a leaving that was acted upon before the file said so. */
  readonly since?: string
  readonly shell: string
  readonly sudo: boolean
  readonly keys: readonly PublicKey[]
  /** Their keys are those of their account on GitHub, where the policy lets keys follow it; then `keys` is empty. */
  readonly follows?: true
}

/** One instance by id, those whose Name fits (`*` stands for any characters), or those with a tag. */
export type HostRule = Exclude<Selector, { readonly kind: 'name' }> | { readonly kind: 'pattern'; readonly pattern: string }

/** As the file has it. */
export const hostText = (rule: HostRule): string =>
  rule.kind === 'id' ? rule.id : rule.kind === 'tag' ? `tag:${rule.key}=${rule.value}` : rule.pattern

export type RegisteredGroup = {
  readonly name: string
  readonly gid: number
  /** Below `groups/` on the volume; absent: it has none. */
  readonly directory?: string
  readonly description?: string
}

export type RetiredNumber = {
  readonly number: number
  readonly name: string
  readonly since: string
  /** Of a person: where they had an account. */
  readonly hosts?: readonly HostRule[]
  /** The regions in which those instances were looked up; from then on the debts say where it is still open. */
  readonly regions?: readonly string[]
}

/** Somebody left, and that instance was not yet seen without them. */
export type Debt = {
  readonly name: string
  readonly number: number
  readonly instance: string
  readonly region: string
  readonly since: string
}

/** What is wrong with a registry, and where in it: the path to a member of the file. */
export type RegistryProblem = { readonly path: readonly (string | number)[]; readonly message: string }

/** Everything that has or had a number, once each entry: a person's own group is the person. */
export const holdersOf = ({ people, groups, retired }: Registry): readonly Holder[] => [
  ...people.map(({ name, uid }): Holder => ({ kind: 'person', name, number: uid, path: ['people', name, 'uid'] })),
  ...groups.map(({ name, gid }): Holder => ({ kind: 'group', name, number: gid, path: ['groups', name, 'gid'] })),
  ...retired.map(({ name, number }, n): Holder => ({ kind: 'retired', name, number, path: ['retired', n, 'number'] })),
]

export type Holder = {
  readonly kind: 'person' | 'group' | 'retired'
  readonly name: string
  readonly number: number
  readonly path: RegistryProblem['path']
}
