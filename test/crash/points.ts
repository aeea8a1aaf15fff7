/**
 * Loaded into the real App before its own code (`node --import`): numbers what it writes to its store and asks of others, as points between
 * which something can happen, and at one of them kills the process or sets its clock. The App itself knows nothing of it.
 */
import { appendFileSync } from 'node:fs'
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import { flushCompileCache, syncBuiltinESMExports } from 'node:module'
import { DatabaseSync, StatementSync } from 'node:sqlite'

const { PRISM_CRASH_TRACE: trace, PRISM_CRASH_AT: at, PRISM_CRASH_CLOCK: clock, PRISM_STORE: store } = process.env
const seen = new Map<string, number>()
/** Nothing counts before the first delivery, or the first request of the REST API: what a server does at its start is in no order. */
let armed = false

function pass(point: string): void {
  if (!armed) return
  const times = (seen.get(point) ?? 0) + 1
  seen.set(point, times)
  const name = `${point} #${times}`
  if (trace) appendFileSync(trace, `${name}\n`)
  // all is loaded by then, and nothing is in a hurry; the Apps after this one start with it
  if (trace && /settled|ended/.test(point)) flushCompileCache()
  if (name !== at) return
  if (clock === undefined) process.kill(process.pid, 'SIGKILL')
  else setClock(Number(clock))
}

/** As far from the machine's, in seconds, from now on. */
function setClock(seconds: number): void {
  const away = seconds * 1_000
  globalThis.Date = new Proxy(Date, {
    construct: (machine, given: [], target) =>
      given.length === 0 ? new machine(machine.now() + away) : (Reflect.construct(machine, given, target) as Date),
    get: (machine, key, receiver) => (key === 'now' ? () => machine.now() + away : (Reflect.get(machine, key, receiver) as unknown)),
  })
}
if (clock !== undefined && at === undefined) setClock(Number(clock))

/** What it does every so many milliseconds comes twice a second: of a reaction, and of a gap, no webhook tells. */
const hurry = process.env.PRISM_CRASH_HURRY
if (hurry) {
  const { setTimeout: wait } = globalThis
  const hurried = (work: (...given: unknown[]) => void, milliseconds?: number, ...given: unknown[]): NodeJS.Timeout =>
    wait(work, milliseconds === Number(hurry) ? 500 : milliseconds, ...given)
  globalThis.setTimeout = Object.assign(hurried, wait) as typeof wait
}

// --- the stores ---

let writing: string[] = []
function written(sql: string, values: readonly unknown[]): void {
  const [, , , type, data] = values
  if (/INTO (?:prism\.)?events/.test(sql)) writing.push(`${String(type)}${scriptIn(String(data))}`)
  if (/INTO (?:prism\.)?deliveries/.test(sql)) writing.push('delivery')
  if (/UPDATE (?:prism\.)?deliveries/.test(sql)) writing.push('settled')
  if (/INTO prism\.claims/.test(sql)) writing.push('claim')
}

function scriptIn(data: string): string {
  const script = /"script":"([a-z-]+)"/.exec(data.slice(0, 400))?.[1] ?? /"key":"\w+\.([a-z-]+)\./.exec(data.slice(0, 200))?.[1]
  return script === undefined ? '' : ` ${script}`
}

/** What is said before and after the commit of what was written. */
function commitment(): { readonly before: () => void; readonly after: () => void } {
  const name = writing.join(' and ')
  writing = []
  if (name.includes('delivery') || name.includes('requested')) armed = true
  const at = (when: string) => () => (name === '' ? undefined : pass(`${when} commit ${name}`))
  return { before: at('before'), after: at('after') }
}

const { run } = StatementSync.prototype as { readonly run: (this: StatementSync, ...values: unknown[]) => unknown }
StatementSync.prototype.run = function (this: StatementSync, ...values: unknown[]) {
  const done = run.apply(this, values)
  written(this.sourceSQL, values)
  return done
} as typeof StatementSync.prototype.run

const { exec } = DatabaseSync.prototype as { readonly exec: (this: DatabaseSync, sql: string) => void }
DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
  if (sql !== 'COMMIT') return exec.call(this, sql)
  const { before, after } = commitment()
  before()
  exec.call(this, sql)
  after()
}

if (store?.startsWith('postgres')) {
  const { Client } = (await import('pg')).default
  type Query = (this: unknown, ...given: unknown[]) => unknown
  const { query } = Client.prototype as unknown as { readonly query: Query }
  const watched: Query = function (...given) {
    const [sql, values] = given
    if (typeof sql !== 'string') return query.apply(this, given)
    // one that failed is begun again
    if (sql.startsWith('BEGIN')) writing = []
    if (Array.isArray(values)) written(sql, values)
    if (sql !== 'COMMIT') return query.apply(this, given)
    const { before, after } = commitment()
    before()
    return (query.apply(this, given) as Promise<unknown>).then((done) => {
      after()
      return done
    })
  }
  Object.assign(Client.prototype, { query: watched })
}

// --- AWS ---

type Options = { readonly headers?: Readonly<Record<string, unknown>>; readonly method?: string; readonly path?: string }
const request = http.request
http.request = ((...given: Parameters<typeof request>): ClientRequest => {
  const { headers, method = 'GET', path = '' } = given[0] as Options
  const target = headers?.['x-amz-target'] ?? headers?.['X-Amz-Target']
  const isEfs = path.startsWith('/2015-02-01/')
  if (isEfs && method === 'GET') return request.apply(http, given)
  if (typeof target !== 'string' && !isEfs) return inItsBody(request.apply(http, given))
  const name = isEfs
    ? `${method} EFS ${path.replace('/2015-02-01', '').replace(/(fs\w*)-[0-9a-f]+/g, '$1-N')}`
    : String(target).split('.').at(-1)!
  pass(`before ${name}`)
  return answered(request.apply(http, given), name)
}) as typeof request

function answered(asked: ClientRequest, name: string): ClientRequest {
  return asked.prependOnceListener('response', (_: IncomingMessage) => pass(`after ${name}`))
}

/** EC2 says only in the body what it is asked. What is only read, there and of EFS, leaves nothing behind. */
function inItsBody(asked: ClientRequest): ClientRequest {
  const { end } = asked as unknown as { readonly end: (this: ClientRequest, ...given: unknown[]) => ClientRequest }
  asked.end = ((...given: unknown[]) => {
    const [body] = given
    const said = typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body as string).toString() : ''
    const name = /^(?:.*&)?Action=(?!Describe|Get)(\w+)/.exec(said)?.[1]
    if (name !== undefined) {
      pass(`before ${name}`)
      answered(asked, name)
    }
    return end.apply(asked, given)
  }) as typeof asked.end
  return asked
}
syncBuiltinESMExports()

// --- GitHub ---

const ask = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input)
  const name = `${init?.method ?? 'GET'} ${pathname.replace(/\/repos\/[^/]+\/[^/]+/, '').replace(/[0-9a-f]{40}|\d+/g, 'N')}`
  // of the App itself, not of a command, and in no order with one
  if (/^\/app(?:\/hook\/.*|\/installations)?$/.test(pathname)) return ask(input, init)
  pass(`before ${name}`)
  const answer = await ask(input, init)
  pass(`after ${name}`)
  return answer
}
