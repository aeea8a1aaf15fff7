/** `prism-app`: the GitHub App as a process. Configuration comes from the environment; see docs/github-app.md. */
import { readFileSync } from 'node:fs'
import { composeRegistration } from '../../compose/as-app.ts'
import { compose, machineClock } from '../../compose/prism.ts'
import { keepFor, openStore } from '../../compose/store.ts'
import { PrismError } from '../../domain/catalogue.ts'
import { type AppConfig, ConfigError, readConfig } from './config.ts'
import { makeLog } from './log.ts'
import { asAppOf, makeProbot } from './make-probot.ts'
import { startReadiness } from './readiness.ts'
import { type Checked, checkedText, isFit, selfCheck } from './self-check.ts'
import { startApp } from './start.ts'
import { language, render } from './wiring.ts'

const { env, stderr } = process

try {
  const config = readConfig(env, (path) => readFileSync(path, 'utf8'))
  if (process.argv.includes('--check')) {
    const checks = await checksOf(config)
    process.stdout.write(checkedText(checks))
    process.exitCode = isFit(checks) ? 0 : 1
  } else await serve(config)
} catch (error) {
  stderr.write(`${refusal(error)}\n`)
  process.exitCode = 2
}

function checksOf(config: AppConfig): Promise<readonly Checked[]> {
  const silent = makeLog({ write: () => {}, secrets: [] })
  const registration = async () => composeRegistration(await asAppOf(makeProbot(config, silent)))
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined
  return selfCheck({ appId: config.appId, region, prism: () => compose({ env }), registration, ledger: config.ledger !== undefined })
}

async function serve(config: AppConfig): Promise<void> {
  const log = makeLog({
    write: (line) => stderr.write(line),
    secrets: [config.webhookSecret, config.privateKey],
    level: config.logLevel,
  })
  const store = await openStore(env, machineClock)
  const leaving = new AbortController()
  await keepFor(store, env.PRISM_STORE_DAYS, machineClock, leaving.signal)
  const prism = compose({ env, journal: store.journal, claims: store.claims, locks: store.locks })
  const { isReady: ready } = startReadiness(() => checksOf(config), log, machineClock)
  const { journal, inbox, claims, line } = store
  const app = await startApp({ config, prism, journal, inbox, claims, line, language, render, log, ready })
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) process.exit(1)
    stopping = true
    leaving.abort()
    log.info('stopping', { signal })
    app
      .stop()
      .then(store.close)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('the app did not stop cleanly', { error })
          process.exit(1)
        },
      )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // a fault in one conversation is not a reason to lose the others
  process.on('unhandledRejection', (error) => log.error('an unexpected error', { error }))
}

function refusal(error: unknown): string {
  if (error instanceof ConfigError) return `${error.message}\nSee prism-app --help.`
  if (error instanceof PrismError) return `${error.finding.seen}\n${error.finding.why}\n${error.finding.next}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
