/** Who is calling: the App by its JWT, an installation by its token, a workflow by its token. Every token is checked, as GitHub does. */
import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, verify } from 'node:crypto'
import { fullName, type LabRepository, type LabUser } from './model.ts'

export type LabApp = {
  readonly id: number
  readonly slug: string
  readonly user: LabUser
  readonly publicKey: KeyObject
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
}

export type Caller =
  | { readonly kind: 'app' }
  | {
      readonly kind: 'token'
      readonly user: LabUser
      readonly appId?: number
      readonly permissions: Readonly<Record<string, string>>
      readonly reaches: (repository: LabRepository) => boolean
    }

/** Of the installation's: these repositories, these permissions. */
export type NarrowedTo = { readonly repositories?: readonly string[]; readonly permissions?: Readonly<Record<string, string>> }

export type Callers = {
  readonly identify: (authorization: string | undefined) => Caller | undefined
  /** What is wrong with the times of an App's token, where that is it. */
  readonly why: (authorization: string | undefined) => string | undefined
  /** An installation token: the App's permissions on the repositories of one owner, for an hour. */
  readonly installationToken: (owner: string, narrowed?: NarrowedTo) => { readonly token: string; readonly expiresAt: string }
  /** What a workflow gets as GITHUB_TOKEN: `github-actions[bot]`, one repository, the permissions that the workflow asks for. */
  readonly workflowToken: (repository: string, bot: LabUser, permissions: Readonly<Record<string, string>>) => string
}

export function makeCallers(app: LabApp, now: () => Date): Callers {
  const tokens = new Map<string, { readonly caller: Caller; readonly expires: number }>()
  const issue = (caller: Caller): { readonly token: string; readonly expiresAt: string } => {
    const token = `ghs_${randomBytes(18).toString('hex')}`
    const expires = now().getTime() + 3_600_000
    tokens.set(token, { caller, expires })
    return { token, expiresAt: new Date(expires).toISOString() }
  }
  const credentialIn = (authorization: string | undefined) => /^(?:bearer|token) (\S+)$/i.exec(authorization ?? '')?.[1]
  return {
    why: (authorization) => whyNotNow(credentialIn(authorization) ?? '', now()),
    identify: (authorization) => {
      const credential = credentialIn(authorization)
      if (credential === undefined) return undefined
      const known = tokens.get(credential)
      if (known) return known.expires > now().getTime() ? known.caller : undefined
      return isAppToken(credential, app, now()) ? { kind: 'app' } : undefined
    },
    installationToken: (owner, { repositories, permissions } = {}) =>
      issue({
        kind: 'token',
        user: app.user,
        appId: app.id,
        // metadata comes with each
        permissions: permissions ? { metadata: 'read', ...permissions } : app.permissions,
        reaches: ({ owner: { login }, name }) => login === owner && (repositories?.includes(name) ?? true),
      }),
    workflowToken: (name, bot, permissions) =>
      issue({ kind: 'token', user: bot, permissions, reaches: (repository) => fullName(repository) === name }).token,
  }
}

/** GitHub: RS256, issuer is the App, at most ten minutes long. */
function isAppToken(token: string, app: LabApp, now: Date): boolean {
  const [header = '', payload = '', signature = '', ...more] = token.split('.')
  if (more.length > 0 || signature === '') return false
  const head = decode(header)
  const claims = decode(payload)
  if (head?.alg !== 'RS256' || String(claims?.iss) !== String(app.id)) return false
  if (whyNotNow(token, now) !== undefined) return false
  return verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), app.publicKey, Buffer.from(signature, 'base64url'))
}

/** By GitHub's clock, in GitHub's words: by them a client whose own clock is wrong can tell. */
function whyNotNow(token: string, now: Date): string | undefined {
  const claims = decode(token.split('.')[1] ?? '')
  if (!claims) return undefined
  const seconds = now.getTime() / 1000
  const { iat, exp } = { iat: Number(claims.iat), exp: Number(claims.exp) }
  if (!(iat <= seconds + 60)) return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
  if (!(exp > seconds))
    return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"
  return exp - iat <= 660 ? undefined : "'Expiration time' claim ('exp') is too far in the future"
}

function decode(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

export const publicKeyOf = (privateKey: string): KeyObject => createPublicKey(privateKey)

let made: string | undefined

/** The App's key in all labs that are given none; to make one takes a tenth of a second of processor. */
export function keyOfProcess(): string {
  made ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey
  return made
}
