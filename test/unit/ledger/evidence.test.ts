/** The evidence of runs, written to the lab's GitHub with their entries or before them. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { ProbotOctokit } from 'probot'
import type { GitHubClient } from '../../../src/domain/github.ts'
import { branchName, evidenceBranchName, type LedgerBranch } from '../../../src/domain/ledger/branch.ts'
import { isOfRun } from '../../../src/domain/ledger/entry.ts'
import { evidencePath } from '../../../src/domain/ledger/evidence.ts'
import { type Verified, verify } from '../../../src/domain/ledger/verify.ts'
import type { RunEvent } from '../../../src/domain/run.ts'
import { ledgerBranch } from '../../../src/github/ledger-branch.ts'
import { type LabGitHub, startLabGitHub } from '../../../src/lab/github/start.ts'
import { type Book, openBook } from '../../../src/ledger/book.ts'
import { commitElsewhere, type Evidence, type EvidencePlace, largestFile, mostFiles } from '../../../src/ledger/evidence.ts'
import { evidenceFrom } from '../../../src/runs/evidence/read.ts'
import { evidenceStream } from '../../../src/runs/evidence/write.ts'
import type { JournalStore } from '../../../src/runs/journal-store.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { beginning, eventsOf, mountRun, origin, request, runIdOf } from '../../support/ledger.ts'
import { installationToken } from '../lab/github/client.ts'

const us = 'prism-efs[bot]'
const graphql = 'POST /graphql'

describe('evidence of runs in a repository', () => {
  let lab: LabGitHub
  let client: GitHubClient
  let branch: LedgerBranch
  let records: LedgerBranch
  let store: JournalStore

  beforeEach(async () => {
    lab = await startLabGitHub({
      repositories: [
        { fullName: 'acme/research', issues: [] },
        { fullName: 'acme/records', private: true, issues: [] },
      ],
      app: { permissions: { metadata: 'read', contents: 'write' } },
    })
    const octokit = new ProbotOctokit({
      baseUrl: lab.url,
      auth: { token: await installationToken(lab, 'acme/research') },
      throttle: { enabled: false },
    })
    client = { request: (route, parameters) => octokit.request(route, parameters) }
    const clock = fakeClock()
    branch = ledgerBranch({ client, clock, repository: { owner: 'acme', repo: 'research' } })
    records = ledgerBranch({ client, clock, repository: { owner: 'acme', repo: 'records' }, branch: evidenceBranchName })
    store = memoryStore()
  })
  afterEach(() => lab.stop())

  const elsewhere = (holdsUp = true, into = records): EvidencePlace => ({
    kind: 'elsewhere',
    repository: 'acme/records',
    holdsUp,
    commit: (files) => commitElsewhere('acme/records', into, async () => us, files),
  })
  const bookOf = (place: EvidencePlace, own: Partial<LedgerBranch> = {}, stream: Evidence['stream'] = evidenceStream): Book =>
    openBook({
      journal: store,
      branch: { ...branch, ...own },
      holds: () => true,
      ourLogin: async () => us,
      beginning: () => beginning,
      evidence: { placeOf: async () => place, stream },
      firstFiles: new Map(),
    })
  const killed = { append: () => Promise.reject(new Error('killed')) }

  async function keep(events: readonly RunEvent[]): Promise<void> {
    for (const { runId, seq, ...body } of events) await store.append(runId, seq - 1, body)
  }
  async function writeAll(book: Book): Promise<void> {
    while ((await book.step()) !== 'nothing');
  }
  const shortRun = (n: number): RunEvent[] =>
    eventsOf(runIdOf(n), [
      { type: 'requested', data: { request, origin, dryRun: false } },
      { type: 'ended', data: { state: 'done', findings: [] } },
    ])
  const ledger = (): Verified =>
    verify([...(lab.branch(branchName)?.bytes ?? [])].flatMap(([path, bytes]) => (path.startsWith('entries/') ? [{ path, bytes }] : [])))
  const ends = () => ledger().entries.filter((e) => isOfRun(e) && e.event === 'ended')
  /** Each file of evidence on the branch, by the id of its run; each is what its name says. */
  async function evidenceOn(name: string, repository: string): Promise<ReadonlyMap<string, readonly RunEvent[]>> {
    const found = new Map<string, readonly RunEvent[]>()
    for (const [path, bytes] of lab.branch(name, repository)?.bytes ?? []) {
      if (!path.startsWith('evidence/')) continue
      const { events } = await evidenceFrom(Readable.from([bytes]))
      expect(path).toBe(evidencePath(events[0]!.runId, createHash('sha256').update(bytes).digest('hex')))
      found.set(events[0]!.runId, events)
    }
    return found
  }

  test('beside the entries it comes in the commit of the entry that names it', async () => {
    await keep(mountRun(runIdOf(1)))
    await writeAll(bookOf({ kind: 'beside' }))
    const { commits, bytes } = lab.branch(branchName)!
    expect(commits).toHaveLength(2)
    expect(await evidenceOn(branchName, 'acme/research')).toEqual(new Map([[runIdOf(1), mountRun(runIdOf(1))]]))
    const [end] = ends()
    const [path, file] = [...bytes].find(([p]) => p.startsWith('evidence/'))!
    expect(end).toMatchObject({ file: { sha256: createHash('sha256').update(file).digest('hex'), bytes: file.length } })
    expect(end).not.toHaveProperty('file.repository')
    expect(path).toMatch(/^evidence\/01JD\/01JDB[0-9]+-[0-9a-f]{64}\.jsonl\.gz$/)
  })

  test('what was written stays as it is, whatever comes after it', async () => {
    const book = bookOf({ kind: 'beside' })
    for (const n of [1, 2, 3]) {
      const before = lab.branch(branchName)?.bytes ?? new Map<string, Buffer>()
      await keep(mountRun(runIdOf(n)))
      await writeAll(book)
      const after = lab.branch(branchName)!.bytes
      for (const [path, bytes] of before) expect(after.get(path)).toEqual(bytes)
    }
    expect(await evidenceOn(branchName, 'acme/research')).toHaveProperty('size', 3)
  })

  test('a commit has so much of it, and the rest is in the next one', async () => {
    const runs = Array.from({ length: mostFiles + 20 }, (_, n) => shortRun(n + 1))
    for (const run of runs) await keep(run)
    await writeAll(bookOf({ kind: 'beside' }))
    expect(lab.branch(branchName)!.commits).toHaveLength(3)
    expect(ledger()).toMatchObject({ verdict: 'consistent, not witnessed', head: { n: 1 + 2 * runs.length } })
    expect((await evidenceOn(branchName, 'acme/research')).size).toBe(runs.length)
  })

  test('what is too large for GitHub is not there, and its entry says so', async () => {
    await keep(shortRun(1))
    async function* huge(): AsyncGenerator<Buffer> {
      for (let bytes = 0; bytes <= largestFile; bytes += 1_048_576) yield Buffer.alloc(1_048_576)
    }
    await writeAll(bookOf({ kind: 'beside' }, {}, huge))
    expect(ends()).toMatchObject([{ file: { without: 'too large', bytes: largestFile + 1_048_576 } }])
    expect((await evidenceOn(branchName, 'acme/research')).size).toBe(0)
  })

  test('where policy wants none, the entry says why', async () => {
    await keep(shortRun(1))
    await writeAll(bookOf({ kind: 'none', without: 'public' }))
    expect(ends()).toMatchObject([{ file: { without: 'public' }, evidence: expect.stringMatching(/^[0-9a-f]{64}$/) }])
  })

  test('what was sent to instances out of reach is in no file of it', async () => {
    const job = { key: 'k-beyond', beyond: true } as unknown as Extract<RunEvent, { type: 'dispatching' }>['data']['job']
    const [asked, ended] = shortRun(1).map(({ runId: _, seq: __, at: ___, ...body }) => body)
    await keep(
      eventsOf(runIdOf(1), [
        asked!,
        { type: 'dispatching', data: { job, instanceIds: ['i-0aaaaaaaaaaaaaaaa'] } } as never,
        { type: 'dispatched', data: { key: 'k-beyond', commandId: 'c-1', instanceIds: ['i-0aaaaaaaaaaaaaaaa'] } } as never,
        ended!,
      ]),
    )
    await writeAll(bookOf({ kind: 'beside' }))
    const [events] = (await evidenceOn(branchName, 'acme/research')).values()
    expect(events!.map((e) => e.type)).toEqual(['requested', 'ended'])
  })

  test('killed before the commit, neither is there; killed after it, both; in the end each once', async () => {
    await keep(mountRun(runIdOf(1)))
    await expect(writeAll(bookOf({ kind: 'beside' }, killed))).rejects.toThrow('killed')
    expect([ends(), (await evidenceOn(branchName, 'acme/research')).size]).toEqual([[], 0])
    const late: Partial<LedgerBranch> = {
      append: async (...all) => {
        await branch.append(...all)
        throw new Error('killed')
      },
    }
    await expect(writeAll(bookOf({ kind: 'beside' }, late))).rejects.toThrow('killed')
    expect([ends().length, (await evidenceOn(branchName, 'acme/research')).size]).toEqual([1, 1])
    await writeAll(bookOf({ kind: 'beside' }))
    expect(lab.branch(branchName)!.commits).toHaveLength(2)
  })

  test('in another repository it is there before an entry says so, and once, wherever the App is killed', async () => {
    await keep(mountRun(runIdOf(1)))
    await expect(writeAll(bookOf(elsewhere(), killed))).rejects.toThrow('killed')
    expect(ends()).toEqual([])
    expect((await evidenceOn(evidenceBranchName, 'acme/records')).size).toBe(1)
    await writeAll(bookOf(elsewhere()))
    expect(ends()).toMatchObject([{ file: { repository: 'acme/records' } }])
    const { commits, files } = lab.branch(evidenceBranchName, 'acme/records')!
    expect(commits.map((c) => [c.parents.length, c.author.name, c.signed])).toEqual([
      [1, us, true],
      [0, us, true],
    ])
    expect(files.get('README.md')).toContain('prism ledger verify')
    expect(await evidenceOn(evidenceBranchName, 'acme/records')).toEqual(new Map([[runIdOf(1), mountRun(runIdOf(1))]]))
    expect((await evidenceOn(branchName, 'acme/research')).size).toBe(0)
  })

  test('a lost answer, a refusal for the rate, a moved branch: the entry waits, and nothing is there twice', async () => {
    await keep(mountRun(runIdOf(1)))
    const book = bookOf(elsewhere())
    lab.faults.add({ route: graphql, kind: 'answer-lost' })
    await expect(writeAll(book)).rejects.toMatchObject({ name: 'EvidenceRefused', code: 'unavailable', lasting: false })
    lab.faults.add({ route: graphql, kind: { rateLimited: 'secondary', seconds: 90 } })
    await keep(mountRun(runIdOf(2)))
    await expect(writeAll(book)).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 90, repository: 'acme/records' })
    expect(ends()).toEqual([])
    let others = 1
    const moving: LedgerBranch = {
      ...records,
      append: async (...all) => {
        if (others-- > 0) await records.append(all[0], [{ path: 'evidence/other', content: 'another replica’s' }], { headline: 'before' })
        return records.append(...all)
      },
    }
    await writeAll(bookOf(elsewhere(true, moving)))
    expect(ends()).toHaveLength(2)
    expect([...lab.branch(evidenceBranchName, 'acme/records')!.files.keys()].filter((p) => p.endsWith('.gz'))).toHaveLength(2)
  })

  test('a branch of evidence that somebody else committed to is not built on', async () => {
    await keep(mountRun(runIdOf(1)))
    const book = bookOf(elsewhere())
    await writeAll(book)
    lab.push('mallory', evidenceBranchName, { 'evidence/x': 'y' }, 'acme/records')
    await keep(mountRun(runIdOf(2)))
    await expect(writeAll(book)).rejects.toMatchObject({ name: 'EvidenceRefused', code: 'refused', lasting: true })
    expect(ends()).toHaveLength(1)
  })

  test('a refusal for good holds up the ledger of that policy’s repository, and no ledger of many', async () => {
    await keep(mountRun(runIdOf(1)))
    const gone = ledgerBranch({ client, clock: fakeClock(), repository: { owner: 'acme', repo: 'nowhere' }, branch: evidenceBranchName })
    await expect(writeAll(bookOf(elsewhere(true, gone)))).rejects.toMatchObject({ code: 'not-found', lasting: true })
    expect(ends()).toEqual([])
    await writeAll(bookOf(elsewhere(false, gone)))
    expect(ends()).toMatchObject([{ file: { without: 'refused', bytes: expect.any(Number) } }])
  })
})
