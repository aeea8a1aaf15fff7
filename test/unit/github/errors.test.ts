import { GitHubError } from '../../../src/domain/github.ts'
import { toGitHubError } from '../../../src/github/errors.ts'
import { fakeClock } from '../../support/fake-clock.ts'

const clock = fakeClock()

const answered = (status: number, message: string, headers: Record<string, string> = {}) =>
  Object.assign(new Error(message), { status, response: { headers } })

test.each([
  [answered(502, 'Server Error'), 'unavailable'],
  [answered(500, 'fetch failed'), 'unavailable'],
  [new TypeError('fetch failed'), 'unavailable'],
  ['thrown text', 'unavailable'],
  [answered(401, 'Bad credentials'), 'unauthorised'],
  [answered(403, 'Resource not accessible by integration'), 'forbidden'],
  [answered(403, 'You have exceeded a secondary rate limit'), 'rate-limited'],
  [answered(429, 'Too many requests'), 'rate-limited'],
  [answered(404, 'Not Found'), 'not-found'],
  [answered(410, 'Gone'), 'not-found'],
  [answered(422, 'Validation Failed'), 'refused'],
  [answered(409, 'Conflict'), 'unexpected'],
])('%p is %s, with its cause', (error, code) => {
  const typed = toGitHubError(error, 'GET /x', clock)
  expect(typed).toMatchObject({ code, cause: error })
  expect(toGitHubError(typed, 'GET /y', clock)).toBe(typed)
})

test.each([
  [{ 'retry-after': '30' }, 30],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1060' }, 60],
  [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '900' }, 0],
])('how long a rate limit lasts: %p', (headers, seconds) => {
  const limited = toGitHubError(answered(403, 'API rate limit exceeded', headers), 'GET /x', { now: () => new Date(1_000_000) })
  expect([limited.code, limited.retryAfterSeconds]).toEqual(['rate-limited', seconds])
})

test('quota left is no rate limit', () => {
  const headers = { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': '1060' }
  expect(toGitHubError(answered(403, 'Forbidden', headers), 'GET /x', clock)).toBeInstanceOf(GitHubError)
  expect(toGitHubError(answered(403, 'Forbidden', headers), 'GET /x', clock).code).toBe('forbidden')
})
