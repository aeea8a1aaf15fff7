/** GitHub's limits on what an Action may say. What is laid out for them is cut where that loses nothing that differs; the rest between its blocks. */
import { cutText } from '../../render/cut-text.ts'
import type { Limit } from '../../render/page.ts'

export const limits = {
  /** Characters of a comment's body. */
  comment: 65_536,
  /** Bytes of one step's summary. */
  summary: 1_048_576,
  /** An output is at most 1 MB, reckoned in UTF-16. */
  outputCharacters: 500_000,
} as const

export const characters = (text: string): number => text.length
export const bytes = (text: string): number => Buffer.byteLength(text)

/** As the step’s summary and its output take it, and a comment. */
export const limitsOf = {
  comment: { most: limits.comment, aim: 12_000, size: characters },
  summary: { most: limits.summary, aim: 100_000, size: bytes },
  output: { most: limits.outputCharacters, aim: 100_000, size: characters },
} as const satisfies Record<string, Limit>

const cutNote = '\n\n_…cut here: GitHub’s limit. The full report is in the step’s output `report`._\n'

/** For text that was not laid out for the limit. */
export const fit = (text: string, limit: Limit): string => cutText(text, limit, cutNote)
