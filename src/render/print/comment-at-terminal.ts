/** An answer as GitHub gets it, in Markdown, as a person reads it at a terminal: nothing of the notation is left, and tables fit. */
import { plainText } from '../escape.ts'
import type { Line, Mark, Span } from '../view/view.ts'
import { emoji } from './page-of.ts'
import { table } from './terminal-table.ts'
import { drawLine, type Look, signs } from './terminal-text.ts'

/** Closed: only their titles are shown · open: all that is in them, for whoever has to read it whole. */
export type Folds = 'closed' | 'open'

/** Lines without a final newline. */
export function commentAtTerminal(body: string, look: Look, folds: Folds = 'closed'): string {
  const drawn: string[] = []
  const shown = body.replace(/<!--[\s\S]*?-->/g, '')
  const lines = (folds === 'closed' ? closed(shown) : opened(shown)).split('\n')
  while (lines.length > 0) drawn.push(...blockOf(lines, look))
  return drawn
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Folds that follow one another become one line with their titles. */
function closed(body: string): string {
  const titles = /<details><summary>([\s\S]*?)<\/summary>[\s\S]*?<\/details>/g
  const folds = /(?:<details><summary>[\s\S]*?<\/details>\s*)+/g
  return body.replace(folds, (text) => `${foldMark}${[...text.matchAll(titles)].map(([, title]) => title).join('; ')}\n\n`)
}

const opened = (body: string): string => body.replace(/<details><summary>(.*?)<\/summary>/g, '#### $1\n').replaceAll('</details>', '')

/** No text of a comment begins with it. */
const foldMark = '\u0000'

/** Takes the lines of the next block away from `lines`. */
function blockOf(lines: string[], look: Look): string[] {
  const line = lines.shift() ?? ''
  const fence = /^( *)```/.exec(line)
  if (fence) return fenced(lines, fence[1]!.length, look)
  if (isRow(line) && /^\|[ :|-]+\|$/.test(lines[0] ?? '')) return tableOf(line, lines, look)
  if (line.startsWith(foldMark)) return drawLine(look, lineOf(`folded on GitHub: ${line.slice(1)}`), '· ')
  const heading = /^#{1,6} (.*)$/.exec(line)
  if (heading) return drawLine(look, lineOf(heading[1]!), '', true)
  const foot = /^<sub>(.*)<\/sub>$/.exec(line)
  if (foot) return foot[1]!.split('<br>').flatMap((one) => drawLine(look, lineOf(one), '· '))
  const [, lead = '', text = line] = /^( *(?:- )?)(.*)$/.exec(line) ?? []
  return drawLine(look, lineOf(text.trimEnd()), lead)
}

function fenced(lines: string[], indent: number, look: Look): string[] {
  const end = lines.findIndex((line) => line.trim() === '```')
  const inside = lines.splice(0, end < 0 ? lines.length : end + 1).slice(0, end < 0 ? undefined : -1)
  return inside.flatMap((line) => drawLine(look, [line.slice(indent)], ' '.repeat(indent + 2)))
}

const isRow = (line: string): boolean => line.startsWith('|') && line.trimEnd().endsWith('|')

function tableOf(head: string, lines: string[], look: Look): string[] {
  lines.shift()
  const end = lines.findIndex((line) => !isRow(line))
  const rows = lines.splice(0, end < 0 ? lines.length : end)
  return [
    table(
      look,
      cellsOf(head),
      rows.map((row) => cellsOf(row)),
    ),
  ]
}

/** A bar with a backslash before it is a sign of the cell. */
const cellsOf = (row: string): string[] =>
  [
    ...row
      .trim()
      .slice(1)
      .matchAll(/((?:\\[\s\S]|[^|\\])*)\|/g),
  ].map(([, cell = '']) =>
    lineOf(cell.trim().replace(/(`[^`]*`)/g, (code) => code.replaceAll('\\|', '|')))
      .map(textOf)
      .join(''),
  )

const textOf = (span: Span): string => {
  if (typeof span === 'string') return plainText(span)
  if ('mark' in span) return signs[span.mark].sign
  return plainText('code' in span ? span.code : 'strong' in span ? span.strong : span.own)
}

/** Those that are pictures on GitHub. */
const marks = (Object.entries(emoji) as [Mark, string][]).filter(([mark]) => mark !== 'none' && mark !== 'same')
/** An escaped sign, which begins nothing; code; strong; a link; a mark. */
const pieces = new RegExp(
  `\\\\.|(\`[^\`]*\`)|\\*\\*((?:\\\\.|[^*\\\\])+)\\*\\*|\\[((?:\\\\.|[^\\]\\\\])+)\\]\\([^)\\s]*\\)|(${marks.map(([, sign]) => sign).join('|')})`,
  'gu',
)

function lineOf(text: string): Line {
  const spans: Span[] = []
  let at = 0
  for (const found of text.matchAll(pieces)) {
    const [all, code, strong, link, sign] = found
    if (found.index > at) spans.push(plain(text.slice(at, found.index)))
    if (code !== undefined) spans.push({ code: code.slice(1, -1) })
    else if (strong !== undefined) spans.push({ strong: plain(strong) })
    else if (link !== undefined) spans.push(plain(link))
    else if (sign === undefined) spans.push(plain(all))
    else spans.push({ mark: marks.find(([, one]) => one === sign)![0] })
    at = found.index + all.length
  }
  if (at < text.length) spans.push(plain(text.slice(at)))
  return spans
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&#58;': ':' }

/** What `markdown` of render/escape.ts wrote, read back. */
const plain = (text: string): string =>
  text
    .replaceAll('\u2060', '')
    .replace(/\\([\\`*_~[\]|#])/g, '$1')
    .replace(/&(?:lt|gt|amp|#58);/g, (entity) => entities[entity]!)
