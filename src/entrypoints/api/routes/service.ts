/** The routes that need no token: whether the server is up, whether it can take anything on, and what it offers. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Prism } from '../../../compose/prism.ts'
import type { App } from '../api-context.ts'
import { HttpProblem } from '../problem.ts'
import { json, problems } from '../route-schemas.ts'

export const openRoutes: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/api/v1/openapi.json'])

export function serviceRoutes(app: App, prism: Pick<Prism, 'runs'>): void {
  // made once, when it is first asked for: nobody needs a token to ask
  let described: Described | undefined

  app.get(
    '/healthz',
    {
      schema: {
        tags: ['service'],
        operationId: 'health',
        summary: 'Whether the server is up; does not call AWS',
        security: [],
        response: { 200: json('Up', z.object({ ok: z.literal(true) })), ...problems() },
      },
    },
    async (_request, reply) => reply.code(200).send({ ok: true as const }),
  )

  app.get(
    '/readyz',
    {
      schema: {
        tags: ['service'],
        operationId: 'ready',
        summary: 'Whether runs can be recorded; does not call AWS',
        security: [],
        response: { 200: json('Ready', z.object({ ok: z.literal(true) })), ...problems() },
      },
    },
    async (request, reply) => {
      try {
        await prism.runs({ limit: 1 })
      } catch (error) {
        request.log.error({ err: error }, 'the store of runs does not answer')
        // nobody needs a token to ask, so nobody is told where the store is
        throw new HttpProblem(503, 'not-ready', {
          title: 'The store of runs does not answer, so nothing can be recorded or begun.',
          detail: 'The server’s log says why.',
          next: 'Look at PRISM_STORE and its disk; the server need not be restarted.',
        })
      }
      return reply.code(200).send({ ok: true as const })
    },
  )

  app.get(
    '/api/v1/openapi.json',
    {
      schema: {
        tags: ['service'],
        operationId: 'openApi',
        summary: 'This description',
        security: [],
        response: {
          200: json('OpenAPI 3.1', z.looseObject({ openapi: z.string() })),
          304: z.undefined().describe('Unchanged since the ETag in If-None-Match'),
          ...problems(),
        },
      },
    },
    async (request, reply) => {
      described ??= describe(app)
      // it changes with the program alone; who has it asks whether it is the same
      reply.header('etag', described.etag).header('cache-control', 'no-cache')
      if (request.headers['if-none-match'] === described.etag) return reply.code(304).send()
      const { text } = described
      return reply
        .code(200)
        .type('application/json; charset=utf-8')
        .serializer(String)
        .send(text as never)
    },
  )
}

type Described = { readonly text: string; readonly etag: string }

function describe(app: App): Described {
  const text = JSON.stringify({ ...app.swagger(), openapi: '3.1.0' })
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` }
}
