/** Builds the adapters of AWS and passes them on: every entry point gets a `Prism` from here. */
import { ulid } from 'ulid'
import { createCallBudgets } from '../aws/call-budget.ts'
import { createClients } from '../aws/clients.ts'
import { createDocuments } from '../aws/documents.ts'
import { createSetup } from '../aws/setup-documents.ts'
import { machineClock } from '../clock.ts'
import { type Finding, fail, PrismError } from '../domain/catalogue.ts'
import type { Decision } from '../domain/decision.ts'
import { type DocumentChoice, parseDocumentChoice } from '../domain/documents.ts'
import type { Held } from '../domain/people/held.ts'
import type { Clock, RunCommand } from '../domain/ports.ts'
import type { Origin, Request } from '../domain/request.ts'
import { idOfPrincipal } from '../domain/rights.ts'
import { type Cancellation, foldRun, type Run, type RunEvent } from '../domain/run.ts'
import type { RunSummary } from '../domain/run-summary.ts'
import type { Setup } from '../domain/setup.ts'
import type { Standing } from '../domain/standing.ts'
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
} from '../host/job.ts'
import { mayApply } from '../policy/may-apply.ts'
import { mayAsk } from '../policy/may-ask.ts'
import { principalIn } from '../policy/principals.ts'
import { standingOf } from '../policy/standing-of.ts'
import { type Claims, soleClaims, workOnRun } from '../runs/claims.ts'
import { type Execution, execute, identityFor } from '../runs/execute.ts'
import { takenNumbers } from '../runs/given-numbers.ts'
import { openJournal, type Sink } from '../runs/journal.ts'
import type { JournalStore, Page } from '../runs/journal-store.ts'
import { type Locks, noLocks } from '../runs/locks.ts'
import { type OpenPlans, openPlans } from '../runs/open-plans.ts'
import type { Durations } from '../runs/pace.ts'
import type { RegistrySource } from '../runs/repository-registry.ts'
import type { RightsSource } from '../runs/repository-rights.ts'
import { memoryStore } from '../runs/stores/memory.ts'
import { turnsOf } from '../runs/turns.ts'
import { createIdentities } from './aws.ts'

export { machineClock } from '../clock.ts'
export type { Execution } from '../runs/execute.ts'
export type { JournalStore, Page } from '../runs/journal-store.ts'
export type { Approver, Approving, OpenPlans } from '../runs/open-plans.ts'
export type { RegistrySource } from '../runs/repository-registry.ts'
export type { RightsSource } from '../runs/repository-rights.ts'

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
  /** Who works on which run. Default: this process alone has the journal. */
  readonly claims?: Claims
  /** What people locked. Default: nothing keeps a lock. */
  readonly locks?: Locks
  /** Who left and is kept out, for runs of a terminal. Default: nothing remembers it. */
  readonly left?: () => Promise<readonly Held[]>
}

export type Prism = {
  /** Records a request and returns its run id (26 characters, ULID); nothing else has happened yet. Throws where it was not kept. */
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
  /** Whoever a token of the REST API speaks for, under a repository's policy of this moment. */
  readonly principal: (name: string, repository: string) => Promise<Origin>
  /** Whether somebody may ask for this, by the rights of this moment. */
  readonly mayAsk: (request: Request, origin: Origin) => Promise<Decision>
  /** From now on this says which registry of people counts for whoever asks through a repository. */
  readonly register: (source: RegistrySource) => void
  /** What whoever asks may do, by the rights of this moment. */
  readonly whoami: (origin: Origin) => Promise<Standing>
  /** Numbers that a registry of whoever asks is not to give to anybody new. */
  readonly numbersTaken: (origin: Origin) => Promise<ReadonlySet<number>>
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
/** All runs of a process share its event loop. */
const turn = turnsOf(machineClock)

/** `latest`: the run as this process has carried it on. */
type UnderWay = { readonly execution: Promise<Execution>; readonly interrupt: AbortController; latest?: Run }

/** Throws `aws-region` when no region is configured, `bad-option` for PRISM_DOCUMENTS; touches no network. SDK clients load on first use. */
export function compose(options: PrismOptions): Prism {
  const clock = options.clock ?? machineClock
  const documents = options.documents ?? parseDocumentChoice(options.env.PRISM_DOCUMENTS)
  const { own, assumed } = createIdentities({ ...options, documents }, budgets, clock)
  const journal = openJournal({
    store: options.journal ?? memoryStore(),
    clock,
    onSinkError: (error) => process.stderr.write(`prism: a listener failed: ${String(error)}\n`),
  })
  const claims = options.claims ?? soleClaims
  const locks = options.locks ?? noLocks
  const left = options.left ?? (async () => [])
  const underWay = new Map<string, UnderWay>()
  let rights: RightsSource = async () => ({ kind: 'unbounded' })
  let registry: RegistrySource = async () => {
    throw fail('missing-input', { seen: 'no registry is given' })
  }

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
    const execution = carryOut(runId, interrupt.signal).finally(() => underWay.delete(runId))
    const begun: UnderWay = { execution, interrupt }
    underWay.set(runId, begun)
    return begun
  }

  async function carryOut(runId: string, signal: AbortSignal): Promise<Execution> {
    const claim = await claims.claim(workOnRun(runId))
    if (!claim) return { state: 'taken', run: foldRun(await journal.read(runId)) }
    try {
      return await executeClaimed(runId, signal, claim.lost)
    } finally {
      // a lease that cannot be given back ends by itself
      await claim.release().catch(() => {})
    }
  }

  function executeClaimed(runId: string, signal: AbortSignal, lost: AbortSignal): Promise<Execution> {
    return execute(runId, {
      journal,
      clock,
      ...own,
      assumed,
      scripts: { scriptSha, commandsFor, parametersFor, readTranscript, burningJob, isBurning },
      policy: { mayAsk, mayApply },
      rights: (run) => rights(run),
      registry: (run) => registry(run),
      locks,
      left,
      durations,
      turn,
      onRun: (run) => {
        const working = underWay.get(runId)
        if (working) working.latest = run
      },
      signal,
      lost,
    })
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
    register: (source) => {
      registry = source
    },
    request: async (request, origin, { dryRun = false, runId = ulid() } = {}) => {
      const kept = await journal.append(runId, 0, { type: 'requested', data: { request, origin, dryRun } })
      if (kept.kind === 'conflict' && kept.seq === 0) throw new Error('the request was not kept: the lease of this replica is over')
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
    principal: async (name, repository) => {
      const itself = { entrypoint: 'api', actor: { id: idOfPrincipal(name), name }, repository, principal: name } as const
      const now = await rights({ origin: itself })
      return { ...itself, actor: (now.kind === 'repository' && principalIn(now.inForce?.policy, name)) || itself.actor }
    },
    mayAsk: async (request, origin) => mayAsk(request, origin, await rights({ origin })),
    numbersTaken: (origin) => takenNumbers(origin, journal),
    plans: openPlans({
      journal,
      clock,
      rights: (run) => rights(run),
      policy: { mayApply },
      instances: (now, origin) => identityFor(now, origin, { ...own, assumed }).cloud.instances,
      locks,
    }),
    cancel: async (runId) => {
      underWay.get(runId)?.interrupt.abort()
      const jobs = (await run(runId))?.jobs ?? []
      return jobs.filter((j) => !j.results).flatMap((j) => j.chunks.flatMap((c) => c.commandId ?? []))
    },
    cancelCommands: (commandIds) => Promise.all(commandIds.map((id) => cancelOne(own.runCommand, id))),
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
