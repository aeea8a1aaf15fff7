/**
 * What the registry's people have on a volume: a space of their own, the directories of their groups, the links in their homes. What is wanted on
 * one instance, and what its look saw. As values.
 */
import type { FindingCode } from '../catalogue.ts'
import type { MountSpec } from '../mount-spec.ts'
import { holdersOf, type Registry } from './registry.ts'

export type WantedVolume = {
  readonly fileSystemId: string
  readonly mountPoint: string
  readonly addresses: readonly string[]
  readonly accessPoint?: string
  /** Of the group that the layout's directories have. */
  readonly gid: number
  /** Who is to have an account there, and so `users/NAME`; `mounts`: whose space is the mount’s own. */
  readonly people: readonly Named[]
  readonly mounts: readonly string[]
  readonly spaceMode: '0700' | '0755'
  /** Whose spaces are tried too, where there is one: people of other instances, and who left. */
  readonly others: readonly string[]
  /** How many more there would be, and are not. */
  readonly untried: number
  /** `groups/NAME`, and whose it is. */
  readonly directories: readonly { readonly name: string; readonly gid: number; readonly group: string }[]
  /** Who has a number, or had it. */
  readonly holders: ReadonlyMap<number, string>
}

type Named = { readonly name: string; readonly uid: number }

export type PlaceSeen = {
  readonly path: string
  /** Why it is no directory of the volume; empty: it is, or nothing is there. */
  readonly refused: string
  /** Absent: nothing is there. */
  readonly has?: { readonly uid: number; readonly gid: number; readonly mode: string }
}

/** ours: to the volume · none: nothing of that name · other: something else, which is left */
export type LinkSeen = 'ours' | 'none' | 'other'
/** Two letters: r, - (refused) or x (could not be told); w, - or x. */
export type Came = string

export type TriedSeen = {
  readonly name: string
  /** Empty: there is no such space. */
  readonly own: Came
  /** How many spaces of others were tried, and how many there are: by cover, each is by somebody of that instance; `open`: those that were not refused. */
  readonly others: number
  readonly there: number
  readonly open: readonly { readonly name: string; readonly came: Came }[]
  /** `gid`: of what was made there. */
  readonly groups: readonly { readonly name: string; readonly came: Came; readonly gid?: number }[]
  /** What kept them from trying. */
  readonly why: string
}

export type VolumeSeen = {
  /** absent: it is not mounted there · silent: it gave no answer */
  readonly state: 'there' | 'absent' | 'silent'
  readonly places: readonly PlaceSeen[]
  /** In the order of `linkNames`; none where `why` says what is in the way. */
  readonly homes: readonly { readonly name: string; readonly links: readonly LinkSeen[]; readonly why: string }[]
  readonly tries: readonly TriedSeen[]
  /** Of a job that was to change something. */
  readonly did: readonly DidOnVolume[]
}

/** space: a directory of the volume, by its path · link: those in the home of that person */
export type DidOnVolume = {
  readonly kind: 'space' | 'link'
  readonly name: string
  readonly status: 'changed' | 'unchanged' | 'failed'
  readonly detail: string
  readonly code?: FindingCode
}

export const linkNames = ['~/shared', '~/space'] as const

/** Names of others that a command takes along. */
const mostOthers = 500

/** Undefined where nothing can be given: nobody can write there, or everybody is one user. */
export function wantedVolume(
  registry: Registry,
  accounts: readonly Named[],
  { fileSystemId, mountPoint, addresses }: Pick<WantedVolume, 'fileSystemId' | 'mountPoint' | 'addresses'>,
  { people, readOnly, accessPoint, group }: MountSpec,
): WantedVolume | undefined {
  if (readOnly || accessPoint?.user) return undefined
  const everybody = [...registry.people.map((p) => p.name), ...registry.retired.map((r) => r.name)]
  const others = [...new Set(everybody)].filter((name) => !accounts.some((a) => a.name === name)).sort()
  return {
    fileSystemId,
    mountPoint,
    addresses,
    ...(accessPoint ? { accessPoint: accessPoint.id } : {}),
    gid: group.gid,
    people: accounts.map(({ name, uid }) => ({ name, uid })),
    mounts: accounts.map((a) => a.name).filter((name) => people.some((p) => p.name === name)),
    spaceMode: registry.spaces === 'readable' ? '0755' : '0700',
    others: others.slice(0, mostOthers),
    untried: Math.max(0, others.length - mostOthers),
    directories: registry.groups
      .flatMap(({ name, gid, directory }) => (directory === undefined ? [] : [{ name: directory, gid, group: name }]))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    holders: new Map(holdersOf(registry).map((h) => [h.number, h.kind === 'retired' ? `${h.name}, who left` : h.name])),
  }
}

/** A directory of the volume, as it is to be; `name`: whose space it is. */
export type Place = { readonly path: string; readonly uid: number; readonly gid: number; readonly mode: string; readonly name?: string }

/** In the order in which a host makes them. */
export function placesOf({ people, mounts, directories, gid, spaceMode: mode }: WantedVolume): readonly Place[] {
  return [
    ...(directories.length > 0 ? [{ path: 'groups', uid: 0, gid, mode: '2755' }] : []),
    ...directories.map((d) => ({ path: `groups/${d.name}`, uid: 0, gid: d.gid, mode: '2770' })),
    ...people.flatMap(({ name, uid }) => (mounts.includes(name) ? [] : [{ path: `users/${name}`, uid, gid: uid, mode, name }])),
  ]
}

/**
 * right · missing · differs: a mount sets it · foreign: another number's, which nobody is given · refused: no directory there · unseen. As the host's
 * program decides it.
 */
export function stateOf(place: Place, seen: VolumeSeen | undefined): 'right' | 'missing' | 'differs' | 'foreign' | 'refused' | 'unseen' {
  const found = seen?.state === 'there' ? seen.places.find((p) => p.path === place.path) : undefined
  if (!found) return 'unseen'
  if (found.refused !== '') return 'refused'
  if (!found.has) return 'missing'
  const { uid, gid, mode } = found.has
  if (uid === place.uid && gid === place.gid && mode === place.mode) return 'right'
  const mine = uid === place.uid && (uid !== 0 || gid === place.gid)
  return mine || (uid === 0 && (mode === '0700' || mode === '2700')) ? 'differs' : 'foreign'
}

/** What a mount would do there for `names`, who have their account or are given it now. */
export function changesOn(volume: WantedVolume, seen: VolumeSeen | undefined, names: readonly string[]): string[] {
  const set = ['missing', 'differs', 'unseen']
  const places = placesOf(volume).filter((p) => (p.name === undefined || names.includes(p.name)) && set.includes(stateOf(p, seen)))
  const linked = new Set(seen?.homes.flatMap((h) => (h.links.includes('none') || h.why !== '' ? [] : [h.name])))
  return [
    ...places.map(({ path, uid, gid, mode }) => `directory ${path}: ${uid}:${gid} ${mode}`),
    ...names.filter((name) => !linked.has(name)).map((name) => `links in the home of ${name}`),
  ]
}
