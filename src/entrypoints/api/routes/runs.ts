import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { fail } from '../../../domain/catalogue.ts'
import { cancellations, type Run } from '../../../domain/run.ts'
import { withoutBeyond } from '../../../domain/without-beyond.ts'
import { evidenceStream } from '../../../runs/evidence/write.ts'
import { mayStop, seenBy, seenRuns } from '../access.ts'
import type { ApiContext, App } from '../api-context.ts'
import { HttpProblem } from '../problem.ts'
import { json, problems, runParams } from '../route-schemas.ts'
import { runSummary, runUrl, runView, withPlan } from '../run-view.ts'
import { runSchema, runSummarySchema } from '../schemas/run.ts'
import { runMissing } from '../start-run.ts'

const tags = ['runs']
const runsSchema = z.object({ runs: z.array(runSummarySchema).readonly() }).meta({ id: 'Runs' })
const cancelSchema = z
  .object({
    run: runSchema,
    cancelledCommands: z.array(z.string()).readonly().describe('SSM accepted the cancellation of these'),
    notCancelledCommands: z
      .array(z.object({ commandId: z.string(), why: z.string() }))
      .readonly()
      .describe('These may continue on their instances'),
  })
  .meta({ id: 'Cancelled' })
/** An interrupted run waits so long for SSM to say that it cancelled, and a little more. */
const cancelMilliseconds = 6_000

/** One that is not seen is answered as one that is not there. */
async function seenRun(api: ApiContext, request: FastifyRequest, id: string): Promise<Run> {
  const run = await api.prism.run(id)
  if (!run || !(await seenBy(api, request)(run))) throw runMissing(id)
  return run
}

export function runRoutes(app: App, api: ApiContext): void {
  app.get(
    '/runs',
    {
      schema: {
        tags,
        operationId: 'listRuns',
        summary: 'The newest runs first',
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(500).default(50),
          before: z.string().max(64).optional().describe('The id of a run: only older ones'),
        }),
        response: { 200: json('Runs', runsSchema), ...problems(400) },
      },
    },
    async (request, reply) => {
      const { limit, before } = request.query
      const runs = await seenRuns(api, request, { limit, ...(before === undefined ? {} : { before }) })
      return reply.code(200).send({ runs: runs.map(runSummary) })
    },
  )

  app.get(
    '/runs/:id',
    {
      schema: {
        tags,
        operationId: 'getRun',
        summary: 'One run, with its answer when it has ended',
        params: runParams,
        querystring: z.object({ format: z.enum(['json', 'markdown']).optional() }),
        response: {
          200: {
            description: 'The run',
            content: { 'application/json': { schema: runSchema }, 'text/markdown': { schema: z.string() } },
          },
          ...problems(400, 404, 406),
        },
      },
    },
    async (request, reply) => {
      const run = await seenRun(api, request, request.params.id)
      if (request.query.format !== 'markdown') return reply.code(200).send(runView(run, api.running.place(run.id)))
      if (!api.markdown)
        throw new HttpProblem(406, 'no-markdown', {
          title: 'This server has no Markdown renderer.',
          detail: 'format=markdown',
          next: 'Leave ?format= out to get JSON.',
        })
      return reply
        .code(200)
        .type('text/markdown; charset=utf-8')
        .serializer(String)
        .send(api.markdown(withPlan(run)))
    },
  )

  app.get(
    '/runs/:id/evidence',
    {
      schema: {
        tags,
        operationId: 'getEvidence',
        summary: 'All that a run observed, as `prism report` shows it again: JSON Lines, gzip',
        params: runParams,
        response: {
          200: { description: 'The evidence file', content: { 'application/gzip': { schema: z.any() } } },
          ...problems(400, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const { id } = await seenRun(api, request, request.params.id)
      const events = await api.prism.events(id)
      const [last] = events.slice(-1)
      if (!last) throw runMissing(id)
      if (last.type !== 'ended')
        throw new HttpProblem(409, 'run-not-ended', {
          title: 'The evidence of a run is given when it has ended.',
          detail: `the run has ${events.length} events and no end`,
          next: `Ask ${runUrl(id)} until it has ended, then again.`,
        })
      return reply
        .code(200)
        .type('application/gzip')
        .header('content-disposition', `attachment; filename="prism-${last.runId}.jsonl.gz"`)
        .send(evidenceStream(withoutBeyond(events)))
    },
  )

  app.post(
    '/runs/:id/cancel',
    {
      schema: {
        tags,
        operationId: 'cancelRun',
        summary: 'Cancel a run: its SSM commands, or its wait for its turn; does nothing for one that has ended',
        params: runParams,
        response: { 200: json('What was cancelled', cancelSchema), ...problems(400, 403, 404, 413, 415, 422, 502) },
      },
    },
    async (request, reply) => {
      const before = await seenRun(api, request, request.params.id)
      if (!(await mayStop(api, request, before)))
        throw fail('policy-denied', { seen: `to cancel a ${before.request.verb} is for whoever asked for it, or may ask for it` })
      const { commandIds, elsewhere } = before.endedAt ? { commandIds: [], elsewhere: [] } : await api.running.cancel(before.id)
      const run = (await api.running.wait(before.id, before.endedAt ? 0 : cancelMilliseconds)) ?? before
      const told = before.endedAt ? [] : [...cancellations(run), ...elsewhere]
      const silent = commandIds.filter((id) => !told.some((c) => c.commandId === id))
      return reply.code(200).send({
        run: runView(run),
        cancelledCommands: told.filter((c) => c.refused === undefined).map((c) => c.commandId),
        notCancelledCommands: [
          ...told.flatMap(({ commandId, refused: why }) => (why === undefined ? [] : [{ commandId, why }])),
          ...silent.map((commandId) => ({ commandId, why: 'SSM has not answered; it may have ended' })),
        ],
      })
    },
  )
}
