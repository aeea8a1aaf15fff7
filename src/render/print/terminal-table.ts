/** Tables that fit the terminal: columns shrink, cells wrap at words, nothing is cut off; where even that is too wide, a row is lines. */
import { type Look, paint, type Tone } from './terminal-text.ts'
import { leastWidth, shownWidth, wrap } from './terminal-wrap.ts'

/** Safe text, and a tone for all of it. */
export type Cell = string | { readonly text: string; readonly tone: Tone }

const gap = 2
const narrowest = 8

/** A header and its rows, every line indented by two. No rows make no table. */
export function table(look: Look, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const titles = head.map((text): Cell => ({ text, tone: 'dim' }))
  const all = head.some((title) => title !== '') ? [titles, ...rows] : rows
  // not by spreading: a call takes no hundred thousand arguments
  const columns = all.reduce((most, row) => Math.max(most, row.length), 0)
  const measure = (of: (text: string) => number) =>
    Array.from({ length: columns }, (_, i) => all.reduce((most, row) => Math.max(most, of(textOf(row[i] ?? ''))), 0))
  const wanted = measure(shownWidth)
  const least = measure(leastWidth).map((word, i) => Math.min(wanted[i]!, Math.max(word, narrowest)))
  const room = look.width - gap * columns
  if (least.reduce((a, b) => a + b, 0) > room) return records(look, head, rows)
  const widths = fit(wanted, least, room)
  return all.flatMap((row) => drawRow(look, row, widths)).join('\n')
}

function drawRow(look: Look, row: readonly Cell[], widths: readonly number[]): string[] {
  const wrapped = widths.map((width, i) => wrap(textOf(row[i] ?? ''), width).map((line) => line.trimEnd()))
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

/** Each cell with its title on lines of its own. */
function records(look: Look, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return rows
    .flatMap((row) =>
      row.flatMap((cell, i) => {
        const text = textOf(cell)
        if (text === '') return []
        const title = head[i] ?? ''
        const lines = wrap(title === '' ? text : `${title}: ${text}`, look.width - (i === 0 ? 2 : 4))
        return lines.map((line, n) => `${' '.repeat(i === 0 && n === 0 ? 2 : 4)}${tinted(look, cell, line.trimEnd())}`)
      }),
    )
    .join('\n')
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text)
const tinted = (look: Look, cell: Cell, text: string): string => (typeof cell === 'string' ? text : paint(look, cell.tone, text))

/** Takes from the widest columns until the row fits. */
function fit(wanted: readonly number[], least: readonly number[], room: number): number[] {
  const widths = [...wanted]
  for (let excess = widths.reduce((a, b) => a + b, 0) - room; excess > 0; excess--) {
    const widest = widths.reduce((found, width, i) => (width > least[i]! && (found < 0 || width > widths[found]!) ? i : found), -1)
    if (widest < 0) break
    widths[widest]!--
  }
  return widths
}
