#!/usr/bin/env node
/** `prism-app`: the GitHub App as a process. Configuration comes from the environment; see docs/github-app.md. */
import { readFileSync } from 'node:fs'
import { compose } from '../../compose.ts'
import { PrismError } from '../../domain/catalogue.ts'
import { ConfigError, readConfig } from './config.ts'
import { makeLog } from './log.ts'
import { startApp } from './start.ts'
import { language, render } from './wiring.ts'

const { env, stderr } = process

try {
  const config = readConfig(env, (path) => readFileSync(path, 'utf8'))
  const log = makeLog({
    write: (line) => stderr.write(line),
    secrets: [config.webhookSecret, config.privateKey],
    level: config.logLevel,
  })
  const app = await startApp({ config, prism: compose({ env }), language, render, log })
  let stopping = false
  const stop = (signal: string): void => {
    if (stopping) process.exit(1)
    stopping = true
    log.info('stopping', { signal })
    app.stop().then(
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
} catch (error) {
  stderr.write(`${refusal(error)}\n`)
  process.exitCode = 2
}

function refusal(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (error instanceof PrismError) return `${error.finding.seen}\n${error.finding.why}\n${error.finding.next}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
