/** The registry's people and groups, and the sync that makes their accounts. */

import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { RegistryInForce } from '../../../compose/registry.ts'
import { fail } from '../../../domain/catalogue.ts'
import { changeWords, type RegistryChange } from '../../../domain/people/registry-change.ts'
import type { Origin } from '../../../domain/request.ts'
import { mayDo } from '../../../domain/standing.ts'
import { type ApiContext, type App, originOf, principalOf } from '../api-context.ts'
import { HttpProblem } from '../problem.ts'
import { json, problems, runAnswers, startHeaders } from '../route-schemas.ts'
import { deprovisionBody, provisionBody, syncBody } from '../schemas/bodies.ts'
import { groupsSchema, peopleSchema, personSchema, toGroup, toPerson } from '../schemas/registry.ts'
import { spoken } from '../schemas/shapes.ts'
import { startRun } from '../start-run.ts'
import { deprovisionRequest, requestOf } from '../to-spoken.ts'

const tags = ['people']

export function peopleRoutes(app: App, api: ApiContext): void {
  app.get(
    '/users',
    {
      schema: {
        tags,
        operationId: 'listUsers',
        summary: 'The people of the registry: this server’s file, of which `blob` says the version',
        response: { 200: json('The people', peopleSchema), ...problems(403, 422) },
      },
    },
    async (request, reply) => {
      const { blob, registry } = await registryFor(api, request)
      return reply.code(200).send({ blob, users: registry.people.map(toPerson) })
    },
  )

  app.get(
    '/users/:name',
    {
      schema: {
        tags,
        operationId: 'getUser',
        summary: 'One person of the registry',
        params: z.object({ name: z.string() }),
        response: { 200: json('The person', personSchema), ...problems(403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { registry } = await registryFor(api, request)
      const person = registry.people.find((p) => p.name === request.params.name)
      if (!person)
        throw new HttpProblem(404, 'user-not-found', {
          title: 'Nobody in the registry has that name.',
          detail: 'the name in the URL',
          next: 'See GET /api/v1/users.',
        })
      return reply.code(200).send(toPerson(person))
    },
  )

  app.get(
    '/groups',
    {
      schema: {
        tags,
        operationId: 'listGroups',
        summary: 'The groups of the registry, with who is in them',
        response: { 200: json('The groups', groupsSchema), ...problems(403, 422) },
      },
    },
    async (request, reply) => {
      const { blob, registry } = await registryFor(api, request)
      return reply.code(200).send({ blob, groups: registry.groups.map((g) => toGroup(g, registry)) })
    },
  )

  app.post(
    '/users/sync',
    {
      schema: {
        tags,
        operationId: 'syncUsers',
        summary: 'Make the registry’s accounts on the instances, close those of whoever left, and prove each account',
        headers: startHeaders,
        body: syncBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const asked = requestOf('sync-people', [], request.body)
      const { status, run } = await startRun(api, request, reply, asked, request.body.dryRun)
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/users/sync/:instance',
    {
      schema: {
        tags,
        operationId: 'syncUsersOn',
        summary: 'The same on one instance, by its id, its Name or tag:KEY=VALUE',
        headers: startHeaders,
        params: z.object({ instance: spoken }),
        body: provisionBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const asked = requestOf('sync-people', [], { ...request.body, instances: [request.params.instance] })
      const { status, run } = await startRun(api, request, reply, asked, request.body.dryRun)
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/users/:name/provision/:instance',
    {
      schema: {
        tags,
        operationId: 'provisionUserOn',
        summary: 'Sync one instance on which a person is to have an account by the registry; refused where they are not',
        headers: startHeaders,
        params: z.object({ name: z.string(), instance: spoken }),
        body: provisionBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { name, instance } = request.params
      const asked = requestOf('sync-people', [], { ...request.body, person: name, instances: [instance] })
      const { status, run } = await startRun(api, request, reply, asked, request.body.dryRun)
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/users/:name/provision',
    {
      schema: {
        tags,
        operationId: 'provisionUser',
        summary: 'Sync all instances that a person’s hosts mean: their account, and those of all others there',
        headers: startHeaders,
        params: z.object({ name: z.string() }),
        body: provisionBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const asked = requestOf('sync-people', [], { ...request.body, person: request.params.name })
      const { status, run } = await startRun(api, request, reply, asked, request.body.dryRun)
      return reply.code(status).send(run)
    },
  )

  app.post(
    '/users/:name/deprovision',
    {
      schema: {
        tags,
        operationId: 'deprovisionUser',
        summary:
          'End a person on all their instances and look again: what was proved of each, and what is owed. In a server’s own file their number is retired first; in a repository’s it has to be, by a merged pull request',
        headers: startHeaders,
        params: z.object({ name: z.string() }),
        body: deprovisionBody,
        response: runAnswers,
      },
    },
    async (request, reply) => {
      const { confirm, dryRun = false } = request.body
      const { name } = request.params
      const asked = deprovisionRequest(name, confirm, dryRun)
      const first = (origin: Origin) => retire(api, request, name, origin)
      const { status, run } = await startRun(api, request, reply, asked, dryRun, dryRun ? undefined : first)
      return reply.code(status).send(run)
    },
  )
}

/** Before any instance is changed, and only where they stand in a file of this server's. */
async function retire(api: ApiContext, request: FastifyRequest, name: string, origin: Origin): Promise<void> {
  if (api.repository !== undefined) return
  const { registry } = await api.registry({ origin })
  if (!registry.people.some((person) => person.name === name)) return
  const change: RegistryChange = { kind: 'retire', where: 'people', name }
  const { blob } = await api.change({ change, dryRun: false, taken: new Set(), once: '' }, origin)
  const [principal, actor] = [principalOf(request), origin.actor.id]
  request.log.info({ principal, actor, change: changeWords(change), blob }, 'the registry was changed')
}

/** Under a repository's policy it is shown to whoever may sync by it. */
async function registryFor(api: ApiContext, request: FastifyRequest): Promise<RegistryInForce> {
  const origin = await originOf(api, request)
  if (api.repository !== undefined) {
    const standing = await api.prism.whoami(origin)
    if (!mayDo(standing, 'sync-people'))
      throw fail('policy-denied', { seen: standing.nothing ?? `no rule of the policy lets ${origin.actor.name} sync people` })
  }
  return api.registry({ origin })
}
