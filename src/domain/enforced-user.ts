/** The user that an access point enforces: to EFS everybody who comes through it is that one, on every instance, root too. */
import { fail } from './catalogue.ts'
import { quote } from './names.ts'

export type EnforcedUser = { readonly uid: number; readonly gid: number; readonly groups: readonly number[] }

/** Owner and mode that EFS gives the folder where it has to make it. Mode: four octal digits. */
export type FolderOwner = { readonly uid: number; readonly gid: number; readonly mode: string }

export type Enforcement = { readonly user: EnforcedUser; readonly folder: FolderOwner }

/** As given: `5001:3000`, `3100,3200`, `5001:3000`, `2775`. */
export type SpokenEnforcement = { readonly user?: string; readonly gids?: string; readonly owner?: string; readonly mode?: string }

/** EFS takes 16 secondary groups (facts). */
const maxGroups = 16
/** The kernel keeps the last one for "none". */
const lastId = 4_294_967_294
/** A folder that its own group shares: what is made in it stays the group's. */
const sharedMode = '2775'

/**
 * The folder belongs to the user unless an owner is given. Root cannot be enforced: everybody would be root there, which nobody wants on
 * purpose. Throws `bad-access-point-user`; undefined where nothing was given.
 */
export function parseEnforcement({ user, gids, owner, mode }: SpokenEnforcement): Enforcement | undefined {
  if (user === undefined) {
    if (gids === undefined && owner === undefined && mode === undefined) return undefined
    throw fail('bad-access-point-user', { seen: 'secondary groups, owner and mode without a user' })
  }
  const { uid, gid } = pair(user)
  const groups = gids === undefined ? [] : [...new Set(gids.split(',').map(id))].sort((a, b) => a - b)
  if (groups.length > maxGroups) throw fail('bad-access-point-user', { seen: `${groups.length} secondary groups` })
  if (uid === 0 || gid === 0 || groups.includes(0)) throw fail('bad-access-point-user', { seen: `${quote(user)}: root, or root’s group` })
  const bits = mode ?? sharedMode
  if (!/^[0-7]{3,4}$/.test(bits)) throw fail('bad-access-point-user', { seen: `mode ${quote(bits)}` })
  return { user: { uid, gid, groups }, folder: { ...(owner === undefined ? { uid, gid } : pair(owner)), mode: bits.padStart(4, '0') } }
}

function pair(text: string): { readonly uid: number; readonly gid: number } {
  const [uid, gid, ...more] = text.split(':')
  if (uid === undefined || gid === undefined || more.length > 0) throw fail('bad-access-point-user', { seen: quote(text) })
  return { uid: id(uid), gid: id(gid) }
}

function id(text: string): number {
  if (/^(?:0|[1-9][0-9]{0,9})$/.test(text) && Number(text) <= lastId) return Number(text)
  throw fail('bad-access-point-user', { seen: quote(text) })
}

/** `5001:3000`, with `+3100+3200` for secondary groups. */
export const formatUser = ({ uid, gid, groups }: EnforcedUser): string => [`${uid}:${gid}`, ...groups].join('+')

/** `5001:3000 2775`. */
export const formatFolder = ({ uid, gid, mode }: FolderOwner): string => `${uid}:${gid} ${mode.replace(/^0/, '')}`
