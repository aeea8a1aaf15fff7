/** The whole conversation about one comment: who asks, what for, then one run after the other. */
import { createHash } from 'node:crypto'
import type { Prism } from '../../compose.ts'
import { finding } from '../../domain/catalogue.ts'
import type { GitHub, Permission, Reaction, Thread } from '../../domain/github.ts'
import { type Outcome, reactionFor, worst } from '../../domain/meaning/reaction.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Origin, Request } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import type { Approve } from '../../language/comment.ts'
import { hearApproval } from './approve.ts'
import { replyMarker } from './comment-body.ts'
import type { CommentEvent } from './comment-event.ts'
import type { Deduplication } from './deduplication.ts'
import { followRun } from './follow-run.ts'
import { helpReply, whatIsThere } from './help.ts'
import type { CommandLine, Help, Language } from './language.ts'
import type { Answered } from './live-counts.ts'
import type { Log } from './log.ts'
import { denialReply, editedReply, notUnderstoodReply, whoamiReply } from './replies.ts'
import { standingOf } from './standing.ts'
import { startStickyComment } from './sticky-comment.ts'
import { understand } from './understand.ts'

export type Answering = {
  readonly prism: Prism
  readonly language: Language
  readonly render: (run: Run, live?: Answered) => string
  readonly clock: Clock
  readonly log: Log
  readonly deduplication: Deduplication
  readonly signal: AbortSignal
  readonly every?: number
  readonly longRun?: number
}

/** Never throws: errors are answered where that is allowed, and logged. */
export async function answerComment(on: Answering, github: GitHub, event: CommentEvent): Promise<void> {
  const { deduplication, language } = on
  const log = withEvent(on.log, event)
  // the grammar's parser is not for every comment of a busy repository
  if (!/\/prism/i.test(event.body)) return
  try {
    const lines = language.commandsInComment(event.body)
    if (lines.length === 0) return
    if (!deduplication.claim(event.deliveryId, event.commentId)) return log.info('redelivered; already answered')
    await converse({ ...on, log }, github, event, lines)
  } catch (error) {
    log.error('a comment could not be answered', { error })
  }
}

async function converse(on: Answering, github: GitHub, event: CommentEvent, lines: readonly CommandLine[]): Promise<void> {
  const { clock, log, deduplication } = on
  const { owner, repo } = event.repository
  const thread = github.thread({ owner, repo }, event.issue)
  const react = (reaction: Reaction): Promise<void> =>
    thread.react(event.commentId, reaction).catch((error: unknown) => log.warn('a reaction could not be given', { reaction, error }))
  const say = async (body: string): Promise<void> => {
    const pace = { signal: on.signal, ...(on.every === undefined ? {} : { every: on.every }) }
    const comment = startStickyComment({ thread, clock, log, marker: replyMarker(event.commentId), body: async () => body, ...pace })
    await comment.finish(body)
  }
  const reply = async (body: string, outcome: Outcome): Promise<void> => {
    await say(body)
    const reaction = reactionFor(outcome)
    if (reaction) await react(reaction)
  }

  let permission: Permission
  try {
    const standing = await standingOf(github, log, event)
    if (standing.kind === 'stranger') return log.info('no answer to a stranger')
    if (standing.kind === 'denied') {
      log.info('denied', { has: standing.has })
      return await reply(denialReply(standing.has, standing.administrators, finding('denied', { seen: standing.has })), 'failed')
    }
    permission = standing.permission
    const [, now] = await Promise.all([react('eyes'), stillSaid(thread, event)])
    if (now === 'gone') return log.info('the comment was deleted before it was read')
    if (now === 'changed') return await reply(editedReply, 'failed')
    log.info('read', { bodySha256: createHash('sha256').update(event.body).digest('hex') })
  } catch (error) {
    // nothing was done, so a redelivery may try again
    deduplication.release(event.deliveryId, event.commentId)
    return log.error('GitHub could not be asked for the permission; nothing was done', { error })
  }

  const origin: Origin & { readonly entrypoint: 'github' } = {
    entrypoint: 'github',
    actor: { id: String(event.author.id), name: event.author.login },
    repository: `${owner}/${repo}`,
    issue: event.issue,
    commentId: event.commentId,
    permission,
  }
  try {
    await act(on, { locked: event.locked, viaApp: event.viaApp, origin, lines, thread, react, say, reply })
  } catch (error) {
    log.error('Prism failed after reading a comment', { error })
    await react('confused')
  }
}

type Hearing = {
  readonly locked: boolean
  readonly viaApp: boolean
  readonly origin: Origin & { readonly entrypoint: 'github' }
  readonly lines: readonly CommandLine[]
  readonly thread: Thread
  readonly react: (reaction: Reaction) => Promise<void>
  readonly say: (body: string) => Promise<void>
  readonly reply: (body: string, outcome: Outcome) => Promise<void>
}

async function act(on: Answering, { locked, viaApp, origin, lines, thread, react, say, reply }: Hearing): Promise<void> {
  const { log } = on
  const { parsed, findings, continued } = understand(on.language, lines)
  if (findings.length + continued.length > 0)
    return await reply(notUnderstoodReply(findings, on.language.helpMarkdown(), continued), 'failed')
  const requests = parsed.filter((p): p is Request => 'verb' in p)
  const approvals = parsed.filter((p): p is Approve => 'kind' in p && p.kind === 'approve')
  const plans = parsed.flatMap((p) => ('kind' in p && p.kind === 'plan' ? [p.request] : []))
  log.info('accepted', { commands: parsed.map((p) => ('verb' in p ? p.verb : p.kind)) })
  if (requests.length + approvals.length + plans.length === 0) {
    if (parsed.some((p) => 'kind' in p && p.kind === 'whoami'))
      return await reply(whoamiReply(origin.actor.name, await on.prism.whoami(origin)), 'done')
    const help = parsed.find((p): p is Help => 'kind' in p && p.kind === 'help')
    return await reply(helpReply(on.language.helpMarkdown(help?.topic), await whatIsThere(on.prism, origin, log, on.clock)), 'done')
  }

  const following = { ...on, locked, thread, spoken: on.language.formatCommand }
  const outcomes: Outcome[] = []
  for (const { digest } of approvals)
    outcomes.push(
      await hearApproval(
        {
          prism: on.prism,
          origin,
          viaApp,
          notAPerson: finding('approval-refused', { seen: 'an App wrote the comment in somebody’s name' }),
          reply: say,
          follow: (run) => followRun(following, run.request, origin, run.id),
        },
        digest,
      ),
    )
  for (const request of plans)
    outcomes.push(await followRun(following, request, origin, await on.prism.request(request, origin, { dryRun: true })))
  for (const request of requests) outcomes.push(await followRun(following, request, origin))
  const reaction = reactionFor(worst(outcomes))
  if (reaction) await react(reaction)
}

/** The comment is read again before anything is done: what counts is what was delivered and still stands. */
async function stillSaid(thread: Pick<Thread, 'read'>, event: CommentEvent): Promise<'same' | 'changed' | 'gone'> {
  const comment = await thread.read(event.commentId)
  if (!comment) return 'gone'
  return comment.body === event.body && comment.authorId === event.author.id ? 'same' : 'changed'
}

function withEvent(log: Log, event: CommentEvent): Log {
  const about = {
    delivery: event.deliveryId,
    repository: `${event.repository.owner}/${event.repository.repo}`,
    issue: event.issue,
    comment: event.commentId,
    author: event.author.id,
  }
  const at =
    (level: keyof Log): Log['info'] =>
    (message, data) =>
      log[level](message, { ...about, ...data })
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
