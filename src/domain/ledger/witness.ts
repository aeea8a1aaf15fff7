/** `n:hash`, as it is copied from a footer: `ledger #18 · head 0123456789ab`. */
import { fail } from '../catalogue.ts'
import { quote } from '../names.ts'
import type { Witness } from './verify.ts'

/** Throws `bad-option`. Fewer than 12 digits would be a hash that somebody can find another line for. */
export function parseWitness(text: string): Witness {
  const [, n, hash] = /^([1-9][0-9]{0,14}):([0-9a-f]{12,64})$/.exec(text) ?? []
  if (n === undefined || hash === undefined)
    throw fail('bad-option', { seen: `--head ${quote(text)}: as in a footer, NUMBER:HASH with 12 to 64 digits of the hash` })
  return { n: Number(n), hash }
}
