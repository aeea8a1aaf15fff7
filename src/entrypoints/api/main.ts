/** `prism-api`: the REST API as a process. Configuration comes from the environment; see docs/rest-api.md. */
import { readFileSync } from 'node:fs'
import { callerProofs } from '../../compose/callers.ts'
import { compose, machineClock } from '../../compose/prism.ts'
import { keepFor, makeQueue, openStore } from '../../compose/store.ts'
import { type Finding, PrismError } from '../../domain/catalogue.ts'
import { formatAsked } from '../../language/format.ts'
import { renderRunMarkdown } from '../../render/markdown.ts'
import { carryOn } from './carry-on.ts'
import { inFile } from './registry.ts'
import { createApi } from './server.ts'
import { readSettings, readTokens } from './settings.ts'
import { signedCallers } from './signed-callers.ts'

const { env, stderr, stdout } = process
const leaving = new AbortController()

try {
  const readFile = (path: string) => readFileSync(path, 'utf8')
  const settings = readSettings(env, readFile)
  let { tokens } = settings
  const store = await openStore(env, machineClock)
  await keepFor(store, env.PRISM_STORE_DAYS, machineClock, leaving.signal)
  const prism = compose({ env, journal: store.journal, claims: store.claims, locks: store.locks })
  const people = settings.governed
    ? await (await import('./govern.ts')).govern(prism, settings.governed, machineClock)
    : inFile(settings.registry, machineClock)
  const api = await createApi({
    prism,
    tokens: () => tokens,
    queue: makeQueue(settings.runsAtOnce, machineClock, store.line),
    claims: store.claims,
    ...(settings.serverId === undefined
      ? {}
      : { callers: signedCallers({ proofs: callerProofs({ env }, settings.serverId), clock: machineClock, used: store.used }) }),
    ...(settings.governed ? { repository: settings.governed.repository } : {}),
    ...people,
    markdown: (run) => renderRunMarkdown(run, formatAsked),
    logger: { level: env.PRISM_LOG_LEVEL || 'info', stream: stderr },
  })
  const address = await api.app.listen({ host: settings.host, port: settings.port })
  stdout.write(`prism-api listens on ${address}\n`)
  await carryOn({
    prism,
    api,
    claims: store.claims,
    clock: machineClock,
    onError: (error) => api.app.log.error({ err: error }, 'what is open was not looked for'),
    signal: leaving.signal,
  })
  let stopping = false
  const stop = (): void => {
    // a second signal means: now
    if (stopping) process.exit(1)
    stopping = true
    leaving.abort()
    api
      .close(settings.shutdownSeconds * 1000)
      .then(store.close)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          api.app.log.error({ err: error }, 'the server did not stop cleanly')
          process.exit(1)
        },
      )
  }
  process.on('SIGHUP', () => {
    try {
      tokens = readTokens(env, readFile)
      api.app.log.info('the tokens were read again')
    } catch (error) {
      api.app.log.error({ err: error }, 'the tokens could not be read again; those from before stay in force')
    }
  })
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  leaving.abort()
  stderr.write(`${refusal(error)}\n`)
  process.exitCode = 2
}

function refusal(error: unknown): string {
  if (error instanceof PrismError) return `${error.finding.seen}\n${error.finding.why}\n${nextOf(error.finding)}`
  return error instanceof Error ? error.message : String(error)
}

/** What the environment says wrongly is told by this program's own help, and not by that of commands. */
function nextOf({ code, next }: Finding): string {
  return code === 'bad-option' || code === 'missing-input' ? 'See prism-api --help and docs/rest-api.md.' : next
}
