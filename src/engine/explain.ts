/** After a mount that failed: one cause for each instance that it failed on. What it finds is added to the report and changes no verdict. */
import { type Finding, type FindingCode, finding, kindOf } from '../domain/catalogue.ts'
import type { Observation } from '../domain/facts.ts'
import type { Operation } from '../domain/plan.ts'
import type { InstanceReport, Report } from '../domain/report.ts'
import type { EngineContext } from './context.ts'
import { unreached } from './doctor.ts'
import { examine, type Patient } from './examine.ts'
import { factsOf } from './inspect.ts'

/** After these the instance took no command, or holds one that does not end: it is not sent another. */
const silent: ReadonlySet<FindingCode> = new Set([
  'not-delivered',
  'outcome-unknown',
  'invocation-timed-out',
  'invocation-cancelled',
  'cancelled',
  'instance-offline',
])

/** What AWS or a document refused is its own cause: nothing of it lies between the instance and its volume. */
const saysWhy = ({ code }: Finding): boolean => kindOf(code) === 'aws' || code.startsWith('document-')

/** What a mount that was there already says of its server: every step is unchanged, so the look alone tells of it. */
const ofTheServer: ReadonlySet<FindingCode> = new Set(['read-only', 'mount-hung', 'stale-handle'])

function failuresOf({ instanceId, findings, rows }: InstanceReport): readonly Finding[] {
  if (findings.length > 0) return findings
  return rows.flatMap(({ verdict, code, subject, observed }) =>
    verdict === 'differs' && code && ofTheServer.has(code) ? [finding(code, { seen: `${subject}: ${observed}`, instanceId })] : [],
  )
}

/**
 * Whether there is a failure to explain. Where only the outcome is in doubt, nothing more is sent: the answer is to look, by verify; a
 * script that ran into its time limit has a cause all the same.
 */
const failed = (findings: readonly Finding[]): boolean =>
  findings.some((f) => (kindOf(f.code) !== 'doubt' || f.code === 'invocation-timed-out') && !saysWhy(f))

/** The report with its causes. Its own failure is a finding beside the others and hides nothing. */
export async function explain(
  operation: Operation,
  report: Report,
  { before, refused }: { readonly before: readonly Observation[]; readonly refused: readonly Finding[] },
  ctx: EngineContext,
): Promise<Report> {
  const patients = report.instances.flatMap((instance): Patient[] => {
    const { instanceId, name, verdict } = instance
    const findings = failuresOf(instance)
    if (verdict === 'holds' || !failed(findings)) return []
    // an instance that was looked at and then left alone is not asked again: the look is the evidence
    const facts = refused.some((f) => f.instanceId === instanceId) ? factsOf(before, instanceId) : undefined
    const reachable = facts === undefined && !findings.some((f) => silent.has(f.code))
    return [{ instanceId, name, failures: findings, reachable, ...(facts ? { facts } : {}) }]
  })
  const all = [...patients, ...unreached(operation.unresolved)]
  if (all.length === 0) return report
  try {
    return { ...report, diagnoses: await examine(operation, all, ctx) }
  } catch (error) {
    const seen = `the diagnosis itself failed: ${error instanceof Error ? error.message : String(error)}`
    return { ...report, findings: [...report.findings, finding('internal-error', { seen })] }
  }
}
