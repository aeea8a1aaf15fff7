/** Lines and marks of a terminal, and the few colours that Prism uses. */
import { styleText } from 'node:util'
import type { RowVerdict } from '../domain/report.ts'
import { plainText } from './escape.ts'

/** As `plainText`, but the text's own line ends stay. */
export const plainLines = (text: string): string[] => text.trimEnd().split(/\r?\n/).map(plainText)

export type Look = { readonly color: boolean; readonly width: number }
export type Tone = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan'

/** The text itself must already be safe. */
export function paint(look: Look, tone: Tone, text: string): string {
  return look.color ? styleText(tone, text, { validateStream: false }) : text
}

const marks = {
  holds: { mark: '✓', word: 'holds', tone: 'green' },
  differs: { mark: '✗', word: 'differs', tone: 'red' },
  unknown: { mark: '?', word: 'unknown', tone: 'yellow' },
  note: { mark: '·', word: 'note', tone: 'cyan' },
} as const

/** A verdict is a mark and a word; the tone only repeats them. */
export function verdictCell(verdict: RowVerdict): { readonly text: string; readonly tone: Tone } {
  const { mark, word, tone } = marks[verdict]
  return { text: `${mark} ${word}`, tone }
}

export function verdictText(look: Look, verdict: RowVerdict): string {
  const { text, tone } = verdictCell(verdict)
  return paint(look, tone, text)
}
