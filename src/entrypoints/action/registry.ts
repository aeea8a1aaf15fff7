/** The registry of people of the step's repository, by the job's token. Loads Octokit only where accounts are made. */
import type { RegistrySource } from '../../compose/registry.ts'
import type { Env } from './origin.ts'

/** `reviewWaived`: the newest version counts, whoever wrote it, as of the policy. */
export async function registryBy(token: string, env: Env, reviewWaived: boolean): Promise<RegistrySource> {
  const [{ getOctokit }, { composeIssues }, { composeRegistry }, { machineClock }] = await Promise.all([
    import('@actions/github'),
    import('../../compose/github.ts'),
    import('../../compose/registry.ts'),
    import('../../clock.ts'),
  ])
  const octokit = getOctokit(token, env.GITHUB_API_URL ? { baseUrl: env.GITHUB_API_URL } : {})
  const client = { request: async (route: string, parameters: Record<string, unknown>) => octokit.request(route, parameters) }
  const github = await composeIssues({ client, clock: machineClock })
  return composeRegistry({ github: async () => github, reviewWaived })
}
