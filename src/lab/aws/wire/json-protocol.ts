import { AwsError } from './errors.ts'
import type { Answer, Call } from './services.ts'

/** AWS JSON 1.1 (SSM): the operation is in X-Amz-Target, dates are epoch seconds, an error is named by `__type`. */
export function readJsonCall(target: string, body: string): Call {
  const operation = target.slice(target.indexOf('.') + 1)
  return { service: 'ssm', operation, params: parseJson(body) }
}

export function jsonAnswer(output: unknown, requestId: string): Answer {
  return { status: 200, headers: headers(requestId), body: JSON.stringify(withEpochs(output ?? {})) }
}

export function jsonError(error: AwsError, requestId: string): Answer {
  const body = JSON.stringify({ __type: error.code, ...messageMember(error), ...error.members })
  return { status: error.status, headers: headers(requestId), body }
}

/** Modelled SSM errors spell the member in either case, or carry none; AWS's common errors say `message`. */
function messageMember(error: AwsError): Record<string, string> {
  if (withoutMessage.has(error.code)) return {}
  return lowerCaseMessage.has(error.code) ? { message: error.message } : { Message: error.message }
}

const withoutMessage = new Set([
  'InvocationDoesNotExist',
  'InvalidCommandId',
  'DuplicateInstanceId',
  'InvalidFilterKey',
  'InvalidPluginName',
])
const lowerCaseMessage = new Set([
  'ValidationException',
  'ThrottlingException',
  'AccessDeniedException',
  'MissingAuthenticationTokenException',
  'InvalidInstanceInformationFilterValue',
])

export function parseJson(body: string): unknown {
  if (body.trim() === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON')
  }
}

/** Dates as seconds since 1970, with milliseconds behind the point. */
export function withEpochs(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000
  if (Array.isArray(value)) return value.map(withEpochs)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withEpochs(inner)]))
  return value
}

function headers(requestId: string): Record<string, string> {
  return { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId }
}
