/**
 * What matters inside a paragraph: code spans and HTML, found by a scan that visits each character once, because the CommonMark parser's
 * own inline rules take quadratic time on hostile text.
 */

/** Which lines of a paragraph have their first character in no code span, HTML comment or tag. */
export function visibleLines(lines: readonly string[]): number[] {
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
