/** One scheduled run: what the issues remember, a look at the volumes, and the issues brought up to date. */
import type { Prism } from '../../compose/prism.ts'
import type { GitHub } from '../../domain/github.ts'
import type { Clock } from '../../domain/ports.ts'
import type { KnownPlace, Origin } from '../../domain/request.ts'
import type { VolumeCheck } from '../../domain/volume-check.ts'
import { keepIssues } from '../../drift/keep-issues.ts'
import { keptIssues, knownPlaces } from '../../drift/kept-issues.ts'
import { formatCommand, formatCommandLine } from '../../language/format.ts'
import type { VerifyAll, VerifyConfig } from './config.ts'
import type { Log } from './log.ts'

export type ScheduledVerify = {
  readonly verify: Pick<VerifyConfig, 'repository' | 'requests'>
  readonly prism: Prism
  readonly github: () => Promise<Pick<GitHub, 'whoami' | 'issues'>>
  readonly clock: Clock
  readonly log: Log
  /** Aborted when the server must end: then nothing is written about what was not seen for that reason. */
  readonly signal: AbortSignal
}

/** Throws where GitHub cannot be asked what it remembers: a look without memory would call an instance that lost everything healthy. */
export async function scheduledVerify(on: ScheduledVerify): Promise<void> {
  const { clock, log, signal } = on
  const { repository, requests } = on.verify
  const github = await on.github()
  const known = knownPlaces(await keptIssues(github, repository))
  const checks = new Map<string, VolumeCheck>()
  let wholeRegion: string | undefined
  for (const request of requests) {
    const answer = await look(on, request, known)
    if (signal.aborted) return log.info('a scheduled run was given up at shutdown')
    if (!answer) continue
    if (!request.volume) wholeRegion = answer.region
    // a volume with a line of its own is verified with that line's options
    for (const check of answer.checks) if (!checks.has(check.fileSystemId)) checks.set(check.fileSystemId, check)
  }
  const saying = { comment: formatCommand, terminal: formatCommandLine }
  const seen = { checks: [...checks.values()], ...(wholeRegion === undefined ? {} : { wholeRegion }) }
  for (const kept of await keepIssues({ github, repository, clock, saying }, seen)) {
    const { volume, fileSystemId } = kept
    if (kept.kind === 'failed') log.error('the issue of a volume could not be updated', { volume, fileSystemId, error: kept.error })
    else log.info('a volume was verified', { volume, fileSystemId, state: kept.state, turned: kept.turned, issue: kept.issue?.number })
  }
}

async function look({ prism, verify, log, signal }: ScheduledVerify, request: VerifyAll, known: readonly KnownPlace[]) {
  const { owner, repo } = verify.repository
  const origin: Origin = { entrypoint: 'schedule', actor: { id: 'prism-app', name: 'prism-app' }, repository: `${owner}/${repo}` }
  const runId = await prism.request({ ...request, known }, origin)
  const { run } = await prism.execute(runId, { signal })
  if (run.answer?.kind === 'checks') return run.answer
  log.error('volumes could not be verified', { runId, state: run.state, findings: run.findings })
  return undefined
}
