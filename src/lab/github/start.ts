/**
 * A GitHub for the lab: one App, its installations, issues with comments and reactions, live permissions, and signed webhooks. It runs on
 * loopback, keeps everything in memory and imports nothing of the product. Tests hold its answers to GitHub's own OpenAPI description.
 */
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { keyOfProcess, type LabApp, makeCallers, publicKeyOf } from './callers.ts'
import { type LabDelivery, makeDeliveries } from './deliveries.ts'
import { type Faults, makeFaults } from './faults.ts'
import { commitFiles, type GitStore, type LabCommit, type LabRule } from './git-store.ts'
import { headOf, type LabCheck, type LabPull, makeCommit, mergePull, openPull } from './history.ts'
import { issueAt } from './issue-at.ts'
import { addComment, addIssue, changeIssue, commentEvent, editComment, type IssueChange, type Lab } from './lab.ts'
import { makeLaggingLists } from './lagging-lists.ts'
import {
  addUser,
  type LabComment,
  type LabCustomRole,
  type LabRepositorySeed,
  type LabRole,
  type LabUserSeed,
  makeWorld,
  userOf,
  webFlow,
} from './model.ts'
import { makeOrganizations, type Organizations } from './organizations.ts'
import { labRepository } from './policy.ts'
import { makeReactions, type Reactions } from './reactions.ts'
import type { Json } from './represent.ts'
import { pullEvent, pushEvent } from './routes-history.ts'
import { type LabCall, serve } from './serve.ts'
import { type IssueEntry, showEntry, showThread, type ThreadEntry } from './thread.ts'

export { labPolicy, labRepository } from './policy.ts'

export type LabGitHubOptions = {
  /** 0, the default: any free port. */
  readonly port?: number
  readonly app?: {
    readonly id?: number
    readonly slug?: string
    /** PEM; when left out, one that is made once a process. */
    readonly privateKey?: string
    readonly webhookSecret?: string
    /** As in the App's manifest; what is not granted is refused. */
    readonly permissions?: Readonly<Record<string, string>>
    readonly events?: readonly string[]
  }
  /** Users are made when first named; only bots need to be given. */
  readonly users?: readonly LabUserSeed[]
  readonly repositories?: readonly LabRepositorySeed[]
  readonly now?: () => Date
}

export type LabGitHub = Organizations &
  Reactions & {
    /** The API's base URL, without a slash at the end. */
    readonly url: string
    readonly app: { readonly id: number; readonly slug: string; readonly privateKey: string; readonly webhookSecret: string }
    /** Where webhooks go; nothing is delivered before it is set. */
    setWebhookTarget: (url: string) => void
    /** Somebody comments on the web site: the comment appears and the webhook is delivered (awaited). */
    readonly comment: (login: string, issue: number, body: string, repository?: string) => Promise<Commented>
    readonly editComment: (login: string, commentId: number, body: string) => Promise<LabDelivery>
    readonly deleteComment: (commentId: number) => void
    /** Any event with any payload, signed as the App's. */
    readonly deliver: (event: string, payload: Json, guid?: string) => Promise<LabDelivery>
    /** As by the button in the App's settings: same GUID, same bytes. */
    readonly redeliver: (deliveryId: number) => Promise<LabDelivery | undefined>
    readonly deliveries: () => readonly LabDelivery[]
    readonly thread: (issue: number, repository?: string) => readonly ThreadEntry[]
    readonly issues: (repository?: string) => readonly IssueEntry[]
    /** Somebody opens an issue on the web site. */
    readonly openIssue: (login: string, issue: IssueChange, repository?: string) => number
    /** Somebody edits an issue on the web site, also what others wrote: triage is enough for that. */
    readonly editIssue: (login: string, issue: number, change: IssueChange, repository?: string) => void
    /** Somebody locks the conversation, or unlocks it. */
    readonly lockIssue: (issue: number, locked: boolean, repository?: string) => void
    /** While lists lag, issues that are opened are not in them. */
    readonly lagIssueLists: (lagging: boolean) => void
    /** A GITHUB_TOKEN for a workflow of that repository. */
    readonly workflowToken: (permissions: Readonly<Record<string, string>>, repository?: string) => string
    readonly setRole: (login: string, role: LabRole | LabCustomRole | 'none', repository?: string) => void
    /** Somebody pushes to the default branch; without a text the file is deleted. */
    readonly pushFile: (login: string, path: string, text: string | undefined, repository?: string) => void
    /** Somebody opens a pull request that changes one file; its number. */
    readonly propose: (login: string, path: string, text: string | undefined, repository?: string, from?: 'fork') => number
    /** As GitHub does after each of these: the webhook of a pull request, or of a push to the default branch (awaited). */
    readonly tellPull: (pull: number, action: string, repository?: string) => Promise<LabDelivery>
    readonly tellPush: (login: string, repository?: string) => Promise<LabDelivery>
    readonly checks: (repository?: string) => readonly LabCheck[]
    readonly pull: (pull: number, repository?: string) => LabPull
    readonly pulls: (repository?: string) => readonly LabPull[]
    readonly idOf: (login: string) => number
    /** Somebody renames their login; another person may take the old one over. */
    readonly renameUser: (login: string, to: string) => void
    /** Public SSH keys that they put up. */
    readonly showKeys: (login: string, keys: readonly string[]) => void
    /** Somebody pushes one more commit to it; `author: null` is nobody's on GitHub. */
    readonly pushTo: (pull: number, login: string, text: string, author?: string | null, repository?: string, signed?: boolean) => void
    readonly review: (
      login: string,
      pull: number,
      state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED',
      repository?: string,
    ) => void
    /** `text`: what a merge by hand makes of the file instead. */
    readonly merge: (pull: number, text?: string, repository?: string) => void
    /** A branch as it is: its commits, newest first, and its files. */
    readonly branch: (name: string, repository?: string) => LabBranch | undefined
    /** Somebody with push permission commits, or moves the branch to another commit with force; without one, deletes it. */
    readonly push: (login: string, branch: string, files: Readonly<Record<string, string>>, repository?: string) => void
    readonly forcePush: (branch: string, commit: string | undefined, repository?: string) => void
    readonly setRules: (branch: string, rules: readonly LabRule[], repository?: string) => void
    readonly calls: () => readonly LabCall[]
    readonly faults: Faults
    readonly stop: () => Promise<void>
  }

