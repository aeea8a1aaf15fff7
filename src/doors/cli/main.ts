#!/usr/bin/env node
/** The executable `prism`: hands the process to `main` and ends it with the exit code. */
import { enableCompileCache } from 'node:module'
import { main } from './cli.ts'
import type { World } from './streams.ts'

enableCompileCache()

const world: World = {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  // loaded only when something is asked of AWS: --help and a slip answer at once
  compose: async (options) => (await import('../../compose.ts')).compose(options),
  onInterrupt: (listener) => {
    process.on('SIGINT', listener).on('SIGTERM', listener).on('SIGHUP', listener)
    return () => {
      process.off('SIGINT', listener).off('SIGTERM', listener).off('SIGHUP', listener)
    }
  },
  leave: (code) => process.exit(code),
}

process.exitCode = await main(process.argv.slice(2), world)
// an SDK client may keep sockets open for reuse; the streams are flushed before the process goes
process.stdout.write('', () => process.stderr.write('', () => process.exit()))
