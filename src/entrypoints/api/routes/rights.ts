/** Who the token speaks for, which plans wait for others, and their approval. */
import { ulid } from 'ulid'
import { z } from 'zod'
import { fail, PrismError } from '../../../domain/catalogue.ts'
import { quote } from '../../../domain/names.ts'
import { seenBy } from '../access.ts'
import { type ApiContext, type App, originOf, principalOf } from '../api-context.ts'
import { json, problems } from '../route-schemas.ts'
import { runUrl, runView } from '../run-view.ts'
import { approvalSchema, runSchema } from '../schemas/run.ts'

const tags = ['rights']
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const whoamiSchema = z
  .object({
    id: z.string().describe('The numeric id on GitHub, or api:NAME of a principal that is nobody’s there'),
    name: z.string(),
    aws: z.string().optional().describe('The role or user of AWS that proved it; absent: a token'),
    governed: z.boolean().describe('Whether a repository’s policy decides; else the token may do everything'),
    role: z.string().optional(),
    policy: z.string().optional().describe('The SHA of the policy’s blob'),
    nothing: z.string().optional().describe('Why nothing is allowed at all'),
    rows: list(z.object({ may: z.string(), volumes: list(z.string()), instances: list(z.string()) })),
    approvals: list(z.string()),
    notes: list(z.string()),
  })
  .meta({ id: 'Whoami' })
const plansSchema = z.object({ plans: list(runSchema) }).meta({ id: 'Plans' })
const approvedSchema = z
  .object({
    missing: approvalSchema.shape.people.optional().describe('How many have yet to approve; absent: nobody'),
    from: approvalSchema.shape.from.optional(),
    run: runSchema.describe('The run that waits, or the one that carries the plan out'),
  })
  .meta({ id: 'Approved' })

export function rightsRoutes(app: App, api: ApiContext): void {
  app.get(
    '/whoami',
    {
      schema: {
        tags,
        operationId: 'whoami',
        summary: 'Who the token speaks for, and what they may do by the policy of this moment',
        response: { 200: json('Who', whoamiSchema), ...problems() },
      },
    },
    async (request, reply) => {
      const origin = await originOf(api, request)
      const { id, name } = origin.actor
      const aws = request.caller ? { aws: request.caller.arn } : {}
      if (api.repository === undefined)
        return reply.code(200).send({ id, name, ...aws, governed: false, rows: [], approvals: [], notes: [] })
      const { role, policy, nothing, rows, approvals, notes } = await api.prism.whoami(origin)
      return reply.code(200).send({
        id,
        name,
        ...aws,
        governed: true,
        rows,
        approvals,
        notes,
        ...(role === undefined ? {} : { role }),
        ...(policy === undefined ? {} : { policy }),
        ...(nothing === undefined ? {} : { nothing }),
      })
    },
  )

  app.get(
    '/plans',
    {
      schema: {
        tags,
        operationId: 'listPlans',
        summary: 'Plans that wait for somebody else’s approval',
        response: { 200: json('The runs that wait', plansSchema), ...problems() },
      },
    },
    async (request, reply) => {
      const sees = seenBy(api, request)
      const plans = []
      for (const run of await waiting(api)) if (await sees(run)) plans.push(runView(run))
      return reply.code(200).send({ plans })
    },
  )

  app.post(
    '/plans/:code/approve',
    {
      schema: {
        tags,
        operationId: 'approvePlan',
        summary: 'Approve exactly this plan, which somebody else asked for; with the last approval that it needs it is carried out',
        params: z.object({ code: z.string().describe('The digest, or at least its first 12 digits') }),
        response: {
          200: json('Recorded; others have to approve it too', approvedSchema),
          202: json('It has what it needs, and is carried out; its run is in Location', approvedSchema),
          ...problems(400, 403, 404, 413, 415, 422),
        },
      },
    },
    async (request, reply) => {
      const { code } = request.params
      const origin = await originOf(api, request)
      const [found] = code === '' ? [] : (await waiting(api)).filter((r) => r.offer?.digest.startsWith(code))
      // what a comment asked for is answered in its thread, and its plan is approved there
      if (found && found.origin.entrypoint !== 'api')
        throw fail('approval-refused', { seen: `${quote(code)} was asked for elsewhere than by REST, and is approved there` })
      const heard = await api.prism.plans.approve(api.repository ?? '', code, {
        actor: origin.actor,
        principal: principalOf(request),
        runId: ulid(),
      })
      switch (heard.kind) {
        case 'refused':
          throw new PrismError(heard.finding)
        case 'recorded': {
          const run = await api.prism.run(heard.planOf)
          return reply.code(200).send({ missing: heard.missing.count, from: heard.missing.from, run: runView(run ?? found!) })
        }
        case 'released':
          api.running.resume(heard.runId)
          reply.header('location', runUrl(heard.runId))
          return reply.code(202).send({ run: runView(heard.run, api.running.place(heard.runId)) })
      }
    },
  )
}

const waiting = async ({ prism, repository }: ApiContext) => (repository === undefined ? [] : prism.plans.offered(repository))
