/** A ledger on this machine's disk: the files of a clone, or one file of lines; and the evidence that lies beside. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { fail } from '../../domain/catalogue.ts'
import type { FoundEvidence } from '../../domain/ledger/evidence.ts'
import { evidenceOf } from '../../domain/ledger/said-of.ts'
import type { LedgerFile } from '../../domain/ledger/verify.ts'
import { quote } from '../../domain/names.ts'
import { evidenceFrom } from '../../runs/evidence/read.ts'

/** Throws `no-ledger`. */
export function ledgerFiles(path: string): LedgerFile[] {
  try {
    if (statSync(path).isFile()) return [{ path: 'the file', bytes: readFileSync(path) }]
    return filesIn(path, 'entries').map((file) => ({ path: file, bytes: readFileSync(join(path, file)) }))
  } catch (error) {
    throw fail('no-ledger', { seen: `${quote(path, 200)} (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})` }, error)
  }
}

/** All that lies under `evidence/` of a clone, read one after the other; undefined of a file of lines, beside which nothing can lie. Throws `no-ledger`. */
export async function evidenceIn(path: string): Promise<FoundEvidence[] | undefined> {
  try {
    if (statSync(path).isFile()) return undefined
    const found: FoundEvidence[] = []
    for (const file of existsSync(join(path, 'evidence')) ? filesIn(path, 'evidence') : []) found.push(await readFound(path, file))
    return found
  } catch (error) {
    throw fail('no-ledger', { seen: `${quote(path, 200)} (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})` }, error)
  }
}

async function readFound(top: string, path: string): Promise<FoundEvidence> {
  const bytes = readFileSync(join(top, path))
  const found = { path, sha256: createHash('sha256').update(bytes).digest('hex') }
  try {
    const { events, leftOut } = await evidenceFrom(Readable.from([bytes]))
    const [first, last] = [events[0], events.at(-1)]
    if (!first || last?.type !== 'ended') return found
    return { ...found, says: { run: first.runId, ...(leftOut === undefined ? { digest: evidenceOf(events) } : {}) } }
  } catch {
    return found
  }
}

/** From the top, with slashes. */
const filesIn = (top: string, folder: string): string[] =>
  readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
    .filter((e) => !e.isDirectory())
    .map((e) => relative(top, join(e.parentPath, e.name)).split(sep).join('/'))
    .sort()
