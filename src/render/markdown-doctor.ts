/** A diagnosis for GitHub: the cause on top, the table of checks, the client's log as quoted evidence. */
import type { Check } from '../domain/checks.ts'
import type { Diagnosed } from '../domain/diagnose.ts'
import type { DoctorReport, InstanceDiagnosis } from '../domain/doctor-report.ts'
import { checkMarks, doctorHeadline, undetermined } from './doctor-words.ts'
import { code, markdown, plainText } from './escape.ts'
import { findingsList } from './markdown-findings.ts'
import { table } from './markdown-table.ts'
import { joined, type List, list, type Parts, whole } from './page.ts'
import { seconds } from './words.ts'

export function doctorParts(report: DoctorReport): Parts {
  const { mark, text } = doctorHeadline(report)
  const wrong = report.instances.filter((i) => i.verdict !== 'healthy')
  return {
    head: joined([
      `### ${mark} ${markdown(text)}`,
      `${code(report.fileSystemId)} at ${code(report.mountPoint)} · ${seconds(report.startedAt, report.endedAt)} · nothing was changed`,
    ]),
    first: [findingsList(report.findings), list('instances that are not healthy', '', wrong.map(wrongMarkdown), { between: '\n\n' })],
    rest: report.instances.map((i) => whole('what else was looked at on', lookedAtMarkdown(i), { of: i.name })),
    foot: '',
  }
}

/** For what failed, a mount or an adopt: one cause an instance, above the tables. */
export function causesList(diagnoses: readonly InstanceDiagnosis[]): List {
  return list(
    'instances with a cause',
    '#### Why it failed',
    diagnoses.map((d) => `${titleOf(d)}\n\n${causeMarkdown(d)}`),
    { between: '\n\n' },
  )
}

const titleOf = ({ name, instanceId }: InstanceDiagnosis): string =>
  name === instanceId ? `**${code(instanceId)}**` : `**${markdown(name)}** ${code(instanceId)}`

const isFine = ({ state }: Check): boolean => state === 'ok' || state === 'not-applicable'

/** The cause, and the checks that are wrong or in doubt. */
function wrongMarkdown(one: InstanceDiagnosis): string {
  return joined([`#### ${titleOf(one)}`, causeMarkdown(one), checksTable(one.checks.filter((c) => !isFine(c)))])
}

/** The checks that are fine, and what the client said. */
function lookedAtMarkdown(one: InstanceDiagnosis): string {
  const healthy = one.verdict === 'healthy'
  const title = healthy ? [`#### ${titleOf(one)}`, '✅ Nothing wrong found.'] : [`#### ${titleOf(one)}: what else was looked at`]
  const rows = checksTable(one.checks.filter(isFine))
  const log = logMarkdown(one.log)
  return healthy || rows !== '' || log !== '' ? joined([...title, rows, log]) : ''
}

function checksTable(checks: readonly Check[]): string {
  if (checks.length === 0) return ''
  const rows = checks.map((c) => [`${checkMarks[c.state].mark} ${checkMarks[c.state].word}`, c.title, markdown(c.seen)])
  return table(['', 'Check', 'Seen'], rows)
}

function causeMarkdown(one: InstanceDiagnosis): string {
  if (!one.cause) return `❔ ${markdown(undetermined(one))}`
  const others = one.others.map((d) => `\`${d.cause}\` (${markdown(d.seen)})`).join(', ')
  return [diagnosedMarkdown(one.cause), ...(others === '' ? [] : [`- Also seen, mostly behind it: ${others}`])].join('\n')
}

/** `title`, `why` and `fix` are the catalogue's own words, with ids in them that were parsed. */
function diagnosedMarkdown({ cause, title, seen, why, fix, warning }: Diagnosed): string {
  return [
    `${checkMarks[warning ? 'warning' : 'wrong'].mark} **${title}** (\`${cause}\`)`,
    `- Seen: ${markdown(seen)}`,
    `- Why it matters: ${markdown(why)}`,
    `- What to do:\n  \`\`\`text\n  ${plainText(fix)}\n  \`\`\``,
  ].join('\n')
}

function logMarkdown(log: readonly string[]): string {
  if (log.length === 0) return ''
  const lines = log.map((line) => `> ${code(line)}`).join('\n>\n')
  return `<details><summary>The end of the client’s log on the host</summary>\n\n${lines}\n\n</details>`
}
