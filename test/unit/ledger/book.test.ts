/** A ledger written to the lab's GitHub, through the Octokit that Probot brings. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ProbotOctokit } from 'probot'
import type { GitHubClient } from '../../../src/domain/github.ts'
import { branchName, type LedgerBranch } from '../../../src/domain/ledger/branch.ts'
import { type LedgerFile, type Verified, verify } from '../../../src/domain/ledger/verify.ts'
import type { RunEvent } from '../../../src/domain/run.ts'
import { ledgerBranch } from '../../../src/github/ledger-branch.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { type Book, openBook } from '../../../src/ledger/book.ts'
import { soleClaims } from '../../../src/runs/claims.ts'
import type { JournalStore } from '../../../src/runs/journal-store.ts'
import { memoryLine } from '../../../src/runs/line.ts'
import { memoryLocks } from '../../../src/runs/locks.ts'
import type { Store } from '../../../src/runs/store.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { memoryInbox } from '../../../src/runs/stores/memory-inbox.ts'
import { sqliteStore } from '../../../src/runs/stores/sqlite.ts'
import { memoryUsed } from '../../../src/runs/used.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { beginning, mountRun, origin, runIdOf } from '../../support/ledger.ts'
import { installationToken } from '../lab/github/client.ts'
import { gitHubDescription } from '../lab/github/github-openapi.ts'

const repository = { owner: 'acme', repo: 'research' }
const folder = mkdtempSync(join(tmpdir(), 'prism-book-'))
afterAll(() => rmSync(folder, { recursive: true }))
const graphql = 'POST /graphql'
/** Of a run's events, those that the ledger has something to say of. */
const told = 4

/** Where the journal is kept; both tell their cursors in their own way. */
const stores: readonly { readonly kept: string; readonly open: () => Store }[] = [
  {
    kept: 'memory',
    open: () => ({
      journal: memoryStore(),
      inbox: memoryInbox(),
      claims: soleClaims,
      locks: memoryLocks(),
      line: memoryLine(),
      used: memoryUsed(),
      forget: async () => {},
      close: async () => {},
    }),
  },
  { kept: 'a file', open: () => sqliteStore(join(mkdtempSync(join(folder, 'store-')), 'runs.sqlite')) },
]

