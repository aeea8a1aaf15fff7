/**
 * Which lines of a comment its author said as plain text: not quoted, not code, not hidden. Markdown's blocks are read by the
 * CommonMark parser; what matters inside a paragraph (code spans, HTML) by a scan that visits each character once, because
 * the parser's own inline rules take quadratic time on hostile text.
 */
import { fromMarkdown } from 'mdast-util-from-markdown'

/** GitHub's own limit, in code points; anything longer never was a comment. */
const longestBody = 65_536
/** Quotes and nested lists opened in one comment, and list items. Beyond it the parser needs seconds, and no person wrote it. */
const mostOpened = 2_500
const mostItems = 5_000
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
  const paragraphs = tree.children.map((node) =>
    node.type === 'paragraph' && node.position ? lines.slice(node.position.start.line - 1, node.position.end.line) : [],
  )
  return paragraphs.flatMap((paragraph, i) => wantedLines([...paragraph, ...goesOnWith(paragraphs[i + 1])], paragraph.length, wanted))
}

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

/** A run of empty lines says what one says, but costs the parser its nesting depth for each. */
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
    // a quote goes on under the same prefix; a list item begins anew on each line
    if (prefix !== before || lists > 0) opened += quotes + Math.max(0, lists - 1)
    if (lists > 0) items++
    before = prefix
  }
  return opened > mostOpened || items > mostItems
}

/** Which lines of a paragraph have their first character in no code span, HTML comment or tag. */
function visibleLines(lines: readonly string[]): number[] {
  const text = lines.join('\n')
  const hidden = hiddenRanges(text)
  const visible: number[] = []
  let start = 0
  let range = 0
  for (const [i, line] of lines.entries()) {
    while (range < hidden.length && hidden[range]!.end <= start) range++
    const inside = hidden[range]
    if (!inside || inside.start > start) visible.push(i)
    start += line.length + 1
  }
  return visible
}

type Range = { readonly start: number; readonly end: number }

/** Code spans, HTML comments and tags, leftmost first, as CommonMark pairs them. An opener without a closer is plain text. */
function hiddenRanges(text: string): Range[] {
  const closers = backtickRuns(text)
  const ranges: Range[] = []
  const opener = /\\[\s\S]|(`+)|<!--|<[A-Za-z/!?]/g
  let noMore = { comment: false, tag: false }
  for (let found = opener.exec(text); found; found = opener.exec(text)) {
    const from = opener.lastIndex
    let end = -1
    if (found[1]) end = nextRun(closers.get(found[1].length), from)
    else if (found[0] === '<!--') {
      if (!noMore.comment) end = after(text, '-->', from)
      if (end < 0) noMore = { ...noMore, comment: true }
    } else if (found[0].startsWith('<')) {
      if (!noMore.tag) end = after(text, '>', from)
      if (end < 0) noMore = { ...noMore, tag: true }
    }
    if (end < 0) continue
    ranges.push({ start: found.index, end })
    opener.lastIndex = end
  }
  return ranges
}

function after(text: string, closer: string, from: number): number {
  const at = text.indexOf(closer, from)
  return at < 0 ? -1 : at + closer.length
}

type Runs = { readonly ends: number[]; next: number }

/** Where runs of each length end. Each list is only ever walked forward. */
function backtickRuns(text: string): Map<number, Runs> {
  const runs = new Map<number, Runs>()
  for (const run of text.matchAll(/`+/g)) {
    const length = run[0].length
    const known = runs.get(length) ?? { ends: [], next: 0 }
    known.ends.push(run.index + length)
    runs.set(length, known)
  }
  return runs
}

function nextRun(runs: Runs | undefined, from: number): number {
  if (!runs) return -1
  while (runs.next < runs.ends.length && runs.ends[runs.next]! <= from) runs.next++
  return runs.ends[runs.next] ?? -1
}
