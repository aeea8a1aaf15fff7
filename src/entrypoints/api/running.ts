/** The runs that this server is executing: begun here, waited for, stopped on shutdown. */
import type { Prism } from '../../compose/prism.ts'
import { atMost } from '../../domain/at-most.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Origin, Request } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'

export type Running = {
  /** Records the request and begins to execute it; returns the run id as soon as it is recorded. */
  readonly begin: (request: Request, origin: Origin, dryRun: boolean) => Promise<string>
  /** Carries on a run that was recorded before. */
  readonly resume: (runId: string) => void
  /** The run, after it went as far as it goes or after so many milliseconds, whichever is first. */
  readonly wait: (runId: string, milliseconds: number) => Promise<Run | undefined>
  /** Cancels what SSM still does for the run and stops executing it. Returns the command ids. */
  readonly cancel: (runId: string) => Promise<readonly string[]>
  /** Waits for what is under way, then interrupts it. */
  readonly drain: (milliseconds: number) => Promise<void>
}

export function createRunning(prism: Prism, clock: Clock, onError: (error: unknown, runId: string) => void): Running {
  const executing = new Map<string, { readonly ended: Promise<void>; readonly controller: AbortController }>()

  const execute = (runId: string) => {
    const controller = new AbortController()
    const ended = prism
      .execute(runId, { signal: controller.signal })
      .then(({ state }) => (state === 'waiting' ? offer(runId) : undefined))
      // execute does not throw for what a run can end with: this is a fault of ours, and the run itself has what is known
      .catch((error: unknown) => onError(error, runId))
      .then(() => {
        executing.delete(runId)
      })
    executing.set(runId, { ended, controller })
  }

  /** Whoever may approve it reads it here; there is no comment to tell it in. */
  async function offer(runId: string): Promise<void> {
    const waiting = await prism.plans.waiting(runId)
    if (waiting) await prism.plans.offer(runId, waiting.offer)
  }

  return {
    begin: async (request, origin, dryRun) => {
      const runId = await prism.request(request, origin, { dryRun })
      execute(runId)
      return runId
    },
    resume: execute,
    wait: async (runId, milliseconds) => {
      const ended = executing.get(runId)?.ended
      if (ended && milliseconds > 0) await atMost(ended, milliseconds, clock)
      return prism.run(runId)
    },
    cancel: async (runId) => {
      const commandIds = await prism.cancel(runId)
      executing.get(runId)?.controller.abort()
      return commandIds
    },
    drain: async (milliseconds) => {
      const all = () => Promise.all([...executing.values()].map((d) => d.ended))
      await atMost(all(), milliseconds, clock)
      for (const { controller } of executing.values()) controller.abort()
      // an interrupt cancels commands, which takes a call or two
      await atMost(all(), 10_000, clock)
    },
  }
}
