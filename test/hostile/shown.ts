/** Whether what people are shown of a run is inert: no control characters, no cells or comments that somebody else drew. */
import type { Run } from '../../src/domain/run.ts'
import { renderRunMarkdown } from '../../src/render/markdown.ts'
import { renderTerminal } from '../../src/render/terminal.ts'

/** Control characters but tab and line end, and what turns the direction of text. */
const control = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

export function notInert(run: Run): string[] {
  const comment = renderRunMarkdown(run)
  const terminal = run.answer ? renderTerminal(run.answer, { color: false, width: 100 }) : ''
  const wrong: string[] = []
  for (const [where, text] of [
    ['Markdown', comment],
    ['terminal', terminal],
    ['JSON', JSON.stringify(run)],
  ] as const) {
    const at = text.search(control)
    if (at >= 0) wrong.push(`a control character in the ${where}: ${JSON.stringify(text.slice(Math.max(0, at - 60), at + 20))}`)
  }
  if (comment.length > 65_536) wrong.push(`a comment of ${comment.length} characters`)
  if (/<(?!\/?(?:details|summary|br|sub|sup|kbd)\b|!--)/.test(outsideCode(comment))) wrong.push('an HTML tag in the Markdown')
  if (/(?<![\\\w])@[a-z]/i.test(outsideCode(comment))) wrong.push('a mention in the Markdown')
  return [...wrong, ...forgedCells(comment)]
}

const outsideCode = (text: string): string => text.replace(/(`+)[\s\S]*?\1/g, '')

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
