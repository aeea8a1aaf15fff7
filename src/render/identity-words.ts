/** Who can do something in a personal space, in words; both renderings say the same. Names come out as they are: the renderer escapes them. */
import type { Access, AccountAt, SpaceAccess } from '../domain/report.ts'

export type NameOf = (instanceId: string) => string

/** More names than that are counted. */
const maxNames = 6

export const accountWords = (a: AccountAt, nameOf: NameOf): string => `${a.account} on ${nameOf(a.instanceId)}`

/** E.g. `ada on ws-1 (tried); bob on ws-2 (by mode bits); not tried: eve on ws-3`. */
export function accessWords(space: SpaceAccess, what: 'read' | 'change', nameOf: NameOf): string {
  const those = (can: Access['can'], how: Access['how']) => space.access.filter((a) => a[what].can === can && a[what].how === how)
  const part = (list: SpaceAccess['access'], words: (names: string) => string) => (list.length > 0 ? [words(named(list, nameOf))] : [])
  const open = [
    ...part(those('yes', 'tried'), (names) => `${names} (tried)`),
    ...part(those('yes', 'mode-bits'), (names) => `${names} (by mode bits)`),
  ]
  const refused = [...those('no', 'tried'), ...those('no', 'mode-bits')]
  const how = refused.every((a) => a[what].how === 'tried') ? 'tried' : 'tried or by mode bits'
  return [
    ...(open.length > 0 ? open : refused.length > 0 ? [`nobody of ${refused.length} (${how})`] : []),
    ...part(those('unknown', 'tried'), (names) => `could not be told: ${names}`),
    ...part(those('unknown', 'not-tried'), (names) => `not tried: ${names}`),
  ].join('; ')
}

/** `uid 1000, 755`; a space that nobody saw has no owner that could be named. */
export const ownerWords = (space: SpaceAccess): string =>
  space.owner ? `uid ${space.owner.uid}, ${space.owner.mode.replace(/^0/, '')}` : 'not seen'

function named(accounts: readonly AccountAt[], nameOf: NameOf): string {
  const names = accounts.slice(0, maxNames).map((a) => accountWords(a, nameOf))
  return `${names.join(', ')}${accounts.length > maxNames ? ` and ${accounts.length - maxNames} more` : ''}`
}
