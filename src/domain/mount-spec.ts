/**
 * How a volume is to be on one instance. What was said, what an instance remembers of its mount and what is expected there are this one type.
 * An instance remembers it as one word; root there can change that, so it decides about that instance's own rows and about nothing else.
 */
import type { EnforcedUser } from './enforced-user.ts'
import { type ExtraGroup, parseGroups } from './groups.ts'
import { type GroupName, group } from './layout.ts'
import { parseAccount, patterns } from './names.ts'
import { namesOf, type Person } from './person.ts'
import type { MountOptions } from './request.ts'

export type MountSpec = {
  /** Who gets the volume; empty: the instance's own login user. */
  readonly people: readonly Person[]
  /** Whose what is shared is. */
  readonly group: GroupName
  /** Beside it, each with a directory of its own. */
  readonly groups: readonly ExtraGroup[]
  readonly sticky: boolean
  readonly privateSpaces: boolean
  readonly readOnly: boolean
  /** False where plain NFS was allowed. */
  readonly encrypted: boolean
  /** What it is mounted through; absent: the volume's root. */
  readonly accessPoint?: PointOfMount
}

/** An access point as a mount needs it. */
export type PointOfMount = {
  readonly id: string
  /** Its id, where it was not looked up. */
  readonly name: string
  /** Empty, where it was not looked up. */
  readonly path: string
  readonly user?: EnforcedUser
}

/** A note as it was found, for a place of the volume. `noted.at`: seconds since 1970 by the host's clock. Unreadable without a place: what it is for cannot be told. */
export type RememberedFact =
  | { readonly kind: 'noted'; readonly place: string; readonly at: number; readonly spec: MountSpec }
  | { readonly kind: 'unreadable'; readonly place?: string }

/** A mount without any option. */
export const plainSpec: MountSpec = {
  people: [],
  group,
  groups: [],
  sticky: false,
  privateSpaces: false,
  readOnly: false,
  encrypted: true,
}

/** What the options ask for on an instance; which instances are read-only, or come through an access point, is the caller's to say. */
export const specOf = (options: MountOptions, own: Pick<MountSpec, 'readOnly' | 'accessPoint'> = { readOnly: false }): MountSpec => ({
  ...plainSpec,
  people: options.people,
  groups: options.groups ?? [],
  sticky: options.sticky,
  privateSpaces: options.privateSpaces,
  encrypted: options.client.kind !== 'plain-nfs',
  ...own,
})

/** Changed where an older Prism would read something else than is meant. */
const version = '1'

/** One word that is inert in a shell and in a transcript: `1~users=ada,ben~private`. */
export function formatSpec(s: MountSpec): string {
  return [
    version,
    ...(s.people.length > 0 ? [`users=${namesOf(s.people).join(',')}`] : []),
    ...(s.groups.length > 0 ? [`groups=${s.groups.map((g) => `${g.name}:${g.gid}:${g.accounts.join('+')}`).join(',')}`] : []),
    ...(s.sticky ? ['sticky'] : []),
    ...(s.privateSpaces ? ['private'] : []),
    ...(s.readOnly ? ['read-only'] : []),
    ...(s.encrypted ? [] : ['plain-nfs']),
    ...(s.accessPoint === undefined ? [] : [`access-point=${s.accessPoint.id}`]),
  ].join('~')
}

/** Undefined for whatever `formatSpec` does not write. An access point comes back by its id alone. */
export function parseSpec(text: string): MountSpec | undefined {
  const [first, ...words] = text.split('~')
  if (first !== version) return undefined
  const value = (name: string) => words.find((w) => w.startsWith(`${name}=`))?.slice(name.length + 1)
  try {
    const accounts = (value('users')?.split(',') ?? []).map(parseAccount)
    const point = value('access-point')
    const spec: MountSpec = {
      ...plainSpec,
      people: accounts.map((name) => ({ name })),
      groups: parseGroups((value('groups')?.split(',') ?? []).map(groupOf), accounts),
      sticky: words.includes('sticky'),
      privateSpaces: words.includes('private'),
      readOnly: words.includes('read-only'),
      encrypted: !words.includes('plain-nfs'),
      ...(point !== undefined && patterns.accessPointId.test(point) ? { accessPoint: pointById(point) } : {}),
    }
    return formatSpec(spec) === text ? spec : undefined
  } catch {
    return undefined
  }
}

/** One that was not looked up. */
export const pointById = (id: string): PointOfMount => ({ id, name: id, path: '' })

function groupOf(text: string): ExtraGroup {
  const [name = '', gid = '', accounts = ''] = text.split(':')
  return { name, gid: Number(gid), accounts: accounts.split('+').filter(Boolean) }
}
