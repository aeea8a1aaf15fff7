/** Holds what went over the wire to GitHub's own OpenAPI description (trimmed by scripts/trim-github-openapi.mjs). */
import { readFileSync } from 'node:fs'
import { type Document, OpenAPIBackend } from 'openapi-backend'
import type { LabCall } from '../../../../src/lab/github/serve.ts'

const file = new URL('../../../fixtures/github-openapi/api.github.com.trimmed.json', import.meta.url)

type Description = {
  readonly paths: Record<string, unknown>
  readonly 'x-webhooks': Readonly<Record<string, { readonly post: { readonly requestBody: unknown } }>>
}

export type Checked = {
  /** Problems of our request. */
  readonly request: readonly string[]
  /** Problems of the stand-in's answer. */
  readonly answer: readonly string[]
}

type Checker = {
  readonly check: (call: LabCall) => Checked
  readonly checkWebhook: (name: string, payload: unknown) => readonly string[]
}

let read: Promise<Checker> | undefined

/** Read once, and each operation's schema compiled once, for all files of tests of a process: that takes a second, and what it answers hangs on nothing else. */
export function gitHubDescription(): Promise<Checker> {
  read ??= readDescription()
  return read
}

async function readDescription(): Promise<Checker> {
  const definition = withTypedNullables(JSON.parse(readFileSync(file, 'utf8'))) as Description
  // as an operation, so that the same validator serves
  for (const [name, hook] of Object.entries(definition['x-webhooks']))
    definition.paths[`/webhooks/${name}`] = {
      post: { operationId: `webhook/${name}`, requestBody: hook.post.requestBody, responses: { 200: { description: '' } } },
    }
  const api = new OpenAPIBackend({
    definition: definition as unknown as Document,
    quick: true,
    validate: true,
    ajvOpts: { strict: false, formats: { 'date-time': true, uri: true, int64: true, email: true, 'uri-template': true, 'repo.nwo': true } },
  })
  await api.init()

  const problems = (result: { readonly valid: boolean; readonly errors?: unknown }): string[] =>
    result.valid ? [] : ((result.errors ?? ['invalid']) as unknown[]).map((e) => JSON.stringify(e))
  return {
    check: (call) => {
      const [path = '', query = ''] = call.path.split('?')
      const request = {
        method: call.method,
        path,
        query,
        headers: { ...call.headers, 'content-type': 'application/json' },
        body: call.body,
      }
      // GraphQL is described elsewhere; the one question of it that we ask needs no more
      if (path === '/graphql') return { request: typeof Object(call.body).query === 'string' ? [] : ['GraphQL wants a query'], answer: [] }
      const operation = api.router.matchOperation(request)
      if (!operation) return { request: [`GitHub's description, as trimmed, has no ${call.method} ${path}`], answer: [] }
      const asked = problems(api.validateRequest(request, operation))
      const answered =
        call.answer === undefined || call.fault !== undefined ? [] : problems(api.validateResponse(call.answer, operation, call.status))
      return { request: asked, answer: answered }
    },
    checkWebhook: (name, payload) => {
      const request = { method: 'post', path: `/webhooks/${name}`, headers: { 'content-type': 'application/json' }, body: payload }
      return problems(api.validateRequest(request, api.getOperation(`webhook/${name}`)))
    },
  }
}

/** OpenAPI 3.0's `nullable` means nothing to JSON Schema, and GitHub also writes it beside `$ref`, `allOf` and enums. */
function withTypedNullables(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTypedNullables)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, ...rest } = Object.fromEntries(Object.entries(value).map(([key, v]) => [key, withTypedNullables(v)])) as Record<
    string,
    unknown
  >
  // a property that is itself called `nullable` is an object
  if (nullable !== true) return nullable === undefined || nullable === false ? rest : { ...rest, nullable }
  return { anyOf: [{ enum: [null] }, rest] }
}
