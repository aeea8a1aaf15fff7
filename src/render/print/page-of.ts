/** A view as a page of Markdown: the only place that makes Markdown of it, and so that escapes. */
import { code, codeLine, markdown, plainText } from '../escape.ts'
import { type Folded, joined, list, type Page, type Section, whole } from '../page.ts'
import type { Block, Fold, Item, Line, Mark, Span, Table, View } from '../view/view.ts'
import { tableList } from './markdown-table.ts'

export const emoji: Record<Mark, string> = {
  holds: '✅',
  differs: '❌',
  unknown: '❔',
  note: 'ℹ️',
  warning: '⚠️',
  same: '＝',
  none: '–',
  running: '⏳',
  denied: '⛔',
  gone: '⚫',
}

/** `where`: a sentence that says where everything is that did not fit. */
export function pageOf(view: View, where: string): Page {
  return {
    head: joined([`### ${emoji[view.mark]} ${lineMarkdown(view.headline)}`, linesMarkdown(view.about)]),
    first: view.first.flatMap(sectionOf),
    rest: view.rest.flatMap(sectionOf),
    folds: view.folds.map(foldOf),
    foot: view.foot.length > 0 ? `<sub>${view.foot.map(lineMarkdown).join('<br>')}</sub>` : '',
    where,
  }
}

export const lineMarkdown = (line: Line): string => line.map((span) => spanMarkdown(span, codeLine)).join('')
const cellMarkdown = (line: Line): string => line.map((span) => spanMarkdown(span, code)).join('')
/** With line ends that hold in a comment and in a summary. */
const linesMarkdown = (lines: readonly Line[]): string => lines.map(lineMarkdown).join('  \n')

function spanMarkdown(span: Span, codeOf: (text: string) => string): string {
  if (typeof span === 'string') return markdown(span)
  if ('mark' in span) return emoji[span.mark]
  if ('code' in span) return codeOf(span.code)
  if ('strong' in span) return strong(span.strong)
  return span.own
}

/** Spaces inside the stars would make text of them. */
const strong = (text: string): string => (text.trim() === '' ? '' : `**${markdown(text.trim())}**`)

function sectionOf(block: Block): Section[] {
  const title = 'title' in block && block.title ? lineMarkdown(block.title) : ''
  switch (block.kind) {
    case 'text':
      return block.lines.length > 0 || title !== '' ? [whole(block.what, joined([title, linesMarkdown(block.lines)]), of(block))] : []
    case 'table':
      return block.rows.length > 0 ? [tableSection(block, title)] : []
    case 'items':
      return block.entries.length > 0 ? [list(block.what, title, block.entries.map(itemMarkdown))] : []
    case 'verbatim':
      return block.lines.length > 0
        ? [list(block.what, '', fenced(block.lines), { head: `${title === '' ? '' : `${title}\n\n`}\`\`\`text\n`, tail: '\n```' })]
        : []
    case 'heading':
      return [whole(block.what, `#### ${lineMarkdown(block.line)}`, of(block))]
  }
}

const of = ({ of: name }: { readonly of?: string }) => (name === undefined ? {} : { of: name })

/** A phone has room for three or four columns: a mark stands in the cell of what it marks, and so does all that names the row. */
function tableSection({ what, head, rows, named = 0 }: Table, title: string): Section {
  const marked = head[0] === ''
  const count = Math.max(named, marked ? 2 : 1)
  const narrow = (cells: readonly string[]): string[] => {
    const names = cells.slice(marked ? 1 : 0, count).filter((cell) => cell !== '')
    return [[...(marked && cells[0] ? [cells[0]] : []), names.join(' · ')].join(' ').trim(), ...cells.slice(count)]
  }
  return tableList(
    what,
    title,
    narrow(head.map((text) => markdown(text))),
    rows.map((cells) => narrow(cells.map(cellMarkdown))),
  )
}

function itemMarkdown({ line, below, copy = [], after = [] }: Item): string {
  const sub = (lines: readonly Line[]): string[] => lines.map((one) => `  - ${lineMarkdown(one)}`)
  // below the line that says what it is for
  const indent = below.length > 0 ? '    ' : '  '
  const fence = copy.length > 0 ? ['```text', ...fenced(copy), '```'].map((text) => `${indent}${text}`) : []
  return [`- ${lineMarkdown(line)}`, ...sub(below), ...fence, ...sub(after)].join('\n')
}

/** None of the lines can end the fence. */
const fenced = (lines: readonly string[]): string[] => lines.map((text) => plainText(text).replace(/`/g, 'ˋ'))

function foldOf({ what, of: name, title, least, blocks }: Fold): Folded {
  const body = () => blocks().flatMap(sectionOf).map(textOfSection)
  return {
    what,
    ...(name === undefined ? {} : { of: name }),
    least,
    text: () => `<details><summary>${summaryText(title)}</summary>\n\n${joined(body())}\n\n</details>`,
  }
}

const textOfSection = (s: Section): string => (s.kind === 'whole' ? s.text : `${s.head}${s.entries.join(s.between)}${s.tail}`)

/** Inside a tag GitHub reads no Markdown. */
const summaryText = (title: Line): string =>
  title
    .map((span) => {
      if (typeof span === 'string') return html(span)
      if ('mark' in span) return emoji[span.mark]
      return html('code' in span ? span.code : 'strong' in span ? span.strong : span.own)
    })
    .join('')

const html = (text: string): string => markdown(text).replace(/\\([\\`*_~[\]|#])/g, '$1')
