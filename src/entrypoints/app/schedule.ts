/** The scheduled runs of the App. One at a time: one whose turn comes while another is under way is left out, and the next one comes. */
import { Cron } from 'croner'
import type { VerifyConfig } from './config.ts'
import type { Log } from './log.ts'

export type Schedule = { readonly stop: () => void }

/** `underWay` holds a run while it lasts, so that a shutdown can wait for it. A run that was missed while the App was down is not made up for. */
export function startSchedule(
  { cron, timezone }: Pick<VerifyConfig, 'cron' | 'timezone'>,
  on: { readonly run: () => Promise<void>; readonly underWay: Set<Promise<void>>; readonly log: Log },
): Schedule {
  const { run, underWay, log } = on
  const skipped = () => log.warn('a scheduled run was skipped: the previous one is still running')
  const job = new Cron(cron, { timezone, protect: skipped }, async () => {
    const work = run()
      .catch((error: unknown) => log.error('a scheduled run failed', { error }))
      .finally(() => underWay.delete(work))
    underWay.add(work)
    await work
  })
  log.info('volumes are verified on a schedule', { cron, timezone, next: job.nextRun()?.toISOString() })
  return { stop: () => job.stop() }
}
