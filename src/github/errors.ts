/** What Octokit throws → the few kinds of errors that callers tell apart. */
import { GitHubError, type GitHubErrorCode } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'

/** From Octokit's RequestError, by its shape: `status`, and `response.headers` where an answer came. */
export function toGitHubError(error: unknown, route: string, clock: Pick<Clock, 'now'>): GitHubError {
  if (error instanceof GitHubError) return error
  const status = numberAt(error, 'status')
  const headers = headersOf(error)
  const message = `${route}: ${error instanceof Error ? error.message : String(error)}`
  const because = { status, cause: error }
  if (status === undefined || status >= 500) return new GitHubError('unavailable', message, because)
  const retryAfterSeconds = retryAfter(headers, clock.now().getTime())
  if (status === 429 || (status === 403 && (retryAfterSeconds !== undefined || /rate limit/i.test(message))))
    return new GitHubError('rate-limited', message, { ...because, retryAfterSeconds })
  return new GitHubError(byStatus[status] ?? 'unexpected', message, because)
}

const byStatus: Readonly<Record<number, GitHubErrorCode>> = {
  401: 'unauthorised',
  403: 'forbidden',
  404: 'not-found',
  410: 'not-found',
  422: 'refused',
}

/** `retry-after` of secondary limits, else the reset time of an exhausted primary one. */
function retryAfter(headers: Readonly<Record<string, unknown>>, now: number): number | undefined {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  if (String(headers['x-ratelimit-remaining']) !== '0') return undefined
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN)
  return Number.isFinite(reset) ? Math.max(0, Math.ceil(reset - now / 1000)) : undefined
}

function numberAt(value: unknown, key: string): number | undefined {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
  return typeof found === 'number' ? found : undefined
}

function headersOf(error: unknown): Readonly<Record<string, unknown>> {
  const response = typeof error === 'object' && error !== null ? (error as { response?: { headers?: unknown } }).response : undefined
  return typeof response?.headers === 'object' && response.headers !== null ? (response.headers as Record<string, unknown>) : {}
}