describe.each(stores)('a ledger on a branch, its journal in $kept', ({ open }) => {
  let lab: LabGitHub
  let branch: LedgerBranch
  let store: JournalStore
  const opened: Store[] = []
  function newStore(): JournalStore {
    const made = open()
    opened.push(made)
    return made.journal
  }
  const description = gitHubDescription()

  async function start(permissions: Record<string, string>): Promise<void> {
    lab = await startLabGitHub({ repositories: [{ fullName: 'acme/research', issues: [] }], app: { permissions } })
    const octokit = new ProbotOctokit({
      baseUrl: lab.url,
      auth: { token: await installationToken(lab, 'acme/research') },
      throttle: { enabled: false },
    })
    const client: GitHubClient = { request: (route, parameters) => octokit.request(route, parameters) }
    branch = ledgerBranch({ client, clock: fakeClock(), repository })
    store = newStore()
  }
  beforeEach(() => start({ metadata: 'read', contents: 'write' }))
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close()
    const { check } = await description
    const checked = lab.calls().map((c) => check(c))
    expect(checked.flatMap((c) => c.request)).toEqual([])
    expect(checked.flatMap((c) => c.answer)).toEqual([])
    await lab.stop()
  })

  const bookOf = (own: Partial<LedgerBranch> = {}, journal = store): Book =>
    openBook({
      journal,
      branch: { ...branch, ...own },
      holds: (o) => 'repository' in o && o.repository === 'acme/research',
      ourLogin: async () => 'prism-efs[bot]',
      beginning: () => beginning,
      firstFiles: new Map([['README.md', 'a ledger\n']]),
    })

  async function keep(events: readonly RunEvent[], into = store): Promise<void> {
    for (const event of events) {
      const { runId, seq, ...body } = event
      expect(await into.append(runId, seq - 1, body)).toMatchObject({ kind: 'appended' })
    }
  }

  async function writeAll(book: Book): Promise<number> {
    for (let steps = 0; ; steps++) if ((await book.step()) === 'nothing') return steps
  }

  const files = (): LedgerFile[] =>
    [...(lab.branch(branchName)?.files ?? [])]
      .filter(([path]) => path.startsWith('entries/'))
      .map(([path, text]) => ({ path, bytes: Buffer.from(text) }))

  /** The branch as a stranger finds it: consistent, and each event once. */
  function found(runs: number): Verified {
    const verified = verify(files())
    expect(verified).toMatchObject({ verdict: 'consistent, not witnessed', faults: [], head: { n: 1 + runs * told } })
    return verified
  }

  test('begins the branch with one commit that has no parents, and writes what the journal has', async () => {
    await keep(mountRun(runIdOf(1)))
    const book = bookOf()
    await writeAll(book)
    const { commits, files: all } = lab.branch(branchName)!
    expect(commits.map((c) => [c.parents.length, c.author.name, c.signed])).toEqual([
      [1, 'prism-efs[bot]', true],
      [0, 'prism-efs[bot]', true],
    ])
    expect([...all.keys()]).toEqual(['README.md', 'entries/0000000/0000000001.jsonl', 'entries/0000000/0000000002.jsonl'])
    expect(found(1).head).toMatchObject({ n: book.standing()?.n, hash: book.standing()?.hash })
  })

  test('a new file a batch; what was written is never touched again', async () => {
    const book = bookOf()
    for (const n of [1, 2, 3]) {
      const before = files()
      await keep(mountRun(runIdOf(n)))
      await writeAll(book)
      expect(files().slice(0, before.length)).toEqual(before)
    }
    expect(files()).toHaveLength(4)
    found(3)
  })

  test('after a restart it goes on where the last commit says, and reads no file but the last', async () => {
    await keep(mountRun(runIdOf(1)))
    await writeAll(bookOf())
    await keep(mountRun(runIdOf(2)))
    const reads: string[] = []
    await writeAll(
      bookOf({
        read: (blob) => {
          reads.push(blob)
          return branch.read(blob)
        },
      }),
    )
    expect(reads).toHaveLength(1)
    found(2)
  })

  test('a store that is gone is gone: the next one goes on with its own runs', async () => {
    await keep(mountRun(runIdOf(1)))
    await writeAll(bookOf())
    const next = newStore()
    await keep(mountRun(runIdOf(2)), next)
    await writeAll(bookOf({}, next))
    found(2)
  })

  test('a store that was restored from before writes nothing a second time', async () => {
    await keep([...mountRun(runIdOf(1)), ...mountRun(runIdOf(2))])
    await writeAll(bookOf())
    const restored = newStore()
    await keep([...mountRun(runIdOf(1)), ...mountRun(runIdOf(2)).slice(0, 3)], restored)
    const book = bookOf({}, restored)
    await writeAll(book)
    found(2)
    await keep(mountRun(runIdOf(3)), restored)
    await writeAll(book)
    found(3)
  })

  test('a crash after the commit, before anything was remembered: nothing twice, nothing lost', async () => {
    await keep(mountRun(runIdOf(1)))
    const crashed = bookOf({
      append: async (...all) => {
        await branch.append(...all)
        throw new Error('killed')
      },
    })
    await expect(writeAll(crashed)).rejects.toThrow('killed')
    await keep(mountRun(runIdOf(2)))
    await writeAll(bookOf())
    found(2)
  })

  test('a crash before the commit loses nothing', async () => {
    await keep(mountRun(runIdOf(1)))
    const crashed = bookOf({ append: () => Promise.reject(new Error('killed')) })
    await expect(writeAll(crashed)).rejects.toThrow('killed')
    await writeAll(bookOf())
    found(1)
  })

  test('an answer that was lost, and one that never came: asked again, each entry is there once', async () => {
    await keep(mountRun(runIdOf(1)))
    const book = bookOf()
    for (const kind of ['answer-lost', 'unavailable', 'dropped'] as const) {
      lab.faults.add({ route: graphql, kind })
      await expect(writeAll(book)).rejects.toMatchObject({ code: 'unavailable' })
      await writeAll(book)
      await keep(mountRun(runIdOf(2 + files().length)))
    }
    await writeAll(book)
    found(4)
  })

  test('a secondary limit says how long to wait, and nothing is lost', async () => {
    await keep(mountRun(runIdOf(1)))
    const book = bookOf()
    lab.faults.add({ route: graphql, kind: { rateLimited: 'secondary', seconds: 90 } })
    await expect(writeAll(book)).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 90 })
    await writeAll(book)
    found(1)
  })

  test('answers that are lost while the branch is begun leave one beginning', async () => {
    await keep(mountRun(runIdOf(1)))
    for (const what of ['trees', 'commits', 'refs'])
      lab.faults.add({ route: `POST /repos/{owner}/{repo}/git/${what}`, kind: 'answer-lost' })
    await writeAll(bookOf())
    found(1)
  })

  test('two writers of one store, at once and by turns: each entry once, one chain', async () => {
    const [a, b] = [bookOf(), bookOf()]
    for (const n of [1, 2, 3, 4, 5]) {
      await keep(mountRun(runIdOf(n)))
      await Promise.all([writeAll(a), writeAll(b)])
    }
    found(5)
    expect(a.standing()).toMatchObject({ n: 1 + 5 * told })
  })

  test('two Apps with a store each share a ledger', async () => {
    const other = newStore()
    const [a, b] = [bookOf(), bookOf({}, other)]
    for (const n of [1, 2, 3]) {
      await keep(mountRun(runIdOf(n)))
      await keep(mountRun(runIdOf(n + 10)), other)
      await Promise.all([writeAll(a), writeAll(b)])
    }
    found(6)
  })

  test('runs of other repositories, and of nobody’s, are not written here', async () => {
    await keep(mountRun(runIdOf(1), { ...origin, repository: 'acme/other' } as typeof origin))
    await keep(mountRun(runIdOf(2), { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } }))
    await writeAll(bookOf())
    expect(verify(files()).head.n).toBe(1)
  })

  test('a branch that was rewritten in between: writing stops, and stays stopped', async () => {
    await keep(mountRun(runIdOf(1)))
    const book = bookOf()
    await writeAll(book)
    const root = lab.branch(branchName)!.commits.at(-1)!.sha
    lab.forcePush(branchName, root)
    await keep(mountRun(runIdOf(2)))
    await expect(writeAll(book)).rejects.toThrow('the branch was rewritten')
    await expect(book.step()).rejects.toThrow('the branch was rewritten')
    expect(lab.branch(branchName)!.commits).toHaveLength(1)
  })

  test('a branch that was deleted in between is not begun again behind everybody’s back', async () => {
    await keep(mountRun(runIdOf(1)))
    const book = bookOf()
    await writeAll(book)
    lab.forcePush(branchName, undefined)
    await keep(mountRun(runIdOf(2)))
    await expect(writeAll(book)).rejects.toThrow('the branch was deleted')
    await expect(writeAll(book)).rejects.toThrow('the branch was deleted')
    expect(lab.branch(branchName)).toBeUndefined()
  })

  test('what somebody else committed is not built on', async () => {
    await keep(mountRun(runIdOf(1)))
    const book = bookOf()
    await writeAll(book)
    lab.push('mallory', branchName, { 'entries/0000000/0000000006.jsonl': '{}\n' })
    await keep(mountRun(runIdOf(2)))
    await expect(writeAll(book)).rejects.toThrow('is by somebody else')
    await expect(writeAll(bookOf())).rejects.toThrow('is by somebody else')
    expect(lab.branch(branchName)!.commits).toHaveLength(3)
  })

  test('without the permission it says so', async () => {
    await lab.stop()
    await start({ metadata: 'read', contents: 'read' })
    await keep(mountRun(runIdOf(1)))
    await expect(writeAll(bookOf())).rejects.toMatchObject({ code: 'forbidden' })
    expect(lab.branch(branchName)).toBeUndefined()
  })

  test('every protection that is missing is told, and a rule that the App may pass protects from nothing', async () => {
    expect(await branch.unprotected()).toEqual(['deletion', 'force pushes', 'creation by others', 'commits by others'])
    lab.setRules(branchName, [
      { type: 'deletion' },
      { type: 'non_fast_forward', canBypass: 'always' },
      { type: 'update', canBypass: 'always' },
    ])
    expect(await branch.unprotected()).toEqual(['force pushes', 'creation by others'])
    lab.setRules(branchName, [{ type: 'deletion' }, { type: 'non_fast_forward' }, { type: 'update' }, { type: 'creation' }])
    expect(await branch.unprotected()).toEqual([])
  })
})
