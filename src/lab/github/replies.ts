/** Answers in GitHub's own words. */
import type { Json } from './represent.ts'

export type Reply = { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }

const documentation = 'https://docs.github.com/rest'
const error = (status: number, message: string, more: Json = {}, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  body: { message, ...more, documentation_url: documentation, status: String(status) },
  headers,
})

export const ok = (body: unknown): Reply => ({ status: 200, body })
export const created = (body: unknown): Reply => ({ status: 201, body })
export const noContent: Reply = { status: 204 }
export const notFound: Reply = error(404, 'Not Found')
export const badCredentials: Reply = error(401, 'Bad credentials')
export const unauthorised = (why?: string): Reply => (why === undefined ? badCredentials : error(401, why))
export const notByIntegration: Reply = error(403, 'Resource not accessible by integration')
export const locked: Reply = error(403, 'Unable to create comment because issue is locked.')
export const badJson: Reply = error(400, 'Problems parsing JSON')

export const invalid = (resource: string, field: string, code: string, message: string): Reply =>
  error(422, 'Validation Failed', { errors: [{ resource, field, code, message }] })

export const conflict = (message: string): Reply => error(422, message)

export const unavailable: Reply = error(502, 'Server Error')
export const forbidden: Reply = error(403, 'Forbidden')

export const secondaryRateLimit = (seconds: number): Reply =>
  error(
    403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    {},
    { 'retry-after': String(seconds) },
  )

export const primaryRateLimit = (seconds: number, now: Date): Reply =>
  error(
    403,
    'API rate limit exceeded for installation.',
    {},
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(now.getTime() / 1000) + seconds) },
  )
