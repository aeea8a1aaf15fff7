/** The App between the lab's GitHub and the lab's AWS, and one person after another who comments on its one issue. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { LabRole } from '../github/model.ts'
import type { LabGitHub } from '../github/start.ts'

export type Message = { readonly author: string; readonly body: string; readonly reactions: readonly string[] }

export const roles = ['admin', 'maintain', 'write', 'triage', 'read', 'none'] as const satisfies readonly (LabRole | 'none')[]
export type Role = (typeof roles)[number]

export type Conversation = {
  /** Comments as somebody who has that role and waits for the App's last reaction; the thread from that comment on. */
  readonly say: (login: string, role: Role, text: string) => Promise<readonly Message[]>
  readonly stop: () => Promise<void>
}

const secondsToStart = 30
const secondsToAnswer = 300
/** After which a comment that nobody reacts to is taken for one that the App left alone. */
const secondsOfSilence = 5

/** A plan that waits for somebody’s approval has no last reaction yet. */
const asksOthers = /^\/prism approve [0-9a-f]{12}/m

export async function openConversation(github: LabGitHub, aws: Readonly<Record<string, string>>, program: string): Promise<Conversation> {
  const { id, privateKey, webhookSecret } = github.app
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      ...aws,
      APP_ID: String(id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: webhookSecret,
      GITHUB_API_URL: github.url,
      // the lab's GitHub does not mind writes in quick succession
      PRISM_APP_PACED: '0',
      // the lab ends with its App, and keeps nothing either
      PRISM_STORE: 'memory',
      PRISM_LEDGER: process.env.PRISM_LEDGER || 'on',
      HOST: '127.0.0.1',
      PORT: '0',
    },
  })
  github.setWebhookTarget(`${await urlOf(child)}/api/github/webhooks`)
  return {
    say: async (login, role, text) => {
      github.setRole(login, role)
      const { commentId } = await github.comment(login, 1, text)
      const since = () => github.thread(1).filter((c) => c.id >= commentId)
      const reactions = () => since()[0]?.reactions.map((r) => r.content) ?? []
      await until(
        () =>
          reactions().some((r) => r !== 'eyes') || since().some(({ author, body }) => author.endsWith('[bot]') && asksOthers.test(body)),
        secondsToAnswer,
        () => reactions().length > 0,
      )
      return since().map(({ author, body, reactions: given }) => ({ author, body, reactions: given.map((r) => r.content) }))
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Where it listens, as its log says. Rejects with what it said where it does not come up. */
function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => child.kill('SIGKILL'), secondsToStart * 1_000)
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /"message":"listening","url":"([^"]+)"/.exec(said)?.[1]
      if (url === undefined) return
      clearTimeout(timer)
      resolve(url)
    })
    child.once('exit', () => reject(new Error(`the App did not start: ${said.slice(0, 2_000)}`)))
  })
}

async function until(isSo: () => boolean, seconds: number, noticed: () => boolean): Promise<void> {
  for (let waited = 0; waited < seconds; waited += 0.1) {
    if (isSo() || (waited >= secondsOfSilence && !noticed())) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
