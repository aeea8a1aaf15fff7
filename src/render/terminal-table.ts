/** Tables that fit the terminal: columns shrink, cells wrap at words, nothing is cut off. */
import { type Look, paint, type Tone } from './terminal-text.ts'

/** Safe text, and a tone for all of it. */
export type Cell = string | { readonly text: string; readonly tone: Tone }

const gap = 2
const narrowest = 8

/** A header and its rows, every line indented by two. No rows make no table. */
export function table(look: Look, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const titles = head.map((text): Cell => ({ text, tone: 'dim' }))
  return layout(look, head.some((title) => title !== '') ? [titles, ...rows] : rows)
}

function layout(look: Look, rows: readonly (readonly Cell[])[]): string {
  // not by spreading: a call takes no hundred thousand arguments
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const wanted = Array.from({ length: columns }, (_, i) => rows.reduce((most, row) => Math.max(most, shownWidth(textOf(row[i] ?? ''))), 0))
  const widths = fit(wanted, look.width - gap * columns)
  return rows.flatMap((row) => drawRow(look, row, widths)).join('\n')
}

function drawRow(look: Look, row: readonly Cell[], widths: readonly number[]): string[] {
  const wrapped = widths.map((width, i) => wrap(textOf(row[i] ?? ''), width))
  const height = wrapped.reduce((most, lines) => Math.max(most, lines.length), 0)
  return Array.from({ length: height }, (_, y) => {
    const last = wrapped.findLastIndex((lines) => (lines[y] ?? '') !== '')
    let line = ''
    for (let i = 0; i <= last; i++) {
      const text = wrapped[i]![y] ?? ''
      const shown = text === '' ? '' : tinted(look, row[i]!, text)
      line += `${' '.repeat(gap)}${shown}${i === last ? '' : ' '.repeat(widths[i]! - shownWidth(text))}`
    }
    return line.trimEnd()
  })
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)
const tinted = (look: Look, cell: Cell, text: string): string => (typeof cell === 'string' ? text : paint(look, cell.tone, text))

/** Takes from the widest columns until the row fits; below the narrowest the terminal itself has to wrap. */
function fit(wanted: readonly number[], room: number): number[] {
  const widths = [...wanted]
  for (let excess = widths.reduce((a, b) => a + b, 0) - room; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths))
    if (widths[widest]! <= narrowest) break
    widths[widest]!--
  }
  return widths
}

/** Breaks after spaces, slashes, @ and commas; inside a word only where the word alone is too wide. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  if (shownWidth(text) <= width) return [text.trimEnd()]
  for (const piece of text.split(/(?<=[ /@,])/)) {
    if (shownWidth(`${line}${piece}`.trimEnd()) <= width) {
      line += piece
      continue
    }
    if (line !== '') lines.push(line.trimEnd())
    line = piece
    while (shownWidth(line.trimEnd()) > width) {
      const head = Array.from(line).slice(0, width).join('')
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  lines.push(line.trimEnd())
  return lines
}

/** Nearly all that is ever shown: one column each. */
const narrow = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027✓✗→↓]*$/

/** Columns as terminals count them: combining marks none, East Asian wide characters and emoji two. */
export function shownWidth(text: string): number {
  if (narrow.test(text)) return text.length
  let width = 0
  for (const c of text)
    width += /\p{M}/u.test(c)
      ? 0
      : /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(c)
        ? 2
        : 1
  return width
}
