/** GitHub as the doors know it, over whatever sends requests. */

import type { GitHub, GitHubClient } from '../domain/github.ts'
import type { Clock } from '../domain/ports.ts'
import { administrators, isCollaborator, livePermission } from './permission.ts'
import { threadOf } from './thread.ts'

export type GitHubOptions = {
  readonly client: GitHubClient
  readonly clock: Clock
  /** Of our own App: its comments are the ones that `findOurs` finds. */
  readonly appId: number
}

/** Touches no network until something is asked. */
export function createGitHub({ client, clock, appId }: GitHubOptions): GitHub {
  return {
    permission: (repository, actor) => livePermission(client, clock, repository, actor),
    isCollaborator: (repository, login) => isCollaborator(client, clock, repository, login),
    administrators: (repository) => administrators(client, clock, repository),
    thread: (repository, issue) => threadOf(client, { clock, repository, issue, appId }),
  }
}
