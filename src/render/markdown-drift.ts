/** The drift issue of a volume: its title, its body, and what its history says when the state changes. */
import type { Change, Drift, DriftState } from '../domain/drift.ts'
import { repairsOf } from '../domain/repairs.ts'
import type { InstanceReport } from '../domain/report.ts'
import type { Request } from '../domain/request.ts'
import { code, markdown } from './escape.ts'
import { layOut } from './lay-out.ts'
import { goneMarkdown, unaskedList } from './markdown-checks.ts'
import { findingsList } from './markdown-findings.ts'
import { differencesList } from './markdown-plan.ts'
import { pairsList } from './markdown-sharing.ts'
import { commandList, tableList } from './markdown-table.ts'
import { joined, type Limit, type List, list, type Page, type Section, whole } from './page.ts'
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

const whereAll = ({ record }: Drift): string => `Everything: ${code(`prism volume verify ${record.fileSystemId} --all`)} at a terminal.`
const within = (room: number): Limit => ({ most: room, size: (text) => text.length })

/** What the history says of a change of the state: nobody is notified of an edited body. */
export function driftTurn(drift: Drift, saying: Saying, room: number): string {
  const page = {
    head: headline(drift),
    first: [changesList(drift), ...repairSections(drift, saying)],
    rest: [],
    foot: '',
    where: whereAll(drift),
  }
  return layOut(page, within(room))
}

/** At most `room` characters. */
export function driftBody(drift: Drift, saying: Saying, room: number): string {
  const { check } = drift
  const page: Page = {
    head: joined([headline(drift), about(drift), drift.forgotten ? forgotten : '']),
    first: [
      changesList(drift),
      findingsList(check.findings, '#### What could not be asked'),
      ...rowsSections(drift),
      ...repairSections(drift, saying),
      instancesList(drift),
      unaskedList(check),
    ],
    rest: [heldList(drift), whole('what is gone', goneMarkdown(check))],
    foot: footer,
    where: whereAll(drift),
  }
  return layOut(page, within(room))
}

function headline({ record }: Drift): string {
  const { mark, text } = states[record.state]
  return `### ${mark} ${code(record.volume)} ${text}`
}

function about({ record, check }: Drift): string {
  const held = record.instances.filter((c) => c.verdict === 'holds').length
  const runs = [...new Set(check.places.map((p) => p.report.runId))].map((id) => ` · run ${code(id)}`).join('')
  return [
    `${code(record.fileSystemId)} in ${code(record.region)} · holds on ${held} of ${record.instances.length} instances where it is known to be mounted`,
    `So since ${record.since} · last looked at ${record.at}${runs}`,
  ].join('  \n')
}

const changesList = ({ changes }: Drift): List => list('changes', '**Since the look before:**', changes.map(changeLine))

function changeLine(change: Change): string {
  switch (change.kind) {
    case 'mounted':
      return `- ${who(change.instance)} has it mounted now`
    case 'left':
      return `- ${who(change.instance)} no longer has it mounted: Prism unmounted it there`
    case 'gone':
      return `- gone: ${markdown(change.finding.seen)}`
    case 'verdict': {
      const { mark, word } = rowMarks[change.instance.verdict]
      return `- ${who(change.instance)}: ${rowMarks[change.before].word} → ${mark} ${word}`
    }
  }
}

const who = ({ name, instanceId }: { readonly name: string; readonly instanceId: string }): string =>
  `${markdown(name)} ${code(instanceId)}`

function rowsSections({ check }: Drift): Section[] {
  const rows = check.places.flatMap(({ report }) => report.instances.flatMap(differing))
  const sharing = check.places.filter(({ report }) => report.sharing.verdict !== 'holds').map(({ report }) => sharingLine(report))
  const title = '#### What is not as it should be'
  return [
    tableList('rows that differ or are unknown', title, ['', 'Instance', 'Path or user', 'Expected', 'Seen'], rows),
    list('lines about the sharing', rows.length === 0 ? title : '', sharing, { between: '\n\n' }),
    ...check.places.map(({ report }) => pairsList(report)),
  ]
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
function repairSections({ check, record }: Drift, saying: Saying): Section[] {
  if (record.state === 'healthy') return []
  const repairs = repairsOf(check)
  const plans = check.places.map((p) => p.plan).filter((p) => p.differences.length > 0 || p.refused.length > 0)
  if (plans.length === 0) return []
  return [
    whole('the title of the repair', '#### Repair, offered as a plan'),
    ...plans.flatMap((plan) => [
      differencesList(plan),
      findingsList(plan.refused, 'Prism would leave these as they are:'),
      whole('the plan’s digest', `Digest of this plan: ${code(plan.digest)}`),
    ]),
    commandList(
      'commands',
      'To do that, write as a comment here (the App answers people who may write):',
      repairs.map((r) => saying.comment(r)),
    ),
    commandList(
      'commands',
      'or say at a terminal:',
      repairs.map((r) => saying.terminal(r)),
    ),
  ]
}

function instancesList({ record }: Drift): List {
  const rows = record.instances
    .filter((c) => c.verdict !== 'holds')
    .map((c) => [`${rowMarks[c.verdict].mark} ${rowMarks[c.verdict].word}`, who(c), code(c.mountPoint)])
  return tableList('instances that do not hold', '#### Instances', ['', 'Instance', 'Mount point'], rows)
}

/** Those that hold are counted and fold away. */
function heldList({ record }: Drift): List {
  const held = record.instances.filter((c) => c.verdict === 'holds')
  const names = held.map((c) => `${who(c)} at ${code(c.mountPoint)}`)
  return list('instances that hold', '', names, {
    head: `<details><summary>${rowMarks.holds.mark} holds on ${held.length}</summary>\n\n`,
    between: ', ',
    tail: '\n\n</details>',
  })
}

const forgotten =
  'What this issue remembered could not be read; perhaps somebody has edited it. An instance that has lost both its mount and its line in fstab is not missed this time, and from now on only what was seen now is remembered.'

const footer =
  '<sub>Prism keeps this issue: it looks again on its schedule, rewrites this text, opens the issue when the volume has drifted and closes it when it is healthy. Comments tell when the state changes. Nothing is repaired unless somebody asks for it. What is edited here by hand is overwritten.</sub>'
