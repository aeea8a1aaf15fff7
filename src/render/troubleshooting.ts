/** docs/troubleshooting.md, made from the catalogue of causes: nothing on that page is typed. */
import { type CauseId, causeIds, causes } from '../domain/causes/all.ts'
import { type Area, areas } from '../domain/causes/areas.ts'
import { type Cause, placeholders } from '../domain/causes/cause.ts'
import { code, markdown } from './escape.ts'
import { table } from './print/markdown-table.ts'

export function troubleshootingPage(): string {
  const all = causeIds.map((id) => ({ id, ...(causes[id] as Cause) }))
  const provoked = all.filter((c) => c.tried.kind === 'provoked').length
  return `${[
    '# Why a mount or an adopt fails, and what to do',
    '<!-- made by `node scripts/troubleshooting.mjs` from src/domain/causes; a test holds it to that -->',
    '`prism doctor VOLUME INSTANCE…` (in a comment: `/prism doctor …`) looks at the whole way from AWS to the mount point and names **one** cause with',
    'its fix; it changes nothing. When a mount or an adopt fails, the same runs by itself, and the answer begins with the cause. Of several that the evidence',
    'identifies, the one nearest to the root is named: the order of the table. Where none is identified, the answer is “undetermined” with what',
    'was seen: a cause is never guessed, and what was not looked at proves nothing.',
    '',
    'Of a volume that is mounted and works the doctor also says what somebody changed around it: group, layout, fstab line, umask. It lets no account try',
    'anything; whether people can really work with the volume is for `prism verify` to say.',
    '',
    `${all.length} causes: **${provoked} provoked** (the real mechanism was broken in the lab, and the doctor found it) and **${all.length - provoked} recognised**`,
    '(by the words of the program that says them; the source is named). In commands, words in capitals are placeholders; in a report they are filled in.',
    '',
    table(
      ['Cause', 'What it is', 'What you see', ''],
      all.map((c) => [`[${code(c.id)}](#${c.id})`, markdown(c.title), c.symptom.replaceAll('|', '\\|'), c.tried.kind]),
    ),
    '',
    ...all.map((c) => section(c.id, c)),
  ].join('\n')}\n`
}

function section(id: CauseId, c: Cause): string {
  const tried = c.tried.kind === 'provoked' ? `provoked, by “${c.tried.test}”` : `recognised, from ${c.tried.source}`
  return [
    `## ${id}`,
    `**${c.title}.** ${c.symptom}`,
    '',
    `- How Prism knows: ${c.evidence}`,
    `- Why it matters: ${c.why}`,
    `- Row of the doctor’s table: ${areas[c.area as Area]}`,
    `- Tried: ${tried}`,
    '',
    '```text',
    c.fix(placeholders),
    '```',
    '',
  ].join('\n')
}
