/** Every error leaves the server here as `application/problem+json`, without internal details. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { finding, PrismError } from '../../domain/catalogue.ts'
import { HttpProblem, type ProblemBody, problemOf, problemOfError, problemType } from './problem.ts'
import { RunRefused } from './start-run.ts'

export function sendProblem(request: FastifyRequest, reply: FastifyReply, body: ProblemBody): FastifyReply {
  if (body.status === 401) reply.header('www-authenticate', 'Bearer realm="prism"')
  // the body was not read, and is not going to be: a sender who goes on must not hold the connection
  if (body.status === 401 || body.status === 413) reply.header('connection', 'close')
  if (body.status === 503) reply.header('retry-after', '60')
  // serialised here: a problem must get out even where a route describes no such answer
  return reply
    .code(body.status)
    .type(problemType)
    .serializer(String)
    .send(JSON.stringify({ ...body, requestId: request.id }))
}

export function onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body = problemOfAnything(error)
  if (body.status >= 500) request.log.error({ err: error }, 'a request failed')
  return sendProblem(request, reply, body)
}

export function onNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(request, reply, {
    type: 'urn:prism:problem:not-found',
    title: 'There is nothing at this path for this method.',
    status: 404,
    detail: request.method,
    code: 'not-found',
    next: 'See /api/v1/openapi.json.',
  })
}

function problemOfAnything(error: FastifyError | Error): ProblemBody {
  if (error instanceof HttpProblem || error instanceof RunRefused) return error.body
  if (error instanceof PrismError) return problemOfError(error)
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.slice(0, 5)
    const absent = issues.every((i) => /received undefined/.test(i.message ?? ''))
    const seen = issues.map((i) => `${plain(i.instancePath)}: ${plain(i.message ?? 'does not match its schema')}`).join('; ')
    return problemOf(finding(absent ? 'missing-input' : 'bad-option', { seen }))
  }
  return problemOfFastify(error as FastifyError)
}

/** Fastify's own refusals, by its codes; any other error is ours, and its details stay inside. */
function problemOfFastify(error: FastifyError): ProblemBody {
  const words = (status: number, code: string, title: string, next: string): ProblemBody => ({
    type: `urn:prism:problem:${code}`,
    title,
    status,
    detail: 'The request as sent.',
    code,
    next,
  })
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problemOf(finding('too-large', { seen: 'a body of more than 64 KB' }))
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return words(415, 'not-json', 'Prism reads application/json only.', 'Send JSON with Content-Type: application/json.')
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return words(414, 'long-url', 'A part of the path is too long for a name.', 'Name the volume or the run.')
    case 'FST_ERR_BAD_URL':
      return words(400, 'bad-url', 'The URL is not well formed.', 'Percent-encode the path.')
    case 'FST_ERR_VALIDATION':
      return words(400, 'bad-option', 'The request does not match its schema.', 'See /api/v1/openapi.json.')
  }
  if (error.code === 'FST_ERR_CTP_TWICE')
    return words(
      400,
      'malformed-json',
      'The body has two members of one name, and of these nobody knows which counts.',
      'Send each member once.',
    )
  if (error.statusCode === 400 || error.code?.startsWith('FST_ERR_CTP_'))
    return words(400, 'malformed-json', 'The body is not valid JSON.', 'Send one JSON object; see /api/v1/openapi.json.')
  if (error.statusCode === 503) return words(503, 'shutting-down', 'The server is shutting down.', 'Try again in a minute.')
  return {
    type: 'urn:prism:problem:internal',
    title: 'An error in Prism.',
    status: 500,
    detail: 'The server’s log has details under this request id.',
    code: 'internal',
    next: 'Report it with the request id.',
  }
}

/** Outside text, e.g. an unknown member's name: one line of printable ASCII, cut. */
const plain = (text: string): string => text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 120)
