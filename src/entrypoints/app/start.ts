/** The running App: our webhook server, Probot behind it for the App's authentication, and the conversations under way. */
import type { Probot } from 'probot'
import { composeGitHub, composeRights, machineClock, type Prism } from '../../compose.ts'
import { atMost } from '../../domain/at-most.ts'
import type { GitHub, GitHubClient, Repository } from '../../domain/github.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Run } from '../../domain/run.ts'
import { answerComment } from './answer-comment.ts'
import { parseCommentEvent } from './comment-event.ts'
import type { AppConfig } from './config.ts'
import { makeDeduplication } from './deduplication.ts'
import type { Language } from './language.ts'
import type { Answered } from './live-counts.ts'
import type { Log } from './log.ts'
import { makeProbot } from './make-probot.ts'
import { startSchedule } from './schedule.ts'
import { scheduledVerify } from './scheduled-verify.ts'
import { type Delivery, startWebhookServer } from './webhook-server.ts'

export type AppOptions = {
  readonly config: AppConfig
  readonly prism: Prism
  readonly language: Language
  readonly render: (run: Run, live?: Answered) => string
  readonly log: Log
  readonly clock?: Clock
  /** Milliseconds between two stages of one sticky comment. */
  readonly every?: number
  /** Milliseconds after which a result is announced in a comment of its own. */
  readonly longRun?: number
}

export type RunningApp = {
  readonly url: string
  readonly port: number
  /** Accepts nothing more, gives what is under way its time, then shows the rest as unknown. */
  readonly stop: () => Promise<void>
}

/** For answers that are being given when the end begins. */
const closingSeconds = 5
/** For the last comments, after the runs were given up. */
const lastWordsSeconds = 8

export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { config, prism, language, render, log } = options
  const deduplication = makeDeduplication()
  const clock = options.clock ?? machineClock
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()

  const probot = makeProbot(config, log)
  const { every, longRun } = options
  const pace = { ...(every === undefined ? {} : { every }), ...(longRun === undefined ? {} : { longRun }) }
  const answering = { prism, language, render, clock, log, deduplication, signal: stopping.signal, ...pace }
  probot.on('issue_comment.created', async (context) => {
    const parsed = parseCommentEvent(context.id, context.payload)
    if (parsed.kind === 'ignored') return log.debug('ignored', { delivery: context.id, why: parsed.why })
    const client: GitHubClient = { request: (route, parameters) => context.octokit.request(route, parameters) }
    await answerComment(answering, composeGitHub({ client, clock, appId: config.appId }), parsed.event)
  })
  await probot.ready()
  prism.govern(
    await composeRights({
      github: (repository) => gitHubAt(probot, config, clock, repository),
      reviewWaived: config.policyReview === 'waived',
      ...(config.operatorFile === undefined ? {} : { operatorFile: config.operatorFile }),
    }),
  )
  const verify = config.verify
  const schedule =
    verify &&
    startSchedule(verify, {
      log,
      underWay,
      run: () =>
        scheduledVerify({
          verify,
          prism,
          clock,
          log,
          signal: stopping.signal,
          github: () => gitHubAt(probot, config, clock, verify.repository),
        }),
    })

  const receive = (delivery: Delivery): Promise<void> => {
    const work = probot.receive(delivery as Parameters<typeof probot.receive>[0]).finally(() => underWay.delete(work))
    underWay.add(work)
    return work
  }
  const server = await startWebhookServer({
    secret: config.webhookSecret,
    receive,
    events: ['issue_comment'],
    log,
    host: config.host,
    port: config.port,
  })
  log.info('listening', { url: server.url })

  return {
    url: server.url,
    port: server.port,
    stop: async () => {
      schedule?.stop()
      const closed = server.close()
      await atMost(closed, closingSeconds * 1_000, clock)
      await idle(underWay, config.shutdownSeconds, clock)
      if (underWay.size > 0) {
        log.warn('runs are given up at shutdown', { runs: underWay.size })
        stopping.abort()
        await idle(underWay, lastWordsSeconds, clock)
      }
    },
  }
}

/** GitHub with the App's installation on one repository, where no webhook names the installation. */
async function gitHubAt(probot: Probot, { baseUrl, appId }: AppConfig, clock: Clock, repository: Repository): Promise<GitHub> {
  const asApp = await probot.auth()
  const { data } = await asApp.request('GET /repos/{owner}/{repo}/installation', { ...repository })
  const octokit = await probot.auth(data.id)
  const client: GitHubClient = { request: (route, parameters) => octokit.request(route, parameters) }
  return composeGitHub({ client, clock, appId, ...(baseUrl === undefined ? {} : { graphqlUrl: graphqlUrl(baseUrl) }) })
}

/** GitHub Enterprise Server has it beside REST, not below. */
const graphqlUrl = (baseUrl: string): string => (baseUrl.endsWith('/api/v3') ? baseUrl.replace(/v3$/, 'graphql') : `${baseUrl}/graphql`)

/** Waits until nothing is under way, or the time is over. What was acknowledged begins in the next turn of the loop. */
async function idle(work: ReadonlySet<Promise<void>>, seconds: number, clock: Clock): Promise<void> {
  const everything = async (): Promise<void> => {
    do {
      await Promise.allSettled(work)
      await new Promise((resolve) => setImmediate(resolve))
    } while (work.size > 0)
  }
  await atMost(everything(), seconds * 1_000, clock)
}
