/** What the step says in the end, computed from the run or from the refusal: pure, so that every sink says the same. */
import { type Finding, finding, kindOf, PrismError } from '../../domain/catalogue.ts'
import type { DoctorReport } from '../../domain/doctor-report.ts'
import type { InstanceReport, Report } from '../../domain/report.ts'
import type { Run } from '../../domain/run.ts'
import { renderRunMarkdown } from '../../render/markdown.ts'
import { findingsMarkdown } from '../../render/markdown-findings.ts'
import { limits } from './fit.ts'

/** holds, differs, unknown: as the report says · refused: nothing was touched · failed: known not to have been done */
export type Verdict = 'holds' | 'differs' | 'unknown' | 'refused' | 'failed'

export type Outcome = {
  readonly ok: boolean
  readonly verdict: Verdict
  readonly runId: string
  readonly findings: readonly Finding[]
  /** Names of instances by id, for annotations. */
  readonly names: ReadonlyMap<string, string>
  /** JSON of the report; always has `runId`, `verdict` and `findings`. */
  readonly report: string
  readonly markdown: string
}

/** `interrupted`: the job was cancelled meanwhile; what was not seen by then is not green. */
export function outcomeOfRun(run: Run, interrupted: boolean): Outcome {
  const report = run.answer?.kind === 'report' ? run.answer.report : undefined
  const doctor = run.answer?.kind === 'doctor' ? run.answer.report : undefined
  const verdict = verdictOf(run, doctor ? { verdict: meaningOf[doctor.verdict] } : report, interrupted)
  const cut =
    interrupted && verdict === 'unknown' ? [finding('cancelled', { seen: `the job was cancelled while the run was ${run.state}` })] : []
  const findings = distinct([...cut, ...run.findings, ...(report?.findings ?? []), ...(report?.instances.flatMap((i) => i.findings) ?? [])])
  return {
    ok: verdict === 'holds',
    verdict,
    runId: run.id,
    findings,
    names: new Map((run.operation?.targets ?? []).map((t) => [t.instanceId, t.name])),
    report: doctor ? doctorJson(doctor, verdict, findings) : reportJson(run.id, verdict, findings, report),
    markdown: [renderRunMarkdown(run), findingsMarkdown(cut)].filter(Boolean).join('\n\n'),
  }
}

/** For what was thrown: a finding of the catalogue, or a fault of Prism's own. Before there is a run, nothing was touched. */
export function outcomeOfError(error: unknown, runId = ''): Outcome {
  const known = error instanceof PrismError
  const seen = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const findings = distinct(known ? [error.finding, ...error.others] : [finding('internal-error', { seen })])
  const inDoubt = runId !== '' && (!known || findings.some((f) => kindOf(f.code) === 'doubt'))
  const verdict = inDoubt ? 'unknown' : known && runId === '' ? 'refused' : 'failed'
  return {
    ok: false,
    verdict,
    runId,
    findings,
    names: new Map(),
    report: reportJson(runId, verdict, findings),
    markdown: `### ${headings[verdict]}\n\n${findingsMarkdown(findings)}`,
  }
}

const headings = {
  refused: '⛔ Prism refused; nothing was touched',
  failed: '❌ Prism failed; nothing was touched',
  unknown: '❔ Prism: the outcome is unknown',
} as const

const meaningOf = { healthy: 'holds', ill: 'differs', unknown: 'unknown' } as const

function verdictOf(run: Run, report: Pick<Report, 'verdict'> | undefined, interrupted: boolean): Verdict {
  switch (run.state) {
    case 'done':
      // a host verb without a report has nothing to show for itself
      return report?.verdict ?? 'unknown'
    case 'denied':
      return 'refused'
    case 'failed':
      if (interrupted) return 'unknown'
      return report === undefined || report.verdict === 'holds' ? 'failed' : report.verdict
    default:
      return 'unknown'
  }
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((f) => [`${f.code}\0${f.seen}\0${f.instanceId ?? ''}`, f])).values()]
}

/** Valid JSON within an output's size: first the rows that hold are left out, then the instances; `shortened` says which. */
function reportJson(runId: string, verdict: Verdict, findings: readonly Finding[], report?: Report): string {
  const head = { runId, verdict, findings }
  if (!report) return longestThatFits([head, { ...head, findings: findings.slice(0, 50), shortened: 'findings' }])
  const whole = { ...report, ...head }
  return longestThatFits([
    whole,
    { ...whole, instances: report.instances.map(withoutHolding), shortened: 'rows' },
    { ...head, findings: findings.slice(0, 50), shortened: 'instances' },
  ])
}

/** Without the rows that are well, then without rows at all, where the whole does not fit an output. */
function doctorJson(report: DoctorReport, verdict: Verdict, findings: readonly Finding[]): string {
  const whole = { ...report, verdict, findings }
  const bare = report.instances.map((i) => ({ ...i, checks: i.checks.filter((c) => c.state !== 'ok') }))
  return longestThatFits([
    whole,
    { ...whole, instances: bare, shortened: 'rows' },
    { runId: report.runId, verdict, findings: findings.slice(0, 50), shortened: 'instances' },
  ])
}

function longestThatFits(versions: readonly object[]): string {
  const texts = versions.map((v) => JSON.stringify(v))
  return texts.find((t) => t.length <= limits.outputCharacters) ?? texts.at(-1)!
}

function withoutHolding(instance: InstanceReport): InstanceReport {
  return { ...instance, steps: [], rows: instance.rows.filter((r) => r.verdict !== 'holds') }
}
