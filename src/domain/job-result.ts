/** The answer of one host to one job. */
import type { Finding } from './catalogue.ts'
import type { Observation, SharingFact, StepFact } from './facts.ts'

/** What came back from one job on one instance. */
export type JobResult =
  | {
      readonly kind: 'transcript'
      readonly instanceId: string
      readonly state: 'done' | 'replayed'
      readonly steps: readonly StepFact[]
      readonly failures: readonly Finding[]
      readonly observation?: Observation
      readonly sharing: readonly SharingFact[]
    }
  | { readonly kind: 'none'; readonly instanceId: string; readonly finding: Finding }
