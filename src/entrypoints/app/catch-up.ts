/**
 * What was posted while the App could not be reached: asked for again, so that it comes through the webhook like everything else; and what is older
 * than GitHub lists, looked for in the threads.
 */
import type { MissedDeliveries } from '../../compose/as-app.ts'
import type { Inbox } from '../../compose/store.ts'
import type { Clock } from '../../domain/ports.ts'
import type { AfterGap } from './after-gap.ts'
import type { Log } from './log.ts'

export type CatchUpOptions = {
  readonly missed: () => Promise<MissedDeliveries>
  readonly inbox: Pick<Inbox, 'seenTo' | 'sawTo'>
  readonly afterGap: AfterGap
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

const minute = 60_000
/** GitHub lists no older ones. */
const longest = 3 * 1_440 * minute
/** The lists of two sweeps overlap by so much. */
const overlap = 15 * minute
/** What fails so often fails for a reason that another attempt does not cure. */
const mostAttempts = 10
/** How often it is written down that nothing is missing. */
const noted = 5 * minute
/** Who comes back later than this is told nothing by old threads. */
const oldest = 30 * 1_440 * minute

/** Returns what makes one sweep: the first over all that GitHub still lists, the others over what came since. Never throws. */
export function makeCatchUp({ missed, inbox, afterGap, clock, log }: CatchUpOptions): () => Promise<void> {
  let from: Date | undefined
  return async () => {
    const now = clock.now().getTime()
    const isAsked = await askForMissed(now)
    try {
      const seen = (await inbox.seenTo())?.getTime()
      // a clock that went back says nothing of a gap
      const isKnown = seen === undefined || now - seen < longest - overlap || (await looked(seen, now))
      if (isAsked && isKnown && (seen === undefined || now - seen > noted)) await inbox.sawTo(new Date(now))
    } catch (error) {
      log.warn('what was posted in a gap could not be looked for', { error })
    }
  }

  async function askForMissed(now: number): Promise<boolean> {
    try {
      const gitHub = await missed()
      const found = await gitHub.since(from ?? new Date(now - longest))
      let failed = false
      for (const delivery of found.filter(({ attempts }) => attempts < mostAttempts)) {
        try {
          await gitHub.askAgain(delivery)
          log.info('a delivery that nobody acknowledged was asked for again', { delivery: delivery.guid, attempts: delivery.attempts })
        } catch (error) {
          failed = true
          log.warn('a delivery could not be asked for again', { delivery: delivery.guid, error })
        }
      }
      if (!failed) from = new Date(now - overlap)
      return !failed
    } catch (error) {
      log.warn('GitHub could not be asked for missed deliveries', { error })
      return false
    }
  }

  async function looked(seen: number, now: number): Promise<boolean> {
    const since = new Date(Math.max(seen - overlap, now - oldest))
    if (since.getTime() > seen) log.warn('what was posted before is answered by nobody', { before: since.toISOString() })
    return afterGap(since)
  }
}
