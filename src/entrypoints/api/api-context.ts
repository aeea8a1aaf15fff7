/** What every route needs, and how the app is typed. */
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Prism } from '../../compose.ts'
import { fail } from '../../domain/catalogue.ts'
import type { Actor, Origin } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import type { IdempotencyKeys } from './idempotency.ts'
import type { Running } from './running.ts'

export type ApiContext = {
  readonly prism: Prism
  readonly running: Running
  readonly keys: IdempotencyKeys
  /** How long a reading request waits for its own run before it answers with the run's URL instead. */
  readonly readMilliseconds: number
  /** The run as Markdown, where a renderer is composed in. */
  readonly markdown?: (run: Run) => string
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the authentication hook, before any body is read. */
    actor: Actor | null
  }
}

export function originOf(request: Pick<FastifyRequest, 'actor'>): Origin {
  if (!request.actor) throw fail('unauthorised', { seen: 'no valid token' })
  return { entrypoint: 'api', actor: request.actor }
}
