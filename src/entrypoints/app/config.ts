/** The App's configuration: every environment variable that it reads, parsed once. Problems are named; values never are. */
import { Cron } from 'croner'
import {
  type Environment,
  parseBaseUrl,
  parsePrivateKey,
  parseReview,
  parseWhole,
  readOperatorFile,
  repositoryIn,
} from '../../compose/app-settings.ts'
import { PrismError } from '../../domain/catalogue.ts'
import type { Repository } from '../../domain/github.ts'
import type { Request } from '../../domain/request.ts'
import { parseCommand } from '../../language/comment.ts'
import type { Level } from './log.ts'
import { assertSecret } from './webhook-server.ts'

export type AppConfig = {
  readonly appId: number
  /** PEM. */
  readonly privateKey: string
  readonly webhookSecret: string
  /** The REST API's base, without a slash at the end; absent means github.com. */
  readonly baseUrl?: string
  readonly host: string
  readonly port: number
  readonly logLevel: Level
  /** GitHub asks for a second between writes; false only where it does not. */
  readonly paced: boolean
  /** Seconds that runs under way get at shutdown before they are shown as unknown. */
  readonly shutdownSeconds: number
  /** Runs of comments that go on at the same time; others wait. */
  readonly runsAtOnce: number
  /** Absent: nothing is looked at by itself. */
  readonly verify?: VerifyConfig
  /** Absent: no ledger is kept. */
  readonly ledger?: LedgerConfig
  /** waived: a policy counts without somebody else's approval, and every answer to a denial says so. */
  readonly policyReview?: 'waived'
  /** The text of the operator's file. */
  readonly operatorFile?: string
}

/** each: a run is written to the ledger of the repository that it was asked in · one: all of them to this one's */
export type LedgerConfig = { readonly kind: 'each' } | { readonly kind: 'one'; readonly repository: Repository }

export type VerifyConfig = {
  /** As croner reads it: five fields, or six with seconds. */
  readonly cron: string
  readonly timezone: string
  readonly repository: Repository
  /** What is looked at, one after the other. */
  readonly requests: readonly VerifyAll[]
}

export type VerifyAll = Extract<Request, { readonly verb: 'verify-all' }>

export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`prism-app is not configured:\n${problems.map((p) => `  ${p}`).join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/** Throws `ConfigError` with every problem at once. */
export function readConfig(env: Environment, readFile: (path: string) => string): AppConfig {
  const problems: string[] = []
  const attempt = <T>(name: string, parse: () => T, otherwise: T): T => {
    try {
      return parse()
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : 'not understood'}`)
      return otherwise
    }
  }
  const verify = attempt('PRISM_APP_VERIFY…', () => parseVerify(env), undefined)
  const ledger = attempt('PRISM_LEDGER', () => parseLedger(env.PRISM_LEDGER), undefined)
  const baseUrl = attempt('GITHUB_API_URL / GHE_HOST', () => parseBaseUrl(env), undefined)
  const waived = attempt('PRISM_APP_POLICY_REVIEW', () => parseReview(env.PRISM_APP_POLICY_REVIEW), false)
  const operatorFile = attempt('PRISM_APP_OPERATOR_FILE', () => readOperatorFile(env, readFile), undefined)
  const config: AppConfig = {
    appId: attempt('APP_ID', () => parseWhole(env.APP_ID, 1, Number.MAX_SAFE_INTEGER, undefined), 0),
    privateKey: attempt('PRIVATE_KEY / PRIVATE_KEY_PATH', () => parsePrivateKey(env, readFile), ''),
    webhookSecret: attempt('WEBHOOK_SECRET', () => parseSecret(env.WEBHOOK_SECRET), ''),
    host: env.HOST ?? '127.0.0.1',
    port: attempt('PORT', () => parseWhole(env.PORT, 0, 65_535, 3000), 0),
    logLevel: attempt('LOG_LEVEL', () => parseLevel(env.LOG_LEVEL), 'info'),
    paced: attempt('PRISM_APP_PACED', () => parsePaced(env.PRISM_APP_PACED), true),
    shutdownSeconds: attempt('SHUTDOWN_SECONDS', () => parseWhole(env.SHUTDOWN_SECONDS, 0, 3_600, 20), 20),
    runsAtOnce: attempt('PRISM_APP_RUNS', () => parseWhole(env.PRISM_APP_RUNS, 1, 100, 8), 8),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(verify === undefined ? {} : { verify }),
    ...(ledger === undefined ? {} : { ledger }),
    ...(operatorFile === undefined ? {} : { operatorFile }),
    ...(waived ? { policyReview: 'waived' as const } : {}),
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

function parseSecret(text: string | undefined): string {
  if (text === undefined || text === '') throw new Error('is required: the secret in the App’s webhook settings')
  assertSecret(text)
  return text
}

function parsePaced(text: string | undefined): boolean {
  switch (text) {
    case undefined:
    case '':
    case '1':
      return true
    case '0':
      return false
    default:
      throw new Error('must be 1, or 0 if GitHub’s rate limits are off')
  }
}

function parseLevel(text: string | undefined): Level {
  switch (text) {
    case undefined:
    case '':
      return 'info'
    case 'debug':
    case 'info':
    case 'warn':
    case 'error':
      return text
    default:
      throw new Error('must be one of debug, info, warn, error')
  }
}

function parseLedger(text: string | undefined): LedgerConfig | undefined {
  if (text === undefined || text === '' || text === 'off') return undefined
  if (text === 'on') return { kind: 'each' }
  const repository = repositoryIn(text)
  if (!repository) throw new Error('must be on, off, or the one repository that has the ledger, as owner/name')
  return { kind: 'one', repository }
}

/** The schedule, whose variables are all of no use without its pattern. */
function parseVerify(env: Environment): VerifyConfig | undefined {
  const cron = env.PRISM_APP_VERIFY_CRON?.trim() ?? ''
  if (cron === '') return undefined
  const repository = repositoryIn(env.PRISM_APP_VERIFY_REPOSITORY ?? '')
  if (!repository) throw new Error('PRISM_APP_VERIFY_REPOSITORY is required, as owner/name')
  const timezone = env.PRISM_APP_VERIFY_TIMEZONE || 'UTC'
  assertPattern(cron, timezone)
  return { cron, timezone, repository, requests: verifyRequests(env.PRISM_APP_VERIFY || 'verify --all') }
}

function assertPattern(cron: string, timezone: string): void {
  try {
    if (new Cron(cron, { timezone, paused: true }).nextRun()) return
  } catch (error) {
    throw new Error(`PRISM_APP_VERIFY_CRON: ${error instanceof Error ? error.message : 'not understood'}`)
  }
  throw new Error('PRISM_APP_VERIFY_CRON: the pattern never matches')
}

/** As in a comment, but without the slash: several are separated by semicolons or lines. */
function verifyRequests(text: string): VerifyAll[] {
  const lines = text.split(/[;\n]/).map((line) => line.trim())
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const parsed = parsedCommand(line)
      if ('verb' in parsed && parsed.verb === 'verify-all') return parsed
      throw new Error(`PRISM_APP_VERIFY must be verify with --all, not ${JSON.stringify(line)}`)
    })
}

function parsedCommand(line: string): ReturnType<typeof parseCommand> {
  try {
    return parseCommand(`/prism ${line}`)
  } catch (error) {
    throw error instanceof PrismError ? new Error(`PRISM_APP_VERIFY: ${error.finding.seen}`) : error
  }
}
