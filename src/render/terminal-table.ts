/** Tables that fit the terminal: columns shrink, cells wrap, nothing is cut off. */
import { stripVTControlCharacters } from 'node:util'
import Table from 'cli-table3'
import { type Look, paint } from './terminal-text.ts'

const gap = 2
const narrowest = 6

/** Cells are safe text, colour codes of `paint` at most. Every line is indented by two. */
export function table(look: Look, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = fit(
    head.map((title, i) => Math.max(...[title, ...rows.map((r) => r[i] ?? '')].map(shownLength))),
    look.width - 2 - gap * head.length,
  )
  const drawn = new Table({
    head: head.map((title) => paint(look, 'dim', title)),
    colWidths: widths.map((w) => w + gap),
    wordWrap: true,
    wrapOnWordBoundary: false,
    chars: noBorders,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': gap },
  })
  drawn.push(...rows.map((r) => [...r]))
  return drawn
    .toString()
    .split('\n')
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n')
}

const shownLength = (text: string): number => stripVTControlCharacters(text).length

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

const noBorders = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid']
    .concat(['mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((place) => [place, '']),
)
