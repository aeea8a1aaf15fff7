/** The running App: our webhook server, Probot behind it for the App's authentication, and the conversations under way. */
import type { Probot } from 'probot'
import { composeInstalled, composeMissedDeliveries, composeOrganizations } from '../../compose/as-app.ts'
import { composeGitHub } from '../../compose/github.ts'
import { graphqlUrl } from '../../compose/github-urls.ts'
import { installationClient, narrowedClient, type Place } from '../../compose/installation.ts'
import { type JournalStore, machineClock, type Prism } from '../../compose/prism.ts'
import { composeRegistry } from '../../compose/registry.ts'
import { composeRights, operatedBy } from '../../compose/rights.ts'
import { type Claims, type Inbox, type Line, makeQueue, soleClaims } from '../../compose/store.ts'
import { atMost } from '../../domain/at-most.ts'
import type { GitHub, GitHubClient, Repository } from '../../domain/github.ts'
import type { Clock } from '../../domain/ports.ts'
import type { Run } from '../../domain/run.ts'
import { makeAfterGap } from './after-gap.ts'
import { answerComment } from './answer-comment.ts'
import { answerThumb } from './answer-thumb.ts'
import { makeCatchUp } from './catch-up.ts'
import { checkPulls } from './check-pulls.ts'
import { mayMention } from './comment-event.ts'
import { makeComparison } from './compare-members.ts'
import type { AppConfig } from './config.ts'
import { makeDeliveries } from './deliveries.ts'
import { heldThread } from './held-thread.ts'
import type { Language } from './language.ts'
import { startLedgers } from './ledgers.ts'
import { maySayLeft } from './left-event.ts'
import type { Answered } from './live-counts.ts'
import type { Log } from './log.ts'
import { asAppOf, makeProbot } from './make-probot.ts'
import { proposeLeaving } from './propose-leaving.ts'
import { mayChangeChecked } from './pull-event.ts'
import { resumeOthers } from './resume-others.ts'
import { startSchedule } from './schedule.ts'
import { scheduledVerify } from './scheduled-verify.ts'
import { makeThumbWatch } from './thumb-watch.ts'
import { startWebhookServer } from './webhook-server.ts'

export type AppOptions = {
  readonly config: AppConfig
  readonly prism: Prism
  /** What was acknowledged and is not worked off: also an earlier process's. */
  readonly inbox: Inbox
  /** Shared with the other replicas, where there are any. */
  readonly claims?: Claims
  /** Who waits for a turn, shared with them too. */
  readonly line?: Line
  readonly language: Language
  readonly render: (run: Run, live?: Answered) => string
  readonly log: Log
  /** Whether a command can be carried out now; default: it can. */
  readonly ready?: () => boolean
  /** Where `prism` keeps its runs; the ledger is written from it. */
  readonly journal?: JournalStore
  readonly clock?: Clock
  /** Milliseconds between two stages of one sticky comment. */
  readonly every?: number
  /** Milliseconds after which a result is announced in a comment of its own. */
  readonly longRun?: number
  /** Milliseconds after which what could not be said or asked is tried again, and missed deliveries are looked for. */
  readonly retryEvery?: number
  /** Milliseconds between two comparisons of members' lists with the registries. */
  readonly compareEvery?: number
  /** Milliseconds between two looks at the reactions of plans that a 👍 can approve. */
  readonly watchEvery?: number
}

export type RunningApp = {
  readonly url: string
  readonly port: number
  /** Accepts nothing more, gives what is under way its time, then shows the rest as unknown. */
  readonly stop: () => Promise<void>
}

/** Events that are received, and whether one can matter, told from its bytes. */
const matter: Readonly<Record<string, (body: Buffer) => boolean>> = {
  issue_comment: mayMention,
  pull_request: () => true,
  push: mayChangeChecked,
  organization: maySayLeft,
  membership: maySayLeft,
}

