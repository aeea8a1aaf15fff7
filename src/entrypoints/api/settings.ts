/** The server's environment, read once. */
import { isIP } from 'node:net'
import {
  type Environment,
  parseBaseUrl,
  parsePrivateKey,
  parseReview,
  parseWhole,
  readOperatorFile,
  repositoryIn,
} from '../../compose/app-settings.ts'
import type { AppIdentity } from '../../compose/installation.ts'
import { fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import { defaultRuns } from './running.ts'
import { parseTokens, type Tokens } from './tokens.ts'

export type Settings = {
  readonly tokens: Tokens
  /** What callers with an AWS identity sign this server as; absent: none can. */
  readonly serverId?: string
  /** Whose policy decides what a token may do. Absent: each may do everything that the server's AWS role may. */
  readonly governed?: Governed
  readonly host: string
  readonly port: number
  /** That change instances, at once. */
  readonly runsAtOnce: number
  /** How long a shutdown waits for runs under way before it interrupts them. */
  readonly shutdownSeconds: number
  /** The file with the registry of people, where no repository has it. */
  readonly registry?: string
}

export type Governed = {
  /** owner/name */
  readonly repository: string
  readonly app: AppIdentity
  readonly reviewWaived: boolean
  readonly operatorFile?: string
}

type ReadFile = (path: string) => string

/** Throws `missing-input` without tokens, `bad-option` for what cannot be read. */
export function readSettings(env: Environment, readFile: ReadFile): Settings {
  const host = env.PRISM_API_HOST || '127.0.0.1'
  if (isIP(host) === 0 && host !== 'localhost') throw fail('bad-option', { seen: `PRISM_API_HOST=${quote(host)} is not an address` })
  const governed = readGoverned(env, readFile)
  if (governed && env.PRISM_REGISTRY)
    throw fail('bad-option', { seen: 'PRISM_REGISTRY beside PRISM_API_REPOSITORY, whose own registry counts' })
  const tokens = readTokens(env, readFile)
  return {
    tokens,
    ...(env.PRISM_API_SERVER_ID ? { serverId: serverIdOf(env.PRISM_API_SERVER_ID) } : {}),
    ...(governed ? { governed } : {}),
    host,
    port: whole('PRISM_API_PORT', env.PRISM_API_PORT, 8470, 65_535),
    runsAtOnce: asked('PRISM_API_RUNS', () => parseWhole(env.PRISM_API_RUNS, 1, 100, defaultRuns)),
    shutdownSeconds: whole('PRISM_API_SHUTDOWN_SECONDS', env.PRISM_API_SHUTDOWN_SECONDS, 30, 3600),
    ...(env.PRISM_REGISTRY ? { registry: env.PRISM_REGISTRY } : {}),
  }
}

/** Also read again while the server runs: a token is changed without a restart. */
export function readTokens(env: Environment, readFile: ReadFile): Tokens {
  const path = env.PRISM_API_TOKENS_FILE
  const file = path ? asked('PRISM_API_TOKENS_FILE', () => contentOf(path, readFile)) : undefined
  const tokens = parseTokens(env.PRISM_API_TOKENS, file)
  if (tokens.namesCallers && !env.PRISM_API_SERVER_ID)
    throw fail('missing-input', {
      seen: 'PRISM_API_SERVER_ID, as PRISM_API_TOKENS_FILE names roles or users of AWS: the server’s own name, which they sign',
    })
  return tokens
}

/** A server that has the name of another takes what was signed for that one. */
function serverIdOf(text: string): string {
  if (!/^[A-Za-z0-9[][A-Za-z0-9.:\]-]{3,252}$/.test(text))
    throw fail('bad-option', { seen: `PRISM_API_SERVER_ID=${quote(text)} is not a name such as prism.example.org` })
  return text
}

function readGoverned(env: Environment, readFile: ReadFile): Governed | undefined {
  const text = env.PRISM_API_REPOSITORY
  if (!text) return undefined
  const found = repositoryIn(text)
  if (!found) throw fail('bad-option', { seen: `PRISM_API_REPOSITORY=${quote(text)} is not owner/name` })
  const baseUrl = asked('GITHUB_API_URL / GHE_HOST', () => parseBaseUrl(env))
  const operatorFile = asked('PRISM_APP_OPERATOR_FILE', () => readOperatorFile(env, readFile))
  return {
    repository: `${found.owner}/${found.repo}`,
    app: {
      appId: asked('APP_ID', () => parseWhole(env.APP_ID, 1, Number.MAX_SAFE_INTEGER, undefined)),
      privateKey: asked('PRIVATE_KEY / PRIVATE_KEY_PATH', () => parsePrivateKey(env, readFile)),
      ...(baseUrl === undefined ? {} : { baseUrl }),
    },
    reviewWaived: asked('PRISM_APP_POLICY_REVIEW', () => parseReview(env.PRISM_APP_POLICY_REVIEW)),
    ...(operatorFile === undefined ? {} : { operatorFile }),
  }
}

function asked<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw fail('bad-option', { seen: `${name}: ${error instanceof Error ? error.message : 'not understood'}` })
  }
}

function contentOf(path: string, readFile: ReadFile): string {
  try {
    return readFile(path)
  } catch {
    throw new Error('the file cannot be read')
  }
}

function whole(name: string, text: string | undefined, otherwise: number, most: number): number {
  if (!text) return otherwise
  const value = /^[0-9]{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= most)) throw fail('bad-option', { seen: `${name}=${quote(text)} is not a number from 0 to ${most}` })
  return value
}
