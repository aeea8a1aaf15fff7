/** What the after-looks in the transcripts saw; an instance without one is unobserved, with the reason. */
import { type Finding, finding } from '../domain/catalogue.ts'
import type { Observation } from '../domain/facts.ts'
import type { Operation } from '../domain/plan.ts'
import type { JobResult } from '../domain/run.ts'
import { failuresOf } from './failures-of.ts'

export function observationsAfter(operation: Operation, refused: readonly Finding[], results: readonly JobResult[]): Observation[] {
  const byInstance = Map.groupBy(results, (r) => r.instanceId)
  const refusals = Map.groupBy(refused, (f) => f.instanceId)
  return operation.targets.map(({ instanceId }) => {
    const own = byInstance.get(instanceId) ?? []
    for (const r of own) if (r.kind === 'transcript' && r.observation) return r.observation
    const why = own.flatMap(failuresOf)[0] ?? refusals.get(instanceId)?.[0]
    return {
      kind: 'unobserved',
      instanceId,
      finding: why ?? finding('not-looked-at', { seen: 'this instance returned nothing', instanceId }),
    }
  })
}
