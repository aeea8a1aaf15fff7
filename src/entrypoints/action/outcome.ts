/** The step's outcome, computed from the run or from the refusal: pure, so that every sink shows the same. */
import type { Finding } from '../../domain/catalogue.ts'
import type { DoctorReport, InstanceDiagnosis } from '../../domain/doctor-report.ts'
import { reportsIn } from '../../domain/meaning/answer.ts'
import { type StepVerdict, stepOf, stepOfError } from '../../domain/meaning/step.ts'
import type { Plan } from '../../domain/plan.ts'
import type { InstanceReport, Report } from '../../domain/report.ts'
import type { Run } from '../../domain/run.ts'
import { type SentBy, sentBy } from '../../domain/sent-by.ts'
import type { VolumeCheck } from '../../domain/volume-check.ts'
import { formatAsked } from '../../language/format.ts'
import { renderFindingsMarkdown, renderRunMarkdown } from '../../render/markdown.ts'
import { type NextStep, nextStepsOf } from '../../render/next-steps.ts'
import type { Limit } from '../../render/page.ts'
import type { Mark } from '../../render/view/view.ts'
import { limits } from './fit.ts'

export type Outcome = {
  readonly ok: boolean
  readonly verdict: StepVerdict
  readonly runId: string
  readonly findings: readonly Finding[]
  /** What to do about each thing that differs or is unknown. */
  readonly next: readonly NextStep[]
  /** Names of instances by id, for annotations. */
  readonly names: ReadonlyMap<string, string>
  /** JSON of the report; always has `runId`, `verdict` and `findings`. */
  readonly report: string
  /** Within the limit, by what matters most. */
  readonly markdown: (limit: Limit) => string
}

/** `interrupted`: the job was cancelled meanwhile; what was not seen by then is not green. */
/** Whether the step passes: all was proven, or a plan alone was asked for and made. */
export const isGreen = ({ ok, verdict }: Pick<Outcome, 'ok' | 'verdict'>): boolean => ok || verdict === 'planned'

export function outcomeOfRun(run: Run, interrupted: boolean): Outcome {
  const reports = reportsIn(run.answer)
  const { verdict, findings, also } = stepOf(run, interrupted)
  const next = nextStepsOf(reports, formatAsked)
  const head = { runId: run.id, verdict, findings, next, sentBy: sentBy(run) }
  return {
    ok: verdict === 'holds',
    verdict,
    runId: run.id,
    findings,
    next,
    names: new Map(
      [...reports.map((r) => r.operation), ...(run.operation ? [run.operation] : [])].flatMap((o) =>
        o.targets.map((t) => [t.instanceId, t.name]),
      ),
    ),
    report: answerJson(head, run, reports[0]),
    markdown: (limit) => renderRunMarkdown(run, formatAsked, { also, limit }),
  }
}

export function outcomeOfError(error: unknown, runId = ''): Outcome {
  const { verdict, findings } = stepOfError(error, runId)
  return {
    ok: false,
    verdict,
    runId,
    findings,
    next: [],
    names: new Map(),
    report: reportJson({ runId, verdict, findings, next: [], sentBy: [] }),
    markdown: (limit) => renderFindingsMarkdown(...headings[verdict], findings, limit),
  }
}

const headings: Readonly<Record<StepVerdict, readonly [mark: Mark, text: string]>> = {
  holds: ['holds', 'Prism'],
  differs: ['differs', 'Prism'],
  planned: ['holds', 'Prism'],
  refused: ['denied', 'Prism refused; nothing was touched'],
  failed: ['differs', 'Prism failed; nothing was touched'],
  unknown: ['unknown', 'Prism: the outcome is unknown'],
}

type Head = Pick<Outcome, 'runId' | 'verdict' | 'findings' | 'next'> & { readonly sentBy: readonly SentBy[] }

/** Valid JSON within an output's size: first the pairs that share are left out, then the rows that hold, then the instances; `shortened` says which. */
function answerJson(head: Head, { answer }: Run, report?: Report): string {
  if (answer?.kind === 'plan')
    return planJson({ ...head, digest: answer.plan.digest, operation: answer.plan.operation }, answer.diagnoses ?? [])
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

/** A plan's digest and what it is of; of an adoption its causes too, without the checks that are ok where the whole does not fit an output. */
function planJson(head: Head & Pick<Plan, 'digest' | 'operation'>, diagnoses: readonly InstanceDiagnosis[]): string {
  const { operation: _, ...brief } = head
  const bare = diagnoses.map((d) => ({ ...d, checks: d.checks.filter((c) => c.state !== 'ok') }))
  return longestThatFits([
    { ...head, diagnoses },
    { ...head, diagnoses: bare, shortened: 'rows' },
    { ...brief, findings: head.findings.slice(0, 50), shortened: 'instances' },
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
