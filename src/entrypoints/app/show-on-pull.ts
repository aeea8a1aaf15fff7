/** How a command ended that was asked for in a pull request, as a check run on its last commit: there it stands for reviewers, whatever becomes of the thread. */

import type { CheckRun, GitHub, Repository } from '../../domain/github.ts'
import { formatVolumeRef } from '../../domain/names.ts'
import type { Origin, Request } from '../../domain/request.ts'
import type { Run, RunEnd } from '../../domain/run.ts'
import { code } from '../../render/escape.ts'
import type { Log } from './log.ts'

export type Showing = {
  readonly github: Pick<GitHub, 'pulls'>
  readonly log: Log
  readonly repository: Repository
  /** Of the pull request. */
  readonly number: number
  readonly spoken: (request: Request) => string
}

/** A refusal is whoever asked's affair, and no verdict on anything. */
const shown: Readonly<Partial<Record<RunEnd, Pick<CheckRun, 'conclusion' | 'title'>>>> = {
  done: { conclusion: 'success', title: 'everything is as requested' },
  failed: { conclusion: 'failure', title: 'it is not as requested' },
  unknown: { conclusion: 'neutral', title: 'the outcome is unknown: verify before you retry' },
}

/** Never throws: the answer in the thread is what counts, and an App without checks (write) gives it alone. */
export async function showOnPull({ github, log, repository, number, spoken }: Showing, runs: readonly Run[]): Promise<void> {
  const checks = runs.flatMap((run) => checkOf(run, spoken))
  if (checks.length === 0) return
  try {
    const pulls = github.pulls(repository)
    const { head } = await pulls.read(number)
    for (const check of checks) await pulls.check(head, check)
  } catch (error) {
    log.warn('a check run could not be made', { pull: number, error })
  }
}

function checkOf({ id, state, endedAt, dryRun, request, origin }: Run, spoken: (request: Request) => string): CheckRun[] {
  const said = endedAt === undefined || dryRun ? undefined : shown[state as RunEnd]
  if (!said) return []
  const volume = 'volume' in request && request.volume ? ` ${formatVolumeRef(request.volume)}` : ''
  const summary = `${code(spoken(request))}, asked for by ${code(origin.actor.name)}${commentOf(origin)}: run ${code(id)}. The answer stands in the conversation.`
  return [{ name: `Prism: ${request.verb}${volume}`, ...said, summary, path: '', errors: [] }]
}

const commentOf = (origin: Origin): string => (origin.entrypoint === 'github' ? ` in comment ${origin.commentId}` : '')
