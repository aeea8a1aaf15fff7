/** What an answer means: whether it proves what was asked, how its run ends, what it found. Every entry point asks here. Pure. */
import { type Finding, kindOf } from '../catalogue.ts'
import type { InstanceDiagnosis } from '../doctor-report.ts'
import type { Report } from '../report.ts'
import type { Answer, RunEnd } from '../run.ts'
import { findingsOfCheck, verdictOfAll } from '../volume-check.ts'

export type Verdict = Report['verdict']

const ofDoctor = { healthy: 'holds', ill: 'differs', unknown: 'unknown' } as const
const ends = { holds: 'done', differs: 'failed', unknown: 'unknown' } as const

/** Undefined where an answer proves nothing: a plan, a list, what was made. */
export function verdictOf(answer: Answer | undefined): Verdict | undefined {
  if (answer?.kind === 'report') return answer.report.verdict
  if (answer?.kind === 'checks') return verdictOfAll(answer.checks)
  if (answer?.kind === 'people' || answer?.kind === 'migration') return answer.report?.verdict
  return answer?.kind === 'doctor' ? ofDoctor[answer.report.verdict] : undefined
}

export function endOf(answer: Answer): RunEnd {
  const verdict = verdictOf(answer)
  if (verdict) return ends[verdict]
  if (answer.kind === 'plan' || answer.kind === 'people' || answer.kind === 'migration') {
    if (answer.refusal && kindOf(answer.refusal.code) === 'denied') return 'denied'
    return answer.refusal || leavesOut(answer) ? 'failed' : 'done'
  }
  return answer.kind === 'instances' && answer.findings.length > 0 ? 'failed' : 'done'
}

/** A plan that leaves out what was asked for is not a green one. */
export const leavesOut = (answer: Answer | undefined): boolean =>
  (answer?.kind === 'plan' && answer.plan.refused.length + answer.plan.operation.unresolved.length > 0) ||
  ((answer?.kind === 'people' || answer?.kind === 'migration') && answer.plan.refused.length > 0)

/** What the answer itself says is wrong or in doubt. */
export function findingsIn(answer: Answer): readonly Finding[] {
  switch (answer.kind) {
    case 'report':
      return findingsOfReport(answer.report)
    case 'checks':
      return answer.checks.flatMap(findingsOfCheck)
    case 'plan':
      return [...(answer.refusal ? [answer.refusal] : []), ...answer.plan.operation.unresolved, ...answer.plan.refused]
    case 'people':
      return findingsOfPeople(answer)
    case 'migration':
      return answer.report ? answer.report.findings : [...(answer.refusal ? [answer.refusal] : []), ...answer.plan.refused]
    case 'instances':
      return answer.findings
    case 'doctor':
      return answer.report.findings
    default:
      return []
  }
}

const findingsOfPeople = ({ plan, report, refusal }: Extract<Answer, { readonly kind: 'people' }>): readonly Finding[] =>
  report ? [...report.findings, ...report.hosts.flatMap((h) => h.findings)] : [...(refusal ? [refusal] : []), ...plan.refused]

const findingsOfReport = (report: Report): readonly Finding[] => [...report.findings, ...report.instances.flatMap((i) => i.findings)]

/** The reports in an answer: one, or those of all places that were checked. */
export function reportsIn(answer: Answer | undefined): readonly Report[] {
  if (answer?.kind === 'report') return [answer.report]
  return answer?.kind === 'checks' ? answer.checks.flatMap((c) => c.places.map((p) => p.report)) : []
}

/** Why, for each instance on which something failed. */
export function diagnosesIn(answer: Answer | undefined): readonly InstanceDiagnosis[] {
  if (answer?.kind === 'doctor') return answer.report.instances
  if (answer?.kind === 'plan') return answer.diagnoses ?? []
  return reportsIn(answer).flatMap((r) => r.diagnoses ?? [])
}

/** Two findings that say the same of the same instance are one. */
export const sameFinding = (a: Finding, b: Finding): boolean => keyOf(a) === keyOf(b)

export const distinct = (findings: readonly Finding[]): Finding[] => [...new Map(findings.map((f) => [keyOf(f), f])).values()]

const keyOf = ({ code, seen, instanceId }: Finding): string => `${code}\0${seen}\0${instanceId ?? ''}`
