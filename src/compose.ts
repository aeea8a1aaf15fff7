/** The only file that builds adapters and passes them on. Every entry point gets a `Prism` from here. */
import { ulid } from 'ulid'
import { createCallBudgets } from './aws/call-budget.ts'
import { createClients } from './aws/clients.ts'
import { createDocuments } from './aws/documents.ts'
import { createFileSystems } from './aws/file-systems.ts'
import { createInstances } from './aws/instances.ts'
import { createRunCommand } from './aws/run-command.ts'
import { createSetup } from './aws/setup-documents.ts'
import { createSurveyor } from './aws/surveyor.ts'
import { machineClock } from './clock.ts'
import { type Finding, PrismError } from './domain/catalogue.ts'
import { type DocumentChoice, parseDocumentChoice } from './domain/documents.ts'
import type { GitHub, GitHubClient, Repository } from './domain/github.ts'
import type { IamQuestion } from './domain/iam.ts'
import type { Clock, Cloud, RunCommand } from './domain/ports.ts'
import { regionNamed } from './domain/region.ts'
import type { Origin, Request } from './domain/request.ts'
import { type Cancellation, foldRun, type Run, type RunEvent } from './domain/run.ts'
import type { RunSummary } from './domain/run-summary.ts'
import type { Setup } from './domain/setup.ts'
import type { Standing } from './domain/standing.ts'
import type { GitHubOptions } from './github/github.ts'
import type { MissedDelivery } from './github/missed-deliveries.ts'
import type { Registration } from './github/registration.ts'
import {
  burningJob,
  commandsFor,
  isBurning,
  ownDocuments,
  parametersFor,
  readableDocument,
  readTranscript,
  saysTheSame,
  scriptSha,
} from './host/job.ts'
import { type KeeperOptions, keepLedgers, type Ledgers } from './ledger/keep.ts'
import { mayApply } from './policy/may-apply.ts'
import { mayAsk } from './policy/may-ask.ts'
import { standingOf } from './policy/standing-of.ts'
import { chooseTransports } from './runs/choose-transports.ts'
import { type Execution, execute } from './runs/execute.ts'
import { openJournal, type Sink } from './runs/journal.ts'
import type { JournalStore, Page } from './runs/journal-store.ts'
import { type OpenPlans, openPlans } from './runs/open-plans.ts'
import type { Durations } from './runs/pace.ts'
import type { RightsOptions, RightsSource } from './runs/repository-rights.ts'
import { memoryStore } from './runs/stores/memory.ts'

export { machineClock } from './clock.ts'
export type { Registration } from './github/registration.ts'
export type { Ledgers } from './ledger/keep.ts'
export type { Execution } from './runs/execute.ts'
export type { Inbox, KeptDelivery } from './runs/inbox.ts'
export type { JournalStore } from './runs/journal-store.ts'
export type { Approver, Approving, OpenPlans } from './runs/open-plans.ts'
export type { RightsSource } from './runs/repository-rights.ts'
export type { Store } from './runs/store.ts'
export { keepFor, openStore } from './runs/stores/open.ts'
export type { StoreState } from './runs/stores/sqlite-care.ts'

export type PrismOptions = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly region?: string
  readonly profile?: string
  /** The SSM documents to use; default: PRISM_DOCUMENTS, else `auto`. */
  readonly documents?: DocumentChoice
  /** Default: the machine's own. Tests pass one that sleeps less. */
  readonly clock?: Clock
  /** Where runs are kept. Default: in this process, and gone with it. */
  readonly journal?: JournalStore
}

