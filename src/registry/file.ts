/** A registry on this machine's disk. It is replaced whole or not at all, and by one at a time. */
import {
  accessSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { fail, finding, PrismError } from '../domain/catalogue.ts'
import { quote } from '../domain/names.ts'
import type { Registry } from '../domain/people/registry.ts'
import type { FileError } from '../files/read-yaml.ts'
import { parseRegistry } from './parse.ts'

/** Undefined where there is none. Throws `bad-registry` where it cannot be read. */
export function readRegistry(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw fail('bad-registry', { seen: `${quote(file, 200)} cannot be read (${code})` }, error)
  }
}

/** Milliseconds after which what another one began to write was left behind by a process that died. */
const leftBehind = 60_000

/**
 * With the mode that it had. `was`: the text that it was made from; where the file is another one by now nothing is written, as two people could get one number. A file
 * that may not be written is not replaced either. Throws `registry-unwritten`.
 */
export function writeRegistry(file: string, text: string, was: string | undefined, now: Date): void {
  const made = `${file}.new`
  try {
    mkdirSync(dirname(file), { recursive: true })
    const mode = statSync(file, { throwIfNoEntry: false })?.mode
    if (mode !== undefined) accessSync(file, constants.W_OK)
    const begun = statSync(made, { throwIfNoEntry: false })
    if (begun && now.getTime() - begun.mtimeMs > leftBehind) rmSync(made)
    // only one makes it, and whoever did has the file to itself until it is renamed
    writeFileSync(made, text, { flag: 'wx', flush: true, ...(mode === undefined ? {} : { mode: mode & 0o777 }) })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'EEXIST' ? `somebody else is writing it at this moment (${quote(made, 200)})` : `it cannot be written (${code})`
    throw fail('registry-unwritten', { seen: `${quote(file, 200)}: ${why}` }, error)
  }
  try {
    if (readRegistry(file) !== was) throw fail('registry-unwritten', { seen: `${quote(file, 200)} was changed meanwhile` })
    renameSync(made, file)
    syncFolder(dirname(file))
  } catch (error) {
    rmSync(made, { force: true })
    throw error instanceof PrismError
      ? error
      : fail('registry-unwritten', { seen: `${quote(file, 200)}: it cannot be written (${(error as NodeJS.ErrnoException).code})` }, error)
  }
}

/** So that a power cut does not bring the old file back. */
function syncFolder(folder: string): void {
  const open = openSync(folder, 'r')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

/** `file`: what it is called in what is wrong with it. Throws `bad-registry` with each line that is wrong. */
export function registryFrom(text: string, file: string): Registry {
  const parsed = parseRegistry(text)
  if (parsed.kind === 'registry') return parsed.registry
  throw wrongRegistry(file, parsed.errors)
}

export function wrongRegistry(file: string, errors: readonly FileError[]): PrismError {
  const [first, ...others] = errors
    .slice(0, 100)
    .map(({ line, message }) => finding('bad-registry', { seen: `${quote(file, 200)}, line ${line}: ${message}` }))
  return new PrismError(first!, { others })
}
