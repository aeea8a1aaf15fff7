/** After a mount that failed: one cause for each instance that it failed on. What it finds is added to the report and changes no verdict. */
import { type Finding, type FindingCode, finding, kindOf } from '../domain/catalogue.ts'
import type { Operation } from '../domain/plan.ts'
import type { Report } from '../domain/report.ts'
import type { EngineContext } from './context.ts'
import { unreached } from './doctor.ts'
import { examine, type Patient } from './examine.ts'

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

/** The report with its causes. Its own failure is a note and hides nothing. */
export async function explain(operation: Operation, report: Report, ctx: EngineContext): Promise<Report> {
  const failed = report.instances
    .filter((i) => i.verdict !== 'holds' && i.findings.length > 0 && !i.findings.every(saysWhy))
    .map(
      ({ instanceId, name, findings }): Patient => ({
        instanceId,
        name,
        failures: findings,
        reachable: !findings.some((f) => silent.has(f.code)),
      }),
    )
  const patients = [...failed, ...unreached(operation.unresolved)]
  if (patients.length === 0) return report
  try {
    return { ...report, diagnoses: await examine(operation, patients, ctx) }
  } catch (error) {
    const seen = `the diagnosis itself failed: ${error instanceof Error ? error.message : String(error)}`
    return { ...report, findings: [...report.findings, finding('internal-error', { seen })] }
  }
}
