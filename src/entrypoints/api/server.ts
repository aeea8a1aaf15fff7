/** Builds the server: limits, identity, routes, problems, description. It does not listen yet; see `main.ts`. */
import { randomUUID } from 'node:crypto'
import swagger from '@fastify/swagger'
import { type FastifyServerOptions, fastify } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { machineClock } from '../../clock.ts'
import type { Prism } from '../../compose/prism.ts'
import type { RegistrySource } from '../../compose/registry.ts'
import { type Claims, makeQueue, type Queue, soleClaims } from '../../compose/store.ts'
import { atMost } from '../../domain/at-most.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Run } from '../../domain/run.ts'
import type { ApiContext, App } from './api-context.ts'
import { authenticate } from './authenticate.ts'
import { onError, onNotFound } from './failures.ts'
import { createIdempotencyKeys } from './idempotency.ts'
import { longestWait } from './prefer.ts'
import { problemType } from './problem.ts'
import { readJsonStrictly } from './read-json.ts'
import { type ChangeRegistry, changesIn, type KeepDebts, registryOf } from './registry.ts'
import { accessPointRoutes } from './routes/access-points.ts'
import { instanceRoutes } from './routes/instances.ts'
import { lockRoutes } from './routes/locks.ts'
import { peopleRoutes } from './routes/people.ts'
import { registryRoutes } from './routes/registry.ts'
import { rightsRoutes } from './routes/rights.ts'
import { runRoutes } from './routes/runs.ts'
import { openRoutes, serviceRoutes } from './routes/service.ts'
import { volumeRoutes } from './routes/volumes.ts'
import { createRunning, defaultRuns } from './running.ts'
import type { SignedCallers } from './signed-callers.ts'
import type { Tokens } from './tokens.ts'

export type ApiOptions = {
  readonly prism: Prism
  /** Asked at each request: they may change while the server runs. */
  readonly tokens: () => Tokens
  /** Proves who calls by AWS; absent: only tokens count. */
  readonly callers?: SignedCallers
  /** Whose policy says what a token may do, `owner/name`; absent: each may do everything. */
  readonly repository?: string
  /** Which registry of people counts; absent: there is none, and the routes of people say so. */
  readonly registry?: RegistrySource
  /** How it is changed; absent: it cannot be, as there is none. */
  readonly change?: ChangeRegistry
  /** Where it is kept who is still to be seen gone from where; absent: nowhere, as in a repository, whose file the server does not write. */
  readonly keep?: KeepDebts
  /** The run as Markdown, for `?format=markdown`. */
  readonly markdown?: (run: Run) => string
  readonly logger?: FastifyServerOptions['logger']
  readonly clock?: Clock
  /** How long reading requests wait; a minute by default. */
  readonly readMilliseconds?: number
  /** Whose turn it is, of all who share the store; by default of this server's runs, eight at once. */
  readonly queue?: Queue
  /** Who works on which run; absent: this server alone has the store. */
  readonly claims?: Claims
  /** Told of every route as it is added: `GET /healthz`. */
  readonly onRoute?: (route: string) => void
}

export type Api = {
  readonly app: App
  /** Carries on a run that an earlier process began. */
  readonly resume: (runId: string) => void
  /** The same, unless this server carries it on already. */
  readonly takeUp: (runId: string) => void
  /** Takes no more requests, waits for runs under way, then interrupts them. */
  readonly close: (milliseconds: number) => Promise<void>
}

export async function createApi(options: ApiOptions): Promise<Api> {
  const app = fastify({
    logger: options.logger ?? false,
    bodyLimit: 64 * 1024,
    // slow senders are cut off; answers may take as long as a wait does
    requestTimeout: 30_000,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 4096 },
    frameworkErrors: onError,
    clientErrorHandler: (error, socket) => {
      if (!socket.writable || (error as NodeJS.ErrnoException).code === 'ECONNRESET') return socket.destroy()
      const body = JSON.stringify({ ...notHttp, requestId: randomUUID() })
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: ${problemType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      )
    },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(onError)
  app.setNotFoundHandler(onNotFound)
  // the only parser left is JSON's own; a text body is a 415
  app.removeContentTypeParser('text/plain')
  readJsonStrictly(app as App)

  const clock = options.clock ?? machineClock
  app.addHook('onRoute', ({ method, url }) => options.onRoute?.(`${[method].flat().join()} ${url}`))
  app.decorateRequest('principal', null)
  app.decorateRequest('caller', null)
  const by = { tokens: options.tokens, now: () => clock.now(), ...(options.callers ? { callers: options.callers } : {}) }
  // before any body is read, and for unknown paths too: without a token nobody learns what there is
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
    if (openRoutes.has(request.routeOptions.url ?? '')) return
    return authenticate(request, reply, by)
  })

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Prism', version: '1', description: 'Mounts a shared EFS volume on EC2 instances and proves the sharing.' },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })

  const registry = options.registry ?? registryOf(undefined)
  options.prism.register(registry)
  const running = createRunning({
    prism: options.prism,
    clock,
    queue: options.queue ?? makeQueue(defaultRuns, machineClock),
    claims: options.claims ?? soleClaims,
    onEnd: ({ id, answer }) => {
      if (answer?.kind !== 'people' || !answer.report || !answer.debts) return
      try {
        options.keep?.(answer.debts)
      } catch (error) {
        app.log.error({ err: error, runId: id }, 'what is owed of those who left was not written; the next run asks anew')
      }
    },
    onError: (error, runId) => app.log.error({ err: error, runId }, 'executing a run failed'),
  })
  const api: ApiContext = {
    prism: options.prism,
    running,
    ...(options.repository === undefined ? {} : { repository: options.repository }),
    keys: createIdempotencyKeys({ now: () => clock.now().getTime() }),
    registry,
    change: options.change ?? changesIn(undefined, clock),
    readMilliseconds: options.readMilliseconds ?? longestWait * 1000,
    ...(options.markdown ? { markdown: options.markdown } : {}),
  }
  await app.register(
    async (v1) => {
      volumeRoutes(v1 as App, api)
      accessPointRoutes(v1 as App, api)
      instanceRoutes(v1 as App, api)
      lockRoutes(v1 as App, api)
      peopleRoutes(v1 as App, api)
      registryRoutes(v1 as App, api)
      runRoutes(v1 as App, api)
      rightsRoutes(v1 as App, api)
    },
    { prefix: '/api/v1' },
  )
  await app.register(async (root) => serviceRoutes(root as App, options.prism))
  await app.ready()
  return {
    app,
    resume: running.resume,
    takeUp: running.takeUp,
    close: async (milliseconds) => {
      const closed = app.close()
      await running.drain(milliseconds)
      // requests that waited for those runs get their answers out; nobody else may hold the server open
      await atMost(closed, 200, clock)
      app.server.closeAllConnections()
      await closed
    },
  }
}

const notHttp = {
  type: 'urn:prism:problem:bad-request',
  title: 'The request is not valid HTTP.',
  status: 400,
  detail: 'The request as sent.',
  code: 'bad-request',
  next: 'Send HTTP/1.1.',
}
