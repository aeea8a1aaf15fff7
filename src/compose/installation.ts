/** GitHub as the App's installation on a repository, by Probot, for what it does best: signing in. It loads where an entry point speaks as the App. */
import { Probot, ProbotOctokit } from 'probot'
import { type GitHubClient, GitHubError, type Repository } from '../domain/github.ts'

export type AppIdentity = {
  readonly appId: number
  /** PEM. */
  readonly privateKey: string
  /** The REST API's base; absent means github.com. */
  readonly baseUrl?: string
  /** GitHub asks for a second between writes; false only where it does not. */
  readonly paced?: boolean
}

export type ProbotLog = NonNullable<NonNullable<ConstructorParameters<typeof Probot>[0]>['log']>

/** Octokit's own waiting for rate limits is switched off: it is waited for where it is known what for. */
const octokitFor = (throttle: object): typeof ProbotOctokit =>
  ProbotOctokit.defaults((options: { readonly throttle?: object }) => ({ ...options, throttle: { ...options.throttle, ...throttle } }))
const paced = { onRateLimit: () => false, onSecondaryRateLimit: () => false }
const unpaced = { enabled: false }

/** `secret`: of its webhooks, where there are any. */
export const probotOf = ({ appId, privateKey, baseUrl, ...identity }: AppIdentity, log: ProbotLog, secret?: string): Probot =>
  new Probot({
    appId,
    privateKey,
    log,
    Octokit: octokitFor(identity.paced === false ? unpaced : paced),
    ...(secret === undefined ? {} : { secret }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  })

export type Place = { readonly repository: Repository; readonly installationId?: number }

/** Where no webhook named the installation it is asked for. Signed in when it first asks something: many a comment that names /prism asks nothing. */
export function installationClient(probot: Probot, { installationId, repository }: Place): GitHubClient {
  let signedIn: ReturnType<Probot['auth']> | undefined
  const signIn = async (): ReturnType<Probot['auth']> => probot.auth(installationId ?? (await installationOn(probot, repository)))
  return {
    request: async (route, parameters) => {
      signedIn ??= signIn().catch((error: unknown) => {
        signedIn = undefined
        throw error
      })
      return (await signedIn).request(route, parameters)
    },
  }
}

async function installationOn(probot: Probot, { owner, repo }: Repository): Promise<number> {
  const asApp = await probot.auth()
  return (await asApp.request('GET /repos/{owner}/{repo}/installation', { owner, repo })).data.id
}

export type Narrowed = {
  readonly repository: Repository
  /** Name → read or write: nothing else can be done with it. */
  readonly permissions: Readonly<Record<string, string>>
  readonly identity: Pick<AppIdentity, 'baseUrl' | 'paced'>
}

/** Milliseconds before its end at which a token is not used any more. */
const margin = 300_000

/**
 * GitHub as the App's installation, with a token that reaches one repository and what is named alone. Throws `forbidden` where the installation was
 * not granted that.
 */
export function narrowedClient(probot: Probot, { repository, permissions, identity }: Narrowed, now: () => Date): GitHubClient {
  const { baseUrl, paced: isPaced } = identity
  const signIn = async () => {
    const { token, expires_at: expires } = await tokenFor(probot, repository, permissions)
    const Octokit = octokitFor(isPaced === false ? unpaced : paced)
    const octokit = new Octokit({ auth: { token }, ...(baseUrl === undefined ? {} : { baseUrl }) })
    return { octokit, until: Date.parse(expires) - margin }
  }
  let signedIn: { readonly octokit: InstanceType<typeof ProbotOctokit>; readonly until: number } | undefined
  return {
    request: async (route, parameters) => {
      if (!signedIn || signedIn.until < now().getTime()) signedIn = await signIn()
      return signedIn.octokit.request(route, parameters)
    },
  }
}

async function tokenFor(probot: Probot, repository: Repository, permissions: Narrowed['permissions']) {
  const installation = await installationOn(probot, repository)
  try {
    const asApp = await probot.auth()
    const route = 'POST /app/installations/{installation_id}/access_tokens'
    return (await asApp.request(route, { installation_id: installation, repositories: [repository.repo], permissions })).data
  } catch (error) {
    // what GitHub answers to a permission that nobody granted
    if (error instanceof Error && 'status' in error && error.status === 422 && /permission/i.test(error.message))
      throw new GitHubError('forbidden', error.message, { status: 422, cause: error })
    throw error
  }
}
