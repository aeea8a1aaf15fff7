/** The server's environment, read once. */
import { isIP } from 'node:net'
import { fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import { parseTokens, type Tokens } from './tokens.ts'

export type Settings = {
  readonly tokens: Tokens
  readonly host: string
  readonly port: number
  /** How long a shutdown waits for runs under way before it interrupts them. */
  readonly shutdownSeconds: number
}

/** Throws `missing-input` without tokens, `bad-option` for what cannot be read. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const host = env.PRISM_API_HOST || '127.0.0.1'
  if (isIP(host) === 0 && host !== 'localhost') throw fail('bad-option', { seen: `PRISM_API_HOST=${quote(host)} is not an address` })
  return {
    tokens: parseTokens(env.PRISM_API_TOKENS),
    host,
    port: whole('PRISM_API_PORT', env.PRISM_API_PORT, 8470, 65_535),
    shutdownSeconds: whole('PRISM_API_SHUTDOWN_SECONDS', env.PRISM_API_SHUTDOWN_SECONDS, 30, 3600),
  }
}

function whole(name: string, text: string | undefined, otherwise: number, most: number): number {
  if (!text) return otherwise
  const value = /^[0-9]{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= most)) throw fail('bad-option', { seen: `${name}=${quote(text)} is not a number from 0 to ${most}` })
  return value
}
