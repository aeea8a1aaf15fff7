/** The whole conversation about one comment: who asks, what for, then one run after the other. */
import { createHash } from 'node:crypto'
import type { Ledgers } from '../../compose/ledgers.ts'
import type { Prism } from '../../compose/prism.ts'
import type { Queue } from '../../compose/store.ts'
import { finding } from '../../domain/catalogue.ts'
import type { GitHub, Reaction, Thread } from '../../domain/github.ts'
import { type Outcome, reactionFor, worst } from '../../domain/meaning/reaction.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Origin, Request } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import type { Approve } from '../../language/comment.ts'
import { hearApproval } from './approve.ts'
import { replyMarker, runMarker } from './comment-body.ts'
import type { CommentEvent } from './comment-event.ts'
import { type Followed, followRun, isLate } from './follow-run.ts'
import { helpReply, whatIsThere } from './help.ts'
import { historyReply } from './history.ts'
import type { CommandLine, Help, HistoryAsked, Language, PeopleAsked, WhoAsked } from './language.ts'
import { footOf } from './ledgers.ts'
import type { Answered } from './live-counts.ts'
import type { Log } from './log.ts'
import { peopleReply } from './people.ts'
import { denialReply, editedReply, lateReply, notUnderstoodReply, whoamiReply } from './replies.ts'
import { runIdOf } from './run-id.ts'
import { showOnPull } from './show-on-pull.ts'
import { standingOf } from './standing.ts'
import { startStickyComment } from './sticky-comment.ts'
import { understand } from './understand.ts'
import { couldReply } from './who.ts'

export type Answering = {
  readonly ledgers?: Ledgers
  readonly prism: Prism
  readonly language: Language
  readonly render: (run: Run, live?: Answered) => string
  readonly clock: Clock
  readonly log: Log
  /** The API's address: part of what a run is called by. */
  readonly gitHubAt: string
  readonly queue: Queue
  readonly signal: AbortSignal
  /** Aborted when another replica works on the comment. */
  readonly lost?: AbortSignal
  readonly every?: number
  readonly longRun?: number
}

/** A comment that is older was perhaps seen by a Prism whose store is gone. Milliseconds. */
const perhapsSeen = 60_000
/** So long it is tried to read a permission. Milliseconds. */
const givenUpAfter = 86_400_000

/**
 * Never throws: errors are answered where that is allowed, and logged. `again`: an earlier attempt got as far as nobody knows. `open`: not
 * everything was said or done, so it has to be tried again.
 */
export async function answerComment(on: Answering, github: GitHub, event: CommentEvent, again = false): Promise<'settled' | 'open'> {
  const log = withEvent(on.log, event)
  try {
    const lines = on.language.commandsInComment(event.body)
    return lines.length === 0 ? 'settled' : await converse({ ...on, log }, github, event, lines, again)
  } catch (error) {
    log.error('a comment could not be answered', { error })
    return 'settled'
  }
}

async function converse(
  on: Answering,
  github: GitHub,
  event: CommentEvent,
  lines: readonly CommandLine[],
  again: boolean,
): Promise<'settled' | 'open'> {
  const { clock, log, prism } = on
  const { owner, repo } = event.repository
  const thread = github.thread({ owner, repo }, event.issue)
  const standsSince = again ? new Date(event.createdAt) : undefined
  const react = (reaction: Reaction): Promise<void> =>
    thread.react(event.commentId, reaction).catch((error: unknown) => log.warn('a reaction could not be given', { reaction, error }))
  const say = async (body: string): Promise<Followed['told']> => {
    const pace = { signal: on.signal, standsSince, ...(on.every === undefined ? {} : { every: on.every }) }
    const foot = (): string => footOf(on.ledgers, `${owner}/${repo}`, false)
    const comment = startStickyComment({ thread, clock, log, marker: replyMarker(event.commentId), body: async () => body, foot, ...pace })
    return (await comment.finish(body)) === undefined ? 'open' : 'told'
  }
  const reply = async (body: string, outcome: Outcome): Promise<Followed['told']> => {
    const stands = await say(body)
    const reaction = reactionFor(outcome)
    if (reaction) await react(reaction)
    return stands
  }

  const runIds = lines.map((_, n) => runIdOf(on.gitHubAt, event, n))
  const begun = again ? await prism.run(runIds[0]!) : undefined
  let origin: (Origin & { readonly entrypoint: 'github' }) | undefined
  try {
    // one that carries out an approved plan has the origin of whoever asked for it
    if (begun?.origin.entrypoint === 'github' && begun.origin.commentId === event.commentId) origin = begun.origin
    else {
      const standing = await standingOf(github, log, event)
      if (standing.kind === 'stranger') {
        log.info('no answer to a stranger')
        return 'settled'
      }
      const age = clock.now().getTime() - Date.parse(event.createdAt)
      if (!again && age > perhapsSeen && (await stands(thread, event, runIds))) {
        log.warn('answered before, by a Prism whose store is gone; nothing was done again', { runId: runIds[0] })
        return 'settled'
      }
      if (standing.kind === 'denied') {
        log.info('denied', { has: standing.has })
        return settledBy(
          await reply(denialReply(standing.has, standing.administrators, finding('denied', { seen: standing.has })), 'failed'),
        )
      }
      const [, now] = await Promise.all([react('eyes'), stillSaid(thread, event)])
      if (now === 'gone') {
        log.info('the comment was deleted before it was read')
        return 'settled'
      }
      if (now === 'changed') return settledBy(await reply(editedReply, 'failed'))
      if (isLate(new Date(event.createdAt), clock) && begun === undefined) {
        const commands = lines.map(({ line }) => line)
        return settledBy(await reply(lateReply(Math.round(age / 60_000), commands), 'failed'))
      }
      const bodySha256 = createHash('sha256').update(event.body).digest('hex')
      log.info('read', { bodySha256 })
      origin = {
        entrypoint: 'github',
        actor: { id: String(event.author.id), name: event.author.login },
        repository: `${owner}/${repo}`,
        issue: event.issue,
        commentId: event.commentId,
        commentSha256: bodySha256,
        permission: standing.permission,
      }
    }
  } catch (error) {
    log.error('GitHub could not be asked for the permission; nothing was done', { error })
    // an App that was taken off the repository is not asked for ever
    return clock.now().getTime() - Date.parse(event.createdAt) > givenUpAfter ? 'settled' : 'open'
  }
  try {
    return settledBy(
      await act(on, github, {
        locked: event.locked,
        viaApp: event.viaApp,
        isPull: event.isPull,
        again,
        origin,
        lines,
        runIds,
        thread,
        standsSince,
        react,
        say,
        reply,
      }),
    )
  } catch (error) {
    log.error('Prism failed after reading a comment', { error })
    await react('confused')
    return 'settled'
  }
}