export type Prism = {
  /** Records a request and returns its run id (26 characters, ULID); nothing else has happened yet. */
  readonly request: (
    request: Request,
    origin: Origin,
    /** `runId`: of whoever must find the run again after a crash; what was recorded under it before stays as it is. */
    options?: { readonly dryRun?: boolean; readonly runId?: string },
  ) => Promise<string>
  /**
   * Takes the run as far as it goes: mayAsk → inspect → plan → mayApply → apply → verify. Never throws for what a run can end with. A run that is under
   * way in this process is joined; one that another process carries on ends here as `taken`.
   */
  readonly execute: (runId: string, options?: { readonly signal?: AbortSignal }) => Promise<Execution>
  /** The fold of the run's events; undefined when there is no such run. */
  readonly run: (runId: string) => Promise<Run | undefined>
  /** What the run is the fold of, from its first event on; none where there is no such run. */
  readonly events: (runId: string) => Promise<readonly RunEvent[]>
  /** Ends a run that nothing was done for yet, as denied; one that is under way, or has ended, stays as it is. */
  readonly refuse: (runId: string, why: Finding) => Promise<void>
  /** Those that have not ended, oldest first: after a restart, what has to be carried on. */
  readonly unfinished: () => Promise<readonly RunSummary[]>
  /** Newest first, without what they saw and sent. */
  readonly runs: (page: Page) => Promise<readonly RunSummary[]>
  readonly listen: (sink: Sink) => () => void
  /** From now on this says what whoever asks through a repository may do. Until it is called nobody may do anything from there by a comment. */
  readonly govern: (source: RightsSource) => void
  /** What whoever asks may do, by the rights of this moment. */
  readonly whoami: (origin: Origin) => Promise<Standing>
  /** Plans that others have to approve first. */
  readonly plans: OpenPlans
  /** Interrupts a run: its SSM commands are cancelled, nothing new is sent. Returns the ids of those commands. */
  readonly cancel: (runId: string) => Promise<readonly string[]>
  /** Cancels commands by id, for an entry point that only kept those (the Action's post step). One that SSM refuses does not stop the others. */
  readonly cancelCommands: (commandIds: readonly string[]) => Promise<readonly Cancellation[]>
}

/** AWS counts the calls of all of them together, however many are composed. */
const budgets = createCallBudgets(machineClock)
/** What commands took, whoever asked for them. */
const durations: Durations = new Map()

/** `latest`: the run as this process has carried it on. */
type UnderWay = { readonly execution: Promise<Execution>; readonly interrupt: AbortController; latest?: Run }

