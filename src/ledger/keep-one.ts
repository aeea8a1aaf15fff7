/** One repository's ledger, written while runs go on: soon after a run's end, else in batches, and never faster than GitHub likes. */
import { GitHubError } from '../domain/github.ts'
import type { LedgerBranch, Unprotected } from '../domain/ledger/branch.ts'
import type { LedgerState, Trouble } from '../domain/ledger/state.ts'
import type { Clock } from '../domain/ports.ts'
import { type Book, type BookOptions, LedgerStopped, openBook } from './book.ts'
import { EvidenceRefused } from './evidence.ts'

export type OneKeeper = {
  /** There may be something to write; `now`: somebody waits for it. */
  readonly nudge: (now: boolean) => void
  readonly state: () => LedgerState
  /**
   * Resolves when that event is in the ledger; false where it will not be before a person does something, or the signal is aborted. `notYet` is
   * called while it waits, at once and after each attempt; `state` may say why.
   */
  readonly written: (runId: string, seq: number, signal: AbortSignal, notYet?: () => void) => Promise<boolean>
  /** One more attempt, and no more. */
  readonly stop: () => Promise<void>
}

export type OneKeeperOptions = {
  readonly clock: Clock
  readonly open: () => Promise<BookOptions>
  readonly onTrouble: (error: unknown) => void
}

/** Milliseconds. 15 s between commits in the long run are 240 in an hour, of the 500 that GitHub lets an App make, comments among them. */
const pace = 15_000
/** So many may follow each other after a while without any: a plan, its approval, its end, whose answer waits for the entry, and a question more. */
const atOnce = 4
/** What begins may wait for its end, to be written together. */
const quiet = 30_000
const longestPause = 300_000
const protectionAge = 600_000

export function keepOne({ clock, open, onTrouble }: OneKeeperOptions): OneKeeper {
  let opened: { readonly book: Book; readonly branch: LedgerBranch } | undefined
  let unprotected: { readonly are: readonly Unprotected[]; readonly at: number } | undefined
  let trouble: Trouble | undefined
  let failures = 0
  /** When the pace of the long run is met again. */
  let due = Number.NEGATIVE_INFINITY
  const waiting = new Set<() => void>()
  const ending = new AbortController()
  const want = makeWant(clock, ending.signal)
  const work = keepOn()

  async function keepOn(): Promise<void> {
    for (;;) {
      await want.arrives()
      await clock.sleep(untilNext(), ending.signal)
      if (ending.signal.aborted) return
      const pause = await attempt()
      if (pause > 0) await clock.sleep(pause, ending.signal)
    }
  }

  /** How long to wait before the next one, in milliseconds. */
  async function attempt(): Promise<number> {
    want.taken()
    try {
      await writeAll()
      return 0
    } catch (error) {
      onTrouble(error)
      trouble = troubleOf(error)
      want.add(true)
      failures++
      const asked = error instanceof GitHubError || error instanceof EvidenceRefused ? (error.retryAfterSeconds ?? 0) * 1_000 : 0
      return Math.max(asked, Math.min(longestPause, 1_000 * 2 ** Math.min(failures, 10)))
    } finally {
      tell()
    }
  }

  async function writeAll(): Promise<void> {
    if (!opened) {
      const options = await open()
      opened = { book: openBook(options), branch: options.branch }
    }
    const { book, branch } = opened
    await lookAtProtection(branch)
    for (;;) {
      const step = await book.step()
      trouble = undefined
      failures = 0
      if (step === 'wrote') due = Math.max(due, now()) + pace
      tell()
      if (step === 'nothing') return
      if (step === 'wrote') await clock.sleep(untilNext(), ending.signal)
    }
  }

  async function lookAtProtection(branch: LedgerBranch): Promise<void> {
    if (unprotected && now() - unprotected.at < protectionAge) return
    try {
      unprotected = { are: await branch.unprotected(), at: now() }
    } catch (error) {
      onTrouble(error)
    }
  }

  function untilNext(): number {
    return Math.max(0, due - (atOnce - 1) * pace - now())
  }

  function now(): number {
    return clock.now().getTime()
  }

  function tell(): void {
    for (const look of waiting) look()
  }

  return {
    nudge: want.add,
    state: () => {
      const standing = opened?.book.standing()
      const url = standing && opened?.branch.urlOf(standing.oid, standing.path)
      return {
        ...(standing && url !== undefined ? { head: { n: standing.n, hash: standing.hash, url } } : {}),
        ...(unprotected ? { unprotected: unprotected.are } : {}),
        ...(trouble ? { trouble } : {}),
      }
    },
    written: (runId, seq, signal, notYet) =>
      new Promise((resolve) => {
        const end = (written: boolean): void => {
          waiting.delete(look)
          resolve(written)
        }
        const look = (): void => {
          if ((opened?.book.writtenTo(runId) ?? 0) >= seq) end(true)
          else if (trouble?.lasting || signal.aborted) end(false)
          else notYet?.()
        }
        waiting.add(look)
        signal.addEventListener('abort', look, { once: true })
        look()
      }),
    stop: async () => {
      ending.abort()
      await work
      if (want.is() && !trouble) await attempt()
    },
  }
}

/** Whether something is to be written, and how soon. */
function makeWant(clock: Clock, ending: AbortSignal) {
  let wanted: 'no' | 'some time' | 'now' = 'no'
  let changed = Promise.withResolvers<void>()
  let hurry = new AbortController()
  const isWanted = (): boolean => wanted !== 'no'
  ending.addEventListener('abort', () => {
    hurry.abort()
    changed.resolve()
  })
  return {
    is: isWanted,
    add: (now: boolean): void => {
      wanted = now || wanted === 'now' ? 'now' : 'some time'
      if (now) hurry.abort()
      changed.resolve()
    },
    taken: (): void => {
      wanted = 'no'
      changed = Promise.withResolvers()
      hurry = new AbortController()
    },
    /** Resolves at once where somebody waits, later where nobody does; and at the end. */
    arrives: async (): Promise<void> => {
      await changed.promise
      await clock.sleep(quiet, hurry.signal)
    },
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof LedgerStopped) return { why: `${error.message}. Prism writes nothing on top of that`, lasting: true }
  if (error instanceof EvidenceRefused) return { why: ofEvidence(error), lasting: error.lasting }
  if (!(error instanceof GitHubError)) return { why: 'an unexpected error, which the App’s log has', lasting: false }
  switch (error.code) {
    case 'forbidden':
      return { why: 'the App has not been granted contents: write here', lasting: true }
    case 'unauthorised':
    case 'not-found':
      return { why: `GitHub does not let the App in (${error.code})`, lasting: true }
    case 'rate-limited':
      return { why: 'GitHub limits the rate', lasting: false }
    default:
      return { why: `GitHub answered ${error.code}`, lasting: false }
  }
}

function ofEvidence({ repository, code, message }: EvidenceRefused): string {
  const wanted = `on ${repository}, where the policy wants the evidence of runs`
  switch (code) {
    case 'forbidden':
      return `the App has not been granted contents: write ${wanted}`
    case 'not-found':
    case 'unauthorised':
      return `the App is not installed ${wanted}, or GitHub does not let it in (${code})`
    case 'refused':
      return `GitHub refuses what the App asks ${wanted}: ${message.slice(-160)}`
    default:
      return `GitHub answered ${code} ${wanted}`
  }
}
