/** The App on a real port, between the lab's GitHub and the real core on the lab's AWS. App, GitHub and journal are a stage's own. */
import { readFileSync } from 'node:fs'
import type { JournalStore, Prism } from '../../src/compose/prism.ts'
import type { Origin, Request } from '../../src/domain/request.ts'
import { makeLog } from '../../src/entrypoints/app/log.ts'
import { type AppOptions, type RunningApp, startApp } from '../../src/entrypoints/app/start.ts'
import { webhookPath } from '../../src/entrypoints/app/webhook-server.ts'
import { language, render } from '../../src/entrypoints/app/wiring.ts'
import type { LabRepositorySeed } from '../../src/lab/github/model.ts'
import { type LabGitHub, startLabGitHub } from '../../src/lab/github/start.ts'
import type { Inbox } from '../../src/runs/inbox.ts'
import { memoryInbox } from '../../src/runs/stores/memory-inbox.ts'
import { gitHubDescription } from '../unit/lab/github/github-openapi.ts'
import { stagePolicy } from './rights.ts'

/** A run that the core was given. */
export type Given = { readonly runId: string; readonly request: Request; readonly origin: Origin }

export type Stage = {
  readonly lab: LabGitHub
  readonly app: RunningApp
  /** What was recorded, and of that what the core then decided on, by its own events, in their order. */
  readonly requested: () => readonly Given[]
  readonly executed: () => readonly Given[]
  readonly log: () => string
  /** The App's comments in the first repository's issue. */
  readonly ours: (issue?: number, repository?: string) => ReturnType<LabGitHub['thread']>
  readonly reactions: (commentId: number) => readonly string[]
  readonly close: () => Promise<void>
}

/** What the manifest asks for is all that the App gets. */
export const manifest = JSON.parse(readFileSync(new URL('../../../app-manifest.json', import.meta.url), 'utf8')) as {
  readonly default_permissions: Readonly<Record<string, string>>
  readonly default_events: readonly string[]
}

export const repositories = [
  {
    fullName: 'acme/research',
    collaborators: {
      wendy: 'write',
      mary: 'maintain',
      tom: 'triage',
      rita: 'read',
      cora: { roleName: 'storage-operator', base: 'write' },
      wanda: { roleName: 'maintain-pages', base: 'triage' },
    },
    files: { '.github/prism.yml': stagePolicy },
    issues: [
      { number: 1, title: 'Shared data' },
      { number: 2, title: 'A change', pullRequest: true },
    ],
  },
  {
    fullName: 'acme/private',
    private: true,
    collaborators: { rita: 'read' },
    files: { '.github/prism.yml': stagePolicy },
    issues: [{ number: 1, title: 'Inside' }],
  },
] as const

function withPolicy(policy: string | null): LabRepositorySeed {
  const { files: _, ...bare } = repositories[0]
  return policy === null ? bare : { ...bare, files: { '.github/prism.yml': policy } }
}

export async function openStage(
  prism: Prism,
  options: Partial<Pick<AppOptions, 'every' | 'longRun' | 'clock' | 'retryEvery' | 'compareEvery' | 'watchEvery'>> & {
    readonly paced?: boolean
    /** What `prism` keeps its runs in: a ledger is then kept, and the App may write it. */
    readonly journal?: JournalStore
    /** The App was also granted contents: write, as a ledger and proposals need it. */
    readonly mayCommit?: true
    readonly shutdownSeconds?: number
    /** Of the first repository, instead of the one that allows everything; null: none. */
    readonly policy?: string | null | undefined
    readonly policyReview?: 'waived'
    readonly operatorFile?: string
    readonly inbox?: Inbox
    readonly runsAtOnce?: number
    /** Another App's, which has ended. */
    readonly lab?: LabGitHub
  } = {},
): Promise<Stage> {
  const lab =
    options.lab ??
    (await startLabGitHub({
      repositories: options.policy === undefined ? repositories : [withPolicy(options.policy), repositories[1]],
      users: [{ login: 'helpful[bot]', type: 'Bot' }],
      app: {
        permissions: { ...manifest.default_permissions, ...(options.journal || options.mayCommit ? { contents: 'write' } : {}) },
        events: manifest.default_events,
      },
    }))
  const requested: Given[] = []
  const executed: Given[] = []
  const deaf = prism.listen({
    onEvent: ({ type, runId, data }) => {
      if (type === 'requested') requested.push({ runId, request: data.request, origin: data.origin })
      if (type === 'decided') executed.push(...requested.filter((r) => r.runId === runId))
    },
  })
  let log = ''
  const app = await startApp({
    config: {
      appId: lab.app.id,
      privateKey: lab.app.privateKey,
      webhookSecret: lab.app.webhookSecret,
      baseUrl: lab.url,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'debug',
      paced: options.paced ?? false,
      ...(options.journal ? { ledger: { kind: 'each' } } : {}),
      shutdownSeconds: options.shutdownSeconds ?? 5,
      ...(options.operatorFile ? { operatorFile: options.operatorFile } : {}),
      runsAtOnce: options.runsAtOnce ?? 8,
      ...(options.policyReview ? { policyReview: options.policyReview } : {}),
    },
    prism,
    ...(options.journal ? { journal: options.journal } : {}),
    inbox: options.inbox ?? memoryInbox(),
    language,
    render,
    log: makeLog({ write: (line) => (log += line), secrets: [lab.app.webhookSecret, lab.app.privateKey], level: 'debug' }),
    every: options.every ?? 40,
    ...(options.longRun === undefined ? {} : { longRun: options.longRun }),
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.retryEvery === undefined ? {} : { retryEvery: options.retryEvery }),
    ...(options.watchEvery === undefined ? {} : { watchEvery: options.watchEvery }),
    ...(options.compareEvery === undefined ? {} : { compareEvery: options.compareEvery }),
  })
  lab.setWebhookTarget(`${app.url}${webhookPath}`)
  return {
    lab,
    app,
    requested: () => requested,
    executed: () => executed,
    log: () => log,
    ours: (issue = 1, repository) => lab.thread(issue, repository).filter((c) => c.author === `${lab.app.slug}[bot]`),
    reactions: (id) =>
      [...lab.thread(1), ...lab.thread(2), ...lab.thread(1, 'acme/private')].find((c) => c.id === id)?.reactions.map((r) => r.content) ??
      [],
    close: async () => {
      await app.stop()
      await lab.stop()
      deaf()
    },
  }
}

/** Waits for what must come; fails with what was there instead. */
export async function until<T>(look: () => T, what: (value: T) => boolean, milliseconds = 50_000): Promise<T> {
  const deadline = Date.now() + milliseconds
  for (;;) {
    const value = look()
    if (what(value)) return value
    if (Date.now() > deadline) throw new Error(`did not come: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** What the App asked of GitHub that GitHub's own description does not allow; must be empty. */
export async function offences(lab: Pick<LabGitHub, 'calls'>): Promise<readonly string[]> {
  const description = await gitHubDescription()
  return lab.calls().flatMap((c) => description.check(c).request.map((problem) => `${c.method} ${c.path}: ${problem}`))
}

/** A clock on which waiting is short, for scenarios about trying again. */
export const impatientClock = {
  now: () => new Date(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(milliseconds / 20, 100))),
}
