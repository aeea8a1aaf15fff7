/** What the App posts besides a run's own report. Data goes into code spans, where nothing is a link, a mention or a tag. */
import { type Finding, finding } from '../../domain/catalogue.ts'
import { defaultMountOptions, type Request } from '../../domain/request.ts'
import type { Standing } from '../../domain/standing.ts'
import { code, fence } from '../../render/escape.ts'
import { type Continued, continuedMarkdown } from './continued.ts'

/** What to ask if it is unknown how a run ended; it changes nothing. */
export function verifyInstead(request: Request): Request | undefined {
  switch (request.verb) {
    case 'mount':
    case 'verify':
      return { ...request, verb: 'verify' }
    case 'adopt': {
      const { volume, selectors, options } = request
      return { verb: 'verify', volume, selectors, options }
    }
    case 'unmount': {
      const { volume, selectors, options } = request
      const place = options.mountPoint === undefined ? {} : { mountPoint: options.mountPoint }
      return { verb: 'verify', volume, selectors, options: { ...defaultMountOptions, ...place } }
    }
    case 'verify-all':
      return request
    default:
      return undefined
  }
}

const shown = (f: Finding): string => `- ${code(f.code)}: ${code(f.seen)}\n  ${f.why}\n  **Next:** ${f.next}`

export function denialReply(has: string, administrators: readonly string[], required: Finding): string {
  const grantors = administrators.length === 0 ? 'an administrator of this repository' : administrators.map(code).join(', ')
  return [
    '👎 **Not allowed.** Nothing was touched.',
    '',
    '| required | you have | who can grant it |',
    '|---|---|---|',
    `| \`write\`, \`maintain\` or \`admin\` | ${code(has)} | ${grantors} |`,
    '',
    `${required.why} ${required.next}`,
  ].join('\n')
}

export const notUnderstoodReply = (findings: readonly Finding[], help: string, continued: readonly Continued[] = []): string =>
  [
    '👎 **Not understood.** Nothing was touched.',
    '',
    ...findings.map(shown),
    ...continued.flatMap((c) => [continuedMarkdown(c), '']),
    '',
    '<details><summary>What Prism understands</summary>',
    '',
    help,
    '',
    '</details>',
  ].join('\n')

export const editedReply =
  '👎 **Edited before Prism read it.** Nothing was touched: Prism runs the command as it was posted, and this comment has changed since. Post the command as a new comment.'

/** Names of the policy's file were written by people: data. */
export function whoamiReply(name: string, who: Standing): string {
  const teams = who.teams.length > 0 ? `, in team ${who.teams.map(String).join(', ')}` : ''
  const policy = who.policy === undefined ? 'no policy that counts' : `policy ${code(who.policy.slice(0, 12))}`
  const list = (names: readonly string[]): string => names.map(code).join(', ') || 'none'
  return [
    `${code(name)} is account ${code(who.id)} with ${code(who.role ?? 'unknown')} permission${teams}; ${policy} is in force.`,
    '',
    ...who.notes.map((note) => `⚠️ ${code(note)}`),
    ...(who.nothing === undefined ? [] : [`**You may do nothing here**: ${code(who.nothing)}.`]),
    ...(who.rows.length === 0 ? [] : ['| you may | volumes | instances |', '|---|---|---|']),
    ...who.rows.map((row) => `| ${row.may} | ${list(row.volumes)} | ${list(row.instances)} |`),
    ...(who.approvals.length === 0 ? [] : ['', '**Needs approval:**', ...who.approvals.map((rule) => `- ${code(rule)}`)]),
  ].join('\n')
}

/** The sticky comment of a run whose plan others have to approve. */
export const waitsReply = (command: string, runId: string, url: string): string =>
  `⏸ ${code(command)} waits for approval. [The plan](${url}) is below, in a comment of its own; nothing was changed.\n\nRun ${code(runId)}`

export const approvalReply = (missing: number, from: readonly string[]): string =>
  `👍 **Approved.** The plan still waits for ${missing} more: ${from.join(', or ')}.`

/** In answer to a 👍, which nobody can quote. */
export const thumbReply = (login: string, body: string): string => `The 👍 of ${code(login)}:\n\n${body}`

/** Whoever posted it has perhaps done something else by now. */
export const lateReply = (minutes: number, commands: readonly string[]): string =>
  [
    `👎 **Too late.** Prism saw this ${minutes} minutes after it was posted, so nothing was touched. If you still want it, post it again:`,
    '',
    fence(commands),
  ].join('\n')
/** Place 1 is next. */
export const waitingReply = (place: number, command: string): string =>
  `⏳ **Waiting**, place ${place} in the queue: ${code(command)}\n\nIt begins by itself when the runs before it on the same volume and instances have ended, and one of Prism’s places is free.`

export const notBegunReply = (command: string): string =>
  `😕 **Not begun.** Prism was stopped while ${code(command)} waited in the queue; nothing was touched. It begins when Prism starts again within 15 minutes of your comment; after that, post it again.`

export const refusedReply = (findings: readonly Finding[]): string =>
  ['👎 **Prism could not start.** Nothing was touched.', '', ...findings.map(shown)].join('\n')

/** For a run that the App could not follow; a run that ended in doubt is shown by its own report. */
export function unknownReply(runId: string, request: Request, seen: string, spoken: (request: Request) => string): string {
  const look = verifyInstead(request)
  return [
    `😕 **Unknown.** ${code(spoken(request))} was started, and its outcome is unknown.`,
    '',
    shown(finding('outcome-unknown', { seen })),
    ...(look ? ['', 'See the current state, then decide:', '```', spoken(look), '```'] : []),
    '',
    `Run ${code(runId)}`,
  ].join('\n')
}

/** When the report's Markdown could not be made; the state is still the run's own. */
export const plainEndReply = (runId: string, state: string, command: string): string =>
  `**${state}**: ${code(command)}\n\nThe run ended like this, but its report could not be shown here. Run ${code(runId)}`

/** A new comment, because edits notify nobody: the verdict in one line, and where the report stands. */
export function endedReply(body: string, url: string): string {
  const verdict = (body.split('\n', 1)[0] ?? '').replace(/^#+ /, '')
  return `${verdict}\n\n[The report](${url}) is above, in the comment that followed the run.`
}
