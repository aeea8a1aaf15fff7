/** Which runs a token sees and stops, where a repository's policy decides. */
import type { FastifyRequest } from 'fastify'
import type { Page } from '../../compose/prism.ts'
import type { Origin } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import type { RunSummary } from '../../domain/run-summary.ts'
import { type ApiContext, originOf, principalOf } from './api-context.ts'

type Asked = Pick<ApiContext, 'prism' | 'repository'>
type Seeing = (run: { readonly origin: Origin }) => Promise<boolean>

/** One's own runs always; others' runs of the same repository for whoever may do anything there. GitHub is asked once, and only for others'. */
export function seenBy(api: Asked, request: FastifyRequest): Seeing {
  const name = principalOf(request)
  let standing: Promise<boolean> | undefined
  return async ({ origin }) => {
    if (api.repository === undefined) return true
    if (!('repository' in origin) || origin.repository !== api.repository) return false
    if (origin.entrypoint === 'api' && origin.principal === name) return true
    standing ??= originOf(api, request).then(async (mine) => (await api.prism.whoami(mine)).rows.length > 0)
    return standing
  }
}

/** One's own, or by whoever may ask for the same. */
export async function mayStop(api: Asked, request: FastifyRequest, run: Run): Promise<boolean> {
  if (api.repository === undefined) return true
  const { origin } = run
  if (origin.entrypoint === 'api' && 'principal' in origin && origin.principal === principalOf(request)) return true
  return (await api.prism.mayAsk(run.request, await originOf(api, request))).kind === 'allowed'
}

/** Looked through for one page; nobody who sees little can have a whole store read. */
const pages = 50
const leastPage = 100

/** A page of those that are seen, though many lie between them; shorter where that are too many. */
export async function seenRuns(api: Asked, request: FastifyRequest, page: Page): Promise<readonly RunSummary[]> {
  const sees = seenBy(api, request)
  const found: RunSummary[] = []
  const limit = api.repository === undefined ? page.limit : Math.max(page.limit, leastPage)
  let { before } = page
  for (let n = 0; n < pages; n++) {
    const next = await api.prism.runs({ limit, ...(before === undefined ? {} : { before }) })
    for (const run of next) if (found.length < page.limit && (await sees(run))) found.push(run)
    before = next.at(-1)?.id
    if (next.length < limit || found.length === page.limit) break
  }
  return found
}
