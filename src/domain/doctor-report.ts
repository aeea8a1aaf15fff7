/** The answer of doctor: one cause for each instance, the table of checks, and the client's log as quoted evidence. */
import type { Finding } from './catalogue.ts'
import { type Check, checksOf } from './checks.ts'
import { type Diagnosed, diagnose } from './diagnose.ts'
import type { Evidence } from './evidence.ts'

export type InstanceDiagnosis = {
  readonly instanceId: string
  readonly name: string
  /** ill: a cause was identified · unknown: none was, and not everything was seen · healthy: all was seen, nothing is wrong */
  readonly verdict: 'healthy' | 'ill' | 'unknown'
  /** Absent: undetermined, or nothing is wrong; the checks say what was seen. */
  readonly cause?: Diagnosed
  readonly others: readonly Diagnosed[]
  readonly checks: readonly Check[]
  /** The last lines of the client's log on the host. Outside text. */
  readonly log: readonly string[]
}

export type DoctorReport = {
  readonly runId: string
  readonly volume: string
  readonly fileSystemId: string
  readonly region: string
  readonly mountPoint: string
  readonly instances: readonly InstanceDiagnosis[]
  /** Selectors that matched no instance. */
  readonly findings: readonly Finding[]
  readonly verdict: InstanceDiagnosis['verdict']
  readonly startedAt: string
  readonly endedAt: string
}

export function judgeEvidence(name: string, e: Evidence): InstanceDiagnosis {
  const { cause, others } = diagnose(e)
  const checks = checksOf(e, cause ? [cause, ...others] : [])
  const verdict = cause ? 'ill' : checks.some((c) => c.state === 'unknown') ? 'unknown' : 'healthy'
  return { instanceId: e.about.instanceId, name, verdict, ...(cause ? { cause } : {}), others, checks, log: e.probe?.log ?? [] }
}

/** A known fault comes first, and doubt is never health. */
export function judgeDoctor({ instances, findings }: Pick<DoctorReport, 'instances' | 'findings'>): DoctorReport['verdict'] {
  if (findings.length > 0 || instances.some((i) => i.verdict === 'ill')) return 'ill'
  return instances.length === 0 || instances.some((i) => i.verdict === 'unknown') ? 'unknown' : 'healthy'
}
