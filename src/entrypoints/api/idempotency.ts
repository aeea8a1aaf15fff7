/**
 * `Idempotency-Key`: the same key with the same request is the same run, or the same change of the registry. Kept in memory, for a day and for the newest thousand keys, so it
 * does not outlive the process: the documentation says so.
 */
import { createHash } from 'node:crypto'
import { HttpProblem } from './problem.ts'

export type IdempotencyKeys = {
  /**
   * What came of this key, begun by `begin` when the key is new. A begin that throws leaves the key free. Throws 422 when the key was used
   * for another request.
   */
  readonly once: <T>(
    actorId: string,
    key: string,
    request: unknown,
    begin: () => Promise<T>,
  ) => Promise<{ readonly came: T; readonly replayed: boolean }>
}

export type IdempotencyOptions = { readonly now: () => number; readonly most?: number; readonly milliseconds?: number }

const keyPattern = /^[\x21-\x7e]{1,255}$/

export function createIdempotencyKeys({ now, most = 1000, milliseconds = 86_400_000 }: IdempotencyOptions): IdempotencyKeys {
  /** In order of arrival, so the first entries are the oldest. */
  const known = new Map<string, { readonly digest: string; readonly came: Promise<unknown>; readonly at: number }>()
  return {
    once: async <T>(actorId: string, key: string, request: unknown, begin: () => Promise<T>) => {
      if (!keyPattern.test(key))
        throw new HttpProblem(400, 'bad-idempotency-key', {
          title: 'An Idempotency-Key is 1 to 255 printable ASCII characters without spaces.',
          detail: `${key.length} characters`,
          next: 'Send a random UUID, a new one for every new request.',
        })
      for (const [id, { at }] of known) if (known.size >= most || at + milliseconds <= now()) known.delete(id)
      const id = JSON.stringify([actorId, key])
      const digest = createHash('sha256').update(canonical(request)).digest('hex')
      const earlier = known.get(id)
      if (!earlier) {
        const came = begin()
        known.set(id, { digest, came, at: now() })
        try {
          return { came: await came, replayed: false }
        } catch (error) {
          known.delete(id)
          throw error
        }
      }
      if (earlier.digest !== digest)
        throw new HttpProblem(422, 'idempotency-key-reused', {
          title: 'This Idempotency-Key belongs to another request.',
          detail: 'The method, the path or the body differs from the first request with this key.',
          next: 'Send a new key with a new request.',
        })
      // the same request, so the same route, and what that makes
      return { came: (await earlier.came) as T, replayed: true }
    },
  }
}

/** JSON with sorted keys: the order in which a client writes members does not make another request. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v,
  )
}
