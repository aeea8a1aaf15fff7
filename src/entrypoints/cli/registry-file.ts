/** The registry on this machine's disk. It is replaced whole or not at all. */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail, finding, PrismError } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Registry } from '../../domain/people/registry.ts'
import { parseRegistry } from '../../registry/parse.ts'
import { usualRegistry } from './registry-options.ts'

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

/** With the mode that it had. Throws `bad-registry`. */
export function writeRegistry(file: string, text: string): void {
  const made = `${file}.new`
  try {
    mkdirSync(dirname(file), { recursive: true })
    const mode = statSync(file, { throwIfNoEntry: false })?.mode
    writeFileSync(made, text, { flush: true, ...(mode === undefined ? {} : { mode: mode & 0o777 }) })
    renameSync(made, file)
  } catch (error) {
    throw fail('bad-registry', { seen: `${quote(file, 200)} cannot be written (${(error as NodeJS.ErrnoException).code})` }, error)
  }
}

/** A key as it was given, or the text of the file that was named. */
export function keyFrom(given: string): string {
  if (given.includes(' ')) return given
  try {
    return readFileSync(given, 'utf8').trim()
  } catch (error) {
    throw fail('bad-option', { seen: `--key: ${quote(given, 200)} cannot be read (${(error as NodeJS.ErrnoException).code})` }, error)
  }
}

/** For what is applied. Throws `bad-registry` with each line that is wrong. */
export function registryIn(file = usualRegistry): Registry {
  const text = readRegistry(file)
  if (text === undefined) throw fail('bad-registry', { seen: `there is no ${quote(file, 200)}` })
  return registryFrom(text, file)
}

/** `file`: what it is called in what is wrong with it. Throws as `registryIn`. */
export function registryFrom(text: string, file: string): Registry {
  const parsed = parseRegistry(text)
  if (parsed.kind === 'registry') return parsed.registry
  const [first, ...others] = parsed.errors.map(({ line, message }) =>
    finding('bad-registry', { seen: `${quote(file, 200)}, line ${line}: ${message}` }),
  )
  throw new PrismError(first!, { others })
}
