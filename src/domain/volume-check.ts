/** What `verify --all` finds for one volume: where it is mounted, its state there, and what could not be asked. */
import { type Finding, type FindingCode, kindOf } from './catalogue.ts'
import type { Plan } from './plan.ts'
import type { Report } from './report.ts'

/** The instances that have the volume at one mount point. */
export type CheckedPlace = {
  readonly report: Report
  /** What a mount would do about it, from the same look; nothing of it was done. */
  readonly plan: Plan
}

/** An instance that nobody expects to have the volume mounted, and of which it is unknown whether it has. */
export type Unasked = { readonly instanceId: string; readonly name: string; readonly why: string }

export type VolumeCheck = {
  /** As in a command: the name, or the id where the name is not enough. */
  readonly volume: string
  readonly fileSystemId: string
  readonly region: string
  readonly places: readonly CheckedPlace[]
  /** Why an instance that is expected to have the volume mounted, or the volume itself, could not be checked. */
  readonly findings: readonly Finding[]
  readonly unasked: readonly Unasked[]
  /** Instances that had it mounted and that AWS no longer knows. */
  readonly gone: readonly Finding[]
  /** Ids of instances that had it mounted until Prism unmounted it there: nobody expects it back. */
  readonly left: readonly string[]
}

/** unused: the volume is mounted nowhere and nothing is expected to. */
export type CheckVerdict = Report['verdict'] | 'unused'

/** Codes that say no more than that the instance could not be asked: what is there is not known. */
const notAsked: readonly FindingCode[] = ['instance-offline', 'instance-stopped', 'instance-unmanaged']

/** Whether a finding leaves in doubt what is there, rather than saying that something is wrong. */
export function leavesInDoubt({ code }: Finding): boolean {
  const kind = kindOf(code)
  return kind === 'doubt' || kind === 'aws' || notAsked.includes(code)
}

/** Of what is expected: differs beats unknown beats holds. Instances that nobody expects to have the volume do not count. */
export function expectedVerdict({ places, findings }: Pick<VolumeCheck, 'places' | 'findings'>): CheckVerdict {
  const verdicts = places.map((p) => p.report.verdict)
  if (verdicts.includes('differs') || findings.some((f) => !leavesInDoubt(f))) return 'differs'
  if (verdicts.includes('unknown') || findings.length > 0) return 'unknown'
  return verdicts.length === 0 ? 'unused' : 'holds'
}

/** Of everything: where an instance could not be asked, nobody knows whether the volume is mounted there. */
export function wholeVerdict(check: VolumeCheck): CheckVerdict {
  const verdict = expectedVerdict(check)
  return verdict === 'differs' || check.unasked.length === 0 ? verdict : 'unknown'
}

/** Of several volumes together; a volume that is mounted nowhere is neither a fault nor a proof. */
export function verdictOfAll(checks: readonly VolumeCheck[]): Report['verdict'] {
  const verdicts = checks.map(wholeVerdict)
  if (verdicts.includes('differs')) return 'differs'
  return verdicts.includes('unknown') ? 'unknown' : 'holds'
}

/** Everything wrong or in doubt, for entry points that list findings. */
export function findingsOfCheck(check: VolumeCheck): readonly Finding[] {
  return [...check.findings, ...check.places.flatMap(({ report }) => [...report.findings, ...report.instances.flatMap((i) => i.findings)])]
}
