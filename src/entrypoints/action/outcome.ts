/** The step's outcome, computed from the run or from the refusal: pure, so that every sink shows the same. */
import { type Finding, finding, kindOf, PrismError } from '../../domain/catalogue.ts'
import type { DoctorReport, InstanceDiagnosis } from '../../domain/doctor-report.ts'
import type { InstanceReport, Report } from '../../domain/report.ts'
import type { Run } from '../../domain/run.ts'
import { type SentBy, sentBy } from '../../domain/sent-by.ts'
import { type VolumeCheck, verdictOfAll } from '../../domain/volume-check.ts'
import { formatAsked } from '../../language/format.ts'
import { layOut } from '../../render/lay-out.ts'
import { renderRunMarkdown } from '../../render/markdown.ts'
import { findingsList } from '../../render/markdown-findings.ts'
import type { Limit } from '../../render/page.ts'
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
  /** Within the limit, by what matters most. */
  readonly markdown: (limit: Limit) => string
}

/** `interrupted`: the job was cancelled meanwhile; what was not seen by then is not green. */
export function outcomeOfRun(run: Run, interrupted: boolean): Outcome {
  const reports = reportsOf(run)
  const verdict = verdictOf(run, verdictSeen(run), interrupted)
  const cut =
    interrupted && verdict === 'unknown' ? [finding('cancelled', { seen: `the job was cancelled while the run was ${run.state}` })] : []
  const findings = distinct([
    ...cut,
    ...planned(run),
    ...run.findings,
    ...reports.flatMap((r) => [...r.findings, ...r.instances.flatMap((i) => i.findings)]),
  ])
  const head = { runId: run.id, verdict, findings, sentBy: sentBy(run) }
  return {
    ok: verdict === 'holds',
    verdict,
    runId: run.id,
    findings,
    names: new Map(
      [...reports.map((r) => r.operation), ...(run.operation ? [run.operation] : [])].flatMap((o) =>
        o.targets.map((t) => [t.instanceId, t.name]),
      ),
    ),
    report: answerJson(head, run, reports[0]),
    markdown: (limit) => renderRunMarkdown(run, formatAsked, { also: [...cut, ...planned(run)], limit }),
  }
}

/** A plan alone does not fulfil the step: it continues when somebody has read it. */
function planned({ answer }: Run): Finding[] {
  if (answer?.kind !== 'plan' || answer.agree?.verb !== 'adopt') return []
  return [finding('plan-needed', { seen: `the input plan is not this plan’s digest, ${answer.agree.plan}` })]
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
    report: reportJson({ runId, verdict, findings, sentBy: [] }),
    markdown: (limit) =>
      layOut({ head: `### ${headings[verdict]}`, first: [findingsList(findings)], rest: [], foot: '', where: '' }, limit),
  }
}

const headings = {
  refused: '⛔ Prism refused; nothing was touched',
  failed: '❌ Prism failed; nothing was touched',
  unknown: '❔ Prism: the outcome is unknown',
} as const

const meaningOf = { healthy: 'holds', ill: 'differs', unknown: 'unknown' } as const

function reportsOf({ answer }: Run): readonly Report[] {
  if (answer?.kind === 'report') return [answer.report]
  return answer?.kind === 'checks' ? answer.checks.flatMap((c) => c.places.map((p) => p.report)) : []
}

function verdictSeen({ answer }: Run): Report['verdict'] | undefined {
  if (answer?.kind === 'report') return answer.report.verdict
  if (answer?.kind === 'doctor') return meaningOf[answer.report.verdict]
  return answer?.kind === 'checks' ? verdictOfAll(answer.checks) : undefined
}

function verdictOf(run: Run, seen: Report['verdict'] | undefined, interrupted: boolean): Verdict {
  switch (run.state) {
    case 'done':
      // a plan was made and nothing done; another host verb without a report has nothing to show for itself
      return seen ?? (run.answer?.kind === 'plan' ? 'refused' : 'unknown')
    case 'denied':
      return 'refused'
    case 'failed':
      if (interrupted) return 'unknown'
      return seen === undefined || seen === 'holds' ? 'failed' : seen
    default:
      return 'unknown'
  }
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((f) => [`${f.code}\0${f.seen}\0${f.instanceId ?? ''}`, f])).values()]
}

type Head = Pick<Outcome, 'runId' | 'verdict' | 'findings'> & { readonly sentBy: readonly SentBy[] }

/** Valid JSON within an output's size: first the pairs that share are left out, then the rows that hold, then the instances; `shortened` says which. */
function answerJson(head: Head, { answer }: Run, report?: Report): string {
  if (answer?.kind === 'plan' && answer.diagnoses) return planJson(head, answer.diagnoses)
  if (answer?.kind === 'doctor') return doctorJson(head, answer.report)
  return answer?.kind === 'checks' ? checksJson(head, answer.checks) : reportJson(head, report)
}

function reportJson(head: Head, report?: Report): string {
  const { findings } = head
  if (!report) return longestThatFits([head, { ...head, findings: findings.slice(0, 50), shortened: 'findings' }])
  const whole = { ...report, ...head }
  return longestThatFits([
    whole,
    { ...whole, sharing: withoutShared(report), shortened: 'pairs' },
    { ...whole, sharing: withoutShared(report), instances: report.instances.map(withoutHolding), shortened: 'rows' },
    { ...head, findings: findings.slice(0, 50), shortened: 'instances' },
  ])
}

/** Without the rows that hold, then without rows at all, where the whole does not fit an output. */
function doctorJson(head: Head, report: DoctorReport): string {
  const bare = report.instances.map((i) => ({ ...i, checks: i.checks.filter((c) => c.state !== 'ok') }))
  return longestThatFits([
    { ...report, ...head },
    { ...report, ...head, instances: bare, shortened: 'rows' },
    { ...head, findings: head.findings.slice(0, 50), shortened: 'instances' },
  ])
}

/** Of an adoption's plan: its causes, without the checks that are ok where the whole does not fit an output. */
function planJson(head: Head, diagnoses: readonly InstanceDiagnosis[]): string {
  const bare = diagnoses.map((d) => ({ ...d, checks: d.checks.filter((c) => c.state !== 'ok') }))
  return longestThatFits([
    { ...head, diagnoses },
    { ...head, diagnoses: bare, shortened: 'rows' },
    { ...head, findings: head.findings.slice(0, 50), shortened: 'instances' },
  ])
}

function checksJson(head: Head, checks: readonly VolumeCheck[]): string {
  const briefly = checks.map((check) => ({
    ...check,
    places: check.places.map(({ report, plan }) => ({
      report: { ...report, sharing: withoutShared(report), instances: report.instances.map(withoutHolding) },
      digest: plan.digest,
    })),
  }))
  return longestThatFits([
    { ...head, checks },
    { ...head, checks: briefly, shortened: 'rows' },
    { ...head, findings: head.findings.slice(0, 50), shortened: 'checks' },
  ])
}

function longestThatFits(versions: readonly object[]): string {
  let text = ''
  for (const version of versions) {
    text = JSON.stringify(version)
    if (text.length <= limits.outputCharacters) break
  }
  return text
}

function withoutHolding(instance: InstanceReport): InstanceReport {
  return { ...instance, steps: [], rows: instance.rows.filter((r) => r.verdict !== 'holds') }
}

function withoutShared({ sharing }: Report): Report['sharing'] {
  return { ...sharing, cells: sharing.cells.filter((c) => c.verdict === 'not-shared' || c.verdict === 'unknown') }
}
