import { AwsError } from './errors.ts'
import { parseJson, withEpochs } from './json-protocol.ts'
import type { Answer, Call } from './services.ts'

export type Route = {
  readonly operation: string
  readonly method: string
  /** `{Label}` stands for one path segment. */
  readonly path: string
  readonly status: number
}

/** REST-JSON (EFS): the operation is in method and path, its members in labels, query and body. */
export function readRestCall(routes: readonly Route[], method: string, target: string, body: string): Call {
  const url = new URL(target, 'http://lab')
  for (const route of routes) {
    const labels = route.method === method ? matchPath(route.path, url.pathname) : undefined
    if (labels === undefined) continue
    return { service: 'efs', operation: route.operation, params: { ...asObject(parseJson(body)), ...queryMembers(url), ...labels } }
  }
  throw new AwsError('UnknownOperationException', `No EFS operation at ${method} ${url.pathname}`, 404)
}

export function restAnswer(routes: readonly Route[], operation: string, output: unknown, requestId: string): Answer {
  const status = routes.find((route) => route.operation === operation)?.status ?? 200
  const body = status === 204 ? '' : JSON.stringify(withEpochs(output ?? {}))
  return { status, headers: headers(requestId), body }
}

export function restError(error: AwsError, requestId: string): Answer {
  const body = JSON.stringify({ ErrorCode: error.code, Message: error.message, ...error.members })
  return { status: error.status, headers: { ...headers(requestId), 'x-amzn-errortype': error.code }, body }
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const labels: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    const segment = decode(given[i] ?? '')
    if (part.startsWith('{')) labels[part.slice(1, -1)] = segment
    else if (part !== segment) return undefined
  }
  return labels
}

/** `MaxItems` and `MaxResults` are integers; `tagKeys` repeats. */
function queryMembers(url: URL): Record<string, unknown> {
  const members: Record<string, unknown> = {}
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name)
    if (name === 'tagKeys') members.TagKeys = values
    else members[name] = name.startsWith('Max') ? Number(values[0]) : values[0]
  }
  return members
}

function asObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AwsError('SerializationException', 'The request body is not a JSON object')
  return value as Record<string, unknown>
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new AwsError('BadRequest', `Malformed path segment: ${segment}`)
  }
}

function headers(requestId: string): Record<string, string> {
  return { 'content-type': 'application/json', 'x-amzn-requestid': requestId }
}
