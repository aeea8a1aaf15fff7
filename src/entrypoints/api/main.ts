/** `prism-api`: the REST API as a process. Configuration comes from the environment; see docs/rest-api.md. */
import { compose, keepFor, machineClock, openStore } from '../../compose.ts'
import { PrismError } from '../../domain/catalogue.ts'
import { formatAsked } from '../../language/format.ts'
import { renderRunMarkdown } from '../../render/markdown.ts'
import { createApi } from './server.ts'
import { readSettings } from './settings.ts'

const { env, stderr, stdout } = process
const leaving = new AbortController()

try {
  const settings = readSettings(env)
  const store = await openStore(env.PRISM_STORE)
  await keepFor(store, env.PRISM_STORE_DAYS, machineClock, leaving.signal)
  const prism = compose({ env, journal: store.journal })
  const api = await createApi({
    prism,
    tokens: settings.tokens,
    markdown: (run) => renderRunMarkdown(run, formatAsked),
    logger: { level: env.PRISM_LOG_LEVEL || 'info', stream: stderr },
  })
  const address = await api.app.listen({ host: settings.host, port: settings.port })
  stdout.write(`prism-api listens on ${address}\n`)
  for (const { id } of await prism.unfinished()) api.resume(id)
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
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  leaving.abort()
  stderr.write(`${refusal(error)}\n`)
  process.exitCode = 2
}

function refusal(error: unknown): string {
  if (error instanceof PrismError) return `${error.finding.seen}\n${error.finding.why}\n${error.finding.next}`
  return error instanceof Error ? error.message : String(error)
}
