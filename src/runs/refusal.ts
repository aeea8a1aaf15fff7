/** What AWS answers instead of a result, seen by who asks again. */
import { type Finding, PrismError } from '../domain/catalogue.ts'

/** A refusal of AWS's as a value, so that what was seen so far is not lost; anything else that is thrown is a fault of ours. */
export async function orRefusal<T>(
  asked: Promise<T>,
): Promise<{ readonly answer: T; readonly refused?: never } | { readonly answer?: never; readonly refused: Finding }> {
  try {
    return { answer: await asked }
  } catch (error) {
    if (error instanceof PrismError) return { refused: error.finding }
    throw error
  }
}

/** Said by AWS about who asks, not about the moment. */
export const isFinal = ({ code }: Finding): boolean => code === 'aws-denied' || code === 'aws-credentials'

/** Whether the same question may be answered later. */
export const passes = (refused: Finding): boolean => !isFinal(refused) && refused.code !== 'aws-error'
