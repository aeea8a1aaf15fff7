/** A diagnosis for a terminal: the cause on top, the table of checks, the client's log. */
import type { CheckState } from '../domain/checks.ts'
import type { DoctorReport, InstanceDiagnosis } from '../domain/doctor-report.ts'
import { doctorHeadline, undetermined } from './doctor-words.ts'
import { plainText } from './escape.ts'
import { renderFindings } from './terminal-findings.ts'
import { type Cell, table } from './terminal-table.ts'
import { type Look, paint, type Tone } from './terminal-text.ts'

const marks: Record<CheckState, { readonly text: string; readonly tone: Tone }> = {
  ok: { text: '✓ ok', tone: 'green' },
  wrong: { text: '✗ wrong', tone: 'red' },
  warning: { text: '! warning', tone: 'yellow' },
  unknown: { text: '? unknown', tone: 'yellow' },
  'not-applicable': { text: '– not applicable', tone: 'dim' },
}

const verdicts = { healthy: marks.ok, ill: marks.wrong, unknown: marks.unknown } as const

export function renderDoctor(report: DoctorReport, look: Look): string {
  const { text, tone } = verdicts[report.verdict]
  const parts = [
    `${paint(look, tone, text)} ${paint(look, 'bold', plainText(doctorHeadline(report).text))}\n  ${report.fileSystemId} at ${plainText(report.mountPoint)}; nothing was changed`,
    ...report.instances.map((i) => renderInstance(i, look)),
    ...(report.findings.length > 0 ? [renderFindings(report.findings, look)] : []),
  ]
  return parts.join('\n\n')
}

/** For what failed, a mount or an adopt: one cause an instance, above the tables. */
export function renderCauses(diagnoses: readonly InstanceDiagnosis[], look: Look): string {
  return diagnoses.map((d) => `${title(d, look)}\n${renderCause(d, look)}`).join('\n\n')
}

const title = ({ name, instanceId }: InstanceDiagnosis, look: Look): string =>
  `${paint(look, 'bold', name === instanceId ? 'why' : `why on ${plainText(name)}`)} (${instanceId})`

function renderInstance(one: InstanceDiagnosis, look: Look): string {
  const { text, tone } = verdicts[one.verdict]
  const rows = one.checks.map((c): Cell[] => [c.title, marks[c.state], plainText(c.seen)])
  return [
    `${paint(look, tone, text)} ${paint(look, 'bold', plainText(one.name))} (${one.instanceId})`,
    ...(one.verdict === 'healthy' ? ['  nothing wrong found'] : [renderCause(one, look)]),
    table(look, ['check', '', 'seen'], rows),
    ...(one.log.length > 0
      ? ['  the end of the client’s log:', ...one.log.map((line) => `    ${paint(look, 'dim', plainText(line))}`)]
      : []),
  ].join('\n')
}

function renderCause(one: InstanceDiagnosis, look: Look): string {
  if (!one.cause) return `  ${paint(look, 'yellow', '?')} ${undetermined(one)}`
  const { cause, title: what, seen, why, fix, warning } = one.cause
  return [
    `  ${warning ? paint(look, 'yellow', `! ${cause}`) : paint(look, 'red', `✗ ${cause}`)}: ${what}`,
    `    ${paint(look, 'dim', 'seen')} ${plainText(seen)}`,
    `    ${paint(look, 'dim', 'why ')} ${why}`,
    `    ${paint(look, 'dim', 'fix ')} ${plainText(fix)}`,
    ...one.others.map((d) => `    ${paint(look, 'dim', 'also')} ${d.cause}: ${plainText(d.seen)}`),
  ].join('\n')
}
