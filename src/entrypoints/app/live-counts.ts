/** How many of the instances that a run is working on have answered: from the live counts, which may be dropped or come late. */
import type { InvocationState } from '../../domain/ports.ts'
import type { Progress, Run } from '../../domain/run.ts'

export type Answered = { readonly answered: number; readonly of: number }

export type LiveCounts = {
  /** True where it changes what is known. */
  readonly take: (progress: Progress) => boolean
  /** Undefined where nothing is being waited for. */
  readonly of: (run: Run) => Answered | undefined
}

export function makeLiveCounts(): LiveCounts {
  const states = new Map<string, InvocationState>()
  const keyOf = (job: string, instanceId: string): string => `${job} ${instanceId}`
  return {
    take: ({ job, invocations }) => {
      const changed = invocations.filter((i) => states.get(keyOf(job, i.instanceId)) !== i.state)
      for (const { instanceId, state } of changed) states.set(keyOf(job, instanceId), state)
      return changed.length > 0
    },
    of: ({ jobs }) => {
      const underWay = jobs.filter((j) => !j.results)
      const asked = underWay.flatMap((j) => j.chunks.flatMap((c) => c.instanceIds.map((id) => keyOf(j.job.key, id))))
      const answered = asked.filter((key) => hasAnswered(states.get(key))).length
      return asked.length === 0 ? undefined : { answered, of: asked.length }
    },
  }
}

function hasAnswered(state: InvocationState | undefined): boolean {
  switch (state) {
    case undefined:
    case 'pending':
    case 'running':
      return false
    case 'success':
    case 'failed':
    case 'cancelled':
    case 'timed-out':
    case 'not-delivered':
      return true
  }
}
