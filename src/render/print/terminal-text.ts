/** Lines and marks of a terminal, and the few colours that Prism uses. */
import { styleText } from 'node:util'
import { plainText } from '../escape.ts'
import type { Line, Mark, Span } from '../view/view.ts'
import { wrap } from './terminal-wrap.ts'

/** As `plainText`, but the text's own line ends stay. */
export const plainLines = (text: string): string[] => text.trimEnd().split(/\r?\n/).map(plainText)

export type Look = { readonly color: boolean; readonly width: number }
export type Tone = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan'

/** The text itself must already be safe. */
export function paint(look: Look, tone: Tone, text: string): string {
  return look.color ? styleText(tone, text, { validateStream: false }) : text
}

/** A mark that stands alone has its word; the tone only repeats it. */
export const signs: Record<Mark, { readonly sign: string; readonly word: string; readonly tone: Tone }> = {
  holds: { sign: '✓', word: 'holds', tone: 'green' },
  differs: { sign: '✗', word: 'differs', tone: 'red' },
  unknown: { sign: '?', word: 'unknown', tone: 'yellow' },
  note: { sign: '·', word: 'note', tone: 'cyan' },
  warning: { sign: '!', word: 'warning', tone: 'yellow' },
  same: { sign: '=', word: 'same', tone: 'dim' },
  none: { sign: '–', word: '', tone: 'dim' },
  running: { sign: '…', word: 'under way', tone: 'cyan' },
  denied: { sign: '✗', word: 'not allowed', tone: 'red' },
  gone: { sign: '✗', word: 'gone', tone: 'red' },
}

/** Our sentences name a command as a comment and as it is at a terminal; here only the second. */
export const atTerminal = (text: string): string => text.replace(/`\/prism [^`]*`(?:,? or )(`prism [^`]*`)/g, '$1')

type Piece = { readonly text: string; readonly tone?: Tone }

function pieceOf(span: Span): Piece {
  if (typeof span === 'string') return { text: plainText(span) }
  if ('mark' in span) return { text: signs[span.mark].sign, tone: signs[span.mark].tone }
  if ('code' in span) return { text: plainText(span.code) }
  if ('strong' in span) return { text: plainText(span.strong), tone: 'bold' }
  return { text: atTerminal(plainText(span.own)) }
}

export const plainOf = (line: Line): string => line.map((span) => pieceOf(span).text).join('')

/** Wrapped at words; `first` stands before the first line, and as many spaces before the others. */
export function drawLine(look: Look, line: Line, first = '', bold = false): string[] {
  const pieces = merged(line.map(pieceOf).map((p): Piece => (bold && p.tone === undefined ? { ...p, tone: 'bold' } : p)))
  const indent = ' '.repeat(first.length)
  let at = 0
  return wrap(pieces.map((p) => p.text).join(''), Math.max(20, look.width - first.length)).map((text, n) => {
    const drawn = slice(look, pieces, at, at + text.trimEnd().length)
    at += text.length
    return `${n === 0 ? first : indent}${drawn}`.trimEnd()
  })
}

/** Neighbours of one tone are one piece. */
function merged(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (last && last.tone === piece.tone) all[all.length - 1] = { ...last, text: `${last.text}${piece.text}` }
    else all.push(piece)
  }
  return all
}

/** The pieces between two places of their joined text, in their tones. */
function slice(look: Look, pieces: readonly Piece[], from: number, to: number): string {
  let start = 0
  let drawn = ''
  for (const { text, tone } of pieces) {
    const part = text.slice(Math.max(0, from - start), Math.max(0, to - start))
    if (part !== '') drawn += tone ? paint(look, tone, part) : part
    start += text.length
  }
  return drawn
}
