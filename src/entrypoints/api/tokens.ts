/** Named bearer tokens. Only their SHA-256 is kept, and every one is compared each time, in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Actor } from '../../domain/request.ts'

const shortest = 24
const namePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/
/** What RFC 6750 allows in a bearer token. */
const tokenPattern = /^[A-Za-z0-9._~+/-]+=*$/

export type Tokens = {
  /** Who the `Authorization` header speaks for; undefined when it speaks for nobody. */
  readonly actorOf: (authorization: string | undefined) => Actor | undefined
}

/** Reads `name:token,name:token`. Throws `missing-input` and `bad-option`; never shows a token. */
export function parseTokens(text: string | undefined): Tokens {
  const entries = (text ?? '')
    .split(',')
    .map((e) => e.trim())
    .filter(Boolean)
  if (entries.length === 0) throw fail('missing-input', { seen: 'PRISM_API_TOKENS is empty; it must be name:token,name:token' })
  const holders = entries.map((entry, at) => {
    const colon = entry.indexOf(':')
    const [name, token] = [entry.slice(0, Math.max(colon, 0)), entry.slice(colon + 1)]
    if (!namePattern.test(name)) throw fail('bad-option', { seen: `PRISM_API_TOKENS, entry ${at + 1}: it must be name:token` })
    if (token.length < shortest || !tokenPattern.test(token))
      throw fail('bad-option', {
        seen: `PRISM_API_TOKENS: the token of ${quote(name)} needs ${shortest} or more of A-Z a-z 0-9 . _ ~ + / -`,
      })
    return { name, digest: sha256(token) }
  })
  const twice = holders.find((h, at) => holders.some((o, other) => other !== at && (o.name === h.name || o.digest.equals(h.digest))))
  if (twice) throw fail('bad-option', { seen: `PRISM_API_TOKENS: ${quote(twice.name)} shares its name or its token with another entry` })
  return {
    actorOf: (authorization) => {
      const given = sha256(/^Bearer ([\x21-\x7e]{1,4096})$/i.exec(authorization ?? '')?.[1] ?? '')
      let holder: string | undefined
      // no early end: the time taken tells nothing about which entry matched
      for (const { name, digest } of holders) if (timingSafeEqual(given, digest)) holder = name
      return holder === undefined ? undefined : { id: `api:${holder}`, name: holder }
    },
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
