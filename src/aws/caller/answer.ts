/** What STS answers to GetCallerIdentity. The whole text has to be that answer and nothing else: no parser looks for a name somewhere in it. */
import { type AwsCaller, awsCaller } from '../../domain/aws-principal.ts'

export type StsAnswer = { readonly status: number; readonly contentType: string; readonly body: string }

export type Proof =
  | { readonly kind: 'caller'; readonly caller: AwsCaller }
  /** AWS says that it is not so. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Nobody knows: whoever calls may be right, and asks again. */
  | { readonly kind: 'silent'; readonly why: string }

const xml = /^(?:text|application)\/xml(?:;|$)/i
const whole =
  /^(?:<\?xml version="1\.0" encoding="UTF-8"\?>)?\s*<GetCallerIdentityResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/">\s*<GetCallerIdentityResult>\s*((?:<[A-Za-z]+>[^<>&\s]+<\/[A-Za-z]+>\s*){3})<\/GetCallerIdentityResult>\s*<ResponseMetadata>\s*<RequestId>[0-9A-Za-z-]{1,64}<\/RequestId>\s*<\/ResponseMetadata>\s*<\/GetCallerIdentityResponse>\s*$/
const error = /<Code>([A-Za-z.]{1,64})<\/Code>/

/** The server's own name is not told: who learns it here could be told another server's. */
const misses = ': it was signed with another key, or for another server than this one (its name is what its operator says)'

export function proofOf({ status, contentType, body }: StsAnswer): Proof {
  if (status === 400 || status === 403) {
    const code = error.exec(body)?.[1]
    // throttling is a 400 of STS's too
    if (code === undefined || /^(?:Throttling|RequestLimitExceeded|IDPCommunicationError)/.test(code)) return silent(status, code)
    return { kind: 'refused', why: `STS says ${code}${code === 'SignatureDoesNotMatch' ? misses : ''}` }
  }
  if (status !== 200) return silent(status)
  const inner = xml.test(contentType) ? whole.exec(body)?.[1] : undefined
  const { Arn, UserId, Account, ...others } = Object.fromEntries(
    [...(inner ?? '').matchAll(/<([A-Za-z]+)>([^<>]+)<\/\1>/g)].map(([, name, value]) => [name, value]),
  ) as Partial<Record<string, string>>
  // of three elements each has its own name, so none comes twice
  if (Arn === undefined || UserId === undefined || Account === undefined || Object.keys(others).length > 0) return silent(status)
  const caller = awsCaller({ arn: Arn, userId: UserId, account: Account })
  return caller ? { kind: 'caller', caller } : { kind: 'refused', why: 'it is neither a role’s nor a user’s' }
}

const silent = (status: number, code?: string): Proof => ({
  kind: 'silent',
  why: `STS answered ${status}${code === undefined ? '' : ` ${code}`}, which proves nothing`,
})
