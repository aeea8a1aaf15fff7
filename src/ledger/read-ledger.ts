/** A ledger read from its branch: all of it, or its newest files where there are too many to ask for. */
import type { LedgerBranch } from '../domain/ledger/branch.ts'
import { type Head, noHead } from '../domain/ledger/chain.ts'
import type { Entry } from '../domain/ledger/entry.ts'
import { readOn } from '../domain/ledger/read-on.ts'
import { type Verified, verify } from '../domain/ledger/verify.ts'

/** `from`: the first entry that was read, where that is not the first there is. */
export type ReadLedger = Verified & { readonly from?: number }

/** Each is a request to GitHub. */
const mostFiles = 300

/** Undefined where there is no branch. Throws `GitHubError`. */
export async function readLedger(branch: LedgerBranch, most = mostFiles): Promise<ReadLedger | undefined> {
  const head = await branch.head()
  if (!head) return undefined
  const paths = [...head.files].sort(([a], [b]) => (a < b ? -1 : 1))
  const files: { readonly path: string; readonly bytes: Buffer }[] = []
  for (const [path, blob] of paths.slice(-most)) files.push({ path, bytes: await branch.read(blob) })
  return paths.length <= most ? verify(files) : ofNewest(files)
}

/** What came before is believed in what the first of these says of it. */
function ofNewest(files: readonly { readonly path: string; readonly bytes: Buffer }[]): ReadLedger {
  const entries: Entry[] = []
  let head: Head | undefined
  for (const { path, bytes } of files) {
    try {
      const read = readOn(bytes, head)
      head = read.head
      entries.push(...read.entries)
    } catch {
      return { verdict: 'broken', head: head ?? noHead, faults: [{ path, line: 0, what: 'does not follow the file before it' }], entries }
    }
  }
  return { verdict: 'consistent, not witnessed', head: head ?? noHead, faults: [], entries, from: entries[0]?.n ?? 0 }
}
