/** The two routes that need no token: whether the server is up, and what it offers. */
import { z } from 'zod'
import type { App } from '../api-context.ts'
import { json, problems } from '../route-schemas.ts'

export const openRoutes: ReadonlySet<string> = new Set(['/healthz', '/api/v1/openapi.json'])

export function serviceRoutes(app: App): void {
  app.get(
    '/healthz',
    {
      schema: {
        tags: ['service'],
        operationId: 'health',
        summary: 'Whether the server is up; asks nothing of AWS',
        security: [],
        response: { 200: json('Up', z.object({ ok: z.literal(true) })), ...problems() },
      },
    },
    async (_request, reply) => reply.code(200).send({ ok: true as const }),
  )

  app.get(
    '/api/v1/openapi.json',
    {
      schema: {
        tags: ['service'],
        operationId: 'openApi',
        summary: 'This description',
        security: [],
        response: { 200: json('OpenAPI 3.1', z.looseObject({ openapi: z.string() })), ...problems() },
      },
    },
    async (_request, reply) => reply.code(200).send({ ...app.swagger(), openapi: '3.1.0' }),
  )
}
