/** What AWS and the network before it can answer instead of a result, as findings of the catalogue. The SDK's error stays as `cause`. */
import { type FindingCode, fail, PrismError } from '../domain/catalogue.ts'

/** The IAM action that a call needs: `ssm:SendCommand`. It is named in what the reader sees. */
export type Action = `${'elasticfilesystem' | 'ssm' | 'ec2' | 'sts'}:${string}`

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
  return isErrorLike(cause) && names.includes(cause.name)
}

export function translate(action: Action, cause: unknown): PrismError {
  if (cause instanceof PrismError) return cause
  const error = asError(cause)
  const code = codeOf(error)
  return fail(code, { seen: `${action}: ${code === 'aws-interposed' ? answered(error) : said(error)}` }, cause)
}

/** Whatever has a name and a message is one: sockets and the SDK throw errors that are no `instanceof Error` everywhere. */
export const asError = (cause: unknown): Error => (isErrorLike(cause) ? cause : new Error(String(cause)))

function isErrorLike(cause: unknown): cause is Error {
  const { name, message } = (cause ?? {}) as { name?: unknown; message?: unknown }
  return typeof name === 'string' && typeof message === 'string'
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
  if (isInterposed(error)) return 'aws-interposed'
  const status = statusOf(error)
  if (status === undefined) return isConnection(error) ? 'aws-unreachable' : 'aws-error'
  return status >= 500 || serverFaults.has(error.name) ? 'aws-failing' : 'aws-error'
}

/** Faults of the service: SSM's model gives some of them status 400, and none says whether the call was taken. */
export const serverFaults: ReadonlySet<string> = new Set([
  'InternalServerError',
  'InternalError',
  'InternalFailure',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'RequestTimeout',
])

/** Node's codes of sockets, name servers and TLS, and the SDK's own time-outs. */
function isConnection(error: Error): boolean {
  const { code } = error as { code?: unknown }
  return error.name === 'TimeoutError' || (typeof code === 'string' && /^(?!ERR_(?!TLS|SSL|SOCKET|PROXY))[A-Z][A-Z0-9_]+$/.test(code))
}

type Response = { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> }
const responseOf = (error: Error): Response | undefined => (error as { $response?: Response }).$response

/** An answer that no service of AWS gave, such as a proxy's page: all of them carry a request id, and this one is no error of theirs. */
export function isInterposed(error: Error): boolean {
  const { statusCode, headers } = responseOf(error) ?? {}
  if (statusCode === undefined || !headers) return false
  const isTheirs = Object.keys(headers).some((name) => /^x-amzn?-request-?id$/i.test(name))
  return !isTheirs && (/^Unknown(?:Error)?$/.test(error.name) || /Deserialization error/.test(error.message))
}

function answered(error: Error): string {
  const { statusCode, headers = {} } = responseOf(error) ?? {}
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(headers['content-type'] ?? '')?.[0]
  return `HTTP ${statusCode}${type ? `, ${type}` : ''}`
}

/** The HTTP status that AWS answered with; undefined when no answer came. */
export function statusOf(error: Error): number | undefined {
  const metadata = (error as { $metadata?: { httpStatusCode?: unknown } }).$metadata
  return typeof metadata?.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}

/** Outside text made safe to show: one line of printable ASCII, at most 300 characters, and no access key id. */
export function said(error: Error): string {
  const text = `${error.name}${error.message ? `: ${error.message}` : ''}`
    .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, '(access key)')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
  return text.length > 300 ? `${text.slice(0, 300)}...` : text
}
