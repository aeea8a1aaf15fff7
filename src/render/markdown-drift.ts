/** The living issue of a volume: its title, its body, and what its history says when the state changes. */
import type { Change, Drift, DriftState } from '../domain/drift.ts'
import { repairsOf } from '../domain/repairs.ts'
import type { InstanceReport } from '../domain/report.ts'
import type { Request } from '../domain/request.ts'
import { code, markdown } from './escape.ts'
import { goneMarkdown, unaskedMarkdown } from './markdown-checks.ts'
import { findingsMarkdown } from './markdown-findings.ts'
import { differencesMarkdown } from './markdown-plan.ts'
import { table } from './markdown-table.ts'
import { rowMarks } from './words.ts'

/** How a request is said: in a comment of the issue, and at a terminal. */
export type Saying = { readonly comment: (request: Request) => string; readonly terminal: (request: Request) => string }

const states: Record<DriftState, { readonly mark: string; readonly title: string; readonly text: string }> = {
  healthy: { mark: '✅', title: 'healthy', text: 'is as it should be' },
  drifted: { mark: '❌', title: 'drifted', text: 'is not as it should be' },
  unknown: {
    mark: '❔',
    title: 'unknown',
    text: 'could not be seen everywhere: it is neither known to be healthy nor known to have drifted',
  },
  gone: { mark: '⚫', title: 'gone', text: 'is no more: EFS does not list it in this region' },
}

/** At most 256 characters. The grammar of names keeps it plain. */
export function driftTitle({ record }: Drift): string {
  const name = record.volume === record.fileSystemId ? record.volume : `${record.volume} (${record.fileSystemId})`
  return `Shared volume ${name}: ${states[record.state].title}`
}

/** What the history says of a change of the state: nobody is notified of an edited body. */
export function driftTurn(drift: Drift, saying: Saying): string {
  return [headline(drift), changesMarkdown(drift), repairMarkdown(drift, saying, 10)].filter((part) => part !== '').join('\n\n')
}

/** At most `room` characters; what does not fit is left out from the end of lists, and counted. */
export function driftBody(drift: Drift, saying: Saying, room: number): string {
  const versions = [1_000, 100, 30, 5].map((most) => bodyWith(drift, saying, most))
  const fits = versions.find((text) => text.length <= room)
  if (fits !== undefined) return fits
  const brief = [headline(drift), about(drift), 'The details do not fit into an issue.'].join('\n\n')
  return brief.slice(0, room)
}