const defaultRetryEvery = 120_000
const defaultCompareEvery = 600_000
const defaultWatchEvery = 60_000
/** For answers that are being given when the end begins. */
const closingSeconds = 5
/** For the last comments, after the runs were given up. */
const lastWordsSeconds = 8

export async function startApp(options: AppOptions): Promise<RunningApp> {
  const { config, prism, inbox, language, render, log } = options
  const clock = options.clock ?? machineClock
  const claims = options.claims ?? soleClaims
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()

  const probot = makeProbot(config, log)
  const { every, longRun } = options
  const pace = { ...(every === undefined ? {} : { every }), ...(longRun === undefined ? {} : { longRun }) }
  const clientAt = async (repository: Repository): Promise<GitHubClient> => installationClient(probot, { repository })
  const asked = {
    github: (repository: Repository) => gitHubOf(probot, config, clock, { repository }),
    reviewWaived: config.policyReview === 'waived',
    ...(config.operatorFile === undefined ? {} : { operatorFile: config.operatorFile }),
  }
  const { reviewWaived, isOperated } = await operatedBy(asked)
  const evidence = {
    policyFile: async (repository: Repository) =>
      (await asked.github(repository)).policyFile(repository, !reviewWaived(`${repository.owner}/${repository.repo}`)),
    isOperated,
    narrowedAt: (repository: Repository) =>
      narrowedClient(probot, { repository, permissions: { contents: 'write' }, identity: config }, clock.now),
  }
  const ledgers = options.journal && startLedgers({ config, prism, journal: options.journal, clock, log, clientAt, evidence })
  const answering = {
    ...(ledgers ? { ledgers } : {}),
    prism,
    language,
    render,
    clock,
    log,
    gitHubAt: config.baseUrl ?? '',
    queue: makeQueue(config.runsAtOnce, machineClock, options.line),
    signal: stopping.signal,
    ...pace,
  }
  await probot.ready()
  prism.govern(await composeRights(asked))
  prism.register(await composeRegistry(asked))
  const deliveries = makeDeliveries({
    inbox,
    claims,
    underWay,
    log,
    clock,
    answer: async (event, again, held) => {
      if ('organization' in event) {
        const { organization: owner, installationId } = event
        const github = await gitHubOf(probot, config, clock, { repository: { owner, repo: '' }, installationId })
        return proposeLeaving({ ...answering, isOperated, reviewWaived }, github, event)
      }
      const github = await gitHubOf(probot, config, clock, event)
      if (!('commentId' in event) && !('thumbId' in event)) return checkPulls({ prism, log, reviewWaived }, github, event)
      const thread: GitHub['thread'] = (repository, issue) => heldThread(github.thread(repository, issue), held)
      const on = { ...answering, lost: held.lost }
      return 'thumbId' in event
        ? answerThumb(on, { ...github, thread }, event, again)
        : answerComment(on, { ...github, thread }, event, again)
    },
  })
  /** Of several replicas one does it. */
  const alone = async (what: string, work: () => Promise<void>): Promise<void> => {
    const claim = await claims.claim(what)
    if (!claim) return log.debug('another replica does it', { what })
    await work().finally(claim.release)
  }
  const verify = config.verify
  const schedule =
    verify &&
    startSchedule(verify, {
      log,
      underWay,
      run: () =>
        alone('schedule', () =>
          scheduledVerify({
            verify,
            prism,
            clock,
            log,
            signal: stopping.signal,
            github: () => gitHubOf(probot, config, clock, { repository: verify.repository }),
          }),
        ),
    })

  const server = await startWebhookServer({
    secret: config.webhookSecret,
    receive: deliveries.receive,
    events: Object.keys(matter),
    matters: (body, event) => matter[event]?.(body) ?? false,
    ...(options.ready ? { ready: options.ready } : {}),
    log,
    host: config.host,
    port: config.port,
  })
  log.info('listening', { url: server.url })
  let resuming = resume()
  const deaf = claims.onFreed(() => {
    resuming = resuming.then(resume)
  })
  const leaving = new AbortController()
  const sweep = makeCatchUp({
    missed: async () => composeMissedDeliveries(await asAppOf(probot)),
    inbox,
    afterGap: makeAfterGap({
      installed: async () => composeInstalled(await asAppOf(probot)),
      gitHubAt: ({ account, installationId }) =>
        gitHubOf(probot, config, clock, { repository: { owner: account, repo: '' }, installationId }),
      receive: deliveries.receive,
      clock,
      log,
      signal: leaving.signal,
    }),
    clock,
    log,
  })
  const catchUp = (): Promise<void> =>
    alone('missed deliveries', sweep).catch((error: unknown) => log.warn('missed deliveries were not looked for', { error }))
  let sweeping = catchUp()
  const compare = makeComparison({ ...answering, isOperated, reviewWaived }, async () => {
    const asApp = await asAppOf(probot)
    return Promise.all(
      (await composeOrganizations(asApp)).map(async ({ organization, installationId }) => ({
        organization,
        installationId,
        github: await gitHubOf(probot, config, clock, { repository: { owner: organization, repo: '' }, installationId }),
      })),
    )
  })
  const watch = makeThumbWatch({ prism, log, take: deliveries.take, github: asked.github })
  void retryUntil(leaving.signal)
  void aloneUntil(leaving.signal, 'members', options.compareEvery ?? defaultCompareEvery, compare)
  void aloneUntil(leaving.signal, 'reactions', options.watchEvery ?? defaultWatchEvery, watch)

  return {
    url: server.url,
    port: server.port,
    stop: async () => {
      schedule?.stop()
      leaving.abort()
      deaf()
      await resuming
      const closed = server.close()
      await atMost(closed, closingSeconds * 1_000, clock)
      await idle(underWay, config.shutdownSeconds, clock)
      if (underWay.size > 0) {
        log.warn('runs are given up at shutdown', { runs: underWay.size })
        stopping.abort()
        await idle(underWay, lastWordsSeconds, clock)
      }
      await atMost(ledgers?.stop() ?? Promise.resolve(), lastWordsSeconds * 1_000, clock)
    },
  }

  /** By the machine's own time, whatever clock the runs have. */
  async function retryUntil(signal: AbortSignal): Promise<void> {
    const every = options.retryEvery ?? defaultRetryEvery
    for (await machineClock.sleep(every, signal); !signal.aborted; await machineClock.sleep(every, signal)) {
      void deliveries.resume().catch(notResumed)
      sweeping = sweeping.then(catchUp)
    }
  }

  /** By the machine's own time too; of several replicas one does it. */
  async function aloneUntil(signal: AbortSignal, what: string, every: number, work: () => Promise<void>): Promise<void> {
    for (await machineClock.sleep(every, signal); !signal.aborted; await machineClock.sleep(every, signal))
      await alone(what, work).catch((error: unknown) => log.warn('what is looked for every so often was not', { what, error }))
  }

  /** What an earlier process left. */
  async function resume(): Promise<void> {
    try {
      const [kept, unfinished] = await Promise.all([inbox.open(), prism.unfinished()])
      if (kept.length + unfinished.length > 0)
        log.info('carrying on what was begun before', { deliveries: kept.length, runs: unfinished.length })
      await deliveries.resume()
      resumeOthers({ prism, log, underWay, signal: stopping.signal }, unfinished)
    } catch (error) {
      notResumed(error)
    }
  }

  function notResumed(error: unknown): void {
    log.error('what was begun before could not be carried on', { error })
  }
}

/** GitHub with the App's installation on one repository; where no webhook named the installation it is asked for. */
async function gitHubOf(probot: Probot, { baseUrl, appId }: AppConfig, clock: Clock, place: Place): Promise<GitHub> {
  const client = installationClient(probot, place)
  return composeGitHub({ client, clock, appId, ...(baseUrl === undefined ? {} : { graphqlUrl: graphqlUrl(baseUrl) }) })
}

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
