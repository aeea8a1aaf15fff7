/**
 * What a mount was asked for, in the words that its instance keeps: a later look expects that, and nobody has to say it again. Root on the
 * instance can change the note, so it decides about that instance's own rows and about nothing else.
 */
import { type ExtraGroup, parseGroups } from './groups.ts'
import { parseAccount, patterns } from './names.ts'

export type Asked = {
  /** As said; empty: the instance's own login user. */
  readonly accounts: readonly string[]
  readonly groups: readonly ExtraGroup[]
  readonly sticky: boolean
  readonly privateSpaces: boolean
  readonly readOnly: boolean
  /** False where plain NFS was allowed. */
  readonly encrypted: boolean
  /** Its id; absent: the volume's root. */
  readonly accessPoint?: string
}

/** A note as it was found, for a place of the volume. `noted.at`: seconds since 1970 by the host's clock. Unreadable without a place: what it is for cannot be told. */
export type AskedFact =
  | { readonly kind: 'noted'; readonly place: string; readonly at: number; readonly asked: Asked }
  | { readonly kind: 'unreadable'; readonly place?: string }

/** Changed where an older Prism would read something else than is meant. */
const version = '1'

/** One word that is inert in a shell and in a transcript: `1~users=ada,ben~private`. */
export function formatAsked(a: Asked): string {
  return [
    version,
    ...(a.accounts.length > 0 ? [`users=${a.accounts.join(',')}`] : []),
    ...(a.groups.length > 0 ? [`groups=${a.groups.map((g) => `${g.name}:${g.gid}:${g.accounts.join('+')}`).join(',')}`] : []),
    ...(a.sticky ? ['sticky'] : []),
    ...(a.privateSpaces ? ['private'] : []),
    ...(a.readOnly ? ['read-only'] : []),
    ...(a.encrypted ? [] : ['plain-nfs']),
    ...(a.accessPoint === undefined ? [] : [`access-point=${a.accessPoint}`]),
  ].join('~')
}

/** Undefined for whatever `formatAsked` does not write. */
export function parseAsked(text: string): Asked | undefined {
  const [first, ...words] = text.split('~')
  if (first !== version) return undefined
  const value = (name: string) => words.find((w) => w.startsWith(`${name}=`))?.slice(name.length + 1)
  try {
    const accounts = (value('users')?.split(',') ?? []).map(parseAccount)
    const point = value('access-point')
    const asked: Asked = {
      accounts,
      groups: parseGroups((value('groups')?.split(',') ?? []).map(groupOf), accounts),
      sticky: words.includes('sticky'),
      privateSpaces: words.includes('private'),
      readOnly: words.includes('read-only'),
      encrypted: !words.includes('plain-nfs'),
      ...(point !== undefined && patterns.accessPointId.test(point) ? { accessPoint: point } : {}),
    }
    return formatAsked(asked) === text ? asked : undefined
  } catch {
    return undefined
  }
}

function groupOf(text: string): ExtraGroup {
  const [name = '', gid = '', accounts = ''] = text.split(':')
  return { name, gid: Number(gid), accounts: accounts.split('+').filter(Boolean) }
}