const settledBy = (told: Followed['told']): 'settled' | 'open' => (told === 'told' ? 'settled' : 'open')

/** Whether the thread holds an answer of ours to this comment. */
async function stands(thread: Thread, event: CommentEvent, runIds: readonly string[]): Promise<boolean> {
  const since = new Date(event.createdAt)
  for (const marker of [...runIds.map(runMarker), replyMarker(event.commentId)]) if (await thread.findOurs(marker, since)) return true
  return false
}

type Hearing = {
  readonly locked: boolean
  readonly viaApp: boolean
  readonly isPull: boolean
  readonly again: boolean
  readonly origin: Origin & { readonly entrypoint: 'github' }
  readonly lines: readonly CommandLine[]
  /** One for each line. */
  readonly runIds: readonly string[]
  readonly thread: Thread
  readonly standsSince: Date | undefined
  readonly react: (reaction: Reaction) => Promise<void>
  readonly say: (body: string) => Promise<Followed['told']>
  readonly reply: (body: string, outcome: Outcome) => Promise<Followed['told']>
}

async function act(on: Answering, github: GitHub, hearing: Hearing): Promise<Followed['told']> {
  const { locked, viaApp, isPull, again, origin, lines, runIds, thread, standsSince, react, say, reply } = hearing
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
    const people = parsed.find((p): p is PeopleAsked => 'kind' in p && p.kind === 'people')
    if (people) {
      const { body, outcome } = await peopleReply({ ...on, github, origin }, people)
      return await reply(body, outcome)
    }
    const history = parsed.find((p): p is HistoryAsked => 'kind' in p && p.kind === 'history')
    if (history) return await reply(await historyReply(on, origin, history), 'done')
    const who = parsed.find((p): p is WhoAsked => 'kind' in p && p.kind === 'could')
    if (who) return await reply(await couldReply(on, origin, who.asked), 'done')
    const help = parsed.find((p): p is Help => 'kind' in p && p.kind === 'help')
    return await reply(helpReply(on.language.helpMarkdown(help?.topic), await whatIsThere(on.prism, origin, log, on.clock)), 'done')
  }

  const following = { ...on, locked, thread, standsSince, spoken: on.language.formatCommand }
  const followed: Followed[] = []
  for (const [n, command] of parsed.entries()) {
    const runId = runIds[n]!
    if ('verb' in command) followed.push(await followRun(following, runId, command, origin))
    else if (command.kind === 'plan') followed.push(await followRun(following, runId, command.request, origin, { dryRun: true }))
    else if (command.kind === 'approve') {
      const follow = (run: Run) => followRun(following, run.id, run.request, origin, { begun: true })
      followed.push(await hearApproval({ prism: on.prism, origin, viaApp, again, say, follow }, command.digest, runId))
    }
  }
  const reaction = reactionFor(worst(followed.map(({ outcome }) => outcome)))
  if (reaction) await react(reaction)
  const isTold = followed.every(({ told }) => told === 'told')
  if (isPull && isTold) {
    const [owner = '', repo = ''] = origin.repository.split('/')
    const runs = (await Promise.all(runIds.map((id) => on.prism.run(id)))).filter((run) => run !== undefined)
    await showOnPull({ github, log, repository: { owner, repo }, number: origin.issue, spoken: on.language.formatCommand }, runs)
  }
  return isTold ? 'told' : 'open'
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
