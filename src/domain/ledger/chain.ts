/** The chain: each line carries the SHA-256 of the line before, so that a line stands for all that came before it. */
import { createHash } from 'node:crypto'
import { canonical, wellFormed } from './canonical.ts'
import type { Beginning, Entry, Said } from './entry.ts'

/** The last line: its number and its hash. 0 and zeros where there is none yet. */
export type Head = { readonly n: number; readonly hash: string }

export const noHead: Head = { n: 0, hash: '0'.repeat(64) }

/** As people quote it: enough of the hash that nobody finds another line with it in a day. */
export const shortHash = (hash: string): string => hash.slice(0, 12)

export const hashOf = (line: string | Buffer): string => createHash('sha256').update(line).digest('hex')

/** The lines after the head, and the head after them. */
export function chained(head: Head, said: readonly (Said | Beginning)[]): { readonly lines: readonly string[]; readonly head: Head } {
  const lines: string[] = []
  let at = head
  for (const body of said) {
    const entry = wellFormed({ v: 1, n: at.n + 1, prev: at.hash, ...body }) as Entry
    const line = canonical(entry)
    lines.push(line)
    at = { n: entry.n, hash: hashOf(line) }
  }
  return { lines, head: at }
}

/** Where a file lies that begins with this entry: nothing else decides it, so that a file that lies elsewhere is a strange one. */
export const pathOf = (first: number): string =>
  `entries/${String(Math.floor(first / 1000)).padStart(7, '0')}/${String(first).padStart(10, '0')}.jsonl`
