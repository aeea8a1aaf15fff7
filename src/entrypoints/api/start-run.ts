/** The two ways in which a route uses a run: beginning one that changes things, and waiting for one that only reads. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { finding } from '../../domain/catalogue.ts'
import type { Origin, Request } from '../../domain/request.ts'
import type { Answer, Run } from '../../domain/run.ts'
import { type ApiContext, originOf, principalOf } from './api-context.ts'
import { waitPreference } from './prefer.ts'
import { HttpProblem, problemOf } from './problem.ts'
import { type RunView, runUrl, runView } from './run-view.ts'

/**
 * Answers 202 with the run's URL; with `Prefer: wait` 200 when the run ended in time. The run's own failure is in the run. `first`: what has to be
 * done before it is begun, once for each key.
 */
export async function startRun(
  api: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Request,
  dryRun = false,
  first: (origin: Origin) => Promise<void> = async () => {},
): Promise<{ readonly status: 200 | 202; readonly run: RunView }> {
  const origin = await originOf(api, request)
  const begin = async () => {
    await first(origin)
    return api.running.begin(asked, origin, dryRun)
  }
  const key = headerText(request.headers['idempotency-key'])
  const wait = waitPreference(request.headers.prefer)
  const fingerprint = [request.method, request.url, request.body ?? null]
  const { came: runId, replayed } =
    key === undefined ? { came: await begin(), replayed: false } : await api.keys.once(principalOf(request), key, fingerprint, begin)
  const run = await api.running.wait(runId, (wait ?? 0) * 1000)
  if (!run) throw runMissing(runId)
  reply.header('location', runUrl(runId))
  if (replayed) reply.header('idempotency-replayed', 'true')
  if (wait !== undefined) reply.header('preference-applied', `wait=${wait}`)
  return { status: wait !== undefined && run.endedAt ? 200 : 202, run: runView(run, api.running.place(runId)) }
}

export type Read<K extends Answer['kind']> =
  | { readonly kind: 'answer'; readonly answer: Extract<Answer, { kind: K }> }
  | { readonly kind: 'still-running'; readonly run: RunView }

/** Executes a reading verb and returns its answer; a run that ended without one is thrown as the problem it found. */
export async function readByRun<K extends Answer['kind']>(
  api: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Request,
  kind: K,
): Promise<Read<K>> {
  const runId = await api.running.begin(asked, await originOf(api, request), false)
  const run = await api.running.wait(runId, api.readMilliseconds)
  if (!run) throw runMissing(runId)
  const answer = run.answer
  if (answer && isKind(answer, kind)) return { kind: 'answer', answer }
  if (run.endedAt) throw new RunRefused(run)
  reply.header('location', runUrl(runId))
  return { kind: 'still-running', run: runView(run) }
}

const isKind = <K extends Answer['kind']>(answer: Answer, kind: K): answer is Extract<Answer, { kind: K }> => answer.kind === kind

/** A reading run that ended without an answer: its first finding is the problem. */
export class RunRefused extends Error {
  readonly body
  constructor(run: Run) {
    super(`run ${run.id} ended ${run.state}`)
    this.name = 'RunRefused'
    const denied = run.decision?.kind === 'denied' ? [run.decision.finding] : []
    const [first, ...others] = run.findings.length > 0 ? run.findings : denied
    this.body = problemOf(first ?? finding('outcome-unknown', { seen: `run ${run.id} ended ${run.state} without an answer` }), others)
  }
}

export const runMissing = (runId: string): HttpProblem =>
  new HttpProblem(404, 'run-not-found', {
    title: 'There is no such run.',
    detail: /^[0-9A-Za-z]{1,64}$/.test(runId) ? runId : 'the id in the URL',
    next: 'See GET /api/v1/runs.',
  })

export const headerText = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)
