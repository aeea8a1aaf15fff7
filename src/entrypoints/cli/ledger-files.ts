/** A ledger on this machine's disk: the files of a clone, or one file of lines; and the evidence that lies beside. */
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { fail, PrismError } from '../../domain/catalogue.ts'
import type { FoundEvidence } from '../../domain/ledger/evidence.ts'
import { evidenceOf } from '../../domain/ledger/said-of.ts'
import type { LedgerFile } from '../../domain/ledger/verify.ts'
import { quote } from '../../domain/names.ts'
import { EvidenceTooLarge, evidenceFrom } from '../../runs/evidence/read.ts'

/** Throws `no-ledger`, also where a clone has something else than files and folders: what a link leads to is nothing of the clone's. */
export function ledgerFiles(path: string): LedgerFile[] {
  try {
    if (statSync(path).isFile()) return [{ path: 'the file', bytes: readFileSync(path) }]
    return filesIn(path, 'entries').map((file) => ({ path: file, bytes: readFileSync(join(path, file)) }))
  } catch (error) {
    throw noLedger(path, error)
  }
}

/**
 * All that lies under `evidence/` of a clone, read one after the other; undefined of a file of lines, beside which nothing can lie. `named`: by their hashes, those
 * that are unpacked; whoever commits another one there can have put anything into it. Throws `no-ledger`, and `evidence-unreadable` for what is too large.
 */
export async function evidenceIn(path: string, named: ReadonlySet<string>): Promise<FoundEvidence[] | undefined> {
  try {
    if (statSync(path).isFile()) return undefined
    const found: FoundEvidence[] = []
    for (const file of existsSync(join(path, 'evidence')) ? filesIn(path, 'evidence') : []) found.push(await readFound(path, file, named))
    return found
  } catch (error) {
    throw noLedger(path, error)
  }
}

async function readFound(top: string, path: string, named: ReadonlySet<string>): Promise<FoundEvidence> {
  const bytes = readFileSync(join(top, path))
  const found = { path, sha256: createHash('sha256').update(bytes).digest('hex') }
  if (!named.has(found.sha256)) return found
  try {
    const { events, leftOut } = await evidenceFrom(Readable.from([bytes]))
    const [first, last] = [events[0], events.at(-1)]
    if (!first || last?.type !== 'ended') return found
    return { ...found, says: { run: first.runId, ...(leftOut === undefined ? { digest: evidenceOf(events) } : {}) } }
  } catch (error) {
    // what could not be read for want of memory is not known to be wrong
    if (error instanceof EvidenceTooLarge) throw fail('evidence-unreadable', { seen: `${quote(path, 200)}: ${error.finding.seen}` }, error)
    return found
  }
}

function noLedger(path: string, error: unknown): PrismError {
  if (error instanceof PrismError) return error
  return fail('no-ledger', { seen: `${quote(path, 200)} (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})` }, error)
}

/** From the top, with slashes. */
function filesIn(top: string, folder: string): string[] {
  const found = readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
    .filter((e) => !e.isDirectory())
    .map((e) => relative(top, join(e.parentPath, e.name)).split(sep).join('/'))
    .sort()
  const other = found.find((path) => !isFile(join(top, path)))
  if (other !== undefined) throw fail('no-ledger', { seen: `${quote(top, 200)}: ${quote(other, 200)} is no file of its own` })
  return found
}

/** A link is none. */
export const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true
