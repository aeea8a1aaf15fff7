/** The real App, or REST API, as a process to which something may happen at a point, and that is started again on the same store. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { appEnvironment } from '../../src/demo/start-app.ts'
import type { LabGitHub } from '../../src/lab/github/start.ts'

const programOf = (entrypoint: 'app' | 'api'): string =>
  fileURLToPath(new URL(`../../src/entrypoints/${entrypoint}/main.js`, import.meta.url))
const points = new URL('points.js', import.meta.url).href
const webhookPath = '/api/github/webhooks'
/** What those that leave a trace have compiled; one that is killed keeps nothing of its own. */
const compiled = mkdtempSync(join(tmpdir(), 'prism-crash-compiled-'))
process.once('exit', () => rmSync(compiled, { recursive: true, force: true }))

export type Server = {
  readonly url: string
  readonly ended: Promise<void>
  readonly log: () => string
  /** As a hypervisor does: it notices nothing until it goes on. */
  readonly pause: () => void
  readonly goOn: () => void
  /** Resolves when it has ended. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
  readonly stop: () => Promise<void>
}

/** Deliveries go to `webhook`. */
export type TheApp = Server & { readonly webhook: string }

export type Starting = {
  readonly aws: Readonly<Record<string, string>>
  /** As in PRISM_STORE. */
  readonly store: string
  /** Seconds that a replica which says nothing is taken to live. */
  readonly lease?: number
  /** Where it is killed, or its clock set. */
  readonly at?: string
  /** Seconds by which its clock is wrong: from its start, or from that point on. */
  readonly clock?: number
  /** Where it writes the points that it passes. */
  readonly trace?: string
  /** Whether it writes a ledger. */
  readonly ledger?: boolean
  /** What it does every so many milliseconds it does twice a second. */
  readonly hurry?: number
  /** What runs it, with arguments; itself where it is left out. */
  readonly under?: readonly string[]
}

/** What whoever may ask the REST API says; there is one token, and it may do everything. */
export const apiToken = 'of-whoever-makes-and-deletes'

/** Resolves when it listens and has looked for what was left, with GitHub's deliveries going there. */
export async function startTheApp({ github, ...starting }: Starting & { readonly github: LabGitHub }): Promise<TheApp> {
  const server = await start('app', appEnvironment(starting.aws, github), starting)
  const webhook = `${server.url}${webhookPath}`
  github.setWebhookTarget(webhook)
  return { ...server, webhook }
}

export const startTheApi = (starting: Starting): Promise<Server> =>
  start('api', { ...starting.aws, PRISM_API_TOKENS: `ada:${apiToken}`, PRISM_API_PORT: '0' }, starting)

async function start(
  entrypoint: 'app' | 'api',
  env: Readonly<Record<string, string>>,
  { store, lease, at, clock, trace, hurry, ledger = false, under = [] }: Starting,
): Promise<Server> {
  const line = [...under, process.execPath, '--import', points, programOf(entrypoint)]
  const child = spawn(line[0]!, line.slice(1), {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: compiled,
      ...env,
      PRISM_STORE: store,
      ...(lease === undefined ? {} : { PRISM_LEASE_SECONDS: String(lease) }),
      HOST: '127.0.0.1',
      PORT: '0',
      ...(at === undefined ? {} : { PRISM_CRASH_AT: at }),
      ...(clock === undefined ? {} : { PRISM_CRASH_CLOCK: String(clock) }),
      ...(ledger ? { PRISM_LEDGER: 'on' } : {}),
      ...(hurry === undefined ? {} : { PRISM_CRASH_HURRY: String(hurry) }),
      ...(trace === undefined ? {} : { PRISM_CRASH_TRACE: trace }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // what runs it would leave it behind
    detached: under.length > 0,
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (said: Buffer) => (log += said.toString()))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    url: await listening(child, () => log),
    pause: () => void child.kill('SIGSTOP'),
    goOn: () => void child.kill('SIGCONT'),
    ended,
    log: () => log,
    end: async (signal) => {
      child.kill(signal)
      await ended
    },
    stop: async () => {
      if (under.length === 0) child.kill('SIGKILL')
      else if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
      await ended
    },
  }
}

async function listening(child: ChildProcess, log: () => string): Promise<string> {
  for (;;) {
    const url = /(?:"url":"|prism-api listens on )([^"\s]+)/.exec(log())?.[1]
    if (url !== undefined) return url
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server did not start:\n${log()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
