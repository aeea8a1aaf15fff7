/** The sharing test: one line with its pairs counted; the pairs that do not share; and, to be looked up, who shares with whom. */
import { byPair, everybodyIn } from '../../domain/pairs.ts'
import type { Report, SharingCell } from '../../domain/report.ts'
import { notesBeside } from '../../domain/sharing.ts'
import { type NameOf, namesIn } from './names.ts'
import { type Block, counted, type Fold, type Line, listed, type Span, type Table, type Text, table, text } from './view.ts'

type Who = SharingCell['writer']

const isOff = ({ verdict }: SharingCell): boolean => verdict === 'not-shared' || verdict === 'unknown'
const marks = { holds: 'holds', differs: 'differs', unknown: 'unknown' } as const
const words = { holds: 'holds', differs: 'does not work', unknown: 'not seen' } as const

/** Empty after an unmount. */
export function sharingText(report: Report): Text {
  const { sharing, operation } = report
  const nameOf = namesIn(report)
  if (operation.verb === 'unmount') return text('the sharing between users', [])
  const title: Line = [{ strong: 'Sharing:' }, ' ']
  if (sharing.verdict === 'not-tried') {
    const why: Line = operation.options.sharingTest
      ? [{ mark: 'note' }, ' not tried: nothing is claimed']
      : [{ mark: 'warning' }, ' not tested, by choice']
    return text('the sharing between users', [[...title, ...why]])
  }
  const line: Line = [
    ...title,
    { mark: marks[sharing.verdict] },
    ` ${sharing.cells.length > 0 ? countWords(sharing.cells) : words[sharing.verdict]}`,
  ]
  return text('the sharing between users', [line, ...notesBeside(sharing).map((note): Line => [note.replace(/^m?i-[0-9a-f]+/, nameOf)])])
}

function countWords(cells: readonly SharingCell[]): string {
  const of = (...verdicts: readonly SharingCell['verdict'][]): number => cells.filter((c) => verdicts.includes(c.verdict)).length
  const same = of('same-identity')
  const total = cells.length - same
  const asOne = of('as-one')
  const readOnly = of('read-only')
  if (total === 0) return `no pair of different uids · ${counted(same, 'pair')} not tried: same uid`
  const isAlone = new Set(cells.flatMap((c) => [c.writer.instanceId, c.reader.instanceId])).size === 1
  return [
    `${total - of('not-shared', 'unknown')} of ${total} pairs of different ${asOne === total ? 'accounts' : 'uids'} ${isAlone ? 'of one instance ' : ''}${readOnly > 0 ? 'did as asked' : 'read and appended'}`,
    ...(asOne > 0 ? [`${asOne} of them as the one user of an access point`] : []),
    ...(readOnly > 0 ? [`${readOnly} of them read, and were refused to append; the others read and appended`] : []),
    ...(same > 0 ? [`${counted(same, 'pair')} not tried: same uid`] : []),
  ].join(' · ')
}

/** Pairs in which something was refused or not seen: of one instance that read, with one result, they are one row. */
export function pairsTable(report: Report): Table {
  const nameOf = namesIn(report)
  const groups = Map.groupBy(report.sharing.cells.filter(isOff), (c) =>
    JSON.stringify([c.verdict, c.read, c.append, c.detail, c.reader.instanceId]),
  )
  const rows = [...groups.values()].map((cells): Line[] => [
    [{ mark: cells[0]!.verdict === 'unknown' ? 'unknown' : 'differs' }],
    [
      everybody(
        cells.map((c) => c.writer),
        nameOf,
      ),
    ],
    [
      everybody(
        cells.map((c) => c.reader),
        nameOf,
      ),
    ],
    [`read: ${cells[0]!.read}, append: ${cells[0]!.append}${cells[0]!.detail ? ` (${cells[0]!.detail})` : ''}`],
    [`${cells.length}`],
  ])
  return table('groups of pairs that do not share', ['', 'Wrote', 'Read and appended', 'What came of it', 'Pairs'], rows)
}

const everybody = (all: readonly Who[], nameOf: NameOf): string => listed([...new Set(all.map((who) => label(who, nameOf)))], 3)
const label = ({ account, instanceId, uid }: Who, nameOf: NameOf): string => `${account}@${nameOf(instanceId)} (uid ${uid})`

/** Beyond so many it is told by instances, and beyond as many of those by groups of them. */
const maxMatrix = 14

