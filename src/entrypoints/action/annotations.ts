/** Findings as annotations of the workflow run. */
import type { Finding } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { NextStep } from '../../render/next-steps.ts'
import { isGreen, type Outcome } from './outcome.ts'
import type { Level, Runner } from './runner.ts'

/** GitHub keeps ten annotations of a kind per step; the last one then says how many more there are. */
const most = 10

export function annotate(runner: Runner, outcome: Outcome): void {
  // what is worth saying about a run that holds is no error
  const level: Level = isGreen(outcome) ? 'warning' : 'error'
  const all = [...outcome.findings.map((f) => findingNote(f, outcome.names)), ...unsaid(outcome).map(stepNote)]
  const shown = all.length > most ? all.slice(0, most - 1) : all
  for (const { title, text } of shown) runner.annotate(level, title, text)
  if (!isGreen(outcome) && shown.length === 0)
    runner.annotate('error', `Prism: ${outcome.verdict}`, 'See the step summary for what differs or is unknown.')
  const more = all.length - shown.length
  if (more > 0) runner.annotate(level, 'Prism', `${more} more findings: see the step summary.`)
}

type Note = { readonly title: string; readonly text: string }

const findingNote = (f: Finding, names: ReadonlyMap<string, string>): Note => ({
  title: `Prism: ${f.code}`,
  text: `${where(f, names)}${f.seen}\n${f.why}\nNext: ${f.next}`,
})

/** Causes of rows that no finding names. */
function unsaid({ next, findings }: Outcome): NextStep[] {
  const said = new Set<string>(findings.map((f) => f.code))
  return next.filter(({ causes }) => !causes.every((cause) => said.has(cause)))
}

/** More names than that are counted. */
const maxNames = 6

function stepNote({ causes, instances, why, next, commands }: NextStep): Note {
  const more = instances.length - maxNames
  const names = `${instances
    .slice(0, maxNames)
    .map((name) => quote(name))
    .join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  const todo = [...(next === undefined ? [] : [next]), ...commands].join('\n')
  return { title: `Prism: ${causes.join(', ')}`, text: `${instances.length > 0 ? `On ${names}: ` : ''}${why}\nNext: ${todo}` }
}

function where(finding: Finding, names: ReadonlyMap<string, string>): string {
  if (finding.instanceId === undefined) return ''
  const name = names.get(finding.instanceId)
  return `On ${name === undefined ? '' : `${quote(name)}, `}${quote(finding.instanceId)}: `
}
