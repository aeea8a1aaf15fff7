/**
 * Credentials of a role for one person: STS ties who asked to them, AWS records it with each of their calls (CloudTrail, `sourceIdentity`), and they
 * cannot shake it off by taking another role. They are short, never written anywhere, and nobody else's.
 */
import { fail } from '../domain/catalogue.ts'
import type { Clock } from '../domain/ports.ts'
import type { AwsClients } from './clients.ts'
import { ask, causeIs } from './failures.ts'

export type AssumedCredentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiration: Date
}

/** The shortest that STS gives. Seconds. */
const lifetime = 900
/** So long before their end new ones are asked for, as the SDK does. Milliseconds. */
const early = 300_000

/** Asked for when they are first needed, and again before they end. The provider throws `role-refused`, and what STS can answer else. */
export function assumeRole(
  { sts }: Pick<AwsClients, 'sts'>,
  { role, sourceIdentity }: { readonly role: string; readonly sourceIdentity: string },
  clock: Pick<Clock, 'now'>,
): () => Promise<AssumedCredentials> {
  let held: Promise<AssumedCredentials> | undefined
  let until = 0
  return () => {
    if (held && clock.now().getTime() < until) return held
    const asked = assume()
    held = asked
    until = Number.POSITIVE_INFINITY
    asked.then(
      ({ expiration }) => {
        until = expiration.getTime() - early
      },
      () => {
        if (held === asked) held = undefined
      },
    )
    return asked
  }

  async function assume(): Promise<AssumedCredentials> {
    try {
      const { client, sdk } = await sts()
      const command = new sdk.AssumeRoleCommand({
        RoleArn: role,
        RoleSessionName: sourceIdentity,
        SourceIdentity: sourceIdentity,
        DurationSeconds: lifetime,
      })
      const { Credentials: given } = await ask('sts:AssumeRole', () => client.send(command))
      const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken, Expiration: expiration } = given ?? {}
      if (!accessKeyId || !secretAccessKey || !sessionToken || !expiration)
        throw fail('aws-error', { seen: `sts:AssumeRole of ${role}: an answer without credentials` })
      return { accessKeyId, secretAccessKey, sessionToken, expiration }
    } catch (error) {
      if (causeIs(error, 'AccessDenied', 'AccessDeniedException'))
        throw fail('role-refused', { seen: `${role} as ${sourceIdentity}: AccessDenied` }, error)
      throw error
    }
  }
}
