/** The registry of people of a server without a repository: one file of its operator, read anew each time. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { RegistrySource } from '../../compose/registry.ts'
import { fail, finding, PrismError } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import { parseRegistry } from '../../registry/parse.ts'

/** Throws `registry-unread` where there is none, `bad-registry` with each line that is wrong. */
export function registryOf(file: string | undefined): RegistrySource {
  return async () => {
    if (file === undefined) throw fail('registry-unread', { seen: 'PRISM_REGISTRY is not set on this server' })
    const text = read(file)
    const parsed = parseRegistry(text)
    if (parsed.kind === 'registry') return { blob: blobOf(text), registry: parsed.registry, notes: [] }
    const [first, ...others] = parsed.errors.map(({ line, message }) =>
      finding('bad-registry', { seen: `${quote(file, 200)}, line ${line}: ${message}` }),
    )
    throw new PrismError(first!, { others })
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw fail('registry-unread', { seen: `${quote(file, 200)} cannot be read (${code})` }, error)
  }
}

/** What git would call it, so that it is found in a repository that the file was taken from. */
function blobOf(text: string): string {
  const bytes = Buffer.from(text)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
