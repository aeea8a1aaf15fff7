/** What the after-looks in the transcripts saw; an instance without one is unobserved, with the reason. */
import { type Finding, finding } from '../domain/catalogue.ts'
import type { Observation } from '../domain/facts.ts'
import type { Operation } from '../domain/plan.ts'
import type { JobResult } from '../domain/run.ts'

export function observationsAfter(operation: Operation, refused: readonly Finding[], results: readonly JobResult[]): Observation[] {
  return operation.targets.map(({ instanceId }) => {
    const result = results.find((r) => r.instanceId === instanceId)
    if (result?.kind === 'transcript' && result.observation) return result.observation
    const why = result?.kind === 'none' ? result.finding : (result?.failures[0] ?? refused.find((f) => f.instanceId === instanceId))
    return {
      kind: 'unobserved',
      instanceId,
      finding: why ?? finding('not-looked-at', { seen: 'nothing came back from this instance', instanceId }),
    }
  })
}
