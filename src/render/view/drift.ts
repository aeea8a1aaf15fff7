/** The drift issue of a volume: what is wrong and what to do, what has changed since the look before, what holds. */
import type { Change, Drift, DriftState } from '../../domain/drift.ts'
import { causesOf, causesOfFindings } from '../../domain/next-steps.ts'
import type { Report } from '../../domain/report.ts'
import { leavesInDoubt } from '../../domain/volume-check.ts'
import { causesItems } from './causes.ts'
import { goneText, namesOf, planFold, unaskedTable } from './checks.ts'
import { differingTable, unreachedTable } from './differing.ts'
import { rowFolds } from './folds.ts'
import { namesIn } from './names.ts'
import { outcomesTable } from './outcomes.ts'
import type { Saying } from './say.ts'
import { pairsTable, sharingText } from './sharing.ts'
import { type Block, counted, emptyView, items, type Line, listed, type Mark, text, type View } from './view.ts'

const states: Record<DriftState, { readonly mark: Mark; readonly text: string }> = {
  healthy: { mark: 'holds', text: ' is as it should be' },
  drifted: { mark: 'differs', text: ' is not as it should be' },
  unknown: { mark: 'unknown', text: ' could not be seen everywhere: it is neither known to be healthy nor known to have drifted' },
  gone: { mark: 'gone', text: ' is no more: EFS does not list it in this region' },
}

const verdicts = { holds: 'holds', differs: 'differs', unknown: 'is unknown' } as const

export function turnView(drift: Drift, saying: Saying): View {
  return { ...emptyView, ...headline(drift), first: [changesItems(drift), ...causesBlocks(drift, saying)] }
}

export function driftView(drift: Drift, saying: Saying): View {
  const { check } = drift
  const reports = check.places.map((p) => p.report)
  return {
    ...emptyView,
    ...headline(drift),
    about: [...aboutLines(drift), ...(drift.forgotten ? [[forgotten]] : [])],
    first: [
      ...reports.map(differingTable),
      unreachedTable(check.findings, rememberedNames(drift), leavesInDoubt),
      ...reports.map(pairsTable),
      ...causesBlocks(drift, saying),
      changesItems(drift),
      unaskedTable(check),
    ],
    rest: [...reports.map(outcomesTable), unseenText(drift), heldText(drift), ...reports.map(sharingOff), goneText(check)],
    folds: [...planFold(check, saying), ...reports.flatMap((r) => rowFolds(r))],
    foot: [[footer]],
  }
}

/** Who differs stands in the first line. */
function headline({ record }: Drift): Pick<View, 'mark' | 'headline'> {
  const { mark, text: words } = states[record.state]
  const off = record.instances.filter((i) => i.verdict === (record.state === 'drifted' ? 'differs' : 'unknown')).map((i) => i.name)
  const who: Line =
    record.state === 'drifted' && off.length > 0 ? [' · ', { strong: listed(off) }, off.length === 1 ? ' differs' : ' differ'] : []
  return { mark, headline: [{ code: record.volume }, words, ...who] }
}

function aboutLines({ record, check }: Drift): Line[] {
  const held = record.instances.filter((c) => c.verdict === 'holds').length
  const runs = [...new Set(check.places.map((p) => p.report.runId))].flatMap((id): Line => [' · run ', { code: id }])
  return [
    [
      { code: record.fileSystemId },
      ' in ',
      { code: record.region },
      record.instances.length === 0
        ? ' · it is known to be mounted nowhere'
        : ` · holds on ${held} of ${counted(record.instances.length, 'instance')} where it is known to be mounted`,
    ],
    [`So since ${record.since} · last looked at ${record.at}`, ...runs],
  ]
}

function rememberedNames({ record, check }: Drift): (id: string) => string {
  const names = new Map(record.instances.map((i) => [i.instanceId, i.name]))
  const seen = namesOf(check)
  return (id) => names.get(id) ?? seen(id)
}

/** Offered, not done: what would put it right, in the words that ask for it. */
function causesBlocks(drift: Drift, saying: Saying): Block[] {
  const { check, record } = drift
  if (record.state === 'healthy') return []
  const of = (report: Report) => causesItems(causesOf(report), report.instances.length, namesIn(report), saying)
  return [causesItems(causesOfFindings(check.findings), 0, rememberedNames(drift), saying), ...check.places.map((p) => of(p.report))]
}

/** What has come of several in the same way is one line. */
function changesItems({ changes }: Drift): Block {
  const alike = Map.groupBy(changes, (c) =>
    c.kind === 'gone' ? c.finding.seen : `${c.kind} ${c.instance.verdict} ${'before' in c ? c.before : ''}`,
  )
  return items(
    'changes',
    [...alike.values()].map((those) => ({ line: changeLine(those), below: [] })),
    [{ strong: 'Since the look before:' }],
  )
}

function changeLine(changes: readonly Change[]): Line {
  const change = changes[0]!
  if (change.kind === 'gone') return [`gone: ${change.finding.seen}`]
  const who: Line = [
    {
      strong: listed(
        changes.flatMap((c) => (c.kind === 'gone' ? [] : [c.instance.name])),
        6,
      ),
    },
  ]
  const one = changes.length === 1
  switch (change.kind) {
    case 'mounted':
      return [...who, ` ${one ? 'has' : 'have'} it mounted now`]
    case 'left':
      return [...who, ` no longer ${one ? 'has' : 'have'} it mounted: Prism unmounted it there`]
    case 'verdict':
      return [...who, `: ${verdicts[change.before]} → `, { mark: change.instance.verdict }, ` ${verdicts[change.instance.verdict]}`]
  }
}

/** Of those of which nothing was seen, no report tells. */
function unseenText({ record, check }: Drift): Block {
  const seen = new Set(check.places.flatMap((p) => p.report.instances.map((i) => i.instanceId)))
  const unseen = record.instances.filter((i) => !seen.has(i.instanceId)).map((i) => i.name)
  return text('who was not seen', unseen.length > 0 ? [[{ mark: 'unknown' }, ` nothing was seen of ${listed(unseen, 8)}`]] : [])
}

function heldText({ record }: Drift): Block {
  const held = record.instances.filter((c) => c.verdict === 'holds').map((c) => c.name)
  return text('who holds', held.length > 0 ? [[{ mark: 'holds' }, ` holds on ${listed(held, 8)}`]] : [])
}

const sharingOff = (report: Report): Block =>
  report.sharing.verdict === 'holds' ? text('the sharing between users', []) : sharingText(report)

const forgotten =
  'What this issue remembered could not be read; perhaps somebody has edited it. An instance that has lost both its mount and its line in fstab is not missed this time, and from now on only what was seen now is remembered.'

const footer =
  'Prism keeps this issue: it looks again on its schedule, rewrites this text, opens the issue when the volume has drifted and closes it when it is healthy. Comments tell when the state changes. Nothing is repaired unless somebody asks for it; the App answers people who may write. What is edited here by hand is overwritten.'
