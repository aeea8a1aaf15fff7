/** Who calls by AWS: the server's side, where STS says who signed, and the caller's, who signs with the identity in use. */

import { createCallBudgets } from '../aws/call-budget.ts'
import type { Proof } from '../aws/caller/answer.ts'
import { createProver, stsAt } from '../aws/caller/prove.ts'
import { signToken } from '../aws/caller/sign.ts'
import { type ReadToken, readToken, type SignedRequest } from '../aws/caller/token.ts'
import { createClients } from '../aws/clients.ts'
import type { AwsOptions } from '../aws/region.ts'
import { fail } from '../domain/catalogue.ts'
import type { Clock } from '../domain/ports.ts'

export type { Proof } from '../aws/caller/answer.ts'
export { type ReadToken, type SignedRequest, tokenPrefix } from '../aws/caller/token.ts'

export type CallerProofs = {
  /** Asks nobody. */
  readonly read: (token: string, now: Date) => ReadToken
  /** Asks STS; never throws for what it does. */
  readonly prove: (signed: SignedRequest) => Promise<Proof>
}

/** `server`: what callers sign this server as. Throws `aws-region`, `aws-proxy`; touches no network. */
export function callerProofs(options: AwsOptions, server: string): CallerProofs {
  const at = stsAt(options)
  return { read: (token, now) => readToken(token, at, now), prove: createProver(options, server) }
}

/** Makes bearer tokens for `server` with the AWS identity in use, each of which counts for a minute. Throws `aws-region`, `aws-proxy`. */
export function callerTokens(options: AwsOptions, server: string, clock: Clock): () => Promise<string> {
  const at = stsAt(options)
  const clients = createClients(options, createCallBudgets(clock))
  return async () => {
    const { client } = await clients.sts()
    const credentials = await client.config.credentials().catch((error: unknown) => {
      throw fail('aws-credentials', { seen: error instanceof Error ? error.message : String(error) }, error)
    })
    return signToken({ credentials, at, server, now: clock.now(), seconds: 60 })
  }
}
