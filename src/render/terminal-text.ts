/** Outside text made safe for a terminal, and the few colours that Prism uses. */
import { styleText } from 'node:util'
import type { RowVerdict } from '../domain/report.ts'

/**
 * What a terminal, or the reader’s eye, would take for something else than text: control characters (ESC, CR, the C1 set), what is
 * ignored in display (zero-width and bidirectional marks, soft hyphens, variation selectors, tags), line separators, lone surrogates.
 */
const deceptive = /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cs}\u2028\u2029\ufff9-\ufffb]/gu

/** One line of text; what is deceptive is shown as `\u{…}`, a line end as `\n`. */
export function plainText(text: string): string {
  return text.replace(deceptive, (c) => (c === '\n' ? '\\n' : c === '\t' ? ' ' : `\\u{${c.codePointAt(0)!.toString(16)}}`))
}

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
