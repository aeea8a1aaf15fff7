/** Locks by hand. */
import { z } from 'zod'
import type { ApiContext, App } from '../api-context.ts'
import { json, readAnswers, runAnswers, startHeaders, volumeParams } from '../route-schemas.ts'
import { lockBody } from '../schemas/bodies.ts'
import { lockSchema } from '../schemas/lock.ts'
import { readByRun, startRun } from '../start-run.ts'
import { requestOf } from '../to-spoken.ts'

const tags = ['volumes']
const locksSchema = z.object({ locks: z.array(lockSchema).readonly() }).meta({ id: 'Locks' })

export function lockRoutes(app: App, api: ApiContext): void {
  app.get(
    '/locks',
    {
      schema: {
        tags,
        operationId: 'listLocks',
        summary: 'The volumes that somebody locked: who, why, since when, until when, and who may unlock each',
        response: { 200: json('The locks', locksSchema), ...readAnswers },
      },
    },
    async (request, reply) => {
      const read = await readByRun(api, request, reply, { verb: 'locks' }, 'locks')
      if (read.kind === 'still-running') return reply.code(202).send(read.run)
      return reply.code(200).send({ locks: read.answer.locks })
    },
  )

  app.post(
    '/volumes/:name/lock',
    {
      schema: {
        tags,
        operationId: 'lockVolume',
        summary: 'Lock a volume: nothing that changes it begins until it is unlocked',
        params: volumeParams,
        headers: startHeaders,
        body: lockBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { status, run } = await startRun(api, request, reply, requestOf('lock', [request.params.name], request.body))
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/volumes/:name/unlock',
    {
      schema: {
        tags,
        operationId: 'unlockVolume',
        summary: 'Remove the lock of a volume: one’s own, or any with the right to',
        params: volumeParams,
        headers: startHeaders,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { status, run } = await startRun(api, request, reply, requestOf('unlock', [request.params.name], {}))
      return reply.code(status).send(run)
    },
  )
}
