/** A view at a terminal: in the order of the view, details when asked for, and the verdict once more at the end. */
import { plainText } from '../escape.ts'
import type { Block, Item, Line, View } from '../view/view.ts'
import { type Cell, table } from './terminal-table.ts'
import { drawLine, type Look, paint, plainOf, signs } from './terminal-text.ts'

/** Rows of a table beyond which they are counted. */
const maxRows = 40
/** With fewer lines than that between them, the first line needs no repeating. */
const fewLines = 8

export type Manner = { readonly full: boolean }

/** Lines without a final newline. */
export function printTerminal(view: View, look: Look, { full }: Manner): string {
  const headline = headlineOf(view, look)
  const folded = full
    ? view.folds.map((f) => [...drawLine(look, f.title, '', true), ...drawAll(f.blocks(), look, full)].join('\n'))
    : moreOf(view, look)
  const parts = [
    [...headline, ...view.about.flatMap((line) => drawLine(look, line, '  '))].join('\n'),
    ...drawAll([...view.first, ...view.rest], look, full),
    ...folded,
    view.foot.flatMap((line) => drawLine(look, line, '· ')).join('\n'),
  ].filter((part) => part !== '')
  const text = parts.join('\n\n')
  return text.split('\n').length > fewLines ? `${text}\n\n${headline.join('\n')}` : text
}

function headlineOf({ mark, headline }: View, look: Look): string[] {
  const { sign, tone } = signs[mark]
  return drawLine(look, headline, `${sign} `, true).map((line, n) =>
    n === 0 ? `${paint(look, tone, sign)}${line.slice(sign.length)}` : line,
  )
}

function moreOf({ folds }: View, look: Look): string[] {
  if (folds.length === 0) return []
  const titles = folds.map((f) => plainOf(f.title))
  const shown = titles.slice(0, 5).map(lowered)
  const more = titles.length - shown.length
  return [drawLine(look, [`--full also shows: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`], '· ').join('\n')]
}

const lowered = (title: string): string => (/^[A-Z][a-z]/.test(title) ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : title)

const drawAll = (blocks: readonly Block[], look: Look, full: boolean): string[] =>
  blocks.map((b) => drawBlock(b, look, full)).filter((part) => part !== '')

function drawBlock(block: Block, look: Look, full: boolean): string {
  const title = 'title' in block && block.title ? drawLine(look, block.title, '', true) : []
  const body = bodyOf(block, look, full)
  return block.kind !== 'text' && body.length === 0 ? '' : [...title, ...body].join('\n')
}

function bodyOf(block: Block, look: Look, full: boolean): string[] {
  switch (block.kind) {
    case 'text':
      return block.lines.flatMap((line) => drawLine(look, line))
    case 'heading':
      return drawLine(look, block.line, '', true)
    case 'verbatim':
      return block.lines.flatMap((line) => drawLine(look, [line], '    '))
    case 'items':
      return limited(block.entries, block.what, full, (entries) => entries.flatMap((entry) => drawItem(entry, look)))
    case 'table':
      return block.rows.length === 0
        ? []
        : limited(block.rows, block.what, full, (rows) => [
            table(
              look,
              block.head.map((text) => plainText(text).toLowerCase()),
              rows.map((row) => row.map(cellOf)),
            ),
          ])
  }
}

function limited<T>(all: readonly T[], what: string, full: boolean, draw: (shown: readonly T[]) => string[]): string[] {
  if (full || all.length <= maxRows) return draw(all)
  return [...draw(all.slice(0, maxRows)), `  … and ${all.length - maxRows} more ${what}: --full`]
}

function drawItem({ line, below, copy = [], after = [] }: Item, look: Look): string[] {
  return [
    ...drawLine(look, line, '- '),
    ...below.flatMap((one) => drawLine(look, one, '  ')),
    ...copy.flatMap((text) => drawLine(look, [text], '      ')),
    ...after.flatMap((one) => drawLine(look, one, '  ')),
  ]
}

/** In the tone of its mark; a mark alone has its word. */
function cellOf(line: Line): Cell {
  const marked = line.find((span) => typeof span !== 'string' && 'mark' in span)
  const text = plainOf(line)
  if (!marked || typeof marked === 'string' || !('mark' in marked)) return text
  const { word, tone } = signs[marked.mark]
  return { text: line.length === 1 && word !== '' ? `${text} ${word}` : text, tone }
}
