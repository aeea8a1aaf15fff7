/** Findings as annotations of the workflow run. */
import type { Finding } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Outcome } from './outcome.ts'
import type { Level, Runner } from './runner.ts'

/** GitHub keeps ten annotations of a kind per step; the last one then says how many more there are. */
const most = 10

export function annotate(runner: Runner, outcome: Outcome): void {
  // what is worth saying about a run that holds is no error
  const level: Level = outcome.ok ? 'warning' : 'error'
  const shown = outcome.findings.length > most ? outcome.findings.slice(0, most - 1) : outcome.findings
  for (const f of shown) runner.annotate(level, `Prism: ${f.code}`, `${where(f, outcome.names)}${f.seen}\n${f.why}\nNext: ${f.next}`)
  if (!outcome.ok && shown.length === 0)
    runner.annotate('error', `Prism: ${outcome.verdict}`, 'See the step summary for what differs or is unknown.')
  const more = outcome.findings.length - shown.length
  if (more > 0) runner.annotate(level, 'Prism', `${more} more findings: see the step summary.`)
}

function where(finding: Finding, names: ReadonlyMap<string, string>): string {
  if (finding.instanceId === undefined) return ''
  const name = names.get(finding.instanceId)
  return `On ${name === undefined ? '' : `${quote(name)}, `}${quote(finding.instanceId)}: `
}
