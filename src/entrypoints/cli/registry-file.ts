/** What commands are given of the registry: the file itself, and keys. */
import { readFileSync } from 'node:fs'
import { fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import { registryPath } from '../../domain/people/as-written.ts'
import type { Registry } from '../../domain/people/registry.ts'
import { readRegistry, registryFrom } from '../../registry/file.ts'
import { noRegistry } from './registry-place.ts'

/** A key as it was given, or the text of the file that was named. */
export function keyFrom(given: string): string {
  if (given.includes(' ')) return given
  try {
    return readFileSync(given, 'utf8').trim()
  } catch (error) {
    throw fail('bad-option', { seen: `--key: ${quote(given, 200)} cannot be read (${(error as NodeJS.ErrnoException).code})` }, error)
  }
}

/** For what is applied. Throws `bad-registry` with each line that is wrong, `missing-input` where there is none. */
export function registryIn(file = registryPath): Registry {
  const text = readRegistry(file)
  if (text === undefined) throw noRegistry(file, process.cwd())
  return registryFrom(text, file)
}
