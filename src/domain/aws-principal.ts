/** Roles and users of AWS as those who call: the one form in which they are named and compared. Pure. */

/** Who signed a request, as STS tells it. */
export type AwsCaller = {
  /** `arn:aws:iam::123456789012:role/NAME` or `…:user/NAME`. */
  readonly arn: string
  /** What AWS gave the role or user when it was made; another one of the same name has another. */
  readonly uniqueId: string
  /** Of a role: what whoever assumed it called the session. Says nothing of who they are. */
  readonly session?: string
}

const named = /^arn:(aws[a-z-]*):iam::(\d{12}):(role|user)\/(?:[\x21-\x7e]{0,510}\/)?([\w+=,.@-]{1,64})$/
const assumed = /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\/([\w+=,.@-]{2,64})$/

/**
 * A role's or user's ARN without its path: names are unique in an account whatever the path is, and a session of a role does not tell it. Undefined
 * for all else: an account's root, a federated user, one session of a role.
 */
export function principalArn(text: string): string | undefined {
  const [, partition, account, kind, name] = named.exec(text) ?? []
  return name === undefined ? undefined : `arn:${partition}:iam::${account}:${kind}/${name}`
}

/** What GetCallerIdentity answers → who that is. Undefined where its parts contradict each other, or it is neither a role nor a user. */
export function awsCaller(told: { readonly arn: string; readonly userId: string; readonly account: string }): AwsCaller | undefined {
  const [, partition, account, role, session] = assumed.exec(told.arn) ?? []
  const arn = role === undefined ? principalArn(told.arn) : `arn:${partition}:iam::${account}:role/${role}`
  if (arn === undefined || arn.split(':')[4] !== told.account) return undefined
  // of a role the id that never comes again, and the session's name once more
  const [uniqueId = '', ...rest] = told.userId.split(':')
  if (!/^[A-Z0-9]{16,128}$/.test(uniqueId) || rest.join(':') !== (session ?? '')) return undefined
  if (role === undefined && arn.includes(':role/')) return undefined
  return { arn, uniqueId, ...(session === undefined ? {} : { session }) }
}
