/** EFS access points: a folder of a volume that a client gets as if it were the whole. */
import { fail } from './catalogue.ts'
import { patterns, quote } from './names.ts'

export type AccessPoint = {
  readonly id: string
  /** The Name tag; the id where there is none. */
  readonly name: string
  readonly fileSystemId: string
  /** `/` and up to four names: what its clients see as the root. */
  readonly path: string
  readonly state: string
  /** Where it enforces one: to EFS everybody who comes through it is this user. */
  readonly user?: { readonly uid: number; readonly gid: number }
}

export type AccessPointRef = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'id'; readonly id: string }

export function parseAccessPointName(text: string): string {
  if (patterns.volumeName.test(text) && !text.startsWith('fsap-')) return text
  throw fail('bad-access-point', { seen: quote(text) })
}

export const parseAccessPointRef = (text: string): AccessPointRef =>
  patterns.accessPointId.test(text) ? { kind: 'id', id: text } : { kind: 'name', name: parseAccessPointName(text) }

export const formatAccessPointRef = (ref: AccessPointRef): string => (ref.kind === 'id' ? ref.id : ref.name)

/** EFS takes 100 characters and four levels (facts). */
const longestPath = 100
const pathPattern = /^(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,4}$/
/** What the layout of the whole volume keeps there: people and groups, who would not expect a volume inside. */
const layoutFolders = ['shared', 'users', 'groups']

export function parseAccessPointPath(text: string): string {
  if (text.length > longestPath || !pathPattern.test(text) || layoutFolders.includes(text.split('/')[1] ?? ''))
    throw fail('bad-access-point', { seen: quote(text) })
  return text
}

/** Throws access-point-not-found, access-point-ambiguous. One that is going away is found by its id alone. */
export function findAccessPoint(all: readonly AccessPoint[], ref: AccessPointRef, fileSystemId: string): AccessPoint {
  const fits = (p: AccessPoint) => (ref.kind === 'id' ? p.id === ref.id : p.name === ref.name && !isGoing(p))
  const [found, ...more] = all.filter(fits)
  if (!found) throw fail('access-point-not-found', { seen: `${formatAccessPointRef(ref)} on ${fileSystemId}` })
  if (more.length > 0) throw fail('access-point-ambiguous', { seen: [found, ...more].map((p) => `${p.id} (${p.path})`).join(', ') })
  return found
}

export const isGoing = ({ state }: AccessPoint): boolean => state === 'deleting' || state === 'deleted'
