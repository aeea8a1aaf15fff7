/** One host\'s answer to one job. */
import type { Finding } from './catalogue.ts'
import type { CoverFact, Observation, SharingTold, StepFact, WroteFact } from './facts.ts'
import type { PeopleSeen } from './people/accounts.ts'
import type { MigrationTold } from './people/migration.ts'
import type { VolumeSeen } from './people/spaces.ts'

/** What came back from one job on one instance. */
export type JobResult =
  | {
      readonly kind: 'transcript'
      readonly instanceId: string
      readonly state: 'done' | 'replayed'
      readonly steps: readonly StepFact[]
      readonly failures: readonly Finding[]
      readonly observation?: Observation
      readonly sharing: readonly SharingTold[]
      /** Of a sharing test's first phase; absent: nobody wrote. */
      readonly wrote?: readonly WroteFact[]
      /** Of a job that settled another: how that one was found. */
      readonly burned?: 'done' | 'interrupted' | 'absent'
      /** Absent: not by cover. */
      readonly cover?: CoverFact
      /** Of the job people alone. */
      readonly people?: PeopleSeen
      /** Of the job spaces alone; absent: it did not come to its end. */
      readonly volume?: VolumeSeen
      /** Of the job migrate alone. */
      readonly migration?: MigrationTold
    }
  /** Distributor ended with success; its output, on one line. The mount job sees whether the client is installed. */
  | { readonly kind: 'installed'; readonly instanceId: string; readonly said: string }
  | { readonly kind: 'none'; readonly instanceId: string; readonly finding: Finding }
