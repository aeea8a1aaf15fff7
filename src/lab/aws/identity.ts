import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Session, Sessions } from './sessions.ts'
import { AwsError } from './wire/errors.ts'
import { type Caller, type Operations, operation } from './wire/operation.ts'
import type { World } from './world.ts'

/** As in IAM: who may assume the role, and say for whom. */
export type TrustPolicy = { readonly Statement: readonly TrustStatement[] }
export type TrustStatement = {
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal: { readonly AWS: string | readonly string[] }
  readonly Action: string | readonly string[]
  readonly Condition?: {
    readonly StringEquals?: Readonly<Record<string, string | readonly string[]>>
    readonly StringLike?: Readonly<Record<string, string | readonly string[]>>
    readonly Null?: Readonly<Record<string, 'true' | 'false'>>
  }
}

/** By name. */
export type Roles = Map<string, TrustPolicy>

/** A session of one hour or less; what outlives it is refused. */
const assumeRole = z.strictObject({
  RoleArn: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/),
  RoleSessionName: z.string().regex(/^[\w+=,.@-]{2,64}$/),
  SourceIdentity: z
    .string()
    .regex(/^[\w+=,.@-]{2,64}$/)
    .optional(),
  DurationSeconds: z.coerce.number().int().min(900).max(3600).optional(),
})

/** STS: who a key belongs to, and keys of a role for a while. */
export function identityOperations(world: World, roles: Roles, sessions: Sessions): Operations {
  return {
    GetCallerIdentity: operation(z.strictObject({}), (_, caller) => ({ Arn: caller.arn, UserId: caller.userId, Account: world.account })),
    AssumeRole: operation(assumeRole, ({ RoleArn, RoleSessionName, SourceIdentity, DurationSeconds = 3600 }, caller) => {
      const name = RoleArn.slice(RoleArn.indexOf('/') + 1)
      const trust = RoleArn.startsWith(`arn:aws:iam::${world.account}:`) ? roles.get(name) : undefined
      const asked = ['sts:AssumeRole', ...(SourceIdentity === undefined ? [] : ['sts:SetSourceIdentity'])]
      const missing = asked.find((action) => !trust || !isTrusted(trust, action, caller, world.account, SourceIdentity))
      if (missing !== undefined)
        throw new AwsError('AccessDenied', `User: ${caller.arn} is not authorized to perform: ${missing} on resource: ${RoleArn}`, 403)
      const expires = new Date(world.clock.now().getTime() + DurationSeconds * 1000)
      const userId = `AROALABLABLABLABLAB12:${RoleSessionName}`
      const session: Session = {
        accessKeyId: `ASIALAB${randomBytes(16).toString('hex').toUpperCase().slice(0, 13)}`,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(48).toString('base64'),
        expires,
        caller: {
          arn: `arn:aws:sts::${world.account}:assumed-role/${name}/${RoleSessionName}`,
          userId,
          ...(SourceIdentity === undefined ? {} : { sourceIdentity: SourceIdentity }),
        },
      }
      sessions.open(session)
      return {
        Credentials: {
          AccessKeyId: session.accessKeyId,
          SecretAccessKey: session.secretAccessKey,
          SessionToken: session.sessionToken,
          Expiration: expires.toISOString(),
        },
        AssumedRoleUser: { AssumedRoleId: userId, Arn: session.caller.arn },
        ...(SourceIdentity === undefined ? {} : { SourceIdentity }),
      }
    }),
  }
}

/** Denied where any statement denies, else allowed where one allows. A session keeps the source identity that it has. */
function isTrusted({ Statement }: TrustPolicy, action: string, caller: Caller, account: string, identity: string | undefined): boolean {
  if (caller.sourceIdentity !== undefined && caller.sourceIdentity !== identity) return false
  const those = Statement.filter(
    (s) => [s.Action].flat().some((a) => fits(a, action)) && isPrincipal([s.Principal.AWS].flat(), caller, account) && holds(s, identity),
  )
  return those.some((s) => s.Effect === 'Allow') && !those.some((s) => s.Effect === 'Deny')
}

const isPrincipal = (named: readonly string[], { arn }: Caller, account: string): boolean =>
  named.some((one) => one === '*' || one === account || one === `arn:aws:iam::${account}:root` || one === arn)

function holds({ Condition = {} }: TrustStatement, identity: string | undefined): boolean {
  const value = (key: string): string | undefined => (key === 'sts:SourceIdentity' ? identity : undefined)
  const every = <T>(tests: Readonly<Record<string, T>> | undefined, test: (value: string | undefined, wanted: T) => boolean): boolean =>
    Object.entries(tests ?? {}).every(([key, wanted]) => test(value(key), wanted))
  return (
    every(Condition.StringEquals, (seen, wanted) => seen !== undefined && [wanted].flat().includes(seen)) &&
    every(Condition.StringLike, (seen, wanted) => seen !== undefined && [wanted].flat().some((pattern) => fits(pattern, seen))) &&
    every(Condition.Null, (seen, wanted) => (seen === undefined) === (wanted === 'true'))
  )
}

/** `*` stands for any characters, `?` for one. */
const fits = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  ).test(text)
