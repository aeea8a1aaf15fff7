/** What AWS and the way to it can answer instead of a result, as findings of the catalogue. The SDK's error stays as `cause`. */
import { type FindingCode, fail, PrismError } from '../domain/catalogue.ts'

/** The IAM action that a call needs: `ssm:SendCommand`. It is named in what the reader sees. */
export type Action = `${'elasticfilesystem' | 'ssm' | 'ec2'}:${string}`

/** Runs one call; whatever it throws leaves as a PrismError that names the action. */
export async function ask<T>(action: Action, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (cause) {
    throw translate(action, cause)
  }
}

/** The SDK's name of the error under a PrismError, e.g. `MountTargetConflict`. */
export function causeIs(error: unknown, ...names: readonly string[]): boolean {
  const cause = error instanceof PrismError ? error.cause : error
  return cause instanceof Error && names.includes(cause.name)
}

export function translate(action: Action, cause: unknown): PrismError {
  if (cause instanceof PrismError) return cause
  const error = cause instanceof Error ? cause : new Error(String(cause))
  return fail(codeOf(error), { seen: `${action}: ${said(error)}` }, cause)
}

const credentials = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'MissingAuthenticationToken',
  'AuthFailure',
])
const denied = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'NotAuthorized', 'OptInRequired'])
const throttled = new Set(['Throttling', 'ThrottlingException', 'ThrottledException', 'TooManyRequestsException', 'RequestLimitExceeded'])

export const isThrottling = (error: Error): boolean => throttled.has(error.name) || statusOf(error) === 429

function codeOf(error: Error): FindingCode {
  if (credentials.has(error.name)) return 'aws-credentials'
  if (denied.has(error.name)) return 'aws-denied'
  if (isThrottling(error)) return 'aws-throttled'
  // the SDK has no name for this one
  if (/region is missing/i.test(error.message)) return 'aws-region'
  return 'aws-error'
}

/** The HTTP status that AWS answered with; undefined when no answer came. */
export function statusOf(error: Error): number | undefined {
  const metadata = (error as { $metadata?: { httpStatusCode?: unknown } }).$metadata
  return typeof metadata?.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}

/** Outside text made safe to show: one line of printable ASCII, at most 300 characters, and no access key id. */
function said(error: Error): string {
  const text = `${error.name}${error.message ? `: ${error.message}` : ''}`
    .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, '(access key)')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
  return text.length > 300 ? `${text.slice(0, 300)}...` : text
}
