/** What GitHub says of the App itself: its registration, its webhook and where it is installed. Asked as the App, by its JWT. */
import { z } from 'zod'
import { type GitHubClient, GitHubError } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { once } from './client.ts'

const app = z.object({ id: z.int(), slug: z.string(), events: z.array(z.string()), permissions: z.record(z.string(), z.string()) })
const hook = z.object({
  url: z.string().optional(),
  secret: z.string().optional(),
  insecure_ssl: z.union([z.string(), z.number()]).optional(),
})
const installations = z.array(
  z.object({
    account: z.object({ login: z.string() }).nullable(),
    permissions: z.record(z.string(), z.string()),
    events: z.array(z.string()),
    suspended_at: z.string().nullish(),
  }),
)

export type Registration = {
  readonly slug: string
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
  /** The address that deliveries go to; empty where none is set. */
  readonly webhookUrl: string
  readonly hasSecret: boolean
  /** False where GitHub is told not to check the server's certificate. */
  readonly checksCertificate: boolean
  /** At most 100. */
  readonly installations: readonly Installation[]
}

export type Installation = {
  readonly account: string
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
  readonly suspended: boolean
}

/** `asApp` carries the App's JWT. Throws `GitHubError`; `unauthorised` where App id and key do not belong together. */
export async function registrationOf(asApp: GitHubClient, clock: Pick<Clock, 'now'>): Promise<Registration> {
  const about = parsed(app, await once(asApp, clock, 'GET /app', {}), 'GET /app')
  const webhook = parsed(hook, await once(asApp, clock, 'GET /app/hook/config', {}), 'GET /app/hook/config')
  const route = 'GET /app/installations'
  const all = parsed(installations, await once(asApp, clock, route, { per_page: 100 }), route)
  return {
    slug: about.slug,
    permissions: about.permissions,
    events: about.events,
    webhookUrl: webhook.url ?? '',
    hasSecret: (webhook.secret ?? '') !== '',
    checksCertificate: String(webhook.insecure_ssl ?? '0') === '0',
    installations: all.map(({ account, permissions, events, suspended_at }) => ({
      account: account?.login ?? '',
      permissions,
      events,
      suspended: typeof suspended_at === 'string',
    })),
  }
}

function parsed<T>(schema: z.ZodType<T>, answer: unknown, route: string): T {
  const result = schema.safeParse(answer)
  if (!result.success)
    throw new GitHubError('unexpected', `${route} answered in another shape than GitHub documents`, { cause: result.error })
  return result.data
}
