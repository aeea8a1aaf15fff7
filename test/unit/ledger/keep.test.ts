import { GitHubError } from '../../../src/domain/github.ts'
import type { BranchHead, LedgerBranch } from '../../../src/domain/ledger/branch.ts'
import { isOfRun } from '../../../src/domain/ledger/entry.ts'
import { verify } from '../../../src/domain/ledger/verify.ts'
import type { Clock } from '../../../src/domain/ports.ts'
import type { RunEvent } from '../../../src/domain/run.ts'
import { type Evidence, EvidenceRefused } from '../../../src/ledger/evidence.ts'
import { type KeeperOptions, keepLedgers, type Ledgers } from '../../../src/ledger/keep.ts'
import { evidenceStream } from '../../../src/runs/evidence/write.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { beginning, mountRun, origin, runIdOf } from '../../support/ledger.ts'

const never = new AbortController().signal

/** A branch in memory; what `refuse` gives is thrown at the next commit. */
function branchInMemory(refuse: () => unknown) {
  const blobs: (string | Buffer)[] = []
  const files = new Map<string, string>()
  let commits: BranchHead['commit'][] = []
  const commit = (message: string): string => {
    const oid = String(commits.length)
    const parent = commits.at(-1)?.oid
    commits = [
      ...commits,
      { oid, ...(parent === undefined ? {} : { parent }), message, author: 'us', verified: true, at: new Date('2026-11-23') },
    ]
    return oid
  }
  const put = (path: string, content: string | Buffer): void => void files.set(path, String(blobs.push(content) - 1))
  const branch: LedgerBranch = {
    head: async () =>
      commits.length === 0 ? undefined : { commit: commits.at(-1)!, files: new Map([...files].filter(([p]) => p.startsWith('entries/'))) },
    commit: async (oid) => commits[Number(oid)]!,
    read: async (blob) => Buffer.from(blobs[Number(blob)]!),
    begin: async (first, message) => {
      for (const [path, text] of first) put(path, text)
      commit(message)
    },
    namesIn: async (_, folder) =>
      new Set([...files.keys()].flatMap((p) => (p.startsWith(`${folder}/`) ? [p.slice(folder.length + 1)] : []))),
    append: async (on, added, { headline, body }) => {
      const error = refuse()
      if (error) throw error
      if (on !== commits.at(-1)?.oid) return { kind: 'moved' }
      for (const { path, content } of added) put(path, content)
      return { kind: 'appended', oid: commit(`${headline}\n\n${body}`) }
    },
    unprotected: async () => ['deletion'],
    urlOf: (oid, path) => `https://github.example/${oid}/${path}`,
  }
  return {
    branch,
    commits: () => commits.length,
    verified: () =>
      verify(
        [...files].filter(([p]) => p.startsWith('entries/')).map(([path, blob]) => ({ path, bytes: Buffer.from(blobs[Number(blob)]!) })),
      ),
  }
}

async function until(what: () => boolean): Promise<void> {
  for (let turns = 0; !what() && turns < 2_000; turns++) await new Promise((resolve) => setImmediate(resolve))
}

/** Nobody's sleep ends before its time is let pass. */
function heldClock(): Clock & { readonly pass: () => void } {
  const sleeping = new Set<() => void>()
  return {
    now: () => new Date('2026-11-23T12:00:00Z'),
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (milliseconds === 0 || signal?.aborted) return resolve()
        sleeping.add(resolve)
        signal?.addEventListener('abort', () => resolve(), { once: true })
      }),
    pass: () => {
      for (const end of sleeping) end()
    },
  }
}

