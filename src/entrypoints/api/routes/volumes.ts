import { z } from 'zod'
import { parseVolumeRef } from '../../../domain/names.ts'
import type { ApiContext, App } from '../api-context.ts'
import { json, problems, readAnswers, runAnswers, startHeaders, volumeParams } from '../route-schemas.ts'
import {
  adoptBody,
  createBody,
  doctorBody,
  migrateBody,
  mountBody,
  unmountBody,
  updateBody,
  verifyAllBody,
  verifyBody,
} from '../schemas/bodies.ts'
import { mountedAtSchema, settingsSchema, volumeSchema } from '../schemas/volume.ts'
import { readByRun, startRun } from '../start-run.ts'
import { deleteRequest, requestOf, verifyEverything } from '../to-spoken.ts'

const tags = ['volumes']
const volumesSchema = z.object({ volumes: z.array(volumeSchema).readonly() }).meta({ id: 'Volumes' })
const statusSchema = z
  .object({ volume: volumeSchema, settings: settingsSchema, mounted: z.array(mountedAtSchema).readonly() })
  .meta({ id: 'VolumeStatus' })

export function volumeRoutes(app: App, api: ApiContext): void {
  app.get(
    '/volumes',
    {
      schema: {
        tags,
        operationId: 'listVolumes',
        summary: 'List volumes',
        response: { 200: json('The volumes', volumesSchema), ...readAnswers },
      },
    },
    async (request, reply) => {
      const read = await readByRun(api, request, reply, { verb: 'volumes' }, 'volumes')
      if (read.kind === 'still-running') return reply.code(202).send(read.run)
      return reply.code(200).send({ volumes: read.answer.volumes })
    },
  )

  app.get(
    '/volumes/:name',
    {
      schema: {
        tags,
        operationId: 'getVolume',
        summary: 'A volume, and where it is mounted now',
        params: volumeParams,
        response: { 200: json('The volume', statusSchema), ...readAnswers },
      },
    },
    async (request, reply) => {
      const volume = parseVolumeRef(request.params.name)
      const read = await readByRun(api, request, reply, { verb: 'status', volume }, 'status')
      if (read.kind === 'still-running') return reply.code(202).send(read.run)
      return reply.code(200).send({ volume: read.answer.volume, settings: read.answer.settings, mounted: read.answer.mounted })
    },
  )

  app.post(
    '/volumes',
    {
      schema: {
        tags,
        operationId: 'createVolume',
        summary: 'Create a volume, or continue where an interrupted create stopped',
        headers: startHeaders,
        body: createBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { status, run } = await startRun(
        api,
        request,
        reply,
        requestOf('create', [request.body.name], request.body),
        request.body.dryRun,
      )
      return reply.code(status).send(run)
    },
  )

  app.patch(
    '/volumes/:name',
    {
      schema: {
        tags,
        operationId: 'updateVolume',
        summary: 'Change throughput, life cycle and backups: only what differs',
        params: volumeParams,
        headers: startHeaders,
        body: updateBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const asked = requestOf('update', [request.params.name], request.body)
      const { status, run } = await startRun(api, request, reply, asked, request.body.dryRun)
      return reply.code(status).send(run)
    },
  )

  app.delete(
    '/volumes/:name',
    {
      schema: {
        tags,
        operationId: 'deleteVolume',
        summary: 'Delete a volume that is mounted nowhere; repeat its name in ?confirm=',
        params: volumeParams,
        querystring: z.object({
          confirm: z.string().optional(),
          dryRun: z.enum(['true', 'false']).optional().describe('true: shows what would be done, deletes nothing; needs no ?confirm='),
        }),
        headers: startHeaders,
        response: { ...runAnswers, ...problems(422) },
      },
    },
    async (request, reply) => {
      const { name } = request.params
      const { confirm, dryRun } = request.query
      const { status, run } = await startRun(api, request, reply, deleteRequest(name, confirm, dryRun === 'true'), dryRun === 'true')
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/volumes/:name/mount',
    {
      schema: {
        tags,
        operationId: 'mountVolume',
        summary: 'Mount the volume on instances and prove the sharing',
        params: volumeParams,
        headers: startHeaders,
        body: mountBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { status, run } = await startRun(
        api,
        request,
        reply,
        requestOf('mount', [request.params.name], request.body),
        request.body.dryRun,
      )
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/volumes/:name/adopt',
    {
      schema: {
        tags,
        operationId: 'adoptVolume',
        summary: 'Take over a volume that is mounted by hand: answers with a plan, and carries it out when given the plan’s digest',
        params: volumeParams,
        headers: startHeaders,
        body: adoptBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { status, run } = await startRun(
        api,
        request,
        reply,
        requestOf('adopt', [request.params.name], request.body),
        request.body.dryRun,
      )
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/volumes/:name/migrate',
    {
      schema: {
        tags,
        operationId: 'migrateData',
        summary: 'Give the old data of a number to a person: answers with a plan, and carries it out when given the plan’s digest',
        params: volumeParams,
        headers: startHeaders,
        body: migrateBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const asked = requestOf('migrate', [request.params.name], request.body)
      const { status, run } = await startRun(api, request, reply, asked, request.body.dryRun)
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/volumes/:name/verify',
    {
      schema: {
        tags,
        operationId: 'verifyVolume',
        summary: 'Check the instances; change nothing',
        params: volumeParams,
        headers: startHeaders,
        body: verifyBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { status, run } = await startRun(api, request, reply, requestOf('verify', [request.params.name], request.body))
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/verify',
    {
      schema: {
        tags,
        operationId: 'verifyEverything',
        summary: 'Check every volume on every instance where it is mounted now; change nothing',
        headers: startHeaders,
        body: verifyAllBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { status, run } = await startRun(api, request, reply, verifyEverything(request.body))
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/volumes/:name/doctor',
    {
      schema: {
        tags,
        operationId: 'diagnoseVolume',
        summary: 'Check everything from AWS to the mount point and name one cause for each instance; change nothing',
        params: volumeParams,
        headers: startHeaders,
        body: doctorBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { status, run } = await startRun(api, request, reply, requestOf('doctor', [request.params.name], request.body))
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/volumes/:name/unmount',
    {
      schema: {
        tags,
        operationId: 'unmountVolume',
        summary: 'Unmount the volume from instances; its data stays',
        params: volumeParams,
        headers: startHeaders,
        body: unmountBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { status, run } = await startRun(
        api,
        request,
        reply,
        requestOf('unmount', [request.params.name], request.body),
        request.body.dryRun,
      )
      return reply.code(status).send(run)
    },
  )
}
