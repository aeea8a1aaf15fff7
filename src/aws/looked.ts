/** A refusal by AWS is no answer, and is told as what it is. Whatever is no PrismError is a fault of ours. */
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
