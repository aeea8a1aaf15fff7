/** Who may do what in the workflow's repository, asked with the token of the job. */
import type { RightsSource } from '../../runs/repository-rights.ts'
import type { Env } from './origin.ts'

/** `reviewWaived`: the newest version of the policy counts, whoever wrote it. */
export type OpenRights = (token: string, env: Env, reviewWaived: boolean) => Promise<RightsSource>

/** Without any policy the workflow's own text and its AWS role decide: docs/decisions/rights-of-workflows.md. */
export const openRights: OpenRights = async (token, env, reviewWaived) => {
  const [{ getOctokit }, { composeGitHub }, { composeRights }, { machineClock: clock }] = await Promise.all([
    import('@actions/github'),
    import('../../compose/github.ts'),
    import('../../compose/rights.ts'),
    import('../../clock.ts'),
  ])
  const octokit = getOctokit(token)
  const client = { request: (route: string, parameters: Record<string, unknown>) => octokit.request(route, parameters) }
  const graphqlUrl = env.GITHUB_GRAPHQL_URL
  const github = await composeGitHub({ client, clock, appId: 0, ...(graphqlUrl ? { graphqlUrl } : {}) })
  return composeRights({ github: async () => github, reviewWaived, withoutPolicy: 'unbounded' })
}
