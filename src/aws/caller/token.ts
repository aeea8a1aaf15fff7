/**
 * A request for sts:GetCallerIdentity that somebody signed for this server, as it comes in a bearer token, and as it is made. Nothing of it is sent on as
 * it came: only the values that a signature needs are read out of it, and the request is made anew of them.
 */

export const tokenPrefix = 'prism-sts-v1.'
/** It is signed, so what was signed for another server is not this one's. */
export const serverHeader = 'x-prism-server-id'
export const signedHeaders = `host;${serverHeader}`
/** STS itself takes a signature for no longer. */
export const longestSeconds = 900
/** How far the caller's clock may be ahead. */
const aheadSeconds = 60

/** Where STS is asked. Never what a caller says. */
export type StsAt = { readonly origin: string; readonly region: string }

export type SignedRequest = {
  /** As it is sent: every part of it is fixed, or has the form that it has to have. */
  readonly query: string
  readonly signature: string
  readonly signedAt: Date
  readonly expiresAt: Date
}

export type ReadToken = { readonly kind: 'signed'; readonly signed: SignedRequest } | { readonly kind: 'refused'; readonly why: string }

/** Each exactly once, and no other. */
const forms: Readonly<Record<string, RegExp>> = {
  Action: /^GetCallerIdentity$/,
  Version: /^2011-06-15$/,
  'X-Amz-Algorithm': /^AWS4-HMAC-SHA256$/,
  'X-Amz-Credential': /^[A-Z0-9]{16,128}\/\d{8}\/[a-z0-9-]{1,32}\/sts\/aws4_request$/,
  'X-Amz-Date': /^\d{8}T\d{6}Z$/,
  'X-Amz-Expires': /^[1-9]\d{0,2}$/,
  'X-Amz-Security-Token': /^[A-Za-z0-9+/=_-]{1,8192}$/,
  'X-Amz-Signature': /^[0-9a-f]{64}$/,
  'X-Amz-SignedHeaders': /^[a-z0-9;-]{1,200}$/,
}
const onlyOfSessions = 'X-Amz-Security-Token'

/** `now`: a token that is over, or not yet, is refused. Asks nobody. */
export function readToken(token: string, at: StsAt, now: Date): ReadToken {
  const url = urlOf(token)
  if (url === undefined) return refused('it is not a signed URL in base64url')
  const begins = `${at.origin}/?`
  if (!url.startsWith(begins)) return refused(`it is not signed for ${at.origin}`)
  const values = valuesOf(url.slice(begins.length))
  if (typeof values === 'string') return refused(values)
  const { 'X-Amz-Date': date = '', 'X-Amz-Credential': credential = '', 'X-Amz-Expires': expires = '' } = values
  if (values['X-Amz-SignedHeaders'] !== signedHeaders) return refused(`the signed headers are not ${signedHeaders}`)
  const [, day, region] = credential.split('/')
  if (day !== date.slice(0, 8) || region !== at.region) return refused(`it is not signed for ${at.region} and its own day`)
  const signedAt = new Date(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  const seconds = Number(expires)
  if (Number.isNaN(signedAt.getTime())) return refused('its date is none')
  if (seconds > longestSeconds) return refused(`it is signed for more than ${longestSeconds} seconds`)
  const expiresAt = new Date(signedAt.getTime() + seconds * 1000)
  if (signedAt.getTime() > now.getTime() + aheadSeconds * 1000) return refused('it is signed for later')
  if (expiresAt.getTime() <= now.getTime()) return refused('it is over')
  return { kind: 'signed', signed: { query: queryOf(values), signature: values['X-Amz-Signature'] ?? '', signedAt, expiresAt } }
}

/** Sorted, as the signature has it. */
export const queryOf = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&')

/** As SigV4 wants it: all but the unreserved. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

function urlOf(token: string): string | undefined {
  const packed = token.startsWith(tokenPrefix) ? token.slice(tokenPrefix.length) : ''
  if (!/^[A-Za-z0-9_-]{1,12288}$/.test(packed)) return undefined
  const bytes = Buffer.from(packed, 'base64url')
  const url = bytes.toString('latin1')
  // one spelling of it, as its digest is not all that tells two apart
  return bytes.toString('base64url') === packed && /^[\x21-\x7e]+$/.test(url) ? url : undefined
}

/** What they are, or what is wrong with them. Another spelling of a name is another name, and no name comes twice. */
function valuesOf(query: string): Readonly<Record<string, string>> | string {
  const values: Record<string, string> = {}
  for (const part of query.split('&')) {
    const [, name = '', raw = ''] = /^([A-Za-z-]{1,40})=([A-Za-z0-9_.~%-]{0,12000})$/.exec(part) ?? []
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined
    if (!form) return 'it has a parameter that GetCallerIdentity does not'
    if (Object.hasOwn(values, name)) return `it has ${name} twice`
    const value = decoded(raw)
    if (value === undefined || !form.test(value)) return `its ${name} does not have the form that it must`
    values[name] = value
  }
  const missing = Object.keys(forms).find((name) => name !== onlyOfSessions && !Object.hasOwn(values, name))
  return missing === undefined ? values : `it has no ${missing}`
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const refused = (why: string): ReadToken => ({ kind: 'refused', why })
