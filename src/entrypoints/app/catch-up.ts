/** What was posted while the App could not be reached: asked for again, so that it comes through the webhook like everything else. */
import type { MissedDeliveries } from '../../compose/as-app.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Log } from './log.ts'

/** GitHub lists no older ones. */
const longest = 3 * 86_400_000
/** The lists of two sweeps overlap by so much. */
const overlap = 15 * 60_000
/** What fails so often fails for a reason that another attempt does not cure. */
const mostAttempts = 10

/** Returns what makes one sweep: the first over all that GitHub still lists, the others over what came since. Never throws. */
export function makeCatchUp(missed: () => Promise<MissedDeliveries>, clock: Pick<Clock, 'now'>, log: Log): () => Promise<void> {
  let from: Date | undefined
  return async () => {
    const now = clock.now().getTime()
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
    } catch (error) {
      log.warn('GitHub could not be asked for missed deliveries', { error })
    }
  }
}
