/** What `verify --all` found, for a terminal. */
import { repairsOf } from '../domain/repairs.ts'
import type { Request } from '../domain/request.ts'
import { type CheckVerdict, type VolumeCheck, wholeVerdict } from '../domain/volume-check.ts'
import { plainText } from './escape.ts'
import { renderFindings } from './terminal-findings.ts'
import { renderReport } from './terminal-report.ts'
import { table } from './terminal-table.ts'
import { type Look, paint, verdictCell, verdictText } from './terminal-text.ts'
import { checkHeadline } from './words.ts'

/** `say`: a request as a command line. */
export function renderChecks(checks: readonly VolumeCheck[], look: Look, say: (request: Request) => string): string {
  if (checks.length === 0) return 'There is no volume in this region. Make one: prism volume create NAME'
  return checks.map((check) => renderCheck(check, look, say)).join('\n\n')
}

const shownAs = { holds: 'holds', differs: 'differs', unknown: 'unknown', unused: 'note' } as const satisfies Record<CheckVerdict, string>

function renderCheck(check: VolumeCheck, look: Look, say: (request: Request) => string): string {
  const verdict = wholeVerdict(check)
  const commands = repairsOf(check)
  return [
    `${verdictText(look, shownAs[verdict])} ${paint(look, 'bold', plainText(checkHeadline(check, verdict).text))}`,
    ...(check.findings.length > 0 ? [renderFindings(check.findings, look)] : []),
    ...check.places.map(({ report }) => renderReport(report, look)),
    ...(check.unasked.length > 0 ? [renderUnasked(check, look)] : []),
    ...check.gone.map((f) => `  No longer there, and so no longer expected: ${plainText(f.seen)}.`),
    ...(commands.length > 0 ? [`  A mount would repair what differs:\n${commands.map((c) => `    ${plainText(say(c))}`).join('\n')}`] : []),
  ].join('\n\n')
}

function renderUnasked({ unasked }: VolumeCheck, look: Look): string {
  const rows = unasked.map((u) => [plainText(u.name), u.instanceId, verdictCell('unknown'), plainText(u.why)])
  return `  Not known whether it is mounted on these:\n${table(look, ['instance', 'id', 'mounted', 'why'], rows)}`
}
