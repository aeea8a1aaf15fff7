/** GitHub as the entry points know it, over whatever sends requests. */

import type { GitHub, GitHubClient } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { issuesOf } from './issues.ts'
import { administrators, isCollaborator, livePermission } from './permission.ts'
import { policyFile } from './policy-file.ts'
import { teamsOf } from './teams.ts'
import { threadOf } from './thread.ts'
import { whoami } from './whoami.ts'

export type GitHubOptions = {
  readonly client: GitHubClient
  readonly clock: Clock
  /** Of our own App: its comments are the ones that `findOurs` finds. */
  readonly appId: number
  /** Absent: where github.com has it. */
  readonly graphqlUrl?: string
}

/** Touches no network until something is asked. */
export function createGitHub({ client, clock, appId, graphqlUrl }: GitHubOptions): GitHub {
  return {
    permission: (repository, actor) => livePermission(client, clock, repository, actor),
    isCollaborator: (repository, login) => isCollaborator(client, clock, repository, login),
    administrators: (repository) => administrators(client, clock, repository),
    policyFile: (repository, reviewed) => policyFile(client, clock, repository, reviewed),
    teamsOf: (organization, login, ids) => teamsOf(client, clock, organization, login, ids),
    thread: (repository, issue) => threadOf(client, { clock, repository, issue, appId }),
    ...createIssues({ client, clock, ...(graphqlUrl === undefined ? {} : { graphqlUrl }) }),
  }
}

/** The part that needs no App: whose token it is, and the issues that are kept with it. */
export function createIssues({ client, clock, graphqlUrl }: Omit<GitHubOptions, 'appId'>): Pick<GitHub, 'whoami' | 'issues'> {
  return {
    whoami: () => whoami(client, clock, graphqlUrl),
    issues: (repository) => issuesOf(client, clock, repository),
  }
}
