/** The sharing test for GitHub: its verdict with the count of pairs, the pairs that are not shared, and the matrix of all. */
import { byPair, everybodyIn, forEach } from '../domain/pairs.ts'
import type { Report, SharingCell } from '../domain/report.ts'
import { markdown } from './escape.ts'
import { table, tableList } from './markdown-table.ts'
import { joined, type List } from './page.ts'

type Who = SharingCell['writer']

export function sharingMarkdown({ sharing, operation }: Report): string {
  if (operation.verb === 'unmount') return ''
  const notTried = operation.options.sharingTest ? '❔ not tried' : '⚠️ not tested, by choice'
  const word = { holds: '✅ holds', differs: '❌ differs', unknown: '❔ unknown', 'not-tried': notTried }[sharing.verdict]
  const notes = sharing.notes.map((n) => `> ${markdown(n)}`).join('\n>\n')
  return joined([`#### Sharing between users: ${word}`, countMarkdown(sharing.cells), notes])
}

function countMarkdown(cells: readonly SharingCell[]): string {
  if (cells.length === 0) return ''
  const same = cells.filter((c) => c.verdict === 'same-identity').length
  const off = cells.filter(isOff).length
  const counted = cells.length - same
  const left = same > 0 ? `; ${same} between equal uids prove nothing` : ''
  return `${counted - off} of ${counted} pairs of different users shared${left}.`
}

const isOff = ({ verdict }: SharingCell): boolean => verdict === 'not-shared' || verdict === 'unknown'

/** Pairs in which something was refused or not seen. */
export function pairsList(report: Report): List {
  const label = labels(report)
  const rows = report.sharing.cells.filter(isOff).map((c) => [cellText(c), label(c.writer), label(c.reader), markdown(c.detail ?? '')])
  return tableList(
    'pairs that differ or are unknown',
    '#### Who does not share with whom',
    ['', 'Wrote', 'Read and appended', 'Said'],
    rows,
  )
}

/** Who wrote, down; who then read and appended, across. */
export function matrixMarkdown(report: Report): string {
  const { cells } = report.sharing
  if (cells.length === 0) return ''
  const label = labels(report)
  const who = everybodyIn(cells)
  const cellOf = byPair(cells)
  return table(
    ['wrote ↓ · read and appended →', ...who.map(label)],
    who.map((w) => [label(w), ...who.map((r) => (w === r ? '·' : cellText(cellOf(w, r))))]),
  )
}

function labels({ sharing, operation }: Report): (who: Who) => string {
  const host = new Map(operation.targets.map((t) => [t.instanceId, t.name]))
  const made = forEach(
    everybodyIn(sharing.cells),
    (who) => `${markdown(who.account)}@${markdown(host.get(who.instanceId) ?? who.instanceId)} (uid ${who.uid})`,
  )
  return (who) => made(who) ?? ''
}

function cellText(cell: SharingCell | undefined): string {
  if (!cell) return '❔ unknown'
  switch (cell.verdict) {
    case 'shared':
      return '✅ read, appended'
    case 'as-one':
      return '✅ read, appended, as one person'
    case 'read-only':
      return '✅ read; append refused, as asked'
    case 'same-identity':
      return '＝ same identity'
    case 'unknown':
      return '❔ unknown'
    case 'not-shared':
      return `❌ read: ${cell.read}, append: ${cell.append}`
  }
}