export type LabBranch = {
  readonly commits: readonly LabCommit[]
  readonly files: ReadonlyMap<string, string>
  readonly bytes: ReadonlyMap<string, Buffer>
}

export type Commented = { readonly commentId: number; readonly payload: Json; readonly delivery: LabDelivery }

/** What the App asks for at least; a ledger needs contents: write. */
export const minPermissions = { contents: 'read', issues: 'write', members: 'read', pull_requests: 'write', metadata: 'read' }

export async function startLabGitHub(options: LabGitHubOptions = {}): Promise<LabGitHub> {
  const now = options.now ?? (() => new Date())
  const seeds = options.repositories ?? [labRepository()]
  const world = makeWorld(options.users ?? [], seeds)
  const slug = options.app?.slug ?? 'prism-efs'
  const privateKey = options.app?.privateKey ?? keyOfProcess()
  const webhookSecret = options.app?.webhookSecret ?? randomBytes(24).toString('hex')
  const app: LabApp = {
    id: options.app?.id ?? 4711,
    slug,
    user: addUser(world, { login: `${slug}[bot]`, type: 'Bot' }),
    publicKey: publicKeyOf(privateKey),
    permissions: options.app?.permissions ?? minPermissions,
    events: options.app?.events ?? ['issue_comment'],
  }
  const workflowBot = addUser(world, { login: 'github-actions[bot]', type: 'Bot' })
  const pending = new Set<Promise<unknown>>()
  const lists = makeLaggingLists()
  let base = ''
  const lab: Lab = {
    world,
    app,
    appOwner: userOf(world, seeds[0]?.fullName.split('/')[0] ?? 'acme'),
    callers: makeCallers(app, now),
    deliveries: makeDeliveries({ appId: app.id, secret: webhookSecret, now, nextId: world.nextId }),
    now,
    base: () => base,
    isListed: lists.isListed,
    onNewIssue: lists.onNewIssue,
    later: (work) => {
      const running = new Promise((resolve) => setImmediate(resolve)).then(work).finally(() => pending.delete(running))
      pending.add(running)
    },
  }
  const calls: LabCall[] = []
  const faults = makeFaults()
  const server = serve(lab, faults, (call) => calls.push(call))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const repositoryOf = (name = seeds[0]?.fullName ?? '') => found(world.repositories.get(name), `repository ${name}`)
  const pullOf = (number: number, name?: string) => found(repositoryOf(name).history.pulls.get(number), `pull request ${number}`)
  const organizations = makeOrganizations(lab, seeds[0]?.fullName.split('/')[0] ?? '')
  const commentOf = (id: number): LabComment => found(world.comments.get(id), `comment ${id}`)
  return {
    ...organizations,
    ...makeReactions(lab),
    url: base,
    app: { id: app.id, slug, privateKey, webhookSecret },
    setWebhookTarget: lab.deliveries.setTarget,
    comment: async (login, issue, body, name) => {
      const repository = repositoryOf(name)
      const user = userOf(world, login)
      const comment = addComment(lab, repository, found(issueAt(repository, issue, lab.now()), `issue ${issue}`), user, body)
      const payload = commentEvent(lab, comment, user, 'created')
      return { commentId: comment.id, payload, delivery: await lab.deliveries.deliver('issue_comment', payload) }
    },
    lockIssue: (issue, locked, name) => {
      found(repositoryOf(name).issues.get(issue), `issue ${issue}`).locked = locked
    },
    editComment: async (login, id, body) => {
      const change = editComment(lab, commentOf(id), body)
      return lab.deliveries.deliver('issue_comment', commentEvent(lab, commentOf(id), userOf(world, login), change))
    },
    deleteComment: (id) => {
      world.comments.delete(id)
    },
    deliver: lab.deliveries.deliver,
    redeliver: lab.deliveries.redeliver,
    deliveries: lab.deliveries.all,
    thread: (issue, name) => showThread([...world.comments.values()], repositoryOf(name), issue),
    issues: (name) => [...repositoryOf(name).issues.values()].map(showEntry),
    openIssue: (login, issue, name) => addIssue(lab, repositoryOf(name), userOf(world, login), issue).number,
    editIssue: (login, number, change, name) =>
      changeIssue(lab, found(repositoryOf(name).issues.get(number), `issue ${number}`), userOf(world, login), change),
    lagIssueLists: lists.lag,
    workflowToken: (permissions, name = seeds[0]?.fullName ?? '') => lab.callers.workflowToken(name, workflowBot, permissions),
    setRole: (login, role, name) => {
      if (role === 'none') repositoryOf(name).collaborators.delete(login)
      else repositoryOf(name).collaborators.set(userOf(world, login).login, role)
    },
    pushFile: (login, path, text, name) => {
      const { history } = repositoryOf(name)
      const author = userOf(world, login)
      history.commits.push(makeCommit(headOf(history), { path, text }, { author, committer: author }, now().toISOString()))
    },
    propose: (login, path, text, name, from) =>
      openPull(repositoryOf(name).history, userOf(world, login), { path, text }, now().toISOString(), from === 'fork').number,
    tellPull: (number, action, name) => {
      const pull = pullOf(number, name)
      return lab.deliveries.deliver('pull_request', pullEvent(lab, repositoryOf(name), pull, action, pull.author))
    },
    tellPush: (login, name) => {
      const repository = repositoryOf(name)
      const commit = found(headOf(repository.history), 'a commit')
      return lab.deliveries.deliver('push', pushEvent(lab, repository, commit, userOf(world, login)))
    },
    checks: (name) => repositoryOf(name).history.checks,
    pull: pullOf,
    pulls: (name) => [...repositoryOf(name).history.pulls.values()],
    idOf: (login) => userOf(world, login).id,
    renameUser: (login, to) => {
      const user = userOf(world, login)
      world.users.delete(login)
      world.users.set(to, { ...user, login: to })
    },
    showKeys: (login, keys) => void world.users.set(login, { ...userOf(world, login), keys }),
    pushTo: (number, login, text, author, name, signed) => {
      const pull = pullOf(number, name)
      const last = pull.commits.at(-1)
      const committer = userOf(world, login)
      const by = author === null ? null : userOf(world, author ?? login)
      pull.commits.push(makeCommit(last, { path: last?.changed[0] ?? '', text }, { author: by, committer }, now().toISOString(), signed))
    },
    review: (login, number, state, name) => {
      const pull = pullOf(number, name)
      const commitId = pull.commits.at(-1)?.sha ?? ''
      pull.reviews.push({ id: world.nextId(), user: userOf(world, login), state, commitId, at: now().toISOString() })
    },
    merge: (number, text, name) => {
      const pull = pullOf(number, name)
      const path = pull.commits.at(-1)?.changed[0] ?? ''
      mergePull(repositoryOf(name).history, pull, now().toISOString(), webFlow(world), text === undefined ? undefined : { path, text })
    },
    branch: (name, repository) => branchOf(repositoryOf(repository).git, name),
    push: (login, branch, files, name) => {
      const { git } = repositoryOf(name)
      const parent = git.branches.get(branch)
      const bytes = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]))
      const what = { files: bytes, message: 'pushed', ...(parent === undefined ? {} : { parent }) }
      git.branches.set(branch, commitFiles(git, userOf(world, login), now(), what).sha)
    },
    forcePush: (branch, commit, name) => {
      const { git } = repositoryOf(name)
      if (commit === undefined) git.branches.delete(branch)
      else git.branches.set(branch, commit)
    },
    setRules: (branch, rules, name) => void repositoryOf(name).git.rules.set(branch, rules),
    calls: () => [...calls],
    faults,
    stop: async () => {
      await Promise.allSettled(pending)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function branchOf(git: GitStore, name: string): LabBranch | undefined {
  const commits: LabCommit[] = []
  for (let at = git.branches.get(name); at !== undefined; at = commits.at(-1)?.parents[0])
    commits.push(found(git.commit(at), `commit ${at}`))
  const files = commits[0] && git.filesOf(commits[0].tree)
  if (!files) return undefined
  const bytes = new Map([...files].map(([path, sha]) => [path, found(git.blob(sha), path)]))
  return { commits, bytes, files: new Map([...bytes].map(([path, blob]) => [path, blob.toString()])) }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the lab's GitHub has no ${what}`)
  return value
}
