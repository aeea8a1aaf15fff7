/**
 * How somebody comes in: by the registry's keys, in a file of root's, and by nothing else. As the host's sshd takes its own configuration for that
 * account, and as a login shows it. Pure.
 */
import { createHash } from 'node:crypto'
import type { KeysStay, WantedAccount } from './accounts.ts'
import type { AccountCell } from './cell.ts'
import { fitsPattern } from './hosts.ts'
import { formatPublicKey, type KeyType, type PublicKey } from './public-key.ts'
import { type KeyFileSeen, type SshdSays, type SshdSeen, takesPasswords, type WayInSeen } from './ssh-seen.ts'

export const keysFile = '/etc/ssh/authorized_keys.d/%u'
const fileState = '0:0644'

/** EC2 Instance Connect's own, which its images come with: AWS decides there who gets in, for a minute. */
const instanceConnect =
  /^\/(?:opt\/aws\/bin|usr\/share\/ec2-instance-connect|usr\/lib\/ec2-instance-connect)\/eic_run_authorized_keys(?: |$)/

/** Of the file that holds exactly these keys; empty where there is to be none. */
export function keysDigest(keys: readonly PublicKey[]): string {
  const text = keys.map((key) => `${formatPublicKey(key)}\n`).join('')
  return text === '' ? '' : createHash('sha256').update(text).digest('hex').slice(0, 32)
}

export function keysCell(keys: readonly PublicKey[], { digest, state, prints, more = 0 }: KeyFileSeen): AccountCell {
  const expected = keysWords(keys.length)
  if (digest === keysDigest(keys) && (digest === '' ? state === '' : state === fileState))
    return { what: 'keys', expected, seen: expected, holds: true }
  const wanted = keys.map((key) => key.fingerprint)
  const others = prints.filter((print) => !wanted.includes(print))
  // what is not told may be theirs
  const missing = more > 0 || (prints.length === 0 && digest === keysDigest(keys)) ? [] : wanted.filter((print) => !prints.includes(print))
  const words = [
    ...(others.length > 0 ? [`${others.map((print) => (print === '?' ? 'a line that is no plain key' : print)).join(', ')} besides`] : []),
    ...(more > 0 ? [`${more} more ${more === 1 ? 'line' : 'lines'} after the first ${prints.length}`] : []),
    ...(missing.length > 0 ? [state === '' ? 'none' : `without ${missing.join(', ')}`] : []),
    ...(state === '' || state === fileState ? [] : [oddFiles[state] ?? `the file is ${state.replace(':', ', ')}`]),
  ]
  return { what: 'keys', expected, seen: words.join('; ') || 'the file is written otherwise', holds: false }
}

const oddFiles: Readonly<Record<string, string>> = { other: 'the file is no file', folder: 'its folder is not root’s alone' }
/** Of somebody who has none in the registry. */
export const noKeys = 'none'
const keysWords = (n: number): string => (n === 0 ? noKeys : n === 1 ? '1 key' : `${n} keys`)

/** Stands for the digest of a file that stays as it is: no file has it, so a host tells which keys are there, and writes none. */
export const digestThatStays = '0'.repeat(32)

/** Of somebody whose keys follow GitHub, which did not tell them. */
function stayingCell({ shown, why }: KeysStay, { state, prints, more = 0 }: KeyFileSeen): AccountCell {
  const expected = 'as on GitHub'
  if (state === '') return { what: 'keys', expected, seen: `${noKeys}; ${why}`, ...(shown === 'none' ? { holds: true } : {}) }
  return { what: 'keys', expected, seen: `${prints.join(', ') || 'not seen'}${more > 0 ? ` and ${more} more` : ''}, which stay: ${why}` }
}

