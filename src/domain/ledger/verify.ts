/**
 * Whether a ledger is the one that was written: each line in its form, in its place, and joined to the one before. What cannot be seen on
 * the ledger alone is a chain that was computed anew, or cut at its end: for that somebody who remembers a line is asked.
 */
import { canonical } from './canonical.ts'
import { type Head, hashOf, noHead, pathOf } from './chain.ts'
import { type Entry, entrySchema, isOfRun } from './entry.ts'

/** A file of the ledger; `path` from its top, `entries/…`. */
export type LedgerFile = { readonly path: string; readonly bytes: Buffer }

/** Somebody remembers that line `n` had this hash, or one that begins so: a mail, a comment, an attestation. */
export type Witness = { readonly n: number; readonly hash: string }

export type Fault = { readonly path: string; readonly line: number; readonly what: string }

export type Verified = {
  readonly verdict: 'broken' | 'consistent, not witnessed' | 'consistent, witnessed'
  readonly head: Head
  /** The last line that somebody remembers as it is here: lines after it are witnessed by nobody. */
  readonly witnessedTo?: number
  readonly faults: readonly Fault[]
  /** Of a clone whose commits were looked at too: how many, and the fingerprints of the keys that signed them. */
  readonly commits?: number
  readonly signedBy?: readonly string[]
  /** Of a ledger whose evidence was looked at: of how many runs it lies where their entries say, was not looked for, or is not kept in a repository. */
  readonly evidence?: { readonly found: number; readonly notLooked: number; readonly notKept: number }
  /** Those that could be read; to be believed only where nothing is broken. */
  readonly entries: readonly Entry[]
}

/** Enough to find the first breaks; a ledger with one is broken anyway. */
const mostFaults = 100

export function verify(files: readonly LedgerFile[], witnesses: readonly Witness[] = []): Verified {
  const faults: Fault[] = []
  const entries: Entry[] = []
  const hashes = new Map<number, string>()
  const told = new Map<string, number>()
  let head = noHead
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  for (const { path, bytes } of sorted) {
    const fault = (line: number, what: string): void => void faults.push({ path, line, what })
    if (bytes.at(-1) !== 10) fault(0, 'does not end with a line end')
    if (path.startsWith('entries/') && path !== pathOf(head.n + 1))
      fault(0, `is not ${pathOf(head.n + 1)}, where line ${head.n + 1} would be`)
    for (const [at, line] of linesOf(bytes).entries()) {
      const entry = read(line)
      if (typeof entry === 'string') fault(at + 1, entry)
      else {
        if (entry.n !== head.n + 1) fault(at + 1, `is number ${entry.n} after ${head.n}`)
        if (entry.prev !== head.hash) fault(at + 1, 'does not carry the hash of the line before')
        if (!isOfRun(entry) !== (head.n === 0)) fault(at + 1, head.n === 0 ? 'the ledger does not begin here' : 'the ledger begins again')
        if (isOfRun(entry)) {
          const before = told.get(entry.run) ?? 0
          if (entry.seq <= before) fault(at + 1, `event ${entry.seq} of run ${entry.run} after its event ${before}`)
          told.set(entry.run, Math.max(before, entry.seq))
        }
        entries.push(entry)
      }
      // a line that cannot be read has a place and a hash all the same
      head = { n: typeof entry === 'string' ? head.n + 1 : entry.n, hash: hashOf(line) }
      hashes.set(head.n, head.hash)
    }
  }
  if (head.n === 0) faults.push({ path: 'entries', line: 0, what: 'there is no entry' })
  for (const { n, hash } of witnesses) {
    const here = hashes.get(n)
    if (here === undefined)
      faults.push({ path: 'entries', line: 0, what: `somebody remembers line ${n}, and the ledger ends at ${head.n}` })
    else if (!here.startsWith(hash)) faults.push({ path: 'entries', line: 0, what: `line ${n} has the hash ${here}, not ${hash}` })
  }
  if (faults.length > 0) return { verdict: 'broken', head, faults: faults.slice(0, mostFaults), entries }
  if (witnesses.length === 0) return { verdict: 'consistent, not witnessed', head, faults, entries }
  return { verdict: 'consistent, witnessed', head, witnessedTo: Math.max(...witnesses.map((w) => w.n)), faults, entries }
}

function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from)
    lines.push(bytes.subarray(from, end < 0 ? bytes.length : end))
    from = end < 0 ? bytes.length : end + 1
  }
  return lines
}

/** The entry, or what is wrong with the line. */
function read(line: Buffer): Entry | string {
  let value: unknown
  try {
    value = JSON.parse(line.toString())
    // nor are bytes that are no UTF-8: they would be written otherwise
    if (!Buffer.from(canonical(value)).equals(line)) return 'is not in the one form that JSON has here'
  } catch {
    return 'is not JSON'
  }
  const parsed = entrySchema.safeParse(value)
  return parsed.success ? parsed.data : 'is not an entry'
}
