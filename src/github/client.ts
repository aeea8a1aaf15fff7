/**
 * Octokit's own retries are switched off, so that what is tried again is decided here: reads, edits and reactions are safe to
 * repeat, creating a comment is not.
 */
import { type GitHubClient, GitHubError } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { toGitHubError } from './errors.ts'

/** Waits before the second, third … attempt, in milliseconds. */
export const readDelays: readonly number[] = [250, 1_000, 3_000]

/** Longest wait that a rate limit may impose on a read, in seconds; beyond it the read fails. */
const patience = 60

/** One attempt. Throws a `GitHubError`. */
export async function once(
  client: GitHubClient,
  clock: Pick<Clock, 'now'>,
  route: string,
  parameters: Record<string, unknown>,
): Promise<unknown> {
  try {
    return (await client.request(route, { ...parameters, request: { retries: 0 } })).data
  } catch (error) {
    throw toGitHubError(error, route, clock)
  }
}

/** For requests that may be repeated without harm: again when GitHub is unavailable, later when it limits the rate. */
export async function safely(
  client: GitHubClient,
  clock: Clock,
  route: string,
  parameters: Record<string, unknown>,
  delays: readonly number[] = readDelays,
): Promise<unknown> {
  for (const delay of delays) {
    try {
      return await once(client, clock, route, parameters)
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error
      const wait = waitBeforeNext(error, delay)
      if (wait === undefined) throw error
      await clock.sleep(wait)
    }
  }
  return once(client, clock, route, parameters)
}

function waitBeforeNext(error: GitHubError, delay: number): number | undefined {
  if (error.code === 'unavailable') return delay
  if (error.code !== 'rate-limited') return undefined
  const seconds = error.retryAfterSeconds ?? patience
  return seconds <= patience ? Math.max(delay, seconds * 1_000) : undefined
}
