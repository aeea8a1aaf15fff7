/** A refusal by AWS is not an answer, and is passed on as a refusal. Anything other than a PrismError is a fault of ours. */
import { PrismError } from '../domain/catalogue.ts'
import type { Looked } from '../domain/surroundings.ts'

export async function looked<T>(look: () => Promise<T>): Promise<Looked<T>> {
  try {
    return { kind: 'seen', value: await look() }
  } catch (error) {
    if (error instanceof PrismError) return { kind: 'unseen', why: error.finding.seen }
    throw error
  }
}
