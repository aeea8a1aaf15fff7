import { randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AnswerFault, type FaultSource, modelledStatus, throttling } from './faults.ts'
import type { Recorder } from './recorder.ts'
import type { Sessions } from './sessions.ts'
import { AwsError } from './wire/errors.ts'
import { jsonAnswer, jsonError, readJsonCall } from './wire/json-protocol.ts'
import type { Caller, Operations } from './wire/operation.ts'
import { queryAnswer, queryError, readQueryCall } from './wire/query-protocol.ts'
import { type Route, readRestCall, restAnswer, restError } from './wire/rest-protocol.ts'
import type { Answer, Call, Exchange, Service } from './wire/services.ts'
import { checkSignature } from './wire/signature.ts'

type Served = {
  readonly region: string
  readonly sessions: Sessions
  readonly operations: Readonly<Record<Service, Operations>>
  readonly efsRoutes: readonly Route[]
  readonly faults: FaultSource
  readonly recorder: Recorder
  /** What slow answers wait by. */
  readonly wait: (milliseconds: number) => Promise<void>
}

/** SendCommand's largest legal body is some 100 KB; what is far above is not read to its end. */
const bodyLimit = 4 * 1024 * 1024

/** One server for all services: SSM by X-Amz-Target, EFS by its path, EC2 and STS by their forms. */
export function createAwsServer(served: Served): Server {
  return createServer((request, response) => {
    serve(served, request, response).catch((cause: unknown) => response.destroy(cause instanceof Error ? cause : undefined))
  })
}

async function serve(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const at = new Date().toISOString()
  const requestId = randomUUID()
  const method = request.method ?? 'GET'
  const target = request.url ?? '/'
  const read = await readBody(request)
  const body = read ?? ''
  const service = serviceOf(request.headers, method, target, body)
  let call: Call = { service, operation: '', params: {} }
  let fault: AnswerFault | undefined
  let caller: Caller | undefined
  let answer: Answer = { status: 0, headers: {}, body: '' }
  try {
    if (read === undefined) throw new AwsError('RequestEntityTooLarge', 'The request body is too large', 413)
    call = readCall(served, service, request.headers, method, target, body)
    caller = await checkSignature(
      { method, target, headers: request.headers, body },
      service,
      served.region,
      served.sessions.find,
      new Date(),
    )
    const operation = operationOf(served, call)
    fault = served.faults.takeAnswer(call.operation)
    if (fault?.kind === 'slow') await served.wait(fault.milliseconds)
    const instead = errorOf(fault, service)
    if (instead !== undefined) throw instead
    if (fault?.kind !== 'page') answer = answerFor(served, call, await operation(call.params, caller), requestId)
  } catch (cause) {
    answer = errorFor(service, asAwsError(cause), requestId)
  }
  if (fault?.kind === 'page') answer = { status: fault.status, headers: { 'content-type': 'text/html' }, body: fault.body }
  const lost = fault?.kind === 'lost'
  served.recorder.record({
    at,
    ...call,
    method,
    target,
    requestHeaders: flat(request.headers),
    requestBody: body,
    status: lost ? 0 : answer.status,
    responseHeaders: lost ? {} : answer.headers,
    responseBody: lost ? '' : answer.body,
    ...(caller === undefined ? {} : { caller }),
    ...(fault === undefined ? {} : { fault: fault.kind }),
  } satisfies Omit<Exchange, 'seq'>)
  if (lost) {
    request.socket.destroy()
    return
  }
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) })
  response.end(answer.body)
}

function serviceOf(headers: IncomingHttpHeaders, method: string, target: string, body: string): Service {
  if (headers['x-amz-target'] !== undefined) return 'ssm'
  if (target.startsWith('/2015-02-01/')) return 'efs'
  return readQueryCall(method === 'GET' ? unsigned(target) : body).service
}

/** What is asked for in a URL, without the signature that may be in it too. */
function unsigned(target: string): string {
  const asked = [...new URL(target, 'http://lab').searchParams].filter(([name]) => !name.startsWith('X-Amz-'))
  return new URLSearchParams(asked).toString()
}

function readCall(served: Served, service: Service, headers: IncomingHttpHeaders, method: string, target: string, body: string): Call {
  switch (service) {
    case 'ssm':
      return readJsonCall(String(headers['x-amz-target']), body)
    case 'efs':
      return readRestCall(served.efsRoutes, method, target, body)
    case 'ec2':
    case 'sts':
      return readQueryCall(method === 'GET' ? unsigned(target) : body)
  }
}

function operationOf(served: Served, call: Call): Operations[string] {
  const operations = served.operations[call.service]
  const found = Object.hasOwn(operations, call.operation) ? operations[call.operation] : undefined
  if (found !== undefined) return found
  if (call.service === 'ec2' || call.service === 'sts')
    throw new AwsError('InvalidAction', `The action '${call.operation}' is not valid for this web service.`)
  throw new AwsError(
    'UnknownOperationException',
    `The lab has no ${call.service} operation '${call.operation}'`,
    call.service === 'ssm' ? 400 : 404,
  )
}

function errorOf(fault: AnswerFault | undefined, service: Service): AwsError | undefined {
  if (fault?.kind === 'throttle') return throttling(service)
  if (fault?.kind !== 'error') return undefined
  return new AwsError(
    fault.code,
    fault.message ?? `${fault.code}, as the lab was told to answer`,
    fault.status ?? modelledStatus(fault.code),
    fault.members,
  )
}

function answerFor(served: Served, call: Call, output: unknown, requestId: string): Answer {
  switch (call.service) {
    case 'ssm':
      return jsonAnswer(output, requestId)
    case 'efs':
      return restAnswer(served.efsRoutes, call.operation, output, requestId)
    case 'ec2':
    case 'sts':
      return queryAnswer(call.service, call.operation, output, requestId)
  }
}

function errorFor(service: Service, error: AwsError, requestId: string): Answer {
  switch (service) {
    case 'ssm':
      return jsonError(error, requestId)
    case 'efs':
      return restError(error, requestId)
    case 'ec2':
    case 'sts':
      return queryError(service, error, requestId)
  }
}

/** A fault of the lab itself: a 500 that says so, with its stack for whoever debugs it. */
function asAwsError(cause: unknown): AwsError {
  if (cause instanceof AwsError) return cause
  return new AwsError(
    'InternalServerError',
    `The lab failed: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`,
    500,
  )
}

/** undefined where it is too large; it is read to its end all the same, so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= bodyLimit) chunks.push(chunk)
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks).toString('utf8')
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
