/**
 * One ledger as this process writes it. What has been written is known from the branch alone: two writers, a crash and a lost answer all end
 * with each entry there once, because every commit is on top of the one that was looked at, or it is none.
 */
import { GitHubError } from '../domain/github.ts'
import type { BranchHead, LedgerBranch, LedgerCommit, NewFile } from '../domain/ledger/branch.ts'
import { chained, type Head, noHead, pathOf } from '../domain/ledger/chain.ts'
import { type Beginning, type Entry, isOfRun, type Said } from '../domain/ledger/entry.ts'
import { readOn } from '../domain/ledger/read-on.ts'
import { saidOf } from '../domain/ledger/said-of.ts'
import type { Origin } from '../domain/request.ts'
import type { RunEvent } from '../domain/run.ts'
import { type Evidence, type EvidencePlace, EvidenceRefused, largestCommit, mostFiles, type Packed, packed } from './evidence.ts'
import { isOf, markIn, markOf, markText } from './mark.ts'

export type EventsOf = {
  readonly read: (runId: string) => Promise<readonly RunEvent[]>
  readonly readSince: (
    cursor: string | undefined,
    limit: number,
  ) => Promise<{ readonly events: readonly RunEvent[]; readonly cursor: string | undefined }>
}

export type BookOptions = {
  readonly journal: EventsOf
  readonly branch: LedgerBranch
  /** Whose runs are written here. */
  readonly holds: (origin: Origin) => boolean
  /** The login under which we commit. */
  readonly ourLogin: () => Promise<string>
  readonly beginning: () => Beginning
  /** Where the evidence of a run goes that ended; absent: entries have its digest alone. */
  readonly evidence?: Evidence
  /** Beside the entries, in the first commit. */
  readonly firstFiles: ReadonlyMap<string, string>
}

/** The last line, and the commit that it came with. */
export type Standing = Head & { readonly oid: string; readonly path: string }

/** wrote: there may be more · read: nothing of these events was to be written, there may be more · nothing: all is written */
export type Step = 'wrote' | 'read' | 'moved' | 'nothing'

export type Book = {
  /** Throws `GitHubError`, after which it can be called again, and `LedgerStopped`, after which it throws that again. */
  readonly step: () => Promise<Step>
  readonly standing: () => Standing | undefined
  /** The last event of the run that is known to be written or passed over. */
  readonly writtenTo: (runId: string) => number
}

/** The branch is not what was written: somebody has to look at it, and nothing is written on top. */
export class LedgerStopped extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'LedgerStopped'
  }
}

type Told = { readonly said: Said; readonly place?: EvidencePlace; readonly file?: Packed }

/** Events, and so at most as many entries in a commit. */
const pageSize = 200
/** GitHub's clock and ours may differ, and a store's first event is not its first run's. */
const slack = 3_600_000

