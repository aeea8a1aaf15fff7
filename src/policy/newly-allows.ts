/** What a policy allows that the one before did not, and the other way round, in words. It may name what was covered by another rule; it leaves out nothing. Pure. */
import {
  type ApprovalRule,
  type EvidenceWanted,
  type Grant,
  type InstanceRule,
  type PrincipalRule,
  type RepositoryPolicy,
  type RightVerb,
  readingVerbs,
  type VolumeRule,
  volumeVerbs,
  type Who,
} from '../domain/rights.ts'
import { fitsPattern } from './reach.ts'
import { sayWho } from './who.ts'

/** One thing that one rule lets one kind of people do. Accounts are of no volume. */
type Atom = { readonly who: Who; readonly may: RightVerb; readonly volume: VolumeRule | undefined; readonly instances: Member | undefined }
type Member = { readonly kind: 'id' | 'name' | 'tag'; readonly text: string }

/** What an edit adds and what it takes away, each in the same words. Undefined: no policy that counts. */
export function changesOf(before: RepositoryPolicy | undefined, after: RepositoryPolicy | undefined): PolicyChanges {
  if (!after) return before ? { newly: [withoutPolicy], noLonger: added(undefined, before, '') } : { newly: [], noLonger: [] }
  return { newly: newlyAllows(before, after), noLonger: before ? added(after, before, 'more approval than before') : [withoutPolicy] }
}

/** What is allowed where no policy counts. */
const withoutPolicy = `administrators, in a private repository: ${readingVerbs.join(', ')} whatever the operator lets it reach`

const leavingActs =
  'Prism itself, when somebody leaves the organization or a team of `leaving`: deprovision them on all instances of this file, without anybody’s word'

const keysFollow =
  'whoever has `keys: follow` in the registry of people: a login by every key that their account on GitHub gets, without a pull request'

export type PolicyChanges = { readonly newly: readonly string[]; readonly noLonger: readonly string[] }

export const newlyAllows = (before: RepositoryPolicy | undefined, after: RepositoryPolicy): readonly string[] =>
  added(before, after, 'less approval than before')

function added(before: RepositoryPolicy | undefined, after: RepositoryPolicy, weakened: string): readonly string[] {
  const had = before ? atomsOf(before) : []
  const fresh = atomsOf(after).filter((atom) => !had.some((old) => includes(old, atom)))
  const rights = Map.groupBy(fresh, ({ who, volume, instances }) => `${sayWho(who)}|${sayVolume(volume)}|${sayMember(instances)}`)
  return [
    // first what is about more than one right, as a reader may be shown the first of many
    ...weaker(before?.approvals ?? [], after.approvals, weakened),
    ...byThumb(before?.approvals ?? [], after.approvals),
    ...after.principals.flatMap((rule) =>
      spokenFor(
        rule,
        before?.principals.find((p) => p.name === rule.name),
      ),
    ),
    ...(after.leavingActs && !before?.leavingActs ? [leavingActs] : []),
    ...evidenceTold(before, after),
    ...(after.keysFollow && !before?.keysFollow ? [keysFollow] : []),
    ...after.shows.filter((what) => !before?.shows.includes(what)).map((what) => `everybody may see ${what} in public`),
    ...after.volumes.flatMap((rule) =>
      loosened(
        before?.volumes.find((v) => isSameRule(v, rule)),
        rule,
      ),
    ),
    ...[...rights.values()].map((those) => sayAtoms(those)),
  ]
}

/** Without a word evidence lies beside the entries of a private repository alone. */
function evidenceTold(before: RepositoryPolicy | undefined, { evidence }: RepositoryPolicy): string[] {
  if (evidence === undefined || evidence === 'none' || placeIn(evidence) === placeIn(before?.evidence)) return []
  if (evidence === 'beside') return ['everybody who can read the ledger may read the evidence of runs']
  return [`everybody who can read ${evidence.repository} may read the evidence of runs`]
}

const placeIn = (kept: EvidenceWanted | undefined): string | undefined => (typeof kept === 'object' ? kept.repository : kept)

function atomsOf(policy: RepositoryPolicy): Atom[] {
  const of = ({ who, may, volumes, instances }: Grant): Atom[] => {
    const sets = policy.instances.filter((set) => instances === undefined || instances.includes(set.name))
    const members = sets.flatMap(membersOf)
    const reached = policy.volumes.filter((v) => volumes === undefined || volumes.includes(v.name))
    return who.flatMap((w) =>
      may.flatMap((m) =>
        (m === 'sync-people' ? [undefined] : reached).flatMap((volume) =>
          (volumeVerbs.includes(m) ? [undefined] : [undefined, ...members]).map((i) => ({ who: w, may: m, volume, instances: i })),
        ),
      ),
    )
  }
  return policy.grants.flatMap(of)
}

