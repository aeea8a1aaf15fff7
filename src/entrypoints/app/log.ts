/** One JSON object a line, and nothing secret in it: known secrets and whatever looks like a GitHub token, a JWT or a key is struck out. */
import { machineClock } from '../../clock.ts'

export type Level = 'debug' | 'info' | 'warn' | 'error'
export type Log = Readonly<Record<Level, (message: string, data?: Readonly<Record<string, unknown>>) => void>>

const levels: readonly Level[] = ['debug', 'info', 'warn', 'error']

export function makeLog(options: {
  readonly write: (line: string) => void
  readonly secrets: readonly string[]
  readonly level?: Level
  readonly now?: () => Date
}): Log {
  const strike = redactor(options.secrets)
  const least = levels.indexOf(options.level ?? 'info')
  const at =
    (level: Level) =>
    (message: string, data: Readonly<Record<string, unknown>> = {}) => {
      if (levels.indexOf(level) < least) return
      const time = (options.now ?? machineClock.now)().toISOString()
      options.write(`${JSON.stringify({ time, level, message, ...data }, shown(strike))}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

const patterns = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:gh[a-z]_|github_pat_)[A-Za-z0-9_]{16,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
  /\bsha(?:1|256)=[0-9a-f]{40,64}\b/gi,
]

export function redactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((s) => s.length >= 8)
  return (text) => {
    let out = text
    for (const secret of known) out = out.replaceAll(secret, '(redacted)')
    for (const pattern of patterns) out = out.replace(pattern, '(redacted)')
    return out
  }
}

/** A replacer for JSON.stringify: errors become objects, secrets go, long texts are cut. */
function shown(strike: (text: string) => string) {
  return (key: string, value: unknown): unknown => {
    if (value instanceof Error) return flat(value)
    if (typeof value === 'bigint') return String(value)
    if (/^(?:authorization|x-hub-signature.*|private_?key|secret|token)$/i.test(key)) return '(redacted)'
    if (typeof value !== 'string') return value
    return strike(value.length > 4_000 ? `${value.slice(0, 4_000)}… (${value.length} characters)` : value)
  }
}

/** Octokit's errors carry the whole request and answer; status and message are enough. */
function flat(error: Error): Record<string, unknown> {
  const { status, code } = error as Error & { status?: unknown; code?: unknown }
  return {
    name: error.name,
    message: error.message,
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: error.cause }),
    ...(error instanceof AggregateError ? { errors: error.errors as unknown[] } : {}),
  }
}
