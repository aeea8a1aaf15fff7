/** One issue for each volume, kept by a step that verifies everything. */
import type { KnownPlace } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import type { CheckedVolumes, KeptVolume } from '../../drift/keep-issues.ts'
import type { Env } from './origin.ts'
import type { Runner } from './runner.ts'

export type DriftIssues = {
  /** What the issues remember of which volume is mounted where. */
  readonly known: () => Promise<readonly KnownPlace[]>
  readonly keep: (look: CheckedVolumes) => Promise<readonly KeptVolume[]>
}

export type OpenIssues = (token: string, env: Env) => Promise<DriftIssues>

/** Loads Octokit only when issues are kept. A second between two writes, as GitHub asks for. */
export const openIssues: OpenIssues = async (token, env) => {
  const [
    { getOctokit },
    { composeIssues },
    { machineClock },
    { keepIssues },
    { keptIssues, knownPlaces },
    { formatCommand, formatCommandLine },
  ] = await Promise.all([
    import('@actions/github'),
    import('../../compose/github.ts'),
    import('../../clock.ts'),
    import('../../drift/keep-issues.ts'),
    import('../../drift/kept-issues.ts'),
    import('../../language/format.ts'),
  ])
  const octokit = getOctokit(token)
  const clock = machineClock
  const client = {
    request: async (route: string, parameters: Record<string, unknown>) => {
      if (!route.startsWith('GET ') && !route.includes('graphql')) await clock.sleep(1_000)
      return octokit.request(route, parameters)
    },
  }
  const graphqlUrl = env.GITHUB_GRAPHQL_URL
  const github = await composeIssues({ client, clock, ...(graphqlUrl ? { graphqlUrl } : {}) })
  const [owner = '', repo = ''] = (env.GITHUB_REPOSITORY ?? '').split('/')
  const saying = { comment: formatCommand, terminal: formatCommandLine }
  return {
    known: async () => knownPlaces(await keptIssues(github, { owner, repo })),
    keep: (look) => keepIssues({ github, repository: { owner, repo }, clock, saying }, look),
  }
}

/** False where an issue could not be kept: then nobody was told, and the step may not be green. */
export async function keepAfter(runner: Runner, issues: DriftIssues, { request, answer }: Run): Promise<boolean> {
  if (answer?.kind !== 'checks') return false
  const everything = request.verb === 'verify-all' && request.volume === undefined
  try {
    const kept = await issues.keep({ checks: answer.checks, ...(everything ? { wholeRegion: answer.region } : {}) })
    for (const volume of kept) tell(runner, volume)
    return kept.every((volume) => volume.kind === 'kept')
  } catch (error) {
    notKept(runner, 'The issues could not be read', error)
    return false
  }
}

function tell(runner: Runner, kept: KeptVolume): void {
  if (kept.kind === 'failed') notKept(runner, `The issue of ${kept.volume} could not be updated`, kept.error)
  else if (kept.issue) runner.log(`prism: ${kept.volume} is ${kept.state}: #${kept.issue.number} ${kept.issue.url}`)
}

/** What is wrong is nearly always the permission, so it is named. */
export function notKept(runner: Runner, what: string, error: unknown): void {
  const why = error instanceof Error ? error.message : String(error)
  runner.annotate(
    'error',
    'Prism: no issue',
    `${what}: ${why}\nThe job needs the permission issues: write; drift-issue: false turns issues off.`,
  )
}
