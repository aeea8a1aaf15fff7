/** Named bearer tokens. Only their SHA-256 is kept, and every one is compared each time, in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'

const shortest = 24
const namePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/
/** What RFC 6750 allows in a bearer token. */
const tokenPattern = /^[A-Za-z0-9._~+/-]+=*$/
const hashPattern = /^sha256=([0-9a-f]{64})$/
const datePattern = /^\d{4}-\d{2}-\d{2}$/

export type Tokens = {
  /** The name for which the `Authorization` header speaks at this moment; undefined where it speaks for nobody. */
  readonly nameOf: (authorization: string | undefined, now: Date) => string | undefined
}

type Holder = { readonly name: string; readonly digest: Buffer; readonly until?: string }

/**
 * `text`: `name:token,name:token`. `file`: a line each, `name sha256=HEX [until YYYY-MM-DD]`, so that no token lies there. A name may have several
 * tokens at a time: the new one is given out before the old one goes. Throws `missing-input` and `bad-option`; never shows a token.
 */
export function parseTokens(text: string | undefined, file?: string): Tokens {
  const holders = [...fromList(text ?? ''), ...fromFile(file ?? '')]
  if (holders.length === 0) throw fail('missing-input', { seen: 'PRISM_API_TOKENS is empty; it must be name:token,name:token' })
  const twice = holders.find((h, at) => holders.some((o, other) => other < at && o.digest.equals(h.digest)))
  if (twice) throw fail('bad-option', { seen: `the token of ${quote(twice.name)} is also another entry’s` })
  return {
    nameOf: (authorization, now) => {
      const given = sha256(/^Bearer ([\x21-\x7e]{1,4096})$/i.exec(authorization ?? '')?.[1] ?? '')
      const today = now.toISOString().slice(0, 10)
      let holder: Holder | undefined
      // no early end: the time taken tells nothing about which entry matched
      for (const one of holders) if (timingSafeEqual(given, one.digest)) holder = one
      return holder && (holder.until === undefined || today <= holder.until) ? holder.name : undefined
    },
  }
}

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
function fromFile(text: string): Holder[] {
  const lines = text.split(/\r?\n/).map((line, at) => [at + 1, line.replace(/(?:^|\s)#.*$/, '').trim()] as const)
  return lines
    .filter(([, line]) => line !== '')
    .map(([at, line]) => {
      const [name = '', hash = '', word, until, ...more] = line.split(/\s+/)
      const digest = hashPattern.exec(hash)?.[1]
      const isDate = until !== undefined && datePattern.test(until) && !Number.isNaN(Date.parse(until))
      // what stands there may be a token by mistake, so nothing of it is shown
      if (!namePattern.test(name) || digest === undefined || more.length > 0 || (word !== undefined && !(word === 'until' && isDate)))
        throw fail('bad-option', { seen: `PRISM_API_TOKENS_FILE, line ${at}: it must be NAME sha256=HEX [until YYYY-MM-DD]` })
      return { name, digest: Buffer.from(digest, 'hex'), ...(until === undefined ? {} : { until }) }
    })
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
