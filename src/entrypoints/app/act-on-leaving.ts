/** The policy says that a leaving is acted upon: they are deprovisioned at once, by a run of its own with its plan and its entries in the ledger; the pull request tells how it ended. */
import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import type { Ledgers } from '../../compose/ledgers.ts'
import type { Prism } from '../../compose/prism.ts'
import { atMost } from '../../domain/at-most.ts'
import type { GitHub, Repository } from '../../domain/github.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Run } from '../../domain/run.ts'
import { runMarker } from './comment-body.ts'
import { footOf } from './ledgers.ts'
import type { LeftEvent } from './left-event.ts'
import type { Log } from './log.ts'
import { startStickyComment } from './sticky-comment.ts'

export type Acting = {
  readonly prism: Pick<Prism, 'request' | 'execute' | 'run'>
  readonly ledgers?: Pick<Ledgers, 'stateFor' | 'written'>
  readonly render: (run: Run) => string
  readonly clock: Clock
  readonly log: Log
  /** The API's address: part of what a run is called by. */
  readonly gitHubAt: string
  readonly signal: AbortSignal
  readonly every?: number
}

type Left = { readonly repository: Repository; readonly event: LeftEvent; readonly name: string; readonly pull: number | undefined }

/** How long the comment waits for the run's entry in the ledger; the entry is written whenever that is possible. Milliseconds. */
const ledgerPatience = 60_000
const aDay = 86_400_000

/** True: it did not come to its end here, and is carried on when it is tried again. */
export async function actOnLeaving(on: Acting, github: Pick<GitHub, 'thread'>, { repository, event, name, pull }: Left): Promise<boolean> {
  const { prism, clock, log, signal, ledgers } = on
  const { owner, repo } = repository
  const origin = {
    entrypoint: 'leaving',
    actor: event.by ? { id: String(event.by.id), name: event.by.login } : { id: 'prism-app', name: 'prism-app' },
    repository: `${owner}/${repo}`,
    account: event.account,
  } as const
  const runId = await runIdOf(on, origin.repository, event)
  await prism.request({ verb: 'deprovision', name }, origin, { runId })
  const { state, run } = await prism.execute(runId, { signal })
  if (state === 'taken') return true
  log.info('somebody who left was deprovisioned, as the policy says', { repository: origin.repository, runId, state: run.state, pull })
  if (ledgers && run.endedAt !== undefined) await atMost(ledgers.written(origin, runId, run.seq, signal), ledgerPatience, clock)
  if (pull === undefined) return false
  const told = startStickyComment({
    thread: github.thread(repository, pull),
    clock,
    log,
    marker: runMarker(runId),
    body: async () => '',
    foot: () => footOf(ledgers, origin.repository, false),
    standsSince: new Date(clock.now().getTime() - aDay),
    signal,
    ...(on.every === undefined ? {} : { every: on.every }),
  })
  return (await told.finish(on.render(run))) === undefined
}

/** How long ago an attempt can have been: a server that stood still for longer begins anew. Days. */
const longAgo = 7

/** The same for the same delivery, also where an earlier attempt began it on another day: whoever tries again finds the run. */
async function runIdOf({ gitHubAt, clock, prism }: Acting, repository: string, { deliveryId }: LeftEvent): Promise<string> {
  const hash = createHash('sha256')
    .update(JSON.stringify([gitHubAt, repository, deliveryId]))
    .digest()
  const now = clock.now().getTime()
  const idOn = (day: number): string => {
    const bytes = hash.values()
    return ulid(now - (now % aDay) - day * aDay, () => (bytes.next().value ?? 0) / 256)
  }
  for (let day = 1; day <= longAgo; day++) if (await prism.run(idOn(day))) return idOn(day)
  return idOn(0)
}
