/** What the App says besides a run's own report. Data goes into code spans, where nothing is a link, a mention or a tag. */
import { type Finding, finding } from '../../domain/catalogue.ts'
import { formatSelector, formatVolumeRef } from '../../domain/names.ts'
import type { Request } from '../../domain/request.ts'

/** Text of any origin as one span of code on one line. */
export function code(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length))
  if (longest === 0) return `\`${line === '' ? ' ' : line}\``
  const fence = '`'.repeat(longest + 1)
  return `${fence} ${line} ${fence}`
}

/** The request as somebody would say it in a comment, without its options. */
export function spoken(request: Request, verb: string = request.verb): string {
  const volume = 'volume' in request ? [formatVolumeRef(request.volume)] : []
  const selectors = 'selectors' in request ? request.selectors.map(formatSelector) : []
  return ['/prism', verb, ...volume, ...selectors.map((s) => (s.includes(' ') ? `"${s}"` : s))].join(' ')
}

const shown = (f: Finding): string => `- ${code(f.code)}: ${code(f.seen)}\n  ${f.why}\n  **Next:** ${f.next}`

export function denialReply(has: string, administrators: readonly string[], required: Finding): string {
  const grantors = administrators.length === 0 ? 'an administrator of this repository' : administrators.map(code).join(', ')
  return [
    '👎 **Not allowed.** Nothing was touched.',
    '',
    '| required | you have | who can grant it |',
    '|---|---|---|',
    `| \`write\`, \`maintain\` or \`admin\` | ${code(has).replaceAll('|', '\\|')} | ${grantors} |`,
    '',
    `${required.why} ${required.next}`,
  ].join('\n')
}

export const notUnderstoodReply = (findings: readonly Finding[], help: string): string =>
  [
    '👎 **Not understood.** Nothing was touched.',
    '',
    ...findings.map(shown),
    '',
    '<details><summary>What Prism understands</summary>',
    '',
    help,
    '',
    '</details>',
  ].join('\n')

export const editedReply =
  '👎 **Edited before Prism read it.** Nothing was touched: Prism does what a comment said when it was posted, and this one says something else by now. Post the command as a new comment.'

export const refusedReply = (findings: readonly Finding[]): string =>
  ['👎 **Prism could not start.** Nothing was touched.', '', ...findings.map(shown)].join('\n')

/** For a run of which the App itself lost sight; a run that ended in doubt is shown by its own report. */
export function unknownReply(runId: string, request: Request, seen: string): string {
  const why = finding('outcome-unknown', { seen })
  const look = 'selectors' in request ? ['', 'See what holds, then decide:', '```', spoken(request, 'verify'), '```'] : []
  return [
    `😕 **Unknown.** ${code(spoken(request))} was started, and its outcome is not known.`,
    '',
    shown(why),
    ...look,
    '',
    `Run ${code(runId)}`,
  ].join('\n')
}

/** When the report's Markdown could not be made; the state is still the run's own. */
export const plainEndReply = (runId: string, state: string, request: Request): string =>
  `**${state}**: ${code(spoken(request))}\n\nThe run ended so, but its report could not be shown here. Run ${code(runId)}`
