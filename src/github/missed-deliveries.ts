/**
 * Deliveries that nobody acknowledged. GitHub attempts each once and never again by itself; it lists those of the last three days, and
 * makes another attempt when it is asked to. Asked as the App, by its JWT.
 */
import { z } from 'zod'
import { type GitHubClient, GitHubError } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { once } from './client.ts'
import { toGitHubError } from './errors.ts'
import { parse } from './parse.ts'

const attempts = z.array(
  z.object({
    id: z.int(),
    guid: z.string(),
    delivered_at: z.string(),
    status_code: z.int(),
    event: z.string(),
    action: z.string().nullable(),
  }),
)
type Attempt = z.infer<typeof attempts>[number]

/** `id` is of the last attempt; `guid` that of all of them. */
export type MissedDelivery = Pick<Attempt, 'id' | 'guid'> & { readonly attempts: number }

const list = 'GET /app/hook/deliveries'
const redeliver = 'POST /app/hook/deliveries/{delivery_id}/attempts'
const mostPages = 50

/** What is read of: event → action. A pull request is looked at again at the next push. */
const read: Readonly<Record<string, string>> = { issue_comment: 'created', organization: 'member_removed', membership: 'removed' }

/** New comments, and who left. Throws `GitHubError`. */
export async function missedDeliveries(asApp: GitHubClient, clock: Pick<Clock, 'now'>, since: Date): Promise<readonly MissedDelivery[]> {
  const byGuid = new Map<string, Attempt[]>()
  for await (const attempt of attemptsSince(asApp, clock, since)) {
    if (attempt.action !== null && read[attempt.event] === attempt.action)
      byGuid.set(attempt.guid, [...(byGuid.get(attempt.guid) ?? []), attempt])
  }
  return [...byGuid.values()]
    .filter((all) => !all.some(({ status_code: status }) => status >= 200 && status < 300))
    .map((all) => ({ id: all[0]!.id, guid: all[0]!.guid, attempts: all.length }))
}

/** GitHub makes the attempt a moment later. Throws `GitHubError`. */
export async function askAgain(asApp: GitHubClient, clock: Pick<Clock, 'now'>, { id }: MissedDelivery): Promise<void> {
  await once(asApp, clock, redeliver, { delivery_id: id })
}

/** Newest first. */
async function* attemptsSince(asApp: GitHubClient, clock: Pick<Clock, 'now'>, since: Date): AsyncGenerator<Attempt> {
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const { data, headers } = await ask(asApp, clock, { per_page: 100, ...(cursor === undefined ? {} : { cursor }) })
    for (const attempt of parse(attempts, data, list)) {
      if (Date.parse(attempt.delivered_at) < since.getTime()) return
      yield attempt
    }
    cursor = nextCursor(headers?.link)
    if (cursor === undefined) return
  }
}

async function ask(asApp: GitHubClient, clock: Pick<Clock, 'now'>, parameters: Record<string, unknown>) {
  try {
    return await asApp.request(list, { ...parameters, request: { retries: 0 } })
  } catch (error) {
    throw error instanceof GitHubError ? error : toGitHubError(error, list, clock)
  }
}

function nextCursor(link: unknown): string | undefined {
  if (typeof link !== 'string') return undefined
  const next = /<([^>]+)>;\s*rel="next"/.exec(link)?.[1]
  return (next && URL.parse(next)?.searchParams.get('cursor')) || undefined
}
