/** The parts that the routes' descriptions share. */
import { z } from 'zod'
import { problemSchema, problemType } from './problem.ts'
import { runSchema } from './schemas/run.ts'

const titles: Readonly<Record<number, string>> = {
  400: 'Not understood',
  401: 'No known token',
  403: 'Not allowed',
  404: 'Not there',
  406: 'Not available in that format',
  409: 'Exists, but not in a usable state',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Understood and refused; nothing was touched',
  500: 'An error in Prism',
  502: 'AWS or an instance refused',
  503: 'Throttled, or shutting down',
  504: 'The outcome is in doubt',
}

const problem = (status: number) => ({
  description: titles[status] ?? 'Problem',
  content: { [problemType]: { schema: problemSchema } },
})

/** Every route can meet these: token, fault, shutdown. */
const always = [401, 500, 503]
export const problems = <S extends number>(...statuses: readonly S[]) =>
  Object.fromEntries([...always, ...statuses].map((s) => [s, problem(s)])) as Record<S | 401 | 500 | 503, ReturnType<typeof problem>>

export const volumeParams = z.object({ name: z.string().describe('The volume’s name, or its fs- id') })
export const runParams = z.object({ id: z.string() })

export const startHeaders = z.object({
  prefer: z.string().optional().describe('wait=30 waits up to that many seconds (at most 60) for the run to end'),
  'idempotency-key': z.string().optional().describe('The same key with the same request returns the same run'),
})

const runAnswer = (description: string) => ({ description, content: { 'application/json': { schema: runSchema } } })

/** Answers of the routes that begin a run. */
export const runAnswers = {
  200: runAnswer('The run ended while waiting (see its state)'),
  202: runAnswer('The run has started; its URL is in Location'),
  ...problems(400, 403, 404, 409, 413, 415, 422, 502, 504),
}

/** Answers of the routes that only read, when their own run takes too long. */
export const readAnswers = {
  202: runAnswer('Reading takes longer; the run’s URL is in Location'),
  ...problems(400, 403, 404, 409, 422, 502, 504),
}

export const json = <T extends z.ZodType>(description: string, schema: T) => ({ description, content: { 'application/json': { schema } } })
