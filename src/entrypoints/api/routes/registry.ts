/** The registry changed: in a server's own file, or by a pull request to its repository. What is applied to instances, a sync applies. */
import { createHash, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { fail } from '../../../domain/catalogue.ts'
import { changeWords, type RegistryChange } from '../../../domain/people/registry-change.ts'
import { type ApiContext, type App, originOf, principalOf } from '../api-context.ts'
import type { AskedChange, ChangedRegistry } from '../registry.ts'
import { json, problems } from '../route-schemas.ts'
import { addGroupBody, addPersonBody, changedSchema, changeGroupBody, changePersonBody, dryRunQuery } from '../schemas/registry-change.ts'
import { headerText } from '../start-run.ts'

const tags = ['people']
const headers = z.object({
  'idempotency-key': z.string().optional().describe('The same key with the same request is the same change, and the same pull request'),
})
const params = z.object({ name: z.string() })
const memberParams = z.object({ name: z.string().describe('The group'), person: z.string() })
const response = {
  200: json('Written to this server’s file, or there was nothing to write', changedSchema),
  202: json('Proposed by a pull request, whose URL is in Location', changedSchema),
  ...problems(400, 403, 409, 413, 415, 422),
}
const described = (operationId: string, summary: string) => ({ tags, operationId, summary, headers, response })

export function registryRoutes(app: App, api: ApiContext): void {
  const change = changing(api)

  app.post(
    '/users',
    { schema: { ...described('addUser', 'Add a person to the registry, with the next number'), body: addPersonBody } },
    async (request, reply) => {
      const { name, github, dryRun, ...words } = request.body
      const called = name ?? github?.login.toLowerCase()
      if (called === undefined) throw fail('missing-input', { seen: 'neither name nor github' })
      return change(request, reply, { kind: 'set', where: 'people', name: called, words, isNew: true }, dryRun, github)
    },
  )

  app.patch(
    '/users/:name',
    { schema: { ...described('changeUser', 'Change what is given of a person; their number stays'), params, body: changePersonBody } },
    async (request, reply) => {
      const { github, dryRun, ...words } = request.body
      return change(request, reply, { kind: 'set', where: 'people', name: request.params.name, words, isNew: false }, dryRun, github)
    },
  )

  app.post(
    '/groups',
    { schema: { ...described('addGroup', 'Add a group to the registry, with the next number'), body: addGroupBody } },
    async (request, reply) => {
      const { name, dryRun, ...words } = request.body
      return change(request, reply, { kind: 'set', where: 'groups', name, words, isNew: true }, dryRun)
    },
  )

  app.patch(
    '/groups/:name',
    { schema: { ...described('changeGroup', 'Change what is given of a group; its number stays'), params, body: changeGroupBody } },
    async (request, reply) => {
      const { dryRun, ...words } = request.body
      return change(request, reply, { kind: 'set', where: 'groups', name: request.params.name, words, isNew: false }, dryRun)
    },
  )

  for (const [where, url, operationId, summary] of [
    ['people', '/users/:name', 'removeUser', 'Take a person out of the registry; their number is retired for ever'],
    ['groups', '/groups/:name', 'removeGroup', 'Take a group out of the registry; its number is retired for ever'],
  ] as const)
    app.delete(url, { schema: { ...described(operationId, summary), params, querystring: dryRunQuery } }, async (request, reply) =>
      change(request, reply, { kind: 'retire', where, name: request.params.name }, request.query.dryRun === 'true'),
    )

  for (const [method, isIn, operationId, summary] of [
    ['PUT', true, 'addMember', 'Put a person into a group'],
    ['DELETE', false, 'removeMember', 'Take a person out of a group'],
  ] as const)
    app.route({
      method,
      url: '/groups/:name/members/:person',
      schema: { ...described(operationId, summary), params: memberParams, querystring: dryRunQuery },
      handler: async (request, reply) => {
        const { name: group, person: name } = request.params
        return change(request, reply, { kind: 'member', group, name, isIn }, request.query.dryRun === 'true')
      },
    })
}

function changing(api: ApiContext) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    change: RegistryChange,
    dryRun = false,
    account?: { readonly login: string; readonly id?: number | undefined },
  ): Promise<FastifyReply> => {
    const origin = await originOf(api, request)
    const principal = principalOf(request)
    const key = headerText(request.headers['idempotency-key'])
    const fingerprint = [request.method, request.url, request.body ?? null]
    // in the branch's name: also after a restart the same request finds the pull request that it made
    const once = createHash('sha256')
      .update(JSON.stringify([principal, key ?? randomUUID(), fingerprint]))
      .digest('hex')
      .slice(0, 20)
    const asked: AskedChange = {
      change,
      dryRun,
      once,
      taken: await api.prism.numbersTaken(origin),
      ...(account ? { account: { login: account.login, ...(account.id === undefined ? {} : { id: account.id }) } } : {}),
    }
    const begin = (): Promise<ChangedRegistry> => api.change(asked, origin)
    const { came, replayed } =
      key === undefined ? { came: await begin(), replayed: false } : await api.keys.once(principal, key, fingerprint, begin)
    if (replayed) reply.header('idempotency-replayed', 'true')
    const { pull, blob, changed, changes } = came
    if ((pull || blob) && !replayed)
      request.log.info(
        { principal, actor: origin.actor.id, change: changeWords(change), pull: pull?.number, blob },
        'the registry was changed',
      )
    if (pull) reply.header('location', pull.url)
    return reply
      .code(pull ? 202 : 200)
      .send({ changed, changes, ...(pull ? { proposed: pull } : {}), ...(blob === undefined ? {} : { blob }) })
  }
}
