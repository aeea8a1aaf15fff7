/** How a verb is asked for in one try: in a comment, by GitHub's word that somebody left, or over the REST API; and what is answered in the end. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { machineClock } from '../../src/clock.ts'
import { branchName, evidenceBranchName } from '../../src/domain/ledger/branch.ts'
import { type FoundEvidence, withEvidence } from '../../src/domain/ledger/evidence.ts'
import { evidenceOf } from '../../src/domain/ledger/said-of.ts'
import { type LedgerFile, type Verified, verify } from '../../src/domain/ledger/verify.ts'
import { type Commented, type LabGitHub, startLabGitHub } from '../../src/lab/github/start.ts'
import { evidenceFrom } from '../../src/runs/evidence/read.ts'
import { openStore } from '../../src/runs/stores/open.ts'
import { manifest } from '../support/app-stage.ts'
import { apiToken, type Server, type Starting, startTheApi, startTheApp } from './the-app.ts'

export type Asked = {
  /** The server that is asked: the same again after a kill. */
  readonly start: (starting: Starting) => Promise<Server>
  readonly ask: () => Promise<void>
  /** The same once more, as GitHub and clients do that heard nothing. */
  readonly again: () => Promise<void>
  /** Whether whoever asked knows that it is over. */
  readonly isOver: () => Promise<boolean>
  readonly answers: () => Promise<readonly string[]>
  /** How many answers there have to be. */
  readonly expected: number
  readonly stop: () => Promise<void>
}

type Files = { readonly policy: string; readonly registry?: (github: LabGitHub) => string }

const finals = ['rocket', '-1', 'confused']
const [policyPath, registryPath] = ['.github/prism.yml', '.github/prism/people.yml']

/** `lines`: a command each. */
export async function askInComment({ policy, registry }: Files, lines: readonly string[]): Promise<Asked> {
  return inComment(await repositoryWith({ policy, ...(registry ? { registry } : {}) }), lines)
}

async function inComment(github: LabGitHub, lines: readonly string[]): Promise<Asked> {
  let said: Commented | undefined
  const isOurs = (author: string): boolean => author === `${github.app.slug}[bot]`
  return {
    start: (starting) => startTheApp({ ...starting, github }),
    ask: async () => {
      said = await github.comment('wendy', 1, lines.map((line) => `/prism ${line}`).join('\n'))
    },
    again: async () => {
      if (!said) return
      await Promise.all([github.redeliver(said.delivery.id), github.deliver('issue_comment', said.payload)])
    },
    isOver: async () =>
      github
        .thread(1)
        .find((c) => c.id === said?.commentId)
        ?.reactions.some((r) => finals.includes(r.content)) ?? false,
    answers: async () =>
      github
        .thread(1)
        .filter((c) => isOurs(c.author))
        .map((c) => c.body),
    expected: lines.length,
    stop: github.stop,
  }
}

const day = 86_400_000
/** For whom nothing listens. */
const nowhere = 'http://127.0.0.1:9/'

/** Posted four days ago, when nobody listened; the App was last there the day before, and GitHub delivers nothing of it any more. */
export async function askInGap(files: Files, line: string): Promise<Asked> {
  let shift = -4 * day
  const github = await repositoryWith(files, () => new Date(Date.now() + shift))
  const asked = await inComment(github, [line])
  github.setWebhookTarget(nowhere)
  await asked.ask()
  shift = 0
  let isSeen = false
  return {
    ...asked,
    start: async (starting) => {
      if (!isSeen) await lastThere(starting, new Date(Date.now() - 5 * day))
      isSeen = true
      return startTheApp({ ...starting, github, hurry: 120_000 })
    },
    ask: async () => {},
    // a delivery of it would be an answer to the gap
    again: async () => {
      if (await asked.isOver()) await asked.again()
    },
  }
}

async function lastThere({ store, lease }: Starting, moment: Date): Promise<void> {
  const { inbox, close } = await openStore({ PRISM_STORE: store, PRISM_LEASE_SECONDS: String(lease ?? '') }, machineClock)
  await inbox.sawTo(moment)
  await close()
}

const records = 'acme/records'
/** Where the policy keeps the evidence of runs: in another repository, which is private. */
export const keptElsewhere = `ledger: { evidence: { repository: ${records} } }\n`

/** Over only when the ledger has the run's end too, and by then its evidence lies in the other repository. */
export async function askWithEvidenceElsewhere(
  files: Files,
  lines: readonly string[],
): Promise<Asked & { readonly ledger: () => Promise<Verified> }> {
  const github = await repositoryWith(files)
  const asked = await inComment(github, lines)
  const filesOn = (branch: string, repository: string): LedgerFile[] =>
    [...(github.branch(branch, repository)?.bytes ?? [])].map(([path, bytes]) => ({ path, bytes }))
  const ledger = async (): Promise<Verified> => {
    const verified = verify(filesOn(branchName, 'acme/research').filter(({ path }) => path.startsWith('entries/')))
    const elsewhere = filesOn(evidenceBranchName, records).filter(({ path }) => path.startsWith('evidence/'))
    return withEvidence(verified, { beside: [], elsewhere: await Promise.all(elsewhere.map(found)) })
  }
  return {
    ...asked,
    start: (starting) => startTheApp({ ...starting, github, ledger: true }),
    ledger,
    isOver: async () => (await asked.isOver()) && (await ledger()).entries.filter((e) => e.event === 'ended').length >= lines.length,
  }
}

