/** The outcome as a Markdown table, for people and for docs/. */
import { markdownTable } from 'markdown-table'
import { elsewhere } from './faults.ts'
import type { HealthyOutcome } from './healthy.ts'
import type { Outcome } from './lane.ts'
import { isRight, isSeen } from './suite.ts'

const cell = (text: string): string => text.replace(/[|\\<>]/g, String.raw`\$&`).replace(/\s+/g, ' ')
const list = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  markdownTable([[...head], ...rows.map((row) => row.map(cell))], { alignDelimiters: false })

/** The counts that decide, in one sentence. */
export function summary(outcomes: readonly Outcome[], healthy: HealthyOutcome): string {
  const count = (test: (o: Outcome) => boolean) => outcomes.filter(test).length
  return [
    `${outcomes.length} faults: ${count(isSeen)} seen under their own cause,`,
    `${count((o) => o.repaired)} repaired by a repeated mount, ${count((o) => !o.repaired)} left alone, ${count(isRight)} rightly so.`,
    `${healthy.hosts} healthy hosts, ${healthy.falseAlarms.length} false alarms (seed ${healthy.seed}).`,
  ].join(' ')
}

export function page(outcomes: readonly Outcome[], healthy: HealthyOutcome): string {
  const faults = outcomes.map((o) => [
    o.fault.name,
    o.verdict,
    o.row ? `${o.row}: ${o.observed}` : '',
    o.cause,
    o.repaired ? 'yes' : 'no',
    verdictOf(o),
  ])
  return `# What verify sees
Made by \`npm run test:mutation -- --markdown\`: one fault at a time is put into a mounted host of the lab that was green before; \`verify\`
looks, then \`mount\` is repeated. A row shows the first thing a reader is told. The healthy hosts are made by plain shell, not by Prism.

${summary(outcomes, healthy)}

${list(['fault', 'seen', 'row', 'cause', 'repeated mount repairs', 'right?'], faults)}

## Not possible in a namespace
${list(
  ['fault', 'why'],
  elsewhere.map(({ name, why }) => [name, why]),
)}
`
}

function verdictOf(outcome: Outcome): string {
  if (!isSeen(outcome)) return outcome.verdict === 'holds' ? 'no: not seen' : 'no: under another cause'
  if (!isRight(outcome)) return 'no'
  return outcome.fault.mount === 'repairs' ? 'yes' : `yes: ${outcome.fault.mount.left}`
}
