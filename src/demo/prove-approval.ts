/**
 * The demo's second part: a plan that another person approves, the App killed in the middle of carrying it out and started again, and the
 * history of it, which is then checked by a program that has nothing of Prism in it.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { LabGitHub } from '../lab/github/start.ts'
import type { ThreadEntry } from '../lab/github/thread.ts'
import type { Lab } from '../lab/start.ts'
import { runCli } from './run-cli.ts'
import { appEnvironment, startApp, webhookPath } from './start-app.ts'
import { waitForAnswer, waitForComment } from './wait-for-answer.ts'

export type Approval = {
  readonly ok: boolean
  /** What was said in the thread, in order: who, and the first lines. */
  readonly thread: readonly { readonly who: string; readonly said: string }[]
  /** Jobs that changed the instance before the plan was approved, and afterwards, by the lab's own log. */
  readonly changes: { readonly before: number; readonly after: number }
  /** What verify-ledger.mjs says of the ledger, with the last answer's footer as a witness. */
  readonly ledger: string
}

const policy = `version: 1
volumes:
  research-data: {}
instances:
  workstations: { names: ["*"] }
rights:
  - who: { permission: write }
    may: [mount, verify, doctor, unmount, status]
approvals:
  - { of: [mount], by: { role: maintain } }
public: [ids, accounts]
`
const instance = 'rocky-instance'
const command = `/prism mount research-data ${instance}`

export async function proveApproval(lab: Lab, github: LabGitHub, say: (line: string) => void): Promise<Approval> {
  const folder = mkdtempSync(join(tmpdir(), 'prism-demo-'))
  const env = { ...appEnvironment(lab.env, github), PRISM_STORE: `sqlite:${join(folder, 'runs.db')}`, PRISM_LEDGER: 'on' }
  const begun = lab.aws.executions().length
  const mounts = (): number => mountsSince(lab, begun).length
  say('starting the app anew, with a ledger …')
  let app = await startApp(env)
  try {
    github.setWebhookTarget(`${app.url}${webhookPath}`)
    say('a reviewed pull request asks for approval: a mount needs the word of another maintainer …')
    const pull = github.propose('ada', '.github/prism.yml', policy)
    github.setRole('max', 'maintain')
    github.review('max', pull, 'APPROVED')
    github.merge(pull)
    say(`unmounting it there again, so that there is something to do: prism unmount research-data ${instance} …`)
    await runCli(lab.env, 'unmount', 'research-data', instance)

    say(`ada comments: ${command}`)
    const asked = await github.comment('ada', 1, command)
    const plan = await waitForComment(() => github.thread(1), asked.commentId, /\/prism approve ([0-9a-f]+)/)
    const approve = /\/prism approve [0-9a-f]+/.exec(plan.body)?.[0] ?? ''
    await waitForComment(() => github.thread(1), asked.commentId, /waits for approval/)
    const before = mounts()
    say(`max, another maintainer, comments: ${approve}`)
    const word = await github.comment('max', 1, approve)
    while (mounts() === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await app.kill()
    say('kill -9 of the app in the middle of the mount; starting it again …')
    app = await startApp(env)
    github.setWebhookTarget(`${app.url}${webhookPath}`)
    const answer = await waitForAnswer(() => github.thread(1), word.commentId)
    say('ada comments: /prism history research-data')
    const question = await github.comment('ada', 1, '/prism history research-data')
    const history = await waitForComment(() => github.thread(1), question.commentId, /History of/)
    say('checking the ledger without Prism: node verify-ledger.mjs …')
    const ledger = await checked(github, answer.comment, folder)
    const changes = { before, after: new Set(mountsSince(lab, begun)).size }
    const ok =
      changes.before === 0 &&
      changes.after === 1 &&
      answer.verdict === 'holds' &&
      /approved by max/.test(history.body) &&
      ledger.startsWith('consistent, witnessed')
    const thread = github.thread(1).filter(({ id }) => id >= asked.commentId)
    return { ok, changes, ledger, thread: thread.map(({ author, body }) => ({ who: author, said: shortened(body) })) }
  } finally {
    await app.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The keys of jobs that mount, as the instance was given them. */
function mountsSince(lab: Lab, begun: number): string[] {
  return lab.aws
    .executions()
    .slice(begun)
    .flatMap(({ script }) => {
      const parameters = Buffer.from(/^PRISM_PARAMETERS='(.*)'$/m.exec(script)?.[1] ?? '', 'base64').toString()
      return /PRISM_JOB=(\w+\.mount\.\S+)/.exec(parameters)?.[1] ?? []
    })
}

/** The branch as a clone of it has it, and what its own verifier says. */
async function checked(github: LabGitHub, answer: string, folder: string): Promise<string> {
  const clone = join(folder, 'ledger')
  for (const [path, text] of github.branch('prism-ledger')?.files ?? []) {
    mkdirSync(dirname(join(clone, path)), { recursive: true })
    writeFileSync(join(clone, path), text)
  }
  const [, n = '', hash = ''] = /ledger \[#(\d+)\].*head `([0-9a-f]+)`/.exec(answer) ?? []
  const { stdout } = await promisify(execFile)(process.execPath, [join(clone, 'verify-ledger.mjs'), clone, '--head', `${n}:${hash}`])
  return stdout.trim()
}

/** Up to the first fold. */
const shortened = (body: ThreadEntry['body']): string =>
  body
    .split(/<details>|\n<sub>/)[0]!
    .replace(/<!--.*?-->/g, '')
    .trim()