/** Throws `aws-region` when no region is configured, `bad-option` for PRISM_DOCUMENTS; touches no network. SDK clients load on first use. */
export function compose(options: PrismOptions): Prism {
  const clock = options.clock ?? machineClock
  const choice = options.documents ?? parseDocumentChoice(options.env.PRISM_DOCUMENTS)
  const clients = createClients(options, budgets)
  const runCommand = createRunCommand({ clients, clock })
  const cloud: Cloud = {
    ...regionNamed(clients.region),
    fileSystems: createFileSystems({ clients, clock }),
    instances: createInstances({ clients }),
    surveyor: createSurveyor({ clients }),
  }
  const journal = openJournal({
    store: options.journal ?? memoryStore(),
    clock,
    onSinkError: (error) => process.stderr.write(`prism: a listener failed: ${String(error)}\n`),
  })
  const underWay = new Map<string, UnderWay>()
  let rights: RightsSource = async () => ({ kind: 'unbounded' })

  async function executeRun(runId: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<Execution> {
    const { execution, interrupt } = underWay.get(runId) ?? begin(runId)
    const stop = () => interrupt.abort()
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
    try {
      return await execution
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  function begin(runId: string): UnderWay {
    const interrupt = new AbortController()
    const execution = execute(runId, {
      journal,
      clock,
      cloud,
      runCommand,
      scripts: { scriptSha, commandsFor, parametersFor, readTranscript, burningJob, isBurning },
      transports: chooseTransports({ choice, documents: createDocuments({ clients, saysTheSame }), own: ownDocuments }),
      policy: { mayAsk, mayApply },
      rights: (run) => rights(run),
      durations,
      onRun: (run) => {
        begun.latest = run
      },
      signal: interrupt.signal,
    }).finally(() => underWay.delete(runId))
    const begun: UnderWay = { execution, interrupt }
    underWay.set(runId, begun)
    return begun
  }

  async function run(runId: string): Promise<Run | undefined> {
    const latest = underWay.get(runId)?.latest
    if (latest) return latest
    const events = await journal.read(runId)
    return events.length > 0 ? foldRun(events) : undefined
  }

  return {
    execute: executeRun,
    run,
    events: journal.read,
    listen: journal.listen,
    govern: (source) => {
      rights = source
    },
    request: async (request, origin, { dryRun = false, runId = ulid() } = {}) => {
      await journal.append(runId, 0, { type: 'requested', data: { request, origin, dryRun } })
      return runId
    },
    refuse: async (runId, why) => {
      const known = await run(runId)
      if (!known || known.endedAt !== undefined || known.jobs.some((j) => j.job.changes) || known.provisioned.length > 0) return
      await journal.append(runId, known.seq, { type: 'ended', data: { state: 'denied', findings: [why] } })
    },
    unfinished: journal.unfinished,
    runs: journal.summaries,
    whoami: async (origin) => standingOf(origin.actor.id, await rights({ origin })),
    plans: openPlans({
      journal,
      clock,
      rights: (run) => rights(run),
      policy: { mayApply },
      instances: cloud.instances,
    }),
    cancel: async (runId) => {
      underWay.get(runId)?.interrupt.abort()
      const jobs = (await run(runId))?.jobs ?? []
      return jobs.filter((j) => !j.results).flatMap((j) => j.chunks.flatMap((c) => c.commandId ?? []))
    },
    cancelCommands: (commandIds) => Promise.all(commandIds.map((id) => cancelOne(runCommand, id))),
  }
}

async function cancelOne(runCommand: RunCommand, commandId: string): Promise<Cancellation> {
  try {
    await runCommand.cancel(commandId)
    return { commandId }
  } catch (error) {
    return { commandId, refused: error instanceof PrismError ? error.finding.seen : String(error) }
  }
}

/** The IAM policies as text. Asks AWS nothing; what writes YAML loads only here. */
export const printIam = async (question: IamQuestion): Promise<string> =>
  (await import('./aws/permissions/iam-text.ts')).iamText(
    question,
    ownDocuments().map((d) => d.name),
  )

/** Prism's own SSM documents, to be set up by an operator; `version` is this Prism's release. Throws `aws-region`. */
export function composeSetup(options: PrismOptions & { readonly version: string }): Setup {
  const clients = createClients(options, budgets)
  return createSetup({
    clients,
    clock: options.clock ?? machineClock,
    documents: createDocuments({ clients, saysTheSame }),
    own: ownDocuments(),
    version: options.version,
    readable: readableDocument,
  })
}

/** GitHub's code loads where somebody speaks to it. For entry points that live in its threads; the client carries the credentials, so there is one of these for each installation. */
export const composeGitHub = async (options: GitHubOptions): Promise<GitHub> => (await import('./github/github.ts')).createGitHub(options)

export type ComposeRights = Pick<RightsOptions, 'github'> & {
  /** The text of the operator's file; absent: every repository of the App, bounded by nothing. */
  readonly operatorFile?: string
  /** Where the file does not say. */
  readonly reviewWaived: boolean
}

/** Rights as operator and repositories write them down; what reads YAML loads only here. Throws `operator-file`. */
export async function composeRights({ github, operatorFile, reviewWaived }: ComposeRights): Promise<RightsSource> {
  const [{ repositoryRights }, { operatorOf }] = await Promise.all([import('./runs/repository-rights.ts'), import('./policy/operator.ts')])
  return repositoryRights({ github, operated: operatorOf(operatorFile, reviewWaived) })
}

/** A policy file's errors, whom CODEOWNERS gives it to, and what it allows that `before` did not. `read`: a file of the repository; asks nobody else. */
export async function checkPolicy(text: string, before: string | undefined, read: (path: string) => string | undefined) {
  const [{ parsePolicy }, { codeOwnersPlaces, ownersOf }, { newlyAllows }] = await Promise.all([
    import('./policy/parse.ts'),
    import('./policy/code-owners.ts'),
    import('./policy/newly-allows.ts'),
  ])
  const parsed = parsePolicy(text)
  const old = before === undefined ? undefined : parsePolicy(before)
  const codeOwners = codeOwnersPlaces.flatMap((place) => read(place) ?? [])[0]
  return {
    errors: parsed.kind === 'wrong' ? parsed.errors : [],
    owners: ownersOf(codeOwners ?? '', '.github/prism.yml'),
    // a file with an error counts for nothing, so everything is new after it
    newly: old && parsed.kind === 'policy' ? newlyAllows(old.kind === 'policy' ? old.policy : undefined, parsed.policy) : undefined,
  }
}

export type LedgersOptions = Pick<KeeperOptions, 'clock' | 'ledgerOf' | 'onTrouble'> & {
  readonly journal: JournalStore
  readonly clientAt: (repository: Repository) => Promise<GitHubClient>
  /** Beside the entries, in a ledger's first commit: path → text. */
  readonly firstFiles: ReadonlyMap<string, string>
  readonly graphqlUrl?: string
  readonly webUrl?: string
}

/** Ledgers of what this journal gets; tell them of its events. */
export function composeLedgers({ clientAt, firstFiles, graphqlUrl, webUrl, ...options }: LedgersOptions): Ledgers {
  const { clock } = options
  const urls = { ...(graphqlUrl === undefined ? {} : { graphqlUrl }), ...(webUrl === undefined ? {} : { webUrl }) }
  return keepLedgers({
    ...options,
    bookFor: async (name) => {
      const [owner = '', repo = ''] = name.split('/')
      const repository = { owner, repo }
      const client = await clientAt(repository)
      const [{ whoami }, { ledgerBranch }] = await Promise.all([import('./github/whoami.ts'), import('./github/ledger-branch.ts')])
      const login = await whoami(client, clock, graphqlUrl)
      return {
        branch: ledgerBranch({ client, clock, repository, ...urls }),
        ourLogin: async () => login,
        beginning: () => ({ at: clock.now().toISOString(), event: 'begun', repository: name, app: login }),
        firstFiles,
      }
    },
  })
}

/** What GitHub says of an App, asked as the App itself. Throws `GitHubError`. */
export const composeRegistration = async (asApp: GitHubClient): Promise<Registration> =>
  (await import('./github/registration.ts')).registrationOf(asApp, machineClock)

export type MissedDeliveries = {
  readonly since: (since: Date) => Promise<readonly MissedDelivery[]>
  readonly askAgain: (delivery: MissedDelivery) => Promise<void>
}

/** What GitHub sent to an App in vain, asked as the App itself. Its members throw `GitHubError`. */
export const composeMissedDeliveries = (asApp: GitHubClient): MissedDeliveries => ({
  since: async (since) => (await import('./github/missed-deliveries.ts')).missedDeliveries(asApp, machineClock, since),
  askAgain: async (delivery) => (await import('./github/missed-deliveries.ts')).askAgain(asApp, machineClock, delivery),
})

/** What an operator does with a store's file; `node:sqlite` loads only here. */
export const composeStoreCare = (): Promise<typeof import('./runs/stores/sqlite-care.ts')> => import('./runs/stores/sqlite-care.ts')

/** For entry points that keep issues under whatever token they were given. */
export const composeIssues = async (options: Omit<GitHubOptions, 'appId'>): Promise<Pick<GitHub, 'whoami' | 'issues'>> =>
  (await import('./github/github.ts')).createIssues(options)
