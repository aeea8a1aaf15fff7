/** A ledger on this machine's disk: the files of a clone, or one file of lines. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fail } from '../../domain/catalogue.ts'
import type { LedgerFile } from '../../domain/ledger/verify.ts'
import { quote } from '../../domain/names.ts'

/** Throws `no-ledger`. */
export function ledgerFiles(path: string): LedgerFile[] {
  try {
    if (statSync(path).isFile()) return [{ path: 'the file', bytes: readFileSync(path) }]
    const found = readdirSync(join(path, 'entries'), { recursive: true, withFileTypes: true }).filter((e) => !e.isDirectory())
    return found.map((e) => {
      const file = join(e.parentPath, e.name)
      return { path: relative(path, file).split(sep).join('/'), bytes: readFileSync(file) }
    })
  } catch (error) {
    throw fail('no-ledger', { seen: `${quote(path, 200)} (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})` }, error)
  }
}
