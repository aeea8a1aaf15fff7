/** The real App as a process that may be killed at a point, and started again on the same store. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { appEnvironment } from '../../src/demo/start-app.ts'
import type { LabGitHub } from '../../src/lab/github/start.ts'

const program = fileURLToPath(new URL('../../src/entrypoints/app/main.js', import.meta.url))
const points = new URL('points.js', import.meta.url).href
const webhookPath = '/api/github/webhooks'

export type TheApp = {
  readonly ended: Promise<void>
  readonly log: () => string
  readonly stop: () => Promise<void>
}

type Starting = {
  readonly aws: Readonly<Record<string, string>>
  readonly github: LabGitHub
  readonly store: string
  /** Where it is killed. */
  readonly at?: string
  /** Where it writes the points that it passes. */
  readonly trace?: string
}

/** Resolves when it listens and has looked for what was left, with GitHub's deliveries going there. */
export async function startTheApp({ aws, github, store, at, trace }: Starting): Promise<TheApp> {
  const child = spawn(process.execPath, ['--import', points, program], {
    env: {
      PATH: process.env.PATH,
      ...appEnvironment(aws, github),
      PRISM_STORE: `sqlite:${store}`,
      HOST: '127.0.0.1',
      PORT: '0',
      ...(at === undefined ? {} : { PRISM_CRASH_AT: at }),
      ...(trace === undefined ? {} : { PRISM_CRASH_TRACE: trace }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  child.stderr.on('data', (said: Buffer) => (log += said.toString()))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = await listening(child, () => log)
  github.setWebhookTarget(`${url}${webhookPath}`)
  return {
    ended,
    log: () => log,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function listening(child: ChildProcess, log: () => string): Promise<string> {
  for (;;) {
    const url = /"url":"([^"]+)"/.exec(log())?.[1]
    if (url !== undefined) return url
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the App did not start:\n${log()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
