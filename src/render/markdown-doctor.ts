/** A diagnosis for GitHub: the cause on top, the table of checks, the client's log as quoted evidence. */
import type { Diagnosed } from '../domain/diagnose.ts'
import type { DoctorReport, InstanceDiagnosis } from '../domain/doctor-report.ts'
import { checkMarks, doctorHeadline, undetermined } from './doctor-words.ts'
import { code, markdown, plainText } from './escape.ts'
import { findingsMarkdown } from './markdown-findings.ts'
import { table } from './markdown-table.ts'
import { seconds } from './words.ts'

export function doctorMarkdown(report: DoctorReport): string {
  const { mark, text } = doctorHeadline(report)
  return [
    `### ${mark} ${markdown(text)}`,
    `${code(report.fileSystemId)} at ${code(report.mountPoint)} · ${seconds(report.startedAt, report.endedAt)} · nothing was changed`,
    findingsMarkdown(report.findings),
    ...report.instances.map(instanceMarkdown),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** For what failed, a mount or an adopt: one cause an instance, above the tables. */
export function causesMarkdown(diagnoses: readonly InstanceDiagnosis[]): string {
  if (diagnoses.length === 0) return ''
  return ['#### Why it failed', ...diagnoses.map((d) => `${titleOf(d)}\n\n${causeMarkdown(d)}`)].join('\n\n')
}

const titleOf = ({ name, instanceId }: InstanceDiagnosis): string =>
  name === instanceId ? `**${code(instanceId)}**` : `**${markdown(name)}** ${code(instanceId)}`

function instanceMarkdown(one: InstanceDiagnosis): string {
  const cause = one.verdict === 'healthy' ? '✅ Nothing wrong found.' : causeMarkdown(one)
  const rows = one.checks.map((c) => [`${checkMarks[c.state].mark} ${checkMarks[c.state].word}`, c.title, markdown(c.seen)])
  return [`#### ${titleOf(one)}`, cause, table(['', 'Check', 'Seen'], rows), logMarkdown(one.log)]
    .filter((part) => part !== '')
    .join('\n\n')
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
