/**
 * The one grammar of names, for every entry point. Each parser returns the value or throws the catalogue's `bad-…` finding;
 * what passed here is inert in a shell, in SSM parameters, in fstab and in Markdown.
 */
import { fail } from './catalogue.ts'

/** A volume as people say it: its Name tag, or its file-system id. */
export type VolumeRef = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'id'; readonly id: string }

/** AWS's, on an instance. */
export type Tag = { readonly key: string; readonly value: string }

/** How a command selects instances; a tag can select several. */
export type Selector =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'name'; readonly name: string }
  | ({ readonly kind: 'tag' } & Tag)

/**
 * Of an account or a group, as text of a pattern: what useradd takes by itself, and the dots of a directory's `first.last`. Without the
 * trailing `$` of machine accounts.
 */
export const unixName = '[a-z_][a-z0-9._-]{0,31}'

export const patterns = {
  /** Starts with a letter or a digit; at most 64, which is also EFS's limit for a creation token. */
  volumeName: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/,
  fileSystemId: /^fs-[0-9a-f]{8}(?:[0-9a-f]{9})?$/,
  /** EC2 instances and SSM's hybrid managed nodes. */
  instanceId: /^m?i-[0-9a-f]{8}(?:[0-9a-f]{9})?$/,
  instanceName: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$/,
  tagKey: /^[A-Za-z0-9][A-Za-z0-9 _.:/=+@-]{0,126}$/,
  tagValue: /^[A-Za-z0-9 _.:/=+@-]{1,255}$/,
  account: new RegExp(`^${unixName}$`),
  mountPoint: /^(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,8}$/,
  accessPointId: /^fsap-[0-9a-f]{17}$/,
  packageUrl: /^https:\/\/[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?\/[A-Za-z0-9._~/+%-]{1,512}$/,
  sha256: /^[0-9a-f]{64}$/,
  /** A ULID. */
  runId: /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/,
  /** A plan's SHA-256, or as much of it as nobody can make a second plan for. */
  planDigest: /^[0-9a-f]{16,64}$/,
  /** Of a plan that others approve; whoever tells it makes it long enough to be no other's. */
  approvalDigest: /^[0-9a-f]{12,64}$/,
} as const

/** Places that no volume may cover, nor anything below them. */
export const systemDirectories = [
  'bin',
  'boot',
  'dev',
  'etc',
  'lib',
  'lib32',
  'lib64',
  'proc',
  'root',
  'run',
  'sbin',
  'sys',
  'tmp',
  'usr',
  'var',
]
/** Places that no volume may cover, though it may lie inside them. */
export const parentsOnly = ['home', 'mnt', 'opt', 'srv', 'media']

export function parseVolumeName(text: string): string {
  if (patterns.volumeName.test(text) && !text.startsWith('fs-')) return text
  throw fail('bad-volume-name', { seen: quote(text) })
}

export function parseVolumeRef(text: string): VolumeRef {
  if (patterns.fileSystemId.test(text)) return { kind: 'id', id: text }
  return { kind: 'name', name: parseVolumeName(text) }
}

/** `i-0abc…`, `name`, or `tag:Key=Value`. */
export function parseSelector(text: string): Selector {
  if (patterns.instanceId.test(text)) return { kind: 'id', id: text }
  const tag = /^tag:([^=]*)=(.*)$/s.exec(text)
  if (tag) {
    const [, key = '', value = ''] = tag
    if (patterns.tagKey.test(key) && patterns.tagValue.test(value)) return { kind: 'tag', key, value }
  } else if (patterns.instanceName.test(text)) return { kind: 'name', name: text }
  throw fail('bad-instance-name', { seen: quote(text) })
}

/** A Unix user that may be enrolled: never root. */
export function parseAccount(text: string): string {
  if (text === 'root') throw fail('root-account', { seen: 'root' })
  if (patterns.account.test(text)) return text
  throw fail('bad-account', { seen: quote(text) })
}

export function parseMountPoint(text: string): string {
  const parts = text.split('/').slice(1)
  const top = parts[0] ?? ''
  const refused = systemDirectories.includes(top) || (parts.length === 1 && parentsOnly.includes(top))
  if (!patterns.mountPoint.test(text) || refused) throw fail('bad-mount-point', { seen: quote(text) })
  return text
}

export const defaultMountPoint = (volume: string): string => `/mnt/${volume}`

export function formatVolumeRef(ref: VolumeRef): string {
  return ref.kind === 'id' ? ref.id : ref.name
}

export function formatSelector(s: Selector): string {
  return s.kind === 'tag' ? `tag:${s.key}=${s.value}` : s.kind === 'id' ? s.id : s.name
}

/** Outside text, safe to show: printable ASCII, at most `most` characters; everything else is escaped. */
export function quote(text: string, most = 60): string {
  const short = text.length > most ? `${text.slice(0, most)}…(${text.length} characters)` : text
  return `"${short.replace(/[^\x20-\x7e…]|["\\]/g, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`)}"`
}

/** A machine outside of EC2 that SSM manages: it has no VPC, zone, security groups or instance profile that AWS knows of. */
export const isHybrid = (instanceId: string): boolean => instanceId.startsWith('mi-')
