/** What a run answers with. */
import type { AccessPoint, DeletedPoint } from './access-points.ts'
import type { Finding } from './catalogue.ts'
import type { DoctorReport, InstanceDiagnosis } from './doctor-report.ts'
import type { LockTold } from './lock.ts'
import type { Debts } from './people/debts.ts'
import type { Counted, MigrationReport, MigrationRule, OpenFact } from './people/migration.ts'
import type { PeoplePlan, PeopleReport } from './people/sync.ts'
import type { Plan, VolumePlan } from './plan.ts'
import type { FileSystem, Instance, ProvisionStep, VolumeSettings } from './ports.ts'
import type { Report } from './report.ts'
import type { Request } from './request.ts'
import type { VolumeCheck } from './volume-check.ts'

/** What a run that is not a host verb answers with. */
export type Answer =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'doctor'; readonly report: DoctorReport }
  | {
      readonly kind: 'plan'
      readonly plan: Plan
      /** Of adopt: the request that confirms the plan. */
      readonly agree?: Request
      /** Why it is a plan although something was to be done. */
      readonly refusal?: Finding
      /** Of adopt: why, for each instance that cannot be adopted yet. */
      readonly diagnoses?: readonly InstanceDiagnosis[]
    }
  /** Without a report it is a plan, and nothing of it was done. */
  | {
      readonly kind: 'people'
      readonly plan: PeoplePlan
      readonly report?: PeopleReport
      readonly refusal?: Finding
      /** On which instances somebody who left was not yet seen to be gone, of this run and of earlier ones. */
      readonly debts?: Debts
      /** Of instances that were not seen, by their ids: their names, where those are known. */
      readonly names?: Readonly<Record<string, string>>
      /** What a reader is to know besides. */
      readonly notes?: readonly string[]
    }
  /** Without a report it is a plan, and nothing of it was done. */
  | {
      readonly kind: 'migration'
      readonly plan: PeoplePlan
      readonly rule: MigrationRule
      /** Before anything was changed. */
      readonly counted: Counted
      /** Who has something open there, or stands in it. */
      readonly open: readonly (OpenFact & { readonly instanceId: string })[]
      /** Instances that could not be asked whether they have it mounted; the plan that is confirmed has them. */
      readonly unasked: readonly string[]
      readonly report?: MigrationReport
      readonly refusal?: Finding
      /** The request that confirms the plan. */
      readonly agree?: Request
    }
  | { readonly kind: 'checks'; readonly region: string; readonly checks: readonly VolumeCheck[] }
  | { readonly kind: 'volumes'; readonly volumes: readonly FileSystem[] }
  | { readonly kind: 'instances'; readonly instances: readonly Instance[]; readonly findings: readonly Finding[] }
  | { readonly kind: 'status'; readonly volume: FileSystem; readonly settings: VolumeSettings; readonly mounted: readonly MountedAt[] }
  /** Of lock and unlock: the one that was set or removed. */
  | { readonly kind: 'locks'; readonly did?: 'locked' | 'unlocked'; readonly locks: readonly LockTold[] }
  | { readonly kind: 'access-points'; readonly volume: FileSystem; readonly points: readonly AccessPoint[] }
  /** `point`: the one that was made; `deleted`: the one that is gone. */
  | ({ readonly kind: 'access-point'; readonly point?: AccessPoint; readonly deleted?: DeletedPoint } & Provisioned)
  | ({ readonly kind: 'created'; readonly volume?: FileSystem } & Provisioned)
  | ({ readonly kind: 'updated'; readonly volume?: FileSystem } & Provisioned)
  | ({ readonly kind: 'deleted'; readonly volume: string; readonly fileSystemId: string } & Provisioned)

/** `plan`: of a dry run, whose steps were not done. */
type Provisioned = { readonly steps: readonly ProvisionStep[]; readonly plan?: VolumePlan }

/** As seen now; `unknown` where the instance could not be asked. */
export type MountedAt = {
  readonly instanceId: string
  readonly name: string
  readonly state: 'mounted' | 'not-mounted' | 'unknown'
  readonly detail: string
}
