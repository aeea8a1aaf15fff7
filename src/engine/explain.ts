/** After a mount or an adopt that failed: one cause for each instance that it failed on. What it finds is added and changes no verdict. */
import { type Finding, type FindingCode, finding, kindOf } from '../domain/catalogue.ts'
import type { InstanceDiagnosis } from '../domain/doctor-report.ts'
import type { Observation } from '../domain/facts.ts'
import type { Operation, Plan, Target } from '../domain/plan.ts'
import type { InstanceReport, Report } from '../domain/report.ts'
import type { EngineContext } from './context.ts'
import { unreached } from './doctor.ts'
import { examine, type Patient } from './examine.ts'
import { factsOf } from './inspect.ts'

/** After these the instance took no command, or holds one that does not end: it is not sent another. */
const silent: ReadonlySet<FindingCode> = new Set([
  'not-delivered',
  'outcome-unknown',
  'sight-lost',
  'not-cancelled',
  'invocation-timed-out',
  'invocation-cancelled',
  'cancelled',
  'instance-offline',
])

/** What AWS or a document refused is its own cause: nothing of it lies between the instance and its volume. Its client does. */
const saysWhy = ({ code }: Finding): boolean => code !== 'distributor-denied' && (kindOf(code) === 'aws' || code.startsWith('document-'))

/** Where every step went well, the look alone tells of a mount that was left as it is, and of accounts that are missing. */
const toldByRows = ({ instanceId, rows }: InstanceReport): readonly Finding[] =>
  rows.flatMap(({ section, verdict, code, subject, observed }) =>
    verdict === 'differs' && code && (section === 'mount' || code === 'account-missing')
      ? [finding(code, { seen: `${subject}: ${observed}`, instanceId })]
      : [],
  )

/**
 * Whether there is a failure to explain. Where only the outcome is in doubt, nothing more is sent: the answer is to look, by verify; a
 * job that ran into its time limit has a cause all the same.
 */
const failed = (findings: readonly Finding[]): boolean =>
  findings.some((f) => (kindOf(f.code) !== 'doubt' || f.code === 'invocation-timed-out') && !saysWhy(f))

/** A mount by hand that is so is broken somewhere on its way: the look that refused it does not tell where. */
const wayMatters: ReadonlySet<FindingCode> = new Set([
  'mount-hung',
  'adopt-unidentified',
  'nothing-to-adopt',
  'read-only',
  'no-mount-target',
])

type Looked = { readonly before: readonly Observation[]; readonly after?: readonly Observation[]; readonly refused: readonly Finding[] }

/** The report with its causes. Its own failure is a finding beside the others and hides nothing. */
export async function reportWithCauses(operation: Operation, report: Report, looked: Looked, ctx: EngineContext): Promise<Report> {
  if (report.verdict === 'holds') return report
  const patients = report.instances.flatMap((instance) => {
    if (instance.verdict === 'holds') return []
    const findings = instance.findings.length > 0 ? instance.findings : toldByRows(instance)
    return patientOf(operation, instance, findings, looked)
  })
  const { diagnoses, findings } = await diagnosed(operation, patients, [...looked.before, ...(looked.after ?? [])], ctx)
  return { ...report, ...(diagnoses ? { diagnoses } : {}), findings: [...report.findings, ...findings] }
}

/** The causes for the instances that a plan to adopt leaves out; nothing where it leaves out none. */
export async function explainPlan(
  { operation, refused }: Plan,
  before: readonly Observation[],
  ctx: EngineContext,
): Promise<{ readonly diagnoses?: readonly InstanceDiagnosis[] }> {
  const patients = operation.targets.flatMap((target) =>
    patientOf(
      operation,
      target,
      refused.filter((f) => f.instanceId === target.instanceId),
      { before, refused },
    ),
  )
  const { diagnoses } = await diagnosed(operation, patients, before, ctx)
  return diagnoses ? { diagnoses } : {}
}

function patientOf(
  { verb }: Operation,
  { instanceId, name }: Pick<Target, 'instanceId' | 'name'>,
  failures: readonly Finding[],
  { before, refused }: Looked,
): Patient[] {
  if (!failed(failures)) return []
  // an instance that was looked at and then left alone is not asked again: the look is the evidence
  const facts = refused.some((f) => f.instanceId === instanceId) ? factsOf(before, instanceId) : undefined
  const lookTellsAll = facts !== undefined && !(verb === 'adopt' && failures.some((f) => wayMatters.has(f.code)))
  const reachable = !lookTellsAll && !failures.some((f) => silent.has(f.code))
  return [{ instanceId, name, failures, reachable, ...(facts ? { facts } : {}) }]
}

async function diagnosed(
  operation: Operation,
  patients: readonly Patient[],
  looks: readonly Observation[],
  ctx: EngineContext,
): Promise<{ readonly diagnoses?: readonly InstanceDiagnosis[]; readonly findings: readonly Finding[] }> {
  const all = [...patients, ...unreached(operation.unresolved)]
  if (all.length === 0) return { findings: [] }
  try {
    return { diagnoses: await examine(operation, all, ctx, looks), findings: [] }
  } catch (error) {
    const seen = `the diagnosis itself failed: ${error instanceof Error ? error.message : String(error)}`
    return { findings: [finding('internal-error', { seen })] }
  }
}