export function openBook(options: BookOptions): Book {
  const { journal, branch, holds } = options
  let standing: Standing | undefined
  let cursor: string | undefined
  let stopped: LedgerStopped | undefined
  const written = new Map<string, number>()

  return {
    standing: () => standing,
    writtenTo: (runId) => written.get(runId) ?? 0,
    step: async () => {
      if (stopped) throw stopped
      try {
        return await step()
      } catch (error) {
        if (error instanceof LedgerStopped) stopped = error
        throw error
      }
    },
  }

  async function step(): Promise<Step> {
    standing ??= await look()
    let page = await journal.readSince(cursor, pageSize)
    if (page.events.length === 0) return 'nothing'
    const batch = await unsaid(page.events)
    if (batch.of < page.events.length) page = await journal.readSince(cursor, batch.of)
    const last = page.events.at(-1)
    if (!last || page.cursor === undefined || page.events.length !== batch.of) return 'moved'
    const { said, beside } = await withFiles(batch.told)
    if (said.length > 0) {
      const path = pathOf(standing.n + 1)
      const { lines, head } = chained(standing, said)
      const headline = `Entries ${standing.n + 1}–${head.n}`
      const entries = { path, content: lines.map((line) => `${line}\n`).join('') }
      const message = { headline, body: markText(markOf(page.cursor, last)) }
      const done = await branch.append(standing.oid, [entries, ...beside], message).catch(unlessDeleted)
      if (done.kind === 'moved') {
        standing = await follow(standing)
        return 'moved'
      }
      standing = { ...head, oid: done.oid, path }
    }
    for (const { runId, seq } of page.events) remember(runId, seq)
    cursor = page.cursor
    return said.length > 0 ? 'wrote' : 'read'
  }

  /** GitHub refuses in several ways where there is no branch to commit to. */
  async function unlessDeleted(error: unknown): Promise<never> {
    const refused = error instanceof GitHubError && (error.code === 'not-found' || error.code === 'refused')
    if (refused && !(await branch.head())) throw new LedgerStopped('the branch was deleted')
    throw error
  }

  /** What is to be said of these events, and is not on the branch: of the first `of` of them, as far as their evidence goes into one commit. */
  async function unsaid(events: readonly RunEvent[]): Promise<{ readonly told: readonly Told[]; readonly of: number }> {
    const runs = new Map<string, readonly RunEvent[]>()
    const places = new Map<string, EvidencePlace>()
    const told: Told[] = []
    let [bytes, files] = [0, 0]
    for (const [i, { runId, seq }] of events.entries()) {
      if (seq <= (written.get(runId) ?? 0)) continue
      const run = runs.get(runId) ?? (await journal.read(runId))
      runs.set(runId, run)
      const first = run[0]
      if (first?.type !== 'requested' || !holds(first.data.origin)) continue
      const upTo = run.filter((e) => e.seq <= seq)
      const said = saidOf(upTo)
      if (!said) continue
      const { origin } = first.data
      const place = said.event === 'ended' ? await placeOf(origin, places) : undefined
      const file = place && options.evidence && (await packed(upTo, place, options.evidence.stream))
      bytes += file?.add?.content.length ?? 0
      files += file?.add ? 1 : 0
      if (file?.add && files > 1 && (bytes > largestCommit || files > mostFiles)) return { told, of: i }
      told.push({ said, ...(place && file ? { place, file } : {}) })
    }
    return { told, of: events.length }
  }

  async function placeOf(origin: Origin, known: Map<string, EvidencePlace>): Promise<EvidencePlace | undefined> {
    const name = 'repository' in origin ? origin.repository : ''
    const place = known.get(name) ?? (await options.evidence?.placeOf(origin))
    if (place) known.set(name, place)
    return place
  }

  /** What lies elsewhere is there before an entry says so; what lies beside comes with the entry. */
  async function withFiles(told: readonly Told[]): Promise<{ readonly said: readonly Said[]; readonly beside: readonly NewFile[] }> {
    const refused = new Set<string>()
    for (const [repository, all] of Map.groupBy(told, ({ place }) => (place?.kind === 'elsewhere' ? place.repository : ''))) {
      const place = all[0]?.place
      const files = all.flatMap(({ file }) => file?.add ?? [])
      if (place?.kind !== 'elsewhere' || files.length === 0) continue
      await place.commit(files).catch((error: unknown) => {
        if (place.holdsUp || !(error instanceof EvidenceRefused && error.lasting)) throw error
        refused.add(repository)
      })
    }
    return {
      said: told.map(({ said, place, file }) => {
        if (!file) return said
        const isRefused = place?.kind === 'elsewhere' && refused.has(place.repository) && 'sha256' in file.file
        return { ...said, file: isRefused ? { without: 'refused' as const, bytes: file.file.bytes } : file.file }
      }),
      beside: told.flatMap(({ place, file }) => (place?.kind === 'beside' && file?.add ? [file.add] : [])),
    }
  }

  /** The branch as it is found: begun where there is none. */
  async function look(): Promise<Standing> {
    const head = (await branch.head()) ?? (await begun())
    assertOurs(head.commit, await options.ourLogin())
    const last = inOrder(head.files).at(-1)
    if (!last) throw new LedgerStopped('the branch has no entries')
    const mark = markIn(head.commit.message)
    if (mark && isOf(mark, await journal.read(mark.run))) cursor = mark.cursor
    else await rememberRecent(head)
    return { ...(await readAt(last[1])).head, oid: head.commit.oid, path: last[0] }
  }

  async function begun(): Promise<BranchHead> {
    const { lines } = chained(noHead, [options.beginning()])
    await branch.begin(new Map([...options.firstFiles, [pathOf(1), `${lines[0]}\n`]]), 'Begin the ledger')
    const head = await branch.head()
    if (!head) throw new GitHubError('unexpected', 'the branch is not there after it was made')
    return head
  }

  /** Of a journal that the last commit does not know: files that were committed since its first event may hold entries of it. */
  async function rememberRecent({ commit, files }: BranchHead): Promise<void> {
    const [first] = (await journal.readSince(undefined, 1)).events
    if (!first) return
    const since = Date.parse(first.at) - slack
    let count = 0
    for (let at = commit; at.at.getTime() >= since; at = await branch.commit(at.parent)) {
      count++
      if (at.parent === undefined) break
    }
    for (const [, blob] of inOrder(files).slice(Math.max(0, files.size - count))) rememberEntries((await readAt(blob)).entries)
  }

  /** Somebody committed since: another writer of ours, whose entries are then known; anybody else stops us. */
  async function follow(from: Standing): Promise<Standing> {
    const head = await branch.head()
    if (!head) throw new LedgerStopped('the branch was deleted')
    const ours = await options.ourLogin()
    for (let at: LedgerCommit = head.commit; at.oid !== from.oid; at = await branch.commit(at.parent)) {
      assertOurs(at, ours)
      if (at.parent === undefined) throw new LedgerStopped(`the branch was rewritten: ${from.oid} is not in it any more`)
    }
    let at: Standing = { ...from, oid: head.commit.oid }
    for (const [path, blob] of inOrder(head.files).filter(([p]) => p > from.path)) {
      const { entries, head: after } = await readAt(blob, at)
      rememberEntries(entries)
      at = { ...at, ...after, path }
    }
    return at
  }

  async function readAt(blob: string, after?: Head): Promise<ReturnType<typeof readOn>> {
    const bytes = await branch.read(blob)
    try {
      return readOn(bytes, after)
    } catch (error) {
      throw new LedgerStopped(`the branch is no ledger: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}`)
    }
  }

  function rememberEntries(entries: readonly Entry[]): void {
    for (const entry of entries) if (isOfRun(entry)) remember(entry.run, entry.seq)
  }

  function remember(runId: string, seq: number): void {
    written.set(runId, Math.max(seq, written.get(runId) ?? 0))
  }
}

const inOrder = (files: BranchHead['files']) => [...files].sort(([a], [b]) => (a < b ? -1 : 1))

function assertOurs({ author, verified, oid }: LedgerCommit, ours: string): void {
  if (author !== ours) throw new LedgerStopped(`commit ${oid.slice(0, 12)} of the branch is by somebody else`)
  if (!verified) throw new LedgerStopped(`commit ${oid.slice(0, 12)} of the branch is not signed by GitHub`)
}
