/**
 * How long the processor works on one report, from what the hosts said to the text that people read: the judge, the whole report with its
 * identity table, the comment, the terminal's text and the JSON. Milliseconds, the best of three. In brackets what deb4f12 took, measured
 * the same way; with 300 identities it did not come to its end.
 *   npm run bench:reports [-- --json]
 */
import { judgeSharing } from '../src/domain/sharing.ts'
import { renderRunMarkdown } from '../src/render/markdown.ts'
import { renderTerminal } from '../src/render/terminal.ts'
import { everyPair, fleetReport, type Many, manyIdentities, manyReport, runOf } from '../test/support/many.ts'

type Measured = Many & { readonly before?: readonly number[] }
const sizes: readonly Measured[] = [
  { instances: 3, accounts: 3, before: [0.1, 1.2, 2.8, 5.8, 0.1] },
  { instances: 9, accounts: 12, before: [566, 776, 7602, 347, 14] },
  { instances: 12, accounts: 9, before: [490, 658, 10_051, 213, 8] },
  { instances: 25, accounts: 12 },
  { instances: 300, accounts: 1 },
]

const reports = sizes.map(({ before, ...many }) => {
  const identities = manyIdentities(many)
  const facts = everyPair(identities)
  const report = manyReport(many, facts)
  const run = runOf(report)
  const rows = report.instances.reduce((sum, i) => sum + i.rows.length, 0)
  const milliseconds = [
    () => judgeSharing(identities, facts),
    () => manyReport(many, facts),
    () => renderRunMarkdown(run),
    () => renderTerminal({ kind: 'report', report }, { color: false, width: 80 }),
    () => JSON.stringify(report),
  ].map(best)
  return { ...many, rows, pairs: facts.length, milliseconds, before }
})

const fleets = [500, 5_000].map((instances) => {
  const report = fleetReport(instances, [3, 77, 400])
  const comment = (): string => renderRunMarkdown(runOf(report))
  const terminal = (): string => renderTerminal({ kind: 'report', report }, { color: false, width: 80 })
  const rows = report.instances.reduce((sum, i) => sum + i.rows.length, 0)
  const sizesOf = { characters: comment().length, lines: terminal().split('\n').length }
  return { instances, rows, comment: best(comment), terminal: best(terminal), ...sizesOf }
})

process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify({ reports, fleets })}\n` : tables())

function tables(): string {
  const many = reports.map(({ instances, accounts, rows, pairs, milliseconds, before }) => {
    const times = milliseconds.map((ms, i) => `${ms.toFixed(1)}${before ? ` (${before[i]})` : ''}`)
    return `| ${instances} × ${accounts} | ${rows} | ${pairs} | ${times.join(' | ')} |\n`
  })
  const red = fleets.map(
    ({ instances, rows, comment, terminal, characters, lines }) =>
      `| ${instances} | ${rows} | ${comment.toFixed(1)} | ${characters} | ${terminal.toFixed(1)} | ${lines} |\n`,
  )
  return [
    '| instances × accounts | rows | pairs | judge | report | comment | terminal | JSON |\n|---|---|---|---|---|---|---|---|\n',
    ...many,
    '\n| instances, three of them red | rows | comment | characters | terminal | lines |\n|---|---|---|---|---|---|\n',
    ...red,
  ].join('')
}

function best(work: () => unknown): number {
  return Math.min(
    ...Array.from({ length: 3 }, () => {
      const before = process.cpuUsage()
      work()
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }),
  )
}
