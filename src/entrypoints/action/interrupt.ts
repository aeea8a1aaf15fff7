/**
 * A cancelled job: the runner sends SIGINT, after 7.5 s SIGTERM, after 2.5 s more it kills. The first signal cancels what is under way;
 * the second gives up waiting.
 */
import { machineClock } from '../../clock.ts'
import type { Clock } from '../../domain/ports.ts'

export type Signals = {
  readonly on: (signal: 'SIGINT' | 'SIGTERM', listener: () => void) => unknown
  readonly off: (signal: 'SIGINT' | 'SIGTERM', listener: () => void) => unknown
}

export type Interrupt = {
  readonly signal: AbortSignal
  /** Rejects at the second signal, or when what should end after the first has not within `graceMilliseconds`. */
  readonly gaveUp: Promise<never>
  readonly stopListening: () => void
}

export class GaveUp extends Error {}

export function listenForInterrupt(
  signals: Signals,
  onFirst: () => void,
  graceMilliseconds: number,
  clock: Clock = machineClock,
): Interrupt {
  const controller = new AbortController()
  let giveUp: (reason: Error) => void = () => undefined
  const gaveUp = new Promise<never>((_, reject) => (giveUp = reject))
  gaveUp.catch(() => undefined) // heard or not, it must not end the process by itself
  const ended = new AbortController()
  const listener = () => {
    if (controller.signal.aborted) return giveUp(new GaveUp('interrupted twice'))
    void clock.sleep(graceMilliseconds, ended.signal).then(() => {
      if (!ended.signal.aborted) giveUp(new GaveUp('interrupted'))
    })
    controller.abort()
    onFirst()
  }
  signals.on('SIGINT', listener)
  signals.on('SIGTERM', listener)
  return {
    signal: controller.signal,
    gaveUp,
    stopListening: () => {
      ended.abort()
      signals.off('SIGINT', listener)
      signals.off('SIGTERM', listener)
    },
  }
}
