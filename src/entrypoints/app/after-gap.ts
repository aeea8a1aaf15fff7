/**
 * Commands that were posted while the App could not be reached for longer than GitHub lists what it could not deliver. They are looked for where they
 * stand, in the threads of every repository. What is found here is old, so it is answered with what to post again, and never carried out: GitHub has
 * kept no copy of the words as they were posted.
 */
import type { Installed } from '../../compose/as-app.ts'
import { type GitHub, GitHubError, type PostedComment, type Repository } from '../../domain/github.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Deliveries } from './deliveries.ts'
import { freshFor } from './follow-run.ts'
import type { Log } from './log.ts'
import { isStranger } from './standing.ts'

export type AfterGapOptions = {
  readonly installed: () => Promise<readonly Installed[]>
  readonly gitHubAt: (
    account: Installed,
  ) => Promise<Pick<GitHub, 'reached' | 'postedSince' | 'isAnswered' | 'permission' | 'isCollaborator'>>
  readonly receive: Deliveries['receive']
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly signal: AbortSignal
}

/** Answers what was posted since then and was never received. Resolves to whether nothing is left to look for. */
export type AfterGap = (since: Date) => Promise<boolean>

export function makeAfterGap({ installed, gitHubAt, receive, clock, log, signal }: AfterGapOptions): AfterGap {
  /** Repositories that were looked through, until all are. */
  const done = new Set<string>()
  let answered = 0

  return async (since) => {
    let isWhole = true
    for (const account of await installed()) {
      try {
        const gitHub = await gitHubAt(account)
        for (const repository of await gitHub.reached()) isWhole = (await lookThrough(gitHub, repository, account, since)) && isWhole
      } catch (error) {
        isWhole = over(error, { account: account.account }) && isWhole
      }
      if (signal.aborted) return false
    }
    if (isWhole) {
      log.info('the threads were looked through for what was posted in the gap', { since: since.toISOString(), answered })
      done.clear()
      answered = 0
    }
    return isWhole
  }

  async function lookThrough(
    gitHub: Awaited<ReturnType<AfterGapOptions['gitHubAt']>>,
    repository: Repository,
    { installationId }: Installed,
    since: Date,
  ): Promise<boolean> {
    const name = `${repository.owner}/${repository.repo}`
    if (done.has(name)) return true
    try {
      const { comments, isPrivate, isWhole } = await gitHub.postedSince(repository, since, (body) => /\/prism/i.test(body))
      // each account is asked about once: on a public repository anybody could have posted thousands
      const strangers = new Map<number, boolean>()
      if (!isWhole) log.warn('more comments were posted in the gap than are looked through', { repository: name })
      for (const comment of comments) {
        if (signal.aborted) return false
        // one that is young was delivered, or is among what GitHub still lists, with its own words
        if (clock.now().getTime() - Date.parse(comment.createdAt) <= freshFor) continue
        const { author } = comment
        const isNobodys = strangers.get(author.id) ?? (await isStranger(gitHub, { ...repository, isPrivate }, author))
        strangers.set(author.id, isNobodys)
        if (isNobodys || (await gitHub.isAnswered(repository, comment.id).catch(ifGone))) continue
        const payload = payloadOf(comment, { ...repository, isPrivate }, installationId)
        const work = await receive({ id: `listed comment ${comment.id}`, name: 'issue_comment', payload })
        if (work) answered++
        await work?.()
      }
      done.add(name)
      return true
    } catch (error) {
      return over(error, { repository: name })
    }
  }

  /** What GitHub does not let the App see is no command to it; anything else is tried again. */
  function over(error: unknown, about: Readonly<Record<string, string>>): boolean {
    log.warn('what was posted in the gap could not be looked for', { ...about, error })
    return error instanceof GitHubError && ['forbidden', 'not-found', 'unauthorised'].includes(error.code)
  }
}

/** One that was deleted meanwhile needs no answer, and keeps none from the others. */
function ifGone(error: unknown): true {
  if (error instanceof GitHubError && error.code === 'not-found') return true
  throw error
}

/** As the webhook of a new comment has it, as far as that is read. */
const payloadOf = (
  { id, issue, body, author, viaApp, createdAt }: PostedComment,
  { owner, repo, isPrivate }: Repository & { readonly isPrivate: boolean },
  installationId: number,
) => ({
  action: 'created',
  issue: { number: issue.number, locked: issue.locked, ...(issue.isPull ? { pull_request: {} } : {}) },
  comment: { id, body, user: author, created_at: createdAt, ...(viaApp ? { performed_via_github_app: {} } : {}) },
  repository: { name: repo, private: isPrivate, owner: { login: owner } },
  sender: { id: author.id },
  installation: { id: installationId },
})
