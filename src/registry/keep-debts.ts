/** What a run learnt of those who left, written into the registry's file. */
import { fail } from '../domain/catalogue.ts'
import { quote } from '../domain/names.ts'
import type { Debts } from '../domain/people/debts.ts'
import { writeDebts } from './debts.ts'
import { readRegistry, registryFrom, writeRegistry } from './file.ts'
import { parseRegistry } from './parse.ts'

/** Into the file as it is by then. Throws `bad-registry` where that is wrong, `registry-unwritten`. */
export function keepDebts(file: string, debts: Debts, now: Date): void {
  const stands = readRegistry(file)
  const text = stands ?? ''
  const parsed = parseRegistry(text)
  if (parsed.kind === 'wrong')
    throw fail('bad-registry', { seen: `${quote(file, 200)} was changed meanwhile and is wrong: what is owed is not written` })
  const written = writeDebts(text, parsed.registry, debts)
  registryFrom(written, file)
  if (written !== text) writeRegistry(file, written, stands, now)
}
