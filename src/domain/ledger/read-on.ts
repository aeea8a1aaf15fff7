/** Entries of a file that goes on where a ledger ended. */
import { type Head, hashOf } from './chain.ts'
import { type Entry, entrySchema } from './entry.ts'

/** `after` absent: the file's first line is believed in what it says of the one before. Throws where the chain does not hold. */
export function readOn(bytes: Buffer, after?: Head): { readonly entries: readonly Entry[]; readonly head: Head } {
  const entries: Entry[] = []
  let head = after
  for (const line of bytes.toString('utf8').split('\n').slice(0, -1)) {
    const entry = entrySchema.parse(JSON.parse(line))
    if (head && (entry.n !== head.n + 1 || entry.prev !== head.hash)) throw new Error(`line ${entry.n} does not follow line ${head.n}`)
    entries.push(entry)
    head = { n: entry.n, hash: hashOf(line) }
  }
  if (!head) throw new Error('a file without lines')
  return { entries, head }
}
