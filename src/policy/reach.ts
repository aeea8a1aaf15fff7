/** What somebody's grants reach: whatever lies outside does not exist for them. Pure. */

import type { Verb } from '../domain/request.ts'
import {
  type Bounds,
  type Grant,
  type InstanceRule,
  type NamedVolume,
  type Node,
  type Person,
  type RepositoryPolicy,
  type RepositoryRights,
  type Rights,
  type RightVerb,
  readingVerbs,
  rightVerbs,
  type VolumeRule,
} from '../domain/rights.ts'
import { isMeant } from './who.ts'

export type Reach = {
  /** False: everything that AWS shows is in reach, so nothing has to be asked about it. */
  readonly isBounded: boolean
  readonly volume: (volume: NamedVolume) => boolean
  /** Without a volume: for any of those in reach. */
  readonly instance: (node: Node, volume?: NamedVolume) => boolean
}

/** The rights that a verb needs; any of them lets its holder see what there is. */
export function rightsFor(verb: Verb): readonly RightVerb[] {
  switch (verb) {
    case 'verify-all':
      return ['verify']
    case 'volumes':
    case 'instances':
    case 'locks':
      return rightVerbs
    case 'access-points':
      return ['status']
    // of whoever left: what a sync would do to their accounts
    case 'deprovision':
      return ['sync-people']
    // of one's own; whose it is is known later
    case 'unlock':
      return ['unlock', 'lock']
    default:
      return rightVerbs.filter((right) => right === verb)
  }
}

const everything: Reach = { isBounded: false, volume: () => true, instance: () => true }
const nothing: Reach = { isBounded: true, volume: () => false, instance: () => false }

export function reachOf(rights: Rights, verb: Verb): Reach {
  if (rights.kind === 'unbounded') return everything
  if (rights.kind === 'unknown' || !rights.bounds) return nothing
  const { bounds, inForce } = rights
  const inBounds: Reach = {
    isBounded: true,
    volume: (volume) => isVolumeIn(bounds, volume),
    instance: (node) => Object.entries(bounds.tags ?? {}).every(([key, value]) => node.tags[key] === value),
  }
  if (!inForce) return withoutPolicy(rights, verb) ? inBounds : nothing
  const given = grantsOf(rights, verb)
  const { policy } = inForce
  return {
    isBounded: true,
    volume: (volume) => inBounds.volume(volume) && given.some((g) => covers(g, policy, volume)),
    instance: (node, volume) =>
      inBounds.instance(node) &&
      given.some((g) => (volume === undefined || covers(g, policy, volume)) && instancesOf(g, policy).some((set) => isIn(set, node))),
  }
}

/** The grants that apply to who asks; on a schedule nobody does, and what the file names is looked at. */
export function grantsOf({ inForce, asker }: RepositoryRights, verb: Verb): readonly Grant[] {
  if (!inForce) return []
  const { grants } = inForce.policy
  if (!asker && verb === 'deprovision') return inForce.policy.leavingActs ? [{ who: [], may: ['sync-people'] }] : []
  if (!asker) return rightsFor(verb).includes('verify') ? [{ who: [], may: ['verify'] }] : []
  const given = grants.filter((g) => g.may.some((may) => rightsFor(verb).includes(may)) && isMeant(g.who, asker))
  return verb === 'unlock' && administrators(asker) ? [...given, { who: [], may: ['unlock'] }] : given
}

/** Where nothing is written down: administrators, and only what changes nothing; a schedule, by its operator's own word. */
export function withoutPolicy({ asker }: RepositoryRights, verb: Verb): boolean {
  if (!rightsFor(verb).some((right) => readingVerbs.includes(right))) return false
  return asker === undefined || administrators(asker)
}

export const administrators = (person: Person): boolean => isMeant([{ kind: 'permission', least: 'admin' }], person)

/** The rules of the file that are about this volume and that a grant of whoever asks names. One alone that allows something is enough: each rule gives. */
export function rulesOf(rights: RepositoryRights, verb: Verb, volume: NamedVolume): readonly VolumeRule[] {
  const given = grantsOf(rights, verb)
  const volumes = rights.inForce?.policy.volumes ?? []
  return volumes.filter((rule) => isVolume(rule, volume) && given.some((g) => g.volumes === undefined || g.volumes.includes(rule.name)))
}

const isVolume = (rule: VolumeRule, { id, name, region }: NamedVolume): boolean =>
  (rule.region === undefined || rule.region === region) && (rule.id === undefined ? rule.name === name || rule.name === id : rule.id === id)

export const covers = ({ volumes }: Pick<Grant, 'volumes'>, policy: RepositoryPolicy, volume: NamedVolume): boolean =>
  policy.volumes.some((rule) => (volumes === undefined || volumes.includes(rule.name)) && isVolume(rule, volume))

const instancesOf = ({ instances }: Grant, policy: RepositoryPolicy): readonly InstanceRule[] =>
  policy.instances.filter((set) => instances === undefined || instances.includes(set.name))

function isIn({ ids, names, tags }: InstanceRule, node: Node): boolean {
  const { Name } = node.tags
  return (
    ids.includes(node.id) ||
    (Name !== undefined && names.some((pattern) => fitsPattern(pattern, Name))) ||
    Object.entries(tags).some(([key, value]) => node.tags[key] === value)
  )
}

/** `*` stands for any characters, also none. Each part is looked for once, so a pattern of many stars costs no more than its length. */
export function fitsPattern(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return name === first
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false
  let from = first.length
  for (const part of rest) {
    const at = name.indexOf(part, from)
    if (at < 0 || at + part.length > name.length - last.length) return false
    from = at + part.length
  }
  return true
}

const isVolumeIn = ({ regions, volumes }: Bounds, { id, name, region }: NamedVolume): boolean =>
  (regions === undefined || regions.includes(region)) && (volumes === undefined || volumes.includes(id) || volumes.includes(name))
