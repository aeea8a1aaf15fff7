/** GitHub as the entry points know it, over whatever sends requests. */

import type { GitHub, GitHubClient } from '../domain/github.ts'
import { registryPath } from '../domain/people/as-written.ts'
import type { Clock } from '../domain/ports.ts'
import { issuesOf } from './issues.ts'
import { isMember, reachedRepositories } from './members.ts'
import { accountsIn } from './organizations.ts'
import { administrators, isCollaborator, livePermission } from './permission.ts'
import { policyFile, policyPath } from './policy-file.ts'
import { isAnswered, postedSince } from './posted-comments.ts'
import { publicKeysOf } from './public-keys.ts'
import { pullsOf } from './pulls.ts'
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
    pulls: (repository) => pullsOf({ client, clock, repository, ...(graphqlUrl === undefined ? {} : { graphqlUrl }) }),
    policyFile: (repository, reviewed) =>
      policyFile(client, clock, repository, reviewed, policyPath, () => whoami(client, clock, graphqlUrl)),
    isMember: (organization, id) => isMember(client, clock, organization, id),
    accountsIn: (organization, of) => accountsIn(client, clock, organization, of),
    reached: () => reachedRepositories(client, clock),
    postedSince: (repository, since, wanted) => postedSince(client, clock, repository, since, wanted),
    isAnswered: (repository, commentId) => isAnswered(client, clock, repository, commentId, () => whoami(client, clock, graphqlUrl)),
    teamsOf: (organization, login, ids) => teamsOf(client, clock, organization, login, ids),
    thread: (repository, issue) => threadOf(client, { clock, repository, issue, appId }),
    ...createIssues({ client, clock, ...(graphqlUrl === undefined ? {} : { graphqlUrl }) }),
  }
}

/** The part that needs no App: whose token it is, the issues that are kept with it, and the registry. */
export function createIssues({
  client,
  clock,
  graphqlUrl,
}: Omit<GitHubOptions, 'appId'>): Pick<GitHub, 'whoami' | 'issues' | 'registryFile' | 'keysOf'> {
  const login = () => whoami(client, clock, graphqlUrl)
  return {
    whoami: login,
    registryFile: (repository, reviewed) => policyFile(client, clock, repository, reviewed, registryPath, login),
    keysOf: (id) => publicKeysOf(client, clock, id),
    issues: (repository) => issuesOf(client, clock, repository),
  }
}
