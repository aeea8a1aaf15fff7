/** Who may call, by name: bearer tokens, of which only the SHA-256 is kept and every one is compared each time, in constant time; and roles and users of AWS. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { type AwsCaller, principalArn } from '../../domain/aws-principal.ts'
import { fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'

const shortest = 24
const namePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/
/** What RFC 6750 allows in a bearer token. */
const tokenPattern = /^[A-Za-z0-9._~+/-]+=*$/
const hashPattern = /^sha256=([0-9a-f]{64})$/
const idPattern = /^id=([A-Z0-9]{16,128})$/
const datePattern = /^\d{4}-\d{2}-\d{2}$/

export type Tokens = {
  /** The name for which the `Authorization` header speaks at this moment; undefined where it speaks for nobody. */
  readonly nameOf: (authorization: string | undefined, now: Date) => string | undefined
  /** The name of whom AWS says that it is; undefined where the list does not have them. */
  readonly nameOfCaller: (caller: AwsCaller, now: Date) => string | undefined
  /** Whether it names roles or users of AWS. */
  readonly namesCallers: boolean
}

type Named = { readonly name: string; readonly until?: string }
type Holder = Named & { readonly digest: Buffer }
/** `uniqueId`: that very role or user, and not another of the same name. */
type Identity = Named & { readonly arn: string; readonly uniqueId?: string }

/**
 * `text`: `name:token,name:token`. `file`: a line each, `name sha256=HEX [until YYYY-MM-DD]`, so that no token lies there, or `name ARN [id=ID] [until …]`
 * of a role or user. A name may have several at a time: the new token is given out before the old one goes. Throws `missing-input` and `bad-option`; never shows a token.
 */
export function parseTokens(text: string | undefined, file?: string): Tokens {
  const lines = fromFile(file ?? '')
  const holders = [...fromList(text ?? ''), ...lines.flatMap((line) => ('digest' in line ? line : []))]
  const identities = lines.flatMap((line) => ('arn' in line ? line : []))
  if (holders.length === 0 && identities.length === 0)
    throw fail('missing-input', { seen: 'PRISM_API_TOKENS is empty; it must be name:token,name:token' })
  const twice = holders.find((h, at) => holders.some((o, other) => other < at && o.digest.equals(h.digest)))
  if (twice) throw fail('bad-option', { seen: `the token of ${quote(twice.name)} is also another entry’s` })
  const shared = identities.find((one, at) => identities.some((o, other) => other < at && o.arn === one.arn))
  if (shared) throw fail('bad-option', { seen: `PRISM_API_TOKENS_FILE: ${shared.arn} of ${quote(shared.name)} is also another line’s` })
  return {
    namesCallers: identities.length > 0,
    nameOfCaller: ({ arn, uniqueId }, now) => {
      const one = identities.find((i) => i.arn === arn && (i.uniqueId ?? uniqueId) === uniqueId)
      return one && counts(one, now) ? one.name : undefined
    },
    nameOf: (authorization, now) => {
      const given = sha256(/^Bearer ([\x21-\x7e]{1,4096})$/i.exec(authorization ?? '')?.[1] ?? '')
      let holder: Holder | undefined
      // no early end: the time taken tells nothing about which entry matched
      for (const one of holders) if (timingSafeEqual(given, one.digest)) holder = one
      return holder && counts(holder, now) ? holder.name : undefined
    },
  }
}

const counts = ({ until }: Named, now: Date): boolean => until === undefined || now.toISOString().slice(0, 10) <= until

function fromList(text: string): Holder[] {
  const entries = text.split(',').map((e) => e.trim())
  return entries.filter(Boolean).map((entry, at) => {
    const colon = entry.indexOf(':')
    const [name, token] = [entry.slice(0, Math.max(colon, 0)), entry.slice(colon + 1)]
    if (!namePattern.test(name)) throw fail('bad-option', { seen: `PRISM_API_TOKENS, entry ${at + 1}: it must be name:token` })
    if (token.length < shortest || !tokenPattern.test(token))
      throw fail('bad-option', {
        seen: `PRISM_API_TOKENS: the token of ${quote(name)} needs ${shortest} or more of A-Z a-z 0-9 . _ ~ + / -`,
      })
    return { name, digest: sha256(token) }
  })
}

/** `#` begins a comment. */
function fromFile(text: string): (Holder | Identity)[] {
  const lines = text.split(/\r?\n/).map((line, at) => [at + 1, line.replace(/(?:^|\s)#.*$/, '').trim()] as const)
  return lines.filter(([, line]) => line !== '').map(([at, line]) => toEntry(at, line.split(/\s+/)))
}

function toEntry(at: number, [name = '', proof = '', ...words]: readonly string[]): Holder | Identity {
  const digest = hashPattern.exec(proof)?.[1]
  const arn = principalArn(proof)
  const uniqueId = arn === undefined ? undefined : idPattern.exec(words[0] ?? '')?.[1]
  const [word, until, ...more] = uniqueId === undefined ? words : words.slice(1)
  const isDate = until !== undefined && datePattern.test(until) && !Number.isNaN(Date.parse(until))
  // what stands there may be a token by mistake, so nothing of it is shown
  if (!namePattern.test(name) || (digest ?? arn) === undefined || more.length > 0 || (word !== undefined && !(word === 'until' && isDate)))
    throw fail('bad-option', {
      seen: `PRISM_API_TOKENS_FILE, line ${at}: it must be NAME sha256=HEX [until YYYY-MM-DD], or NAME ARN [id=ID] [until YYYY-MM-DD] of a role or user`,
    })
  const named = { name, ...(until === undefined ? {} : { until }) }
  if (arn !== undefined) return { ...named, arn, ...(uniqueId === undefined ? {} : { uniqueId }) }
  return { ...named, digest: Buffer.from(digest ?? '', 'hex') }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
