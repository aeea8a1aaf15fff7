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
import type { Prism } from '../../compose/prism.ts'
import type { RegistrySource } from '../../compose/registry.ts'
import type { AwsCaller } from '../../domain/aws-principal.ts'
import { fail } from '../../domain/catalogue.ts'
import type { Origin } from '../../domain/request.ts'
import { idOfPrincipal } from '../../domain/rights.ts'
import type { Run } from '../../domain/run.ts'
import type { IdempotencyKeys } from './idempotency.ts'
import type { ChangeRegistry } from './registry.ts'
import type { Running } from './running.ts'

export type ApiContext = {
  readonly prism: Prism
  /** Whose policy says what a token may do, `owner/name`; absent: each may do everything. */
  readonly repository?: string
  readonly running: Running
  readonly keys: IdempotencyKeys
  /** How long a reading request waits for its own run before it answers with the run's URL instead. */
  readonly readMilliseconds: number
  /** The run as Markdown, where a renderer is composed in. */
  readonly markdown?: (run: Run) => string
  /** The registry of people as it is now. Throws `registry-unread`, `bad-registry`. */
  readonly registry: RegistrySource
  /** Changes that registry, or proposes it. */
  readonly change: ChangeRegistry
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
    /** The name of the token, set by the authentication hook, before any body is read. */
    principal: string | null
    /** Whom AWS says that it is, where the request proves that instead of bringing a token. */
    caller: AwsCaller | null
  }
}

export function principalOf({ principal }: Pick<FastifyRequest, 'principal'>): string {
  if (principal === null) throw fail('unauthorised', { seen: 'no valid token' })
  return principal
}

export async function originOf({ prism, repository }: Pick<ApiContext, 'prism' | 'repository'>, request: FastifyRequest): Promise<Origin> {
  const name = principalOf(request)
  return repository === undefined ? { entrypoint: 'api', actor: { id: idOfPrincipal(name), name } } : prism.principal(name, repository)
}
