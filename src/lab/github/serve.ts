/** The HTTP side of the stand-in: match, fault, check the token, answer, and keep a record of every call. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { cloneFile } from './clones.ts'
import { type Faults, faultReply, type LabFault } from './faults.ts'
import type { Lab } from './lab.ts'
import { badJson, notFound, type Reply, unauthorised } from './replies.ts'
import { matchRoute } from './routes.ts'

/** One request and its answer, as they went over the wire; no credentials in it. */
export type LabCall = {
  readonly at: string
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  /** By GitHub's description; undefined where the stand-in has no such route. */
  readonly route: string | undefined
  /** 0 where the connection was dropped. */
  readonly status: number
  readonly answer: unknown
  readonly fault: LabFault['kind'] | undefined
}

export function serve(lab: Lab, faults: Faults, onCall: (call: LabCall) => void): Server {
  return createServer((request, response) => {
    answer(lab, faults, onCall, request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ message: `the stand-in broke: ${error instanceof Error ? error.stack : String(error)}` }))
    })
  })
}

async function answer(lab: Lab, faults: Faults, onCall: (call: LabCall) => void, request: IncomingMessage, response: ServerResponse) {
  const at = lab.now().toISOString()
  const method = request.method ?? ''
  const path = request.url ?? '/'
  const url = new URL(path, 'http://lab')
  const file = method === 'GET' ? cloneFile(lab, url.pathname) : undefined
  if (file !== undefined) {
    response.writeHead(file === 'absent' ? 404 : 200, { 'content-type': 'text/plain' }).end(file === 'absent' ? '' : file)
    return
  }
  const text = await readText(request)
  const body = parse(text)
  const match = matchRoute(method, url.pathname)
  const fault = match && faults.take(match.route)
  const record = (status: number, answered: unknown): void =>
    onCall({ at, method, path, headers: shown(request), body, route: match?.route, status, answer: answered, fault })

  if (typeof fault === 'object' && 'delayMilliseconds' in fault)
    await new Promise((resolve) => setTimeout(resolve, fault.delayMilliseconds))
  const spoiled = fault && faultReply(fault, lab.now())
  const reply = spoiled === 'dropped' ? undefined : (spoiled ?? (await serveOne()))
  if (reply === undefined || fault === 'answer-lost') {
    record(0, undefined)
    request.socket.destroy()
    return
  }
  record(reply.status, reply.body)
  response.writeHead(reply.status, {
    'x-github-request-id': '0000:LAB',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    ...(reply.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...reply.headers,
  })
  response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body))

  async function serveOne(): Promise<Reply> {
    const caller = lab.callers.identify(request.headers.authorization)
    if (!caller) return unauthorised(lab.callers.why(request.headers.authorization))
    if (!match) return notFound
    if (text !== '' && (typeof body !== 'object' || body === null)) return badJson
    return match.handler({ lab, caller, params: match.params, query: url.searchParams, body: (body ?? {}) as Record<string, unknown> })
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function shown(request: IncomingMessage): Record<string, string> {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)
  return Object.fromEntries(headers.map(([name, value]) => [name, name === 'authorization' ? '(kept back)' : value]))
}
