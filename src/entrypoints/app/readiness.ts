/**
 * Whether a delivery can lead to anything: what the App checks of itself at its start. Apart from being alive: an App that GitHub or AWS
 * refuses is not made well by a restart, and one that is stopping still lives.
 */
import type { Clock } from '../../domain/ports.ts'
import type { Log } from './log.ts'
import { type Checked, isFit } from './self-check.ts'

export type Readiness = {
  /** As the last check found it; where that was ill and a while ago, the next one begins. Never waits. */
  readonly isReady: () => boolean
}

const patience = 60_000

/** `check` changes nothing. It is asked at once, and again only while something is wrong and somebody wants to know. */
export function startReadiness(check: () => Promise<readonly Checked[]>, log: Log, clock: Pick<Clock, 'now'>): Readiness {
  let fit = false
  let checking = false
  let begun = 0
  const look = async (): Promise<void> => {
    begun = clock.now().getTime()
    checking = true
    try {
      const checks = await check()
      fit = isFit(checks)
      // said at the start and not at the first comment
      for (const { what, state, seen, fix } of checks) if (state !== 'ok') log[state === 'wrong' ? 'error' : 'warn'](what, { seen, fix })
      if (fit) log.info('checked: App, webhook, installations and AWS are as they should be')
    } catch (error) {
      log.warn('the check did not come to its end', { error })
    } finally {
      checking = false
    }
  }
  void look()
  return {
    isReady: () => {
      if (!fit && !checking && clock.now().getTime() - begun >= patience) void look()
      return fit
    },
  }
}
