/** What speaks to GitHub; its code loads where somebody speaks to it. */
import type { GitHub } from '../domain/github.ts'
import type { GitHubOptions } from '../github/github.ts'

/** GitHub's code loads where somebody speaks to it. For entry points that live in its threads; the client carries the credentials, so there is one of these for each installation. */
export const composeGitHub = async (options: GitHubOptions): Promise<GitHub> => (await import('../github/github.ts')).createGitHub(options)

/** For entry points that have whatever token they were given: the issues that they keep, and the registry. */
export const composeIssues = async (
  options: Omit<GitHubOptions, 'appId'>,
): Promise<Pick<GitHub, 'whoami' | 'issues' | 'registryFile' | 'keysOf'>> => (await import('../github/github.ts')).createIssues(options)
