/**
 * The App's own webhook server. Probot's reads a body of any size before it looks at the signature, logs the payload of a wrong one, and answers
 * with what a handler threw. This one: a cap, the signature over the raw bytes before anything is parsed, 202 before any work, no detail to
 * anybody, and whoever stalls gives way to whoever delivers.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeBodyMemory } from './body-memory.ts'
import { limitConnections } from './connections.ts'
import type { Log } from './log.ts'
import { announced, type Pace, readBody } from './read-body.ts'
import { looksSigned, signatureHolds } from './signature.ts'

export type Delivery = { readonly id: string; readonly name: string; readonly payload: unknown }

export type WebhookServerOptions = {
  readonly secret: string
  /**
   * Called before the answer: it resolves when the delivery is kept, to what is to be done after the answer, if anything is. What it throws
   * is answered with 500, so that GitHub counts the delivery as failed; what the work throws is logged and goes no further.
   */
  readonly receive: (delivery: Delivery) => Promise<(() => Promise<void>) | undefined>
  /** Events that are worth receiving; others are acknowledged and dropped unparsed. */
  readonly events: readonly string[]
  /** Whether a signed body of these can matter, told from its bytes; others are acknowledged and dropped unparsed too. */
  readonly matters?: (body: Buffer, event: string) => boolean
  readonly log: Log
  /** Whether a delivery can lead to anything now; default: it can. */
  readonly ready?: () => boolean
  readonly host?: string
  readonly port?: number
  readonly bodyLimit?: number
  /** A body up to this size is a small one. */
  readonly smallBody?: number
  /** Bytes of all small bodies being read at one time, and of all others: neither kind can take the other's room. */
  readonly smallRoom?: number
  readonly largeRoom?: number
  readonly pace?: Pace
  readonly connections?: number
}

export type WebhookServer = {
  readonly url: string
  readonly port: number
  /** Stops accepting; answers that are under way are given. */
  readonly close: () => Promise<void>
}

export const webhookPath = '/api/github/webhooks'
/** Whether the process lives: it does while it answers, also while it stops. */
export const healthPath = '/healthz'
/** Whether it is to be sent anything. */
export const readyPath = '/readyz'

/** GitHub's own cap on a payload. */
const gitHubsLimit = 25 * 1024 * 1024
/** Most deliveries have some 20 kB; a comment of the longest kind, every character escaped, has less than this. */
const defaultSmallBody = 1024 * 1024
const defaultSmallRoom = 32 * 1024 * 1024
/** GitHub gives up after 10 s, so slower bodies than 32 kB/s are useless. */
const defaultPace: Pace = { bytes: 64 * 1024, milliseconds: 2_000 }
const defaultConnections = 512
const shortestSecret = 16

/** Throws where the secret could be guessed: Probot's default is the word "development". */
export function assertSecret(secret: string): void {
  if (secret.length < shortestSecret || secret === 'development' || new Set(secret).size < 5)
    throw new Error(`the webhook secret must be a random text of at least ${shortestSecret} characters`)
}

export async function startWebhookServer(options: WebhookServerOptions): Promise<WebhookServer> {
  assertSecret(options.secret)
  const { log, host = '127.0.0.1' } = options
  const limit = options.bodyLimit ?? gitHubsLimit
  const smallBody = options.smallBody ?? defaultSmallBody
  const smallRoom = makeBodyMemory(options.smallRoom ?? defaultSmallRoom)
  const largeRoom = makeBodyMemory(options.largeRoom ?? 3 * limit)
  const pace = options.pace ?? defaultPace
  let closing = false

  // without the interval Node looks for late headers every 30 s only
  const times = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 1_000 }
  const server = createServer(times, (request, response) => {
    request.on('error', () => {})
    response.on('error', () => {})
    answer(request, response).catch((error: unknown) => {
      log.error('a request could not be answered', { error })
      if (response.headersSent) request.socket.destroy()
      else refuse(request, response, 500)
    })
  })
  limitConnections(server, options.connections ?? defaultConnections)
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    else socket.destroy()
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, host, resolve))
  server.on('error', (error) => log.error('the server failed', { error }))
  const { port } = server.address() as AddressInfo

  return {
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: async () => {
      closing = true
      server.closeIdleConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0]
    if (path === healthPath) return told(request, response, true)
    if (path === readyPath) return told(request, response, !closing && (options.ready?.() ?? true))
    if (path !== webhookPath) return refuse(request, response, 404)
    if (request.method !== 'POST') return refuse(request, response, 405)
    if (closing) return refuse(request, response, 503)
    const signature = header(request, 'x-hub-signature-256')
    if (!looksSigned(signature)) return refuse(request, response, 401)
    const room = (announced(request) ?? limit) <= smallBody ? smallRoom : largeRoom
    const read = await readBody(request, { limit, room, pace })
    switch (read.kind) {
      case 'broken':
        request.socket.destroy()
        return
      case 'too-large':
        return refuse(request, response, 413)
      case 'busy':
        return refuse(request, response, 503)
      case 'too-slow':
        return refuse(request, response, 408)
      case 'body': {
        const judged = judge(request, read.bytes, signature)
        read.release()
        const work = judged.delivery && (await options.receive(judged.delivery))
        reply(response, judged.status)
        if (work) workLater(work, judged.delivery?.id)
      }
    }
  }

  /** What the bytes are, after their signature: the status to answer with, and the delivery where there is something to do. */
  function judge(request: IncomingMessage, bytes: Buffer, signature: string): { readonly status: number; readonly delivery?: Delivery } {
    if (!signatureHolds(options.secret, bytes, signature)) return { status: 401 }
    const id = header(request, 'x-github-delivery') ?? ''
    const name = header(request, 'x-github-event') ?? ''
    if (!/^[0-9A-Za-z-]{1,64}$/.test(id) || !/^[a-z0-9_]{1,64}$/.test(name)) return { status: 400 }
    if (!options.events.includes(name)) return { status: 202 }
    if (!/^application\/json\b/i.test(header(request, 'content-type') ?? '')) return { status: 415 }
    if (options.matters?.(bytes, name) === false) return { status: 202 }
    const payload = parseObject(bytes)
    return payload === undefined ? { status: 400 } : { status: 202, delivery: { id, name, payload } }
  }

  function workLater(work: () => Promise<void>, delivery: string | undefined): void {
    setImmediate(() => {
      Promise.resolve()
        .then(work)
        .catch((error: unknown) => log.error('a delivery could not be handled', { delivery, error }))
    })
  }
}

function told(request: IncomingMessage, response: ServerResponse, yes: boolean): void {
  if (request.method === 'GET' || request.method === 'HEAD') reply(response, yes ? 200 : 503)
  else refuse(request, response, 405)
}

function parseObject(bytes: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

const words: Readonly<Record<number, string>> = {
  200: 'ok',
  202: 'accepted',
  400: 'bad request',
  401: 'unauthorised',
  404: 'not found',
  405: 'method not allowed',
  408: 'too slow',
  413: 'too large',
  415: 'application/json only',
  500: 'internal error',
  503: 'not now',
}

function reply(response: ServerResponse, status: number): void {
  const body = JSON.stringify({ status: words[status] })
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

/** Refuses without reading on: what still comes is thrown away for a moment, so that the caller can read the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (!request.complete) {
    response.setHeader('connection', 'close')
    request.resume()
    const cut = setTimeout(() => request.socket.destroy(), 500)
    request.once('end', () => clearTimeout(cut))
  }
  reply(response, status)
}

/** Node joins a repeated header with commas; such a one matches no pattern of ours. */
function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value.join(',') : value
}