const membersOf = ({ ids, names, tags }: InstanceRule): Member[] => [
  ...ids.map((text) => ({ kind: 'id' as const, text })),
  ...names.map((text) => ({ kind: 'name' as const, text })),
  ...Object.entries(tags).map(([key, value]) => ({ kind: 'tag' as const, text: `${key}=${value}` })),
]

function includes(old: Atom, atom: Atom): boolean {
  if (old.may !== atom.may || !isSameVolume(old.volume, atom.volume)) return false
  return coversWho(old.who, atom.who) && coversMember(old.instances, atom.instances)
}

const coversWho = (old: Who, now: Who): boolean =>
  sayWho(old) === sayWho(now) || (old.kind === 'permission' && old.least === 'write' && now.kind === 'permission')

function coversMember(old: Member | undefined, now: Member | undefined): boolean {
  if (!old || !now) return old === now
  if (old.kind !== now.kind) return false
  // of a pattern only the same one, or a whole name that it fits, is surely included
  return old.text === now.text || (old.kind === 'name' && !now.text.includes('*') && fitsPattern(old.text, now.text))
}

const isSameVolume = (one: VolumeRule | undefined, other: VolumeRule | undefined): boolean =>
  one === undefined || other === undefined ? one === other : isSameRule(one, other)

/** By its name in the file too: what a grant gives is given by that rule. */
const isSameRule = (one: VolumeRule, other: VolumeRule): boolean =>
  one.id === other.id && one.name === other.name && (one.region === undefined || one.region === other.region)

function loosened(before: VolumeRule | undefined, rule: VolumeRule): string[] {
  const allow = rule.allow.filter((what) => !before?.allow.includes(what))
  return [
    ...allow.map((what) => `${sayVolume(rule)}: ${what}`),
    ...(before?.mountPoint !== undefined && before.mountPoint !== rule.mountPoint
      ? [`${sayVolume(rule)}: mounted ${rule.mountPoint ? `at ${rule.mountPoint}` : 'anywhere'}`]
      : []),
  ]
}

/** Whose rights a token has; what is nobody's gets its rights by rules, which are told by themselves. */
const spokenFor = ({ name, holder }: PrincipalRule, before: PrincipalRule | undefined): string[] =>
  holder && holder.id !== before?.holder?.id ? [`principal ${name}: what actor ${holder.id} (${holder.login}) may do, by REST`] : []

/** A rule that is gone, asks fewer, asks others too, waits longer or is about less. */
function weaker(before: readonly ApprovalRule[], after: readonly ApprovalRule[], weakened: string): string[] {
  return before
    .filter((old) => !old.of.every((verb) => after.some((rule) => isAsStrict(rule, old, verb))))
    .map((old) => `${weakened} for ${old.of.join(', ')}${old.volumes ? ` of ${old.volumes.join(', ')}` : ''}`)
}

/** Whoever gives a 👍 has read less than whoever writes a digest, so it is told by itself. */
function byThumb(before: readonly ApprovalRule[], after: readonly ApprovalRule[]): string[] {
  const had = (rule: ApprovalRule, verb: RightVerb): boolean =>
    before.some(
      (old) => old.thumbs && old.of.includes(verb) && (!old.volumes || (rule.volumes?.every((v) => old.volumes?.includes(v)) ?? false)),
    )
  return after.flatMap((rule) => {
    const verbs = rule.thumbs ? rule.of.filter((verb) => !had(rule, verb)) : []
    const of = rule.volumes ? ` of ${rule.volumes.join(', ')}` : ''
    return verbs.length === 0 ? [] : [`${rule.by.map(sayWho).join(', or ')}: approve ${verbs.join(', ')}${of} by a 👍`]
  })
}

const isAsStrict = (rule: ApprovalRule, old: ApprovalRule, verb: RightVerb): boolean =>
  rule.of.includes(verb) &&
  rule.people >= old.people &&
  (!rule.thumbs || old.thumbs === true) &&
  rule.withinMinutes <= old.withinMinutes &&
  rule.by.every((who) => old.by.some((o) => coversWho(o, who))) &&
  (rule.volumes === undefined || (old.volumes?.every((v) => rule.volumes?.includes(v)) ?? false))

const sayVolume = (rule: VolumeRule | undefined): string => (rule ? sayRule(rule) : 'accounts')
const sayRule = ({ name, id, region }: VolumeRule): string => `${name}${id ? ` (${id})` : ''}${region ? ` in ${region}` : ''}`
const sayMember = (member: Member | undefined): string => (member ? `${member.kind} ${member.text}` : '')

function sayAtoms(atoms: readonly Atom[]): string {
  const [first] = atoms as readonly [Atom]
  const where = first.instances ? ` on instances with ${sayMember(first.instances)}` : ''
  return `${sayWho(first.who)}: ${[...new Set(atoms.map((a) => a.may))].join(', ')} ${sayVolume(first.volume)}${where}`
}
