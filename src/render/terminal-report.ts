/** The report: the verdict first, then each instance path by path and user by user, then the sharing matrix. */
import type { Identity } from '../domain/facts.ts'
import { byPair, everybodyIn, forEach } from '../domain/pairs.ts'
import type { InstanceReport, Report, RowVerdict, SharingCell } from '../domain/report.ts'
import { plainText } from './escape.ts'
import { renderCauses } from './terminal-doctor.ts'
import { renderFindings } from './terminal-findings.ts'
import { renderIdentity } from './terminal-identity.ts'
import { type Cell, table } from './terminal-table.ts'
import { type Look, paint, verdictCell, verdictText } from './terminal-text.ts'
import { caveats } from './words.ts'

export function renderReport(report: Report, look: Look): string {
  const parts = [
    headline(report, look),
    ...(report.diagnoses && report.diagnoses.length > 0 ? [renderCauses(report.diagnoses, look)] : []),
    ...report.instances.map((i) => renderInstance(i, look)),
    ...(report.sharing.verdict === 'not-tried' && report.operation.verb === 'unmount' ? [] : [renderSharing(report, look)]),
    ...(report.identity ? [renderIdentity(report.identity, report.instances, look)] : []),
    ...(report.notes.length > 0 ? [report.notes.map((n) => `· ${plainText(n)}`).join('\n')] : []),
    ...(report.findings.length > 0 ? [renderFindings(report.findings, look)] : []),
  ]
  return parts.join('\n\n')
}

const meaning = {
  holds: 'every expected row was seen and is as it should be',
  differs: 'something is not as it should be; see the rows marked ✗',
  unknown: 'something expected was not seen; nothing is claimed about it',
} as const

function headline({ operation, verdict }: Report, look: Look): string {
  const what = `${operation.verb} ${plainText(operation.volume)} (${operation.fileSystemId}) at ${plainText(operation.mountPoint)}`
  return [
    `${verdictText(look, verdict)} ${paint(look, 'bold', what)}`,
    `  ${meaning[verdict]}`,
    ...caveats(operation).map((c) => `  ! ${c}`),
  ].join('\n')
}

function renderInstance(instance: InstanceReport, look: Look): string {
  const about = instance.about === '' ? '' : ` · ${plainText(instance.about)}`
  const title = `${verdictText(look, instance.verdict)} ${paint(look, 'bold', plainText(instance.name))} (${instance.instanceId})${about}`
  const rows = instance.rows.map((r, i): Cell[] => [
    r.section === instance.rows[i - 1]?.section ? '' : r.section,
    plainText(r.subject),
    plainText(r.expected),
    plainText(r.observed),
    verdictCell(r.verdict),
  ])
  return [
    title,
    ...(instance.steps.length > 0 ? [stepsLine(instance)] : []),
    ...(rows.length > 0 ? [table(look, ['', 'what', 'expected', 'seen', 'verdict'], rows)] : ['  nothing was seen']),
    ...(instance.findings.length > 0 ? [renderFindings(instance.findings, look)] : []),
  ].join('\n')
}

/** `changed group, mount (1.2 s) · unchanged client` */
function stepsLine({ steps }: InstanceReport): string {
  const named = (['changed', 'failed', 'unchanged', 'skipped'] as const).flatMap((status) => {
    const those = steps.filter((s) => s.status === status)
    return those.length > 0 ? [`${status} ${those.map((s) => plainText(s.step)).join(', ')}`] : []
  })
  const seconds = steps.reduce((sum, s) => sum + s.milliseconds, 0) / 1000
  return `  ${named.join(' · ')} (${seconds.toFixed(1)} s)`
}

const sharingTitle = { holds: 'holds', differs: 'differs', unknown: 'unknown', 'not-tried': 'note' } as const satisfies Record<
  string,
  RowVerdict
>

function renderSharing({ sharing, instances }: Report, look: Look): string {
  const title = sharing.verdict === 'not-tried' ? 'not tried: nothing is claimed' : 'who reads and appends to what whom wrote'
  const lines = [`${verdictText(look, sharingTitle[sharing.verdict])} ${paint(look, 'bold', 'sharing')}: ${title}`]
  if (sharing.cells.length > 0) lines.push(matrix(sharing.cells, instances, look))
  lines.push(...sharing.notes.map((n) => `  · ${plainText(n)}`))
  return lines.join('\n')
}

/** Writers down, readers across; a list of pairs where that would not fit the terminal. */
function matrix(cells: readonly SharingCell[], instances: readonly InstanceReport[], look: Look): string {
  const names = new Map(instances.map((i) => [i.instanceId, i.name]))
  const people = everybodyIn(cells)
  const labels = forEach(people, (who) => labelOf(who, names.get(who.instanceId) ?? who.instanceId))
  const label = (who: Identity): string => labels(who) ?? ''
  if ((people.length + 1) * 18 > look.width)
    return table(
      look,
      ['writer', 'reader', 'result'],
      cells.map((c) => [label(c.writer), label(c.reader), cellOf(c)]),
    )
  const cellAt = byPair(cells)
  return table(
    look,
    ['wrote ↓ · read →', ...people.map(label)],
    people.map((writer) => [
      label(writer),
      ...people.map((reader): Cell => {
        const cell = cellAt(writer, reader)
        return cell ? cellOf(cell) : '–'
      }),
    ]),
  )
}

const labelOf = ({ account, uid, temporary }: Identity, instance: string): string =>
  `${plainText(account)}@${plainText(instance)} uid ${uid}${temporary ? ' (temporary)' : ''}`

function cellOf(cell: SharingCell): Cell {
  const tried = `(read ${cell.read}, append ${cell.append})`
  switch (cell.verdict) {
    case 'shared':
      return { text: '✓ shared', tone: 'green' }
    case 'as-one':
      return { text: '✓ as one person', tone: 'green' }
    case 'read-only':
      return { text: '✓ read, append refused', tone: 'green' }
    case 'not-shared':
      return { text: `✗ not shared ${tried}`, tone: 'red' }
    case 'same-identity':
      return { text: '= same identity', tone: 'dim' }
    case 'unknown':
      return { text: `? unknown ${tried}`, tone: 'yellow' }
  }
}