async function found({ path, bytes }: LedgerFile): Promise<FoundEvidence> {
  const { events } = await evidenceFrom(Readable.from([Buffer.from(bytes)]))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { path, sha256, says: { run: events[0]!.runId, digest: evidenceOf(events) } }
}

/** One asks, another one puts a 👍 on the comment that tells the plan: of that no webhook tells. */
export async function askByThumb(files: Files, line: string): Promise<Asked> {
  const github = await repositoryWith(files)
  const asked = await inComment(github, [line])
  const ours = () => github.thread(1).filter((c) => c.author === `${github.app.slug}[bot]`)
  let isThumbed = false
  return {
    ...asked,
    start: (starting) => startTheApp({ ...starting, github, hurry: 60_000 }),
    isOver: async () => {
      const plan = ours().find((c) => c.body.includes('/prism approve '))
      if (plan && !isThumbed) github.thumb('mary', plan.id)
      isThumbed ||= plan !== undefined
      const told = ours()
      return isThumbed && told.length > 2 && !told.some(({ body }) => body.includes('⏳'))
    },
    // the command's, the plan's, and that of the 👍
    expected: 3,
  }
}

/** GitHub says that `login` left. The answer stands in the pull request that takes them out of the registry. */
export async function askByLeaving(files: Files, login: string): Promise<Asked> {
  const github = await repositoryWith(files)
  const pulls = () => github.pulls().filter((p) => p.author.login === `${github.app.slug}[bot]`)
  const answers = () => pulls().flatMap(({ number }) => github.thread(number).map((c) => c.body))
  for (const member of [login, 'olga']) github.setMember(member, 'active')
  let told: number | undefined
  return {
    start: (starting) => startTheApp({ ...starting, github }),
    ask: async () => {
      told = (await github.removeMember(login, 'olga')).id
    },
    again: async () => {
      if (told !== undefined) await github.redeliver(told)
    },
    isOver: async () => answers().length > 0,
    answers: async () => answers(),
    expected: 1,
    stop: github.stop,
  }
}

async function repositoryWith({ policy, registry }: Files, now = () => new Date()): Promise<LabGitHub> {
  const github = await startLabGitHub({
    now,
    repositories: [
      {
        fullName: 'acme/research',
        collaborators: { wendy: 'write', mary: 'write', olga: 'admin' },
        files: { [policyPath]: policy },
        issues: [{ number: 1, title: 'Shared data' }],
      },
      { fullName: records, private: true, issues: [] },
    ],
    app: { permissions: { ...manifest.default_permissions, contents: 'write' }, events: manifest.default_events },
  })
  if (registry) {
    const pull = github.propose('librarian', registryPath, registry(github))
    github.review('mary', pull, 'APPROVED')
    github.merge(pull)
  }
  return github
}

type ApiCall = { readonly method: 'POST' | 'DELETE'; readonly path: string; readonly body?: object }

/** A client that asks once more where it got no answer, and after that looks at the run that it was told. */
export async function askOfApi({ method, path, body }: ApiCall): Promise<Asked> {
  let server: Server | undefined
  let run: string | undefined
  const headers = { authorization: `Bearer ${apiToken}`, 'idempotency-key': 'once' }
  const say = async (): Promise<void> => {
    const given =
      body === undefined ? { headers } : { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
    // what the server said before it was killed, it said
    const answer = await fetch(`${server?.url}/api/v1${path}`, { method, ...given }).catch(() => undefined)
    if (answer && !answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    const told = answer && (await answer.json().catch(() => undefined))
    run = (told as { readonly id?: string } | undefined)?.id
  }
  const look = async (format = ''): Promise<Response | undefined> =>
    run === undefined ? undefined : fetch(`${server?.url}/api/v1/runs/${run}${format}`, { headers }).catch(() => undefined)
  return {
    start: async (starting) => {
      server = await startTheApi(starting)
      return server
    },
    ask: say,
    again: async () => {
      if (run === undefined) await say()
    },
    isOver: async () => {
      const seen = await look()
      return seen?.ok === true && ((await seen.json()) as { readonly endedAt?: string }).endedAt !== undefined
    },
    answers: async () => {
      const seen = await look('?format=markdown')
      return seen?.ok ? [await seen.text()] : []
    },
    expected: 1,
    stop: async () => {},
  }
}