describe('ledgers that are written while runs go on', () => {
  let refusals: unknown[]
  let told: unknown[]
  let place: ReturnType<typeof branchInMemory>
  let store: ReturnType<typeof memoryStore>
  let clock: ReturnType<typeof fakeClock>
  let ledgers: Ledgers
  let evidence: Evidence | undefined

  const open = (own: Clock = clock): Ledgers => {
    const options: KeeperOptions = {
      journal: store,
      clock: own,
      ledgerOf: (o) => o.repository,
      bookFor: async () => ({
        branch: place.branch,
        ourLogin: async () => 'us',
        beginning: () => beginning,
        firstFiles: new Map(),
        ...(evidence ? { evidence } : {}),
      }),
      onTrouble: (_, error) => told.push(error),
    }
    return keepLedgers(options)
  }
  beforeEach(() => {
    refusals = []
    evidence = undefined
    told = []
    place = branchInMemory(() => refusals.shift())
    store = memoryStore()
    clock = fakeClock()
    ledgers = open()
  })
  afterEach(() => ledgers.stop())

  async function keep(events: readonly RunEvent[], to: Pick<Ledgers, 'onEvent'> = ledgers): Promise<void> {
    for (const { runId, seq, ...body } of events) {
      await store.append(runId, seq - 1, body)
      await to.onEvent({ ...body, runId, seq } as RunEvent)
    }
  }

  test('a run’s end is there when it is said to be, and the footer has its head', async () => {
    await keep(mountRun(runIdOf(1)))
    expect(await ledgers.written(origin, runIdOf(1), 5, never)).toBe(true)
    const { head } = place.verified()
    expect(ledgers.stateFor(origin)).toEqual({
      head: { n: 5, hash: head.hash, url: 'https://github.example/1/entries/0000000/0000000002.jsonl' },
      unprotected: ['deletion'],
    })
  })

  test('evidence that GitHub does not take where policy wants it holds up its entry, and what is missing is named', async () => {
    const codes = ['forbidden', 'not-found', 'unavailable'] as const
    const wanted = 'on acme/records, where the policy wants the evidence of runs'
    const whys = [
      `the App has not been granted contents: write ${wanted}`,
      `the App is not installed ${wanted}`,
      `GitHub answered unavailable ${wanted}`,
    ]
    for (const [n, code] of codes.entries()) {
      evidence = {
        placeOf: async () => {
          await new Promise((resolve) => setImmediate(resolve))
          throw new EvidenceRefused('acme/records', new GitHubError(code, 'refused'))
        },
        stream: evidenceStream,
      }
      const own = open()
      await keep(mountRun(runIdOf(n + 1)), own)
      await until(() => own.stateFor(origin)?.trouble !== undefined)
      expect(own.stateFor(origin)?.trouble).toEqual({ why: expect.stringContaining(whys[n]!), lasting: code !== 'unavailable' })
      expect(place.verified().entries.filter((e) => e.event === 'ended')).toEqual([])
      await own.stop()
    }
    evidence = { placeOf: async () => ({ kind: 'beside' }), stream: evidenceStream }
    const own = open()
    await own.catchUp()
    expect(await own.written(origin, runIdOf(3), 5, never)).toBe(true)
    expect(place.verified().entries.filter((e) => isOfRun(e) && e.file !== undefined && 'sha256' in e.file)).toHaveLength(3)
    await own.stop()
  })

  test('a run is one commit; after four in a row, runs that come fast share the next one, 15 s later', async () => {
    const held = heldClock()
    const paced = open(held)
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8]) {
      await keep(mountRun(runIdOf(n)), paced)
      if (n <= 4) await paced.written(origin, runIdOf(n), 5, never)
    }
    expect(place.commits()).toBe(5)
    held.pass()
    expect(await paced.written(origin, runIdOf(8), 5, never)).toBe(true)
    await paced.stop()
    expect(place.verified()).toMatchObject({ verdict: 'consistent, not witnessed', head: { n: 33 } })
    expect(place.commits()).toBe(6)
  })

  test('while GitHub is away a run’s end waits, its state says why, and it comes in the end', async () => {
    refusals = [new GitHubError('unavailable', 'x'), new GitHubError('rate-limited', 'x', { retryAfterSeconds: 90 })]
    const whys = new Set<string>()
    await keep(mountRun(runIdOf(1)))
    const written = ledgers.written(origin, runIdOf(1), 5, never, () => whys.add(ledgers.stateFor(origin)?.trouble?.why ?? ''))
    expect(await written).toBe(true)
    expect([...whys].filter(Boolean)).toEqual(['GitHub answered unavailable', 'GitHub limits the rate'])
    expect(told).toHaveLength(2)
    expect(clock.elapsed()).toBeGreaterThanOrEqual(90_000)
    expect(ledgers.stateFor(origin)?.trouble).toBeUndefined()
    expect(place.verified()).toMatchObject({ head: { n: 5 } })
  })

  test('without the permission nobody waits, and the entry is written once it is granted', async () => {
    refusals = Array.from({ length: 3 }, () => new GitHubError('forbidden', 'x'))
    const seen: boolean[] = []
    const kept = keep(mountRun(runIdOf(1)))
    await kept
    seen.push(await ledgers.written(origin, runIdOf(1), 5, never))
    expect(seen).toEqual([false])
    expect(ledgers.stateFor(origin)?.trouble).toEqual({ why: expect.stringContaining('contents: write'), lasting: true })
    while (place.commits() < 2) await new Promise((resolve) => setImmediate(resolve))
    expect(place.verified()).toMatchObject({ head: { n: 5 } })
  })

  test('whoever waits can give up; the entry does not', async () => {
    const giveUp = new AbortController()
    giveUp.abort()
    await keep(mountRun(runIdOf(1)))
    expect(await ledgers.written(origin, runIdOf(2), 5, giveUp.signal)).toBe(false)
    expect(await ledgers.written(origin, runIdOf(1), 5, never)).toBe(true)
  })

  test('what an earlier process did not come to write is written by the next', async () => {
    await keep(mountRun(runIdOf(1)), { onEvent: async () => {} })
    const next = open()
    await next.catchUp()
    expect(await next.written(origin, runIdOf(1), 5, never)).toBe(true)
    await next.stop()
    expect(place.verified()).toMatchObject({ head: { n: 5 } })
  })

  test('at a stop one more attempt is made', async () => {
    await keep(mountRun(runIdOf(1)).slice(0, 2))
    await ledgers.stop()
    expect(place.verified()).toMatchObject({ head: { n: 3 } })
  })
})