export function matrixFold(report: Report): Fold[] {
  const { cells, notes } = report.sharing
  const who = everybodyIn(cells)
  if (who.length === 0) return []
  const nameOf = namesIn(report)
  const about = text(
    'notes',
    notes.map((note): Line => [note]),
  )
  const fold = (title: string, size: number, matrix: () => Block): Fold[] => [
    { what: 'the sharing matrix', title: [title], least: size * size * 5, blocks: () => [matrix(), about] },
  ]
  if (who.length <= maxMatrix) return fold('Sharing matrix', who.length, () => peopleMatrix(cells, who, nameOf))
  const instances = [...new Set(who.map((w) => w.instanceId))]
  if (instances.length > maxMatrix)
    return fold(`Sharing, by instance that read (${instances.length})`, 2, () => readersTable(cells, instances, nameOf))
  return fold('Sharing matrix, by instance', instances.length, () => instanceMatrix(cells, instances, nameOf))
}

/** Who wrote, down; who then read and appended, across. */
function peopleMatrix(cells: readonly SharingCell[], who: readonly Who[], nameOf: NameOf): Table {
  const cellOf = byPair(cells)
  const rows = who.map((w): Line[] => [
    [label(w, nameOf)],
    ...who.map((r): Line => (w === r ? [{ mark: 'none' }] : cellLine(cellOf(w, r)))),
  ])
  return table('writers', ['wrote ↓ · read and appended →', ...who.map((w) => label(w, nameOf))], rows)
}

function instanceMatrix(cells: readonly SharingCell[], instances: readonly string[], nameOf: NameOf): Table {
  const pairs = Map.groupBy(cells, (c) => `${c.writer.instanceId} ${c.reader.instanceId}`)
  const rows = instances.map((w): Line[] => [
    [nameOf(w)],
    ...instances.map((r): Line => {
      const those = (pairs.get(`${w} ${r}`) ?? []).filter((c) => c.verdict !== 'same-identity')
      const off = those.filter(isOff)
      if (those.length === 0) return [{ mark: 'none' }]
      if (off.length === 0) return [{ mark: 'holds' }, ` ${those.length}`]
      return [
        { mark: off.some((c) => c.verdict === 'not-shared') ? 'differs' : 'unknown' },
        ` ${those.length - off.length} of ${those.length}`,
      ]
    }),
  ])
  return table('instances', ['wrote ↓ · read and appended →', ...instances.map(nameOf)], rows)
}

/** Where a matrix would have no end: what came of each instance's reading, those alike in one row. Each pair is in the JSON and in the evidence. */
function readersTable(cells: readonly SharingCell[], instances: readonly string[], nameOf: NameOf): Table {
  const readBy = Map.groupBy(
    cells.filter((c) => c.verdict !== 'same-identity'),
    (c) => c.reader.instanceId,
  )
  const outcomes = Map.groupBy(instances, (id) => {
    const those = readBy.get(id) ?? []
    const of = (verdict: SharingCell['verdict']): number => those.filter((c) => c.verdict === verdict).length
    return JSON.stringify([those.length, of('not-shared'), of('unknown')])
  })
  const rows = [...outcomes].map(([key, ids]): Line[] => {
    const [tried = 0, refused = 0, unknown = 0] = JSON.parse(key) as number[]
    const mark = tried === 0 ? 'none' : refused > 0 ? 'differs' : unknown > 0 ? 'unknown' : 'holds'
    const worked = tried === 0 ? 'no pair of different uids' : `${tried - refused - unknown} of ${counted(tried, 'pair')} each`
    return [[{ mark }], [`${ids.length}: ${listed(ids.map(nameOf), 6)}`], [worked]]
  })
  return table('instances', ['', 'Instances that read', 'Read and appended'], rows)
}

function cellLine(cell: SharingCell | undefined): Line {
  const said = (mark: Exclude<Span, string>, words: string): Line => [mark, ` ${words}`]
  switch (cell?.verdict) {
    case undefined:
      return said({ mark: 'none' }, 'not tried')
    case 'shared':
      return said({ mark: 'holds' }, 'shared')
    case 'as-one':
      return said({ mark: 'holds' }, 'shared, as one person')
    case 'read-only':
      return said({ mark: 'holds' }, 'read; append refused, as asked')
    case 'same-identity':
      return said({ mark: 'same' }, 'same identity')
    case 'unknown':
      return said({ mark: 'unknown' }, `unknown (read ${cell.read}, append ${cell.append})`)
    case 'not-shared':
      return said({ mark: 'differs' }, `not shared (read ${cell.read}, append ${cell.append})`)
  }
}
