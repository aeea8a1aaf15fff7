/** EFS access points: a folder of a volume that a client mounts as its root. */
import { fail } from './catalogue.ts'
import { type EnforcedUser, type Enforcement, type FolderOwner, formatFolder, formatUser } from './enforced-user.ts'
import { patterns, quote } from './names.ts'

export type AccessPoint = {
  readonly id: string
  /** The Name tag; the id where there is none. */
  readonly name: string
  readonly fileSystemId: string
  /** `/` and up to four names: what its clients see as the root. */
  readonly path: string
  readonly state: string
  /** The user that it enforces, if any: to EFS everybody who mounts through it is this user. */
  readonly user?: EnforcedUser
  /** Owner and mode that EFS gives the folder if it creates it; absent: EFS creates none, and refuses the mount. */
  readonly folder?: FolderOwner
}

/** An access point to create. Without `enforced` people keep their own uids. */
export type WantedAccessPoint = { readonly name: string; readonly path: string; readonly enforced?: Enforcement }

export type AccessPointRef = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'id'; readonly id: string }

export function parseAccessPointName(text: string): string {
  if (patterns.volumeName.test(text) && !text.startsWith('fsap-')) return text
  throw fail('bad-access-point', { seen: quote(text) })
}

export const parseAccessPointRef = (text: string): AccessPointRef =>
  patterns.accessPointId.test(text) ? { kind: 'id', id: text } : { kind: 'name', name: parseAccessPointName(text) }

export const formatAccessPointRef = (ref: AccessPointRef): string => (ref.kind === 'id' ? ref.id : ref.name)

/** The access point that mount options name, as fstab and mount(8) write them; undefined where they name none. */
export function accessPointIn(options: string): string | undefined {
  const said = options
    .split(',')
    .find((option) => option.startsWith('accesspoint='))
    ?.slice('accesspoint='.length)
  return said !== undefined && patterns.accessPointId.test(said) ? said : undefined
}

/** EFS takes 100 characters and four levels (facts). */
const longestPath = 100
const pathPattern = /^(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,4}$/
/** Paths that the layout of the whole volume uses for people and groups, who would not expect a volume inside. */
const layoutFolders = ['shared', 'users', 'groups']

/** One that enforces a user gets no layout inside, so it may lead into the volume's own: to one person's space, or to `shared/`. */
export function parseAccessPointPath(text: string, enforces = false): string {
  const taken = !enforces && layoutFolders.includes(text.split('/')[1] ?? '')
  if (text.length > longestPath || !pathPattern.test(text) || taken) throw fail('bad-access-point', { seen: quote(text) })
  return text
}

/** Whether Prism could have made one there; others are listed, and nothing is looked for at their path in the whole volume. */
export const isPlainPath = (path: string): boolean => path === '/' || (path.length <= longestPath && pathPattern.test(path))

/** How an access point differs from the wanted one, in words; empty if it does not. */
export function accessPointDiffers(found: AccessPoint, wanted: WantedAccessPoint): string[] {
  const { user, folder } = wanted.enforced ?? {}
  const differs = (what: string, has: string, asked: string) => (has === asked ? [] : [`${what} ${has}, not ${asked}`])
  const enforces = (one: EnforcedUser | undefined) => (one ? formatUser(one) : 'nobody')
  return [
    ...differs('leads to', found.path, wanted.path),
    ...differs('enforces', enforces(found.user), enforces(user)),
    // the layout settles the folder of one that enforces nobody, whatever EFS gave it
    ...(folder ? differs('makes its folder', found.folder ? formatFolder(found.folder) : 'never', formatFolder(folder)) : []),
  ]
}

/** Throws access-point-not-found, access-point-ambiguous. One that is being deleted is found only by its id. */
export function findAccessPoint(all: readonly AccessPoint[], ref: AccessPointRef, fileSystemId: string): AccessPoint {
  const fits = (p: AccessPoint) => (ref.kind === 'id' ? p.id === ref.id : p.name === ref.name && !isGoing(p))
  const [found, ...more] = all.filter(fits)
  if (!found) throw fail('access-point-not-found', { seen: `${formatAccessPointRef(ref)} on ${fileSystemId}` })
  if (more.length > 0) throw fail('access-point-ambiguous', { seen: [found, ...more].map((p) => `${p.id} (${p.path})`).join(', ') })
  return found
}

/** What an answer tells of one that is gone; its folder stays. */
export type DeletedPoint = Pick<AccessPoint, 'id' | 'name' | 'path'>

export const isGoing = ({ state }: AccessPoint): boolean => state === 'deleting' || state === 'deleted'
