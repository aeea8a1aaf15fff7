import { z } from 'zod'
import { parseAccessPointRef } from '../../../domain/access-points.ts'
import { parseVolumeRef } from '../../../domain/names.ts'
import type { ApiContext, App } from '../api-context.ts'
import { json, readAnswers, runAnswers, startHeaders, volumeParams } from '../route-schemas.ts'
import { createAccessPointBody } from '../schemas/bodies.ts'
import { accessPointSchema } from '../schemas/volume.ts'
import { readByRun, startRun } from '../start-run.ts'
import { requestOf } from '../to-spoken.ts'

const tags = ['access points']
const listSchema = z.object({ accessPoints: z.array(accessPointSchema).readonly() }).meta({ id: 'AccessPoints' })
const pointParams = volumeParams.extend({ point: z.string().describe('The access point’s name, or its fsap- id') })

const deleteQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).optional().describe('true: shows what would be done, deletes nothing'),
})

export function accessPointRoutes(app: App, api: ApiContext): void {
  app.get(
    '/volumes/:name/access-points',
    {
      schema: {
        tags,
        operationId: 'listAccessPoints',
        summary: 'List the access points of a volume',
        params: volumeParams,
        response: { 200: json('The access points', listSchema), ...readAnswers },
      },
    },
    async (request, reply) => {
      const volume = parseVolumeRef(request.params.name)
      const read = await readByRun(api, request, reply, { verb: 'access-points', volume }, 'access-points')
      if (read.kind === 'still-running') return reply.code(202).send(read.run)
      return reply.code(200).send({ accessPoints: read.answer.points })
    },
  )

  app.post(
    '/volumes/:name/access-points',
    {
      schema: {
        tags,
        operationId: 'createAccessPoint',
        summary: 'Create an access point, with or without an enforced user; idempotent by its name',
        params: volumeParams,
        headers: startHeaders,
        body: createAccessPointBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const asked = requestOf('create-access-point', [request.params.name, request.body.name], request.body)
      const { status, run } = await startRun(api, request, reply, asked, request.body.dryRun)
      return reply.code(status).send(run)
    },
  )

  app.delete(
    '/volumes/:name/access-points/:point',
    {
      schema: {
        tags,
        operationId: 'deleteAccessPoint',
        summary: 'Delete an access point that no client mounts through; its folder stays',
        params: pointParams,
        querystring: deleteQuery,
        headers: startHeaders,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { name, point } = request.params
      const asked = { verb: 'delete-access-point' as const, volume: parseVolumeRef(name), point: parseAccessPointRef(point) }
      const { status, run } = await startRun(api, request, reply, asked, request.query.dryRun === 'true')
      return reply.code(status).send(run)
    },
  )
}
