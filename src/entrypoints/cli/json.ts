/** The one JSON object that `--json` prints. */
import type { Finding } from '../../domain/catalogue.ts'
import type { DoctorReport } from '../../domain/doctor-report.ts'
import { reportsIn, verdictOf } from '../../domain/meaning/answer.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import type { ProvisionStep } from '../../domain/ports.ts'
import type { Report } from '../../domain/report.ts'
import type { Answer, Run, RunState } from '../../domain/run.ts'
import { type SentBy, sentBy } from '../../domain/sent-by.ts'
import { formatCommandLine } from '../../language/format.ts'
import { type NextStep, nextStepsOf } from '../../render/next-steps.ts'

export type JsonResult = {
  readonly ok: boolean
  readonly exitCode: ExitCode
  readonly runId?: string
  /** How the run ended; absent when it never began. */
  readonly state?: RunState
  readonly verdict?: Report['verdict'] | DoctorReport['verdict']
  readonly report?: Report
  /** What is not a report: checks, doctor, plan, volumes, instances, status, created, deleted. */
  readonly answer?: Exclude<Answer, { kind: 'report' }>
  /** Steps that were done by the time a run ended without an answer. */
  readonly provisioned?: readonly ProvisionStep[]
  /** The SSM documents that the commands used; absent when none was sent. */
  readonly sentBy?: readonly SentBy[]
  readonly findings: readonly Finding[]
  /** Of a report: what to do about each thing that differs or is unknown. */
  readonly next?: readonly NextStep[]
}

export function jsonOfRun(run: Run, exitCode: ExitCode, findings: readonly Finding[]): JsonResult {
  const { answer } = run
  const answered = answer?.kind === 'report' ? { report: answer.report } : answer ? { answer } : {}
  // a doctor has words of its own
  const verdict = answer?.kind === 'doctor' ? answer.report.verdict : verdictOf(answer)
  const transports = sentBy(run)
  const next = nextStepsOf(reportsIn(answer), formatCommandLine)
  return {
    ok: exitCode === 0,
    exitCode,
    runId: run.id,
    state: run.state,
    ...(verdict ? { verdict } : {}),
    ...answered,
    ...(answer || run.provisioned.length === 0 ? {} : { provisioned: run.provisioned }),
    ...(transports.length > 0 ? { sentBy: transports } : {}),
    findings,
    ...(next.length > 0 ? { next } : {}),
  }
}

/** Two-space JSON and a newline. What a terminal could take for a command is escaped, which JSON allows inside strings. */
export function formatJson(result: object): string {
  return `${harmless(JSON.stringify(result, null, 2))}\n`
}

/** One object a line, as programs that collect logs read them. */
export const formatJsonLine = (result: object): string => `${harmless(JSON.stringify(result))}\n`

function harmless(text: string): string {
  return text.replace(
    /[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