/** Where there is no sshd, nobody comes in by it: then the file alone is a row. */
export function sshCells(wanted: WantedAccount, seen: { readonly keyFile: KeyFileSeen; readonly wayIn?: WayInSeen }, sshd: SshdSeen) {
  const cells: AccountCell[] = [wanted.keysStay ? stayingCell(wanted.keysStay, seen.keyFile) : keysCell(wanted.keys, seen.keyFile)]
  if (!sshd.there) return cells
  const { wayIn } = seen
  const says = wayIn && sshd.says[wayIn.says]
  const expected = 'the registry’s keys alone'
  if (!wayIn || !says) return [...cells, { what: 'sshd' as const, expected, seen: sshd.broken || 'not asked' }]
  const wrong = wrongIn(says) ?? (sshd.old > 0 ? 'the sshd that runs has not read its configuration since' : undefined)
  const others = otherKeys(says, sshd)
  return [
    ...cells,
    { what: 'sshd' as const, expected, seen: wrong ?? expected, holds: wrong === undefined },
    { what: 'other keys' as const, expected: 'none', seen: others.words, holds: others.holds },
    ...passwordsCell(says, sshd),
    // where other files are read, the try says nothing of these
    ...(wrong === undefined && wanted.keys.length > 0 && wayIn.login !== 'ended' ? [loginCell(wanted, wayIn, says)] : []),
  ]
}

function wrongIn({ keysFile: file, pubkey, hostBased, methods }: SshdSays): string | undefined {
  if (pubkey !== 'yes') return 'PubkeyAuthentication no'
  const isAsked = methods === '' || methods === 'any' || methods.includes('hostbased')
  if (hostBased === 'yes' && isAsked) return 'HostbasedAuthentication yes'
  return file === keysFile ? undefined : `AuthorizedKeysFile ${file}`
}

/** What signs with an RSA key has other names than the key. */
function isAccepted(type: KeyType, keyTypes: string): boolean {
  const names: readonly string[] = type === 'ssh-rsa' ? ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512'] : [type]
  return keyTypes.split(',').some((pattern) => names.some((name) => fitsPattern(pattern, name)))
}

function otherKeys(
  { command, authorities, gssapi, kerberos }: SshdSays,
  { address, keytab }: SshdSeen,
): { readonly words: string; readonly holds: boolean } {
  const isConnect = instanceConnect.test(command)
  const found = [
    ...(command === 'none' || command === '' || isConnect ? [] : [`AuthorizedKeysCommand ${command}`]),
    ...(authorities === 'none' || authorities === '' ? [] : [`TrustedUserCAKeys ${authorities}`]),
    ...(gssapi === 'yes' && keytab ? ['GSSAPIAuthentication, so a Kerberos realm and ~/.k5login say who'] : []),
    ...(kerberos === 'yes' ? ['KerberosAuthentication, so passwords of a realm'] : []),
    ...(address === '' ? [] : [`from some addresses: ${address}`]),
  ]
  if (found.length > 0) return { words: found.join(', '), holds: false }
  const none = gssapi === 'yes' ? 'none: GSSAPI has no keytab' : 'none'
  return { words: isConnect ? 'EC2 Instance Connect' : none, holds: true }
}

/** Whom a directory knows by their name, nobody can see here: no row where none is asked, never green where one is. */
function passwordsCell(says: SshdSays, { directories = [] }: SshdSeen): AccountCell[] {
  if (directories.length === 0 || !takesPasswords(says)) return []
  const seen = `sshd takes passwords, and ${directories.join(', ')} asks a directory: whom it knows by that name was not seen`
  return [{ what: 'other passwords', expected: 'none', seen }]
}

/** The key that it is tried with is of a type of its own; whether sshd takes theirs, its list of types says. */
function loginCell({ name, keys }: WantedAccount, { login, by, said }: WayInSeen, { lists, keyTypes }: SshdSays): AccountCell {
  const refused = keyTypes === '' ? [] : keys.filter((key) => !isAccepted(key.type, keyTypes))
  const types = [...new Set(refused.map((key) => key.type))].join(', ')
  const as = by === name || by === '' ? '' : `, as ${by}`
  const expected = 'lets them in'
  if (login === undefined) return { what: 'login', expected, seen: `not tried: ${said || 'unknown why'}` }
  if (login === 'no') return { what: 'login', expected, seen: `refused${as}: ${lists || said || 'sshd says no'}`, holds: false }
  if (refused.length === keys.length) return { what: 'login', expected, seen: `sshd takes no ${types}`, holds: false }
  const seen = login === 'more' ? `takes the key and asks for more${as}` : expected
  return { what: 'login', expected, seen: types === '' ? seen : `${seen}, but takes no ${types}`, holds: true }
}
