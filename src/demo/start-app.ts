/** The real Probot app, as a process of its own, told where the lab's AWS and GitHub are by environment variables alone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LabGitHub } from '../lab/github/start.ts'

const program = fileURLToPath(new URL('../entrypoints/app/main.js', import.meta.url))
const limit = 15_000

export const webhookPath = '/api/github/webhooks'

/** The variables that an operator sets, with the lab's values; the lab's GitHub does not mind writes in quick succession. */
export function appEnvironment(aws: Readonly<Record<string, string>>, github: Pick<LabGitHub, 'url' | 'app'>): Record<string, string> {
  const { id, privateKey, webhookSecret } = github.app
  return {
    ...aws,
    APP_ID: String(id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GITHUB_API_URL: github.url,
    PRISM_APP_PACED: '0',
    PRISM_STORE: 'memory',
  }
}

export type DemoApp = {
  readonly url: string
  readonly stop: () => Promise<void>
  /** As `kill -9` does: nothing is brought to an end. */
  readonly kill: () => Promise<void>
}

/** Resolves when its health endpoint answers; rejects with what the app said when it does not come up. */
export async function startApp(env: Readonly<Record<string, string>>): Promise<DemoApp> {
  const port = await freePort()
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, ...env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (d) => (said += String(d)))
  child.stderr.on('data', (d) => (said += String(d)))
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + limit
  while (!(await answers(`${url}/healthz`))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop(child)
      throw new Error(`the app did not start:\n${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { url, stop: () => stop(child), kill: () => stop(child, 'SIGKILL') }
}

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(timer)
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (r) => r.ok,
    () => false,
  )
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
