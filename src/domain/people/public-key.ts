/**
 * SSH public keys as authorized_keys has them, without options and without certificates: type and body, and nothing that sshd could read
 * otherwise. The body is taken apart and must be what its type says (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709; OpenSSH PROTOCOL.u2f).
 */
import { createHash } from 'node:crypto'

export type PublicKey = {
  readonly type: KeyType
  /** Base64, encoded anew. */
  readonly body: string
  /** As `ssh-keygen -l` shows it: `SHA256:…`. */
  readonly fingerprint: string
}

export const keyTypes = [
  'ssh-ed25519',
  'sk-ssh-ed25519@openssh.com',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ecdsa-sha2-nistp256@openssh.com',
  'ssh-rsa',
] as const
export type KeyType = (typeof keyTypes)[number]

/** What the distributions' policies ask for at least. */
const leastRsaBits = 2048
/** Bytes of an uncompressed point on the curve. */
const points = { nistp256: 65, nistp384: 97, nistp521: 133 } as const

/** Or why it is not taken. A comment behind the body is left out. */
export function parsePublicKey(text: string): PublicKey | { readonly wrong: string } {
  const [type = '', body = ''] = text.trim().split(/[ \t]+/)
  if (type === 'ssh-dss') return { wrong: 'DSA keys are weak, and no sshd of today takes them' }
  if (type.includes('-cert-')) return { wrong: 'a certificate is not a key' }
  if (!(keyTypes as readonly string[]).includes(type))
    return { wrong: `starts with none of ${keyTypes.join(', ')}; options before it are not taken` }
  if (!/^[A-Za-z0-9+/]{1,2000}={0,2}$/.test(body)) return { wrong: 'its body is not base64' }
  const bytes = Buffer.from(body, 'base64')
  const wrong = wrongIn(type as KeyType, fieldsOf(bytes))
  if (wrong !== undefined) return { wrong }
  const fingerprint = `SHA256:${createHash('sha256').update(bytes).digest('base64').replace(/=+$/, '')}`
  return { type: type as KeyType, body: bytes.toString('base64'), fingerprint }
}

export const formatPublicKey = ({ type, body }: Pick<PublicKey, 'type' | 'body'>): string => `${type} ${body}`

/** The body's strings, each with its length before it; undefined where they do not add up. */
function fieldsOf(bytes: Buffer): readonly Buffer[] | undefined {
  const fields: Buffer[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + 4 > bytes.length) return undefined
    const end = at + 4 + bytes.readUInt32BE(at)
    if (end > bytes.length) return undefined
    fields.push(bytes.subarray(at + 4, end))
    at = end
  }
  return fields
}

function wrongIn(type: KeyType, fields: readonly Buffer[] | undefined): string | undefined {
  if (!fields || fields[0]?.toString('latin1') !== type) return 'its body is not of that type'
  const sizes = fields.map((f) => f.length)
  const otherwise = 'its body does not hold such a key'
  switch (type) {
    case 'ssh-ed25519':
      return fields.length === 2 && sizes[1] === 32 ? wrongPoint(fields[1]!) : otherwise
    case 'sk-ssh-ed25519@openssh.com':
      return fields.length === 3 && sizes[1] === 32 && sizes[2]! > 0 ? wrongPoint(fields[1]!) : otherwise
    case 'ssh-rsa':
      return fields.length === 3 ? wrongRsa(fields[1]!, fields[2]!) : otherwise
    default: {
      const curve = /nistp[0-9]{3}/.exec(type)![0] as keyof typeof points
      const sk = type.startsWith('sk-')
      const fits =
        fields.length === (sk ? 4 : 3) && fields[1]!.toString('latin1') === curve && sizes[2] === points[curve] && fields[2]![0] === 4
      return fits ? undefined : otherwise
    }
  }
}

/** The points of small order, however they are written, without their sign: libsodium's list. OpenSSH takes them as keys. */
const smallOrder: ReadonlySet<string> = new Set([
  '0'.repeat(64),
  `01${'0'.repeat(62)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  ...['ec', 'ed', 'ee'].map((first) => `${first}${'f'.repeat(60)}7f`),
])

/** For these anybody can sign, who has no secret: a login of nobody in particular. */
function wrongPoint(point: Buffer): string | undefined {
  const unsigned = Buffer.from(point)
  unsigned[31]! &= 0x7f
  return smallOrder.has(unsigned.toString('hex')) ? 'it is no secret: anybody can sign for it' : undefined
}

/** Of all primes below a thousand: no key that was made by chance has one of them in its modulus. */
const smallPrimes = Array.from({ length: 998 }, (_, n) => n + 2)
  .filter((n) => Array.from({ length: Math.floor(Math.sqrt(n)) - 1 }, (_, m) => m + 2).every((m) => n % m !== 0))
  .map(BigInt)

/** sshd leaves them out, and so takes the same key under another fingerprint. */
const hasZeros = (number: Buffer): boolean => number[0] === 0 && !(number[1]! > 127)

function wrongRsa(exponent: Buffer, modulus: Buffer): string | undefined {
  const bits = BigInt(`0x${modulus.toString('hex') || '0'}`).toString(2).length
  if (modulus[0]! > 127) return 'its modulus is negative'
  if (hasZeros(modulus) || hasZeros(exponent)) return 'its numbers are written otherwise than ssh-keygen does'
  if (bits < leastRsaBits) return `RSA of ${bits} bits is weak; ${leastRsaBits} at least, better ssh-ed25519`
  const e = BigInt(`0x${exponent.toString('hex') || '0'}`)
  if (e < 3n || e % 2n === 0n) return 'its exponent is weak'
  const n = BigInt(`0x${modulus.toString('hex')}`)
  return smallPrimes.some((prime) => n % prime === 0n) ? 'it is no secret: its modulus has a small factor' : undefined
}
