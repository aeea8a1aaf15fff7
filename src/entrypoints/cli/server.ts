/** A server of the REST API, as a person at a terminal asks it: with their own token, or with the identity in AWS that they have. */
import { z } from 'zod'
import { machineClock } from '../../clock.ts'
import { fail } from '../../domain/catalogue.ts'
import { quote } from '../../domain/names.ts'
import type { Env } from './streams.ts'

export type Server = {
  /** All of them throw `server-refused`, `server-silent`. */
  readonly get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>
  readonly post: <T>(path: string, schema: z.ZodType<T>) => Promise<T>
  readonly text: (path: string) => Promise<string>
}

const problemSchema = z.object({ code: z.string(), detail: z.string(), title: z.string(), next: z.string() })
/** Milliseconds. */
const patience = 90_000

/** Throws `missing-input`, `bad-option`; never shows the token. */
export function serverFrom(env: Env): Server {
  const { PRISM_API_URL: at, PRISM_API_TOKEN: token, PRISM_API_IDENTITY: identity } = env
  if (!at) throw fail('missing-input', { seen: 'PRISM_API_URL, where the server of the REST API is' })
  if (identity && identity !== 'aws') throw fail('bad-option', { seen: `PRISM_API_IDENTITY=${quote(identity)}: it can be aws` })
  if (identity && token) throw fail('bad-option', { seen: 'PRISM_API_IDENTITY beside PRISM_API_TOKEN: one of them says who you are' })
  if (!identity && !token)
    throw fail('missing-input', { seen: 'PRISM_API_TOKEN, the token that is yours there, or PRISM_API_IDENTITY=aws' })
  const url = URL.parse(at)
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url?.hostname ?? '')
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && loopback)))
    throw fail('bad-option', { seen: `PRISM_API_URL=${quote(at)}: it gets your token, so it must be https, or this machine` })
  const base = at.replace(/\/+$/, '')
  const bearer = token ? () => Promise.resolve(token) : signing(env, url.host)
  return {
    get: async (path, schema) => understood(await ask('GET', path), schema),
    post: async (path, schema) => understood(await ask('POST', path), schema),
    text: async (path) => (await ask('GET', path)).text(),
  }

  async function ask(method: 'GET' | 'POST', path: string): Promise<Response> {
    const said = await bearer()
    let answer: Response
    try {
      // a redirect would take the token elsewhere
      answer = await fetch(`${base}/api/v1${path}`, {
        method,
        redirect: 'error',
        headers: { authorization: `Bearer ${said}` },
        signal: AbortSignal.timeout(patience),
      })
    } catch (error) {
      throw fail('server-silent', { seen: `${quote(url?.host ?? '')}: ${reasonOf(error)}` }, error)
    }
    if (!answer.ok) throw await refusal(answer)
    return answer
  }
}

/** Each request is signed by itself. The server's name is the caller's own knowledge: one that it is told by whoever answers could be another server's. */
function signing(env: Env, host: string): () => Promise<string> {
  let signs: Promise<() => Promise<string>> | undefined
  return async () => {
    signs ??= import('../../compose/callers.ts').then(({ callerTokens }) =>
      callerTokens({ env }, env.PRISM_API_SERVER_ID || host, machineClock),
    )
    return (await signs)()
  }
}

async function understood<T>(answer: Response, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await answer.json().catch(() => undefined))
  if (!parsed.success) throw fail('server-silent', { seen: `${answer.status}, and not as the REST API answers` }, parsed.error)
  return parsed.data
}

async function refusal(answer: Response) {
  const problem = problemSchema.safeParse(await answer.json().catch(() => undefined))
  const seen = problem.success ? `${problem.data.code}: ${problem.data.detail}. ${problem.data.title}` : 'without a reason'
  return fail('server-refused', { seen: `${answer.status} ${seen}` })
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}
