/** SSM's Status and StatusDetails → InvocationState. StatusDetails says more, so it is asked first. */
import type { InvocationState } from '../domain/ports.ts'

/**
 * `not-delivered`: the script never began there. `timed-out`: it began and was killed. A word that is not known yet counts as
 * running, so that the caller's own time limit ends in "unknown" and never in a wrong verdict.
 */
export function invocationState(status: string, details: string): InvocationState {
  switch (plain(details)) {
    case 'deliverytimedout':
    case 'undeliverable':
    case 'invalidplatform':
    case 'accessdenied':
    case 'rateexceeded':
    // ended by the command's own MaxErrors before it reached the instance
    case 'terminated':
      return 'not-delivered'
    case 'executiontimedout':
      return 'timed-out'
  }
  switch (plain(status)) {
    case 'pending':
    case 'delayed':
      return 'pending'
    case 'success':
      return 'success'
    case 'failed':
      return 'failed'
    case 'cancelled':
      return 'cancelled'
    case 'timedout':
      return 'timed-out'
    default:
      return 'running'
  }
}

/** The API writes `DeliveryTimedOut`, its documentation and the console `Delivery Timed Out`. */
const plain = (word: string): string => word.replaceAll(' ', '').toLowerCase()
