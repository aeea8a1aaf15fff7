/**
 * Which lines of a comment its author wrote as plain text: not quoted, not code, not hidden, not in a mail below. Markdown's blocks are read by the
 * CommonMark parser; what matters inside a paragraph by `visibleLines`.
 */
import { fromMarkdown } from 'mdast-util-from-markdown'
import { quotedMailAt } from './quoted-mail.ts'
import { visibleLines } from './visible-lines.ts'

/** GitHub's own limit, in code points; anything longer never was a comment. */
const longestBody = 65_536
/** Quotes and nested lists opened in one comment, and list items. Beyond it the parser needs seconds, and no person wrote it. */
const maxOpened = 2_500
const maxItems = 5_000
const deepestNesting = 32

/** Every inline rule, and the two block rules that would swallow a command line for what follows it. */
const switchedOff = [
  'attention',
  'autolink',
  'characterEscape',
  'characterReference',
  'codeText',
  'definition',
  'hardBreakEscape',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
  'setextUnderline',
]

export type PlainLine = {
  readonly line: string
  /** What its paragraph goes on with below it, up to the next wanted line or a mail's signature. */
  readonly below: readonly string[]
}

/** Plain lines of top-level paragraphs for which `wanted` holds, in order. Empty for bodies that no person writes. */
export function plainLines(body: string, wanted: (line: string) => boolean): PlainLine[] {
  if (body.length > 2 * longestBody || Array.from(body).length > longestBody) return []
  const lines = withoutEmptyRuns(body.replace(/\r\n?/g, '\n').split('\n'))
  if (!lines.some(wanted) || isTangled(lines)) return []
  const tree = fromMarkdown(lines.join('\n'), { extensions: [{ disable: { null: switchedOff } }] })
  const end = quotedMailAt(withoutCode(lines, tree.children), wanted)
  const paragraphs = tree.children.map((node) =>
    node.type === 'paragraph' && node.position
      ? lines.slice(node.position.start.line - 1, Math.min(node.position.end.line, Math.max(end, node.position.start.line - 1)))
      : [],
  )
  return paragraphs.flatMap((paragraph, i) => wantedLines([...paragraph, ...goesOnWith(paragraphs[i + 1])], paragraph.length, wanted))
}

/** A mail that somebody shows as code is no mail below. An open fence may be the mail's own. */
function withoutCode(lines: readonly string[], nodes: ReturnType<typeof fromMarkdown>['children']): string[] {
  const kept = [...lines]
  for (const { type, position } of nodes)
    if (type === 'code' && position && isFence(lines[position.start.line - 1]) && isFence(lines[position.end.line - 1]))
      kept.fill('', position.start.line - 1, position.end.line)
  return kept
}

const isFence = (line: string | undefined): boolean => /^ {0,3}(?:`{3}|~{3})/.test(line ?? '')

/** Converters of mail put an empty line after each line: a paragraph that begins with an option is the rest of the one above it. */
const goesOnWith = (next: readonly string[] | undefined): readonly string[] =>
  /^\s*[-\u2010-\u2015]{1,3}[A-Za-z]/.test(next?.[0] ?? '') ? next! : []

/** `-- `, as mail programs put it above a signature (RFC 3676). */
const signature = /^-- ?$/

function wantedLines(lines: readonly string[], own: number, wanted: (line: string) => boolean): PlainLine[] {
  const found = visibleLines(lines.slice(0, own)).filter((i) => wanted(lines[i]!))
  return found.map((at, n) => {
    const rest = lines.slice(at + 1, found[n + 1] ?? lines.length)
    const end = rest.findIndex((line) => signature.test(line))
    return { line: lines[at]!, below: end < 0 ? rest : rest.slice(0, end) }
  })
}

/** A run of empty lines means the same as one, but costs the parser its nesting depth for each. */
function withoutEmptyRuns(lines: readonly string[]): string[] {
  const empty = (line: string | undefined): boolean => line !== undefined && line.trim() === ''
  return lines.filter((line, i) => !(empty(line) && empty(lines[i - 1])))
}

function isTangled(lines: readonly string[]): boolean {
  let opened = 0
  let items = 0
  let before = ''
  for (const line of lines) {
    const prefix = /^[\t >*+\-.)0-9]*/.exec(line)?.[0] ?? ''
    const quotes = prefix.split('>').length - 1
    const lists = prefix.match(/(?:[-*+]|[0-9][.)])(?=[\t ]|$)/g)?.length ?? 0
    if (quotes + lists > deepestNesting && !/^[\t *_-]+$/.test(line)) return true
    // a quote continues under the same prefix; a list item begins again on each line
    if (prefix !== before || lists > 0) opened += quotes + Math.max(0, lists - 1)
    if (lists > 0) items++
    before = prefix
  }
  return opened > maxOpened || items > maxItems
}
