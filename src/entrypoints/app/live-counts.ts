/** How many of the instances that a run is working on have answered: from the live counts, which may be dropped or come late. */
import type { JobRecord } from '../../domain/job-record.ts'
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
  const states = new Map<string, Map<string, InvocationState>>()
  /** Of a job, while it is not known who. */
  const unnamed = new Map<string, number>()
  const statesOf = (job: string): Map<string, InvocationState> => {
    const known = states.get(job) ?? new Map<string, InvocationState>()
    states.set(job, known)
    return known
  }
  const answeredOf = ({ job: { key }, chunks }: JobRecord): Answered => {
    // whom a command by a tag did not reach is in another besides
    const asked = new Set(chunks.flatMap((c) => c.instanceIds))
    const named = [...asked].filter((id) => hasAnswered(statesOf(key).get(id))).length
    return { answered: Math.max(named, Math.min(unnamed.get(key) ?? 0, asked.size)), of: asked.size }
  }
  return {
    take: ({ job, invocations, ended = 0 }) => {
      const known = statesOf(job)
      const changed = invocations.filter((i) => known.get(i.instanceId) !== i.state)
      for (const { instanceId, state } of changed) known.set(instanceId, state)
      const isMore = ended > (unnamed.get(job) ?? 0)
      if (isMore) unnamed.set(job, ended)
      return changed.length > 0 || isMore
    },
    of: ({ jobs }) => {
      const underWay = jobs.filter((j) => !j.results).map(answeredOf)
      const [answered, of] = [sum(underWay.map((j) => j.answered)), sum(underWay.map((j) => j.of))]
      return of === 0 ? undefined : { answered, of }
    },
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

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
