/**
 * Loaded into the real App before its own code (`node --import`): numbers what it writes to its store and asks of others, as points between
 * which a crash can fall, and kills the process at one of them. The App itself knows nothing of it.
 */
import { appendFileSync } from 'node:fs'
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { DatabaseSync, StatementSync } from 'node:sqlite'

const { PRISM_CRASH_TRACE: trace, PRISM_CRASH_AT: at } = process.env
const seen = new Map<string, number>()
/** Nothing counts before the first delivery: what an App does at its start is in no order. */
let armed = false

function pass(point: string): void {
  if (!armed) return
  const times = (seen.get(point) ?? 0) + 1
  seen.set(point, times)
  const name = `${point} #${times}`
  if (trace) appendFileSync(trace, `${name}\n`)
  if (name === at) process.kill(process.pid, 'SIGKILL')
}

// --- the store ---

let writing: string[] = []
const { run } = StatementSync.prototype as { readonly run: (this: StatementSync, ...values: unknown[]) => unknown }
StatementSync.prototype.run = function (this: StatementSync, ...values: unknown[]) {
  const done = run.apply(this, values)
  const [, , , type, data] = values
  if (/INTO events/.test(this.sourceSQL)) writing.push(`${String(type)}${scriptIn(String(data))}`)
  if (/INTO deliveries/.test(this.sourceSQL)) writing.push('delivery')
  if (/UPDATE deliveries/.test(this.sourceSQL)) writing.push('settled')
  return done
} as typeof StatementSync.prototype.run

const { exec } = DatabaseSync.prototype as { readonly exec: (this: DatabaseSync, sql: string) => void }
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  if (sql !== 'COMMIT') return exec.call(this, sql)
  const name = writing.join(' and ')
  writing = []
  if (name === 'delivery') armed = true
  pass(`before commit ${name}`)
  exec.call(this, sql)
  pass(`after commit ${name}`)
}

function scriptIn(data: string): string {
  const script = /"script":"([a-z-]+)"/.exec(data.slice(0, 400))?.[1] ?? /"key":"\w+\.([a-z-]+)\./.exec(data.slice(0, 200))?.[1]
  return script === undefined ? '' : ` ${script}`
}

// --- AWS ---

const request = http.request
http.request = ((...given: Parameters<typeof request>): ClientRequest => {
  const options = given[0] as { readonly headers?: Readonly<Record<string, unknown>> }
  const target = options.headers?.['x-amz-target'] ?? options.headers?.['X-Amz-Target']
  if (typeof target !== 'string') return request.apply(http, given)
  const name = target.split('.').at(-1)!
  pass(`before ${name}`)
  const asked = request.apply(http, given)
  asked.prependOnceListener('response', (_: IncomingMessage) => pass(`after ${name}`))
  return asked
}) as typeof request
syncBuiltinESMExports()

// --- GitHub ---

const ask = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input)
  const name = `${init?.method ?? 'GET'} ${pathname.replace(/\/repos\/[^/]+\/[^/]+/, '').replace(/[0-9a-f]{40}|\d+/g, 'N')}`
  // of the App itself, not of a command
  if (pathname.startsWith('/app/hook')) return ask(input, init)
  pass(`before ${name}`)
  const answer = await ask(input, init)
  pass(`after ${name}`)
  return answer
}
