import type { z } from 'zod'
import { explainConstraints } from './constraints.ts'

/** Whose key signed a request. */
export type Caller = { readonly arn: string; readonly userId: string; readonly sourceIdentity?: string }

/** One operation of a service: what it takes and what it does. `run` gets parsed input and returns the output's members. */
export type Operation = (input: unknown, caller: Caller) => Promise<unknown>

export type Operations = Readonly<Record<string, Operation>>

/** Binds an input's shape to what is done with it; input that breaks the shape never reaches `run`. */
export function operation<Shape extends z.ZodType>(
  shape: Shape,
  run: (input: z.output<Shape>, caller: Caller) => unknown,
  rejectedWith = 'ValidationException',
): Operation {
  return async (input, caller) => {
    const parsed = shape.safeParse(input)
    if (!parsed.success) throw explainConstraints(parsed.error.issues, input, rejectedWith)
    return run(parsed.data, caller)
  }
}
