/** What is looked up: every row by instance, and what was done on the hosts. */
import type { InstanceReport, Report, Row } from '../../domain/report.ts'
import { subjectSpan } from './names.ts'
import { type Block, counted, type Fold, type Line, type Table, table, text } from './view.ts'

/** What the shortest row and the title of an instance take. */
const leastRow = 30
const leastTitle = 40

/** Those that do not hold have a fold of their own: it is left out last. */
export function rowFolds({ instances }: Report, among?: string): Fold[] {
  const off = instances.filter((i) => i.verdict !== 'holds')
  const holding = instances.filter((i) => i.verdict === 'holds')
  return [
    rowsFold(off, holding.length === 0 ? '' : 'that differ or are unknown', among),
    rowsFold(holding, off.length === 0 ? '' : 'that hold', among),
  ].flat()
}

function rowsFold(instances: readonly InstanceReport[], which: string, among?: string): Fold[] {
  const rows = instances.reduce((sum, i) => sum + i.rows.length, 0)
  if (rows === 0) return []
  const whose =
    instances.length === 1
      ? `Every row of ${instances[0]!.name} (${rows})`
      : `Every row, by instance (${rows}${which === '' ? '' : `, of the ${instances.length} ${which}`})`
  const of = instances.length > 1 ? counted(instances.length, 'instance') : instances[0]!.name
  return [
    {
      what: 'every row of',
      of: among === undefined ? of : `${of} of ${among}`,
      title: [among === undefined ? whose : `${among}: ${whose}`],
      least: leastRow * rows + leastTitle * instances.length,
      blocks: () => instances.flatMap((i) => instanceBlocks(i)),
    },
  ]
}

function instanceBlocks({ verdict, name, instanceId, about, rows }: InstanceReport): Block[] {
  const title: Line = [{ mark: verdict }, ' ', { strong: name }, ' ', { code: instanceId }, ...(about === '' ? [] : [` · ${about}`])]
  if (rows.length === 0) return [text('rows', [['nothing was seen']], { title })]
  return [{ ...rowsTable(rows), title }]
}

const rowsTable = (rows: readonly Row[]): Table =>
  table(
    'rows',
    ['', 'What', 'Expected', 'Seen'],
    rows.map((r): Line[] => [[{ mark: r.verdict }], [subjectSpan(r.subject)], [r.expected], [r.observed]]),
  )

export function stepsFold({ instances }: Report): Fold[] {
  const steps = instances.reduce((sum, i) => sum + i.steps.length, 0)
  if (steps === 0) return []
  const rows = () =>
    instances.flatMap(({ name, steps: own }) =>
      own.map((s): Line[] => [[name], [s.step], [s.status], [s.detail], [`${s.milliseconds} ms`]]),
    )
  return [
    {
      what: 'what was done on the hosts',
      title: ['What was done on the hosts'],
      least: leastRow * steps,
      blocks: () => [table('steps', ['Instance', 'Step', 'Status', 'Detail', 'Time'], rows())],
    },
  ]
}
