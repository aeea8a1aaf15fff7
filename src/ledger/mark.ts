/**
 * How far a commit of the ledger takes its writer's journal: in the commit's own message, so that no crash can come between the two. It
 * counts only where the journal holds the very event that the mark names: another store, or one that was restored from before, does not.
 */
import { z } from 'zod'
import { canonical, wellFormed } from '../domain/ledger/canonical.ts'
import { hashOf } from '../domain/ledger/chain.ts'
import type { RunEvent } from '../domain/run.ts'

const schema = z.strictObject({ cursor: z.string(), run: z.string(), seq: z.int(), event: z.string() })

export type Mark = z.infer<typeof schema>

export const markOf = (cursor: string, event: RunEvent): Mark => ({ cursor, run: event.runId, seq: event.seq, event: digestOf(event) })

export const markText = (mark: Mark): string => canonical(wellFormed(mark))

/** Of a commit's message; undefined where there is none. */
export function markIn(message: string): Mark | undefined {
  try {
    return schema.parse(JSON.parse(message.split('\n\n').slice(1).join('\n\n')))
  } catch {
    return undefined
  }
}

export const isOf = (mark: Mark, events: readonly RunEvent[]): boolean =>
  events.some((event) => event.seq === mark.seq && digestOf(event) === mark.event)

const digestOf = (event: RunEvent): string => hashOf(canonical(wellFormed(event)))
