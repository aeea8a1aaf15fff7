/** Whether what people are shown of a run is inert: no control characters, no cells or comments that somebody else drew. */
import type { Run } from '../../src/domain/run.ts'
import { formatJson, jsonOfRun } from '../../src/entrypoints/cli/json.ts'
import { renderRunMarkdown } from '../../src/render/markdown.ts'
import { renderTerminal } from '../../src/render/terminal.ts'

/** Control characters but tab and line end, and what turns the direction of text. */
const control = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

export function notInert(run: Run): string[] {
  const terminal = run.answer ? renderTerminal(run.answer, { color: false, width: 100 }) : ''
  return [
    ...controls('the terminal', terminal),
    ...controls('JSON', formatJson(jsonOfRun(run, 0, run.findings))),
    ...notInertIn(renderRunMarkdown(run)),
  ]
}

/** What of a comment's text is not. */
export function notInertIn(comment: string): string[] {
  const wrong = controls('the Markdown', comment)
  if (comment.length > 65_536) wrong.push(`a comment of ${comment.length} characters`)
  // a dollar stands in one, where else it might begin a formula
  const words = asShown(comment).replaceAll('<span>$</span>', '$')
  if (/<(?!\/?(?:details|summary|br|sub|sup|kbd)\b|!--)/.test(words)) wrong.push('an HTML tag in the Markdown')
  const linked = /(?<!\w)@[a-z\d]|#\d|\bgh-\d|(?<![a-z])(?:www\.|(?:https?|ftp):\/\/)[a-z\d]/i.exec(words)
  if (linked)
    wrong.push(`a mention or link in the Markdown: ${JSON.stringify(words.slice(Math.max(0, linked.index - 60), linked.index + 20))}`)
  return [...wrong, ...forgedCells(comment)]
}

function controls(where: string, text: string): string[] {
  const at = text.search(control)
  return at < 0 ? [] : [`a control character in ${where}: ${JSON.stringify(text.slice(Math.max(0, at - 60), at + 20))}`]
}

/**
 * What GitHub looks for mentions and links in: without code, cell by cell, because no code reaches from one into the next; escapes have
 * gone by then, and entities are signs.
 */
const asShown = (comment: string): string =>
  comment
    .replace(/^```[\s\S]*?^```$/gm, '')
    .split('\n')
    .flatMap((line) => (line.startsWith('|') ? line.split(/(?<!\\)\|/) : [line]))
    .map((part) =>
      part
        .replace(/\\([!-/:-@[-`{-~])|(`+)(?!`)[\s\S]*?(?<!`)\2(?!`)/g, (_, escaped?: string) =>
          escaped === undefined ? ' ' : escaped === '<' ? '&lt;' : escaped,
        )
        .replace(/&#(\d+);/g, (entity, number: string) => (number === '58' ? entity : String.fromCodePoint(Number(number) % 0x10ffff))),
    )
    .join('\n')

/** A table's rows have as many cells as its head. */
function forgedCells(comment: string): string[] {
  const wrong: string[] = []
  let width = 0
  for (const line of comment.split('\n')) {
    if (!line.startsWith('|')) {
      width = 0
      continue
    }
    const cells = line.replace(/\\./g, '').split('|').length
    if (width === 0) width = cells
    else if (cells !== width) wrong.push(`a row of ${cells} cells in a table of ${width}: ${line.slice(0, 120)}`)
  }
  return wrong
}