function bodyWith(drift: Drift, saying: Saying, most: number): string {
  const { check } = drift
  return [
    headline(drift),
    about(drift),
    drift.forgotten ? forgotten : '',
    changesMarkdown(drift, most),
    section('What could not be asked', findingsMarkdown(check.findings.slice(0, most)) + more(check.findings.length, most)),
    section('What is not as it should be', rowsMarkdown(drift, most)),
    repairMarkdown(drift, saying, most),
    section('Instances', instancesMarkdown(drift, most)),
    unaskedMarkdown({ ...check, unasked: check.unasked.slice(0, most) }) + more(check.unasked.length, most),
    goneMarkdown({ ...check, gone: check.gone.slice(0, most) }),
    footer,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function headline({ record }: Drift): string {
  const { mark, text } = states[record.state]
  return `### ${mark} ${code(record.volume)} ${text}`
}

function about({ record, check }: Drift): string {
  const held = record.carriers.filter((c) => c.verdict === 'holds').length
  const runs = [...new Set(check.places.map((p) => p.report.runId))].map((id) => ` · run ${code(id)}`).join('')
  return [
    `${code(record.fileSystemId)} in ${code(record.region)} · holds on ${held} of ${record.carriers.length} instances that are known to carry it`,
    `So since ${record.since} · last looked at ${record.at}${runs}`,
  ].join('  \n')
}

const section = (title: string, text: string): string => (text === '' ? '' : `#### ${title}\n\n${text}`)
const more = (all: number, most: number): string => (all > most ? `\n\n… and ${all - most} more.` : '')

function changesMarkdown({ changes }: Drift, most = 20): string {
  if (changes.length === 0) return ''
  return `**Since the look before:**\n\n${changes.slice(0, most).map(changeLine).join('\n')}${more(changes.length, most)}`
}

function changeLine(change: Change): string {
  switch (change.kind) {
    case 'carries':
      return `- ${who(change.carrier)} carries it now`
    case 'left':
      return `- ${who(change.carrier)} carries it no more: Prism unmounted it there`
    case 'gone':
      return `- gone: ${markdown(change.finding.seen)}`
    case 'verdict': {
      const { mark, word } = rowMarks[change.carrier.verdict]
      return `- ${who(change.carrier)}: ${rowMarks[change.before].word} → ${mark} ${word}`
    }
  }
}

const who = ({ name, instanceId }: { readonly name: string; readonly instanceId: string }): string =>
  `${markdown(name)} ${code(instanceId)}`

function rowsMarkdown({ check }: Drift, most: number): string {
  const rows = check.places.flatMap(({ report }) => report.instances.flatMap(differing))
  const sharing = check.places.filter(({ report }) => report.sharing.verdict !== 'holds').map(({ report }) => sharingLine(report))
  const listed = rows.length === 0 ? '' : table(['', 'Instance', 'Path or user', 'Expected', 'Seen'], rows.slice(0, most))
  return [listed + more(rows.length, most), ...sharing].filter((part) => part !== '').join('\n\n')
}

/** A host of which nothing was seen says so once. */
function differing({ name, instanceId, rows, findings }: InstanceReport): string[][] {
  const found = findings.map((f) => [rowMarks.unknown.mark, who({ name, instanceId }), code(f.code), '', markdown(f.seen)])
  if (rows.every((r) => r.verdict === 'unknown')) return found
  const off = rows.filter((r) => r.verdict === 'differs' || r.verdict === 'unknown')
  return [
    ...found,
    ...off.map((r) => [rowMarks[r.verdict].mark, who({ name, instanceId }), code(r.subject), markdown(r.expected), markdown(r.observed)]),
  ]
}

function sharingLine({ sharing, operation }: Drift['check']['places'][number]['report']): string {
  const words = { holds: 'holds', differs: '❌ does not work', unknown: '❔ is unknown', 'not-tried': '❔ was not tried' }[sharing.verdict]
  return `Sharing between users at ${code(operation.mountPoint)} ${words}${sharing.notes.map((n) => `; ${markdown(n)}`).join('')}.`
}

/** Offered, not done: what a mount would do, and the words that ask for it. */
function repairMarkdown({ check, record }: Drift, saying: Saying, most: number): string {
  if (record.state === 'healthy') return ''
  const repairs = repairsOf(check)
  const plans = check.places.map((p) => p.plan).filter((p) => p.differences.length > 0 || p.refused.length > 0)
  if (plans.length === 0) return ''
  const planned = plans.flatMap((plan) => [
    ...(plan.differences.length > 0 ? [differencesMarkdown(plan, most)] : []),
    ...(plan.refused.length > 0
      ? [`Prism would leave these as they are:\n\n${findingsMarkdown(plan.refused.slice(0, most))}${more(plan.refused.length, most)}`]
      : []),
    `Digest of this plan: ${code(plan.digest)}`,
  ])
  const words =
    repairs.length === 0
      ? []
      : [
          'To do that, write as a comment here (the App answers people who may write):',
          fenced(repairs.map(saying.comment)),
          'or say at a terminal:',
          fenced(repairs.map(saying.terminal)),
        ]
  return section('Repair, offered as a plan', [...planned, ...words].join('\n\n'))
}

const fenced = (lines: readonly string[]): string => ['```', ...lines, '```'].join('\n')

/** Those that hold are counted and fold away. */
function instancesMarkdown({ record }: Drift, most: number): string {
  const off = record.carriers.filter((c) => c.verdict !== 'holds')
  const held = record.carriers.filter((c) => c.verdict === 'holds')
  const rows = off.slice(0, most).map((c) => [`${rowMarks[c.verdict].mark} ${rowMarks[c.verdict].word}`, who(c), code(c.mountPoint)])
  const list = off.length === 0 ? '' : `${table(['', 'Instance', 'Mount point'], rows)}${more(off.length, most)}`
  const names = held.slice(0, most).map((c) => `${who(c)} at ${code(c.mountPoint)}`)
  const folded =
    held.length === 0
      ? ''
      : `<details><summary>${rowMarks.holds.mark} holds on ${held.length}</summary>\n\n${names.join(', ')}${more(held.length, most)}\n\n</details>`
  return [list, folded].filter((part) => part !== '').join('\n\n')
}

const forgotten =
  'What this issue remembered could not be read; perhaps somebody has edited it. An instance that has lost both its mount and its line in fstab is not missed this time, and from now on only what was seen now is remembered.'

const footer =
  '<sub>Prism keeps this issue: it looks again on its schedule, rewrites this text, opens the issue when the volume has drifted and closes it when it is healthy. Comments tell when the state changes. Nothing is repaired unless somebody asks for it. What is edited here by hand is overwritten.</sub>'
