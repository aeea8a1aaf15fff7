/** A diagnosis: which instance is ill and of what, with the fix; then what is in doubt; what is healthy folds away. */
import type { Check, CheckState } from '../../domain/checks.ts'
import type { DoctorReport, InstanceDiagnosis } from '../../domain/doctor-report.ts'
import { causesOfFindings } from '../../domain/next-steps.ts'
import { seconds } from '../words.ts'
import { causesItems } from './causes.ts'
import { diagnosisItem } from './diagnoses.ts'
import { unreachedTable } from './differing.ts'
import type { Saying } from './say.ts'
import { type Block, counted, emptyView, type Fold, items, type Line, listed, type Mark, table, text, type View, verbatim } from './view.ts'

const marks: Record<CheckState, Mark> = { ok: 'holds', wrong: 'differs', warning: 'warning', unknown: 'unknown', 'not-applicable': 'none' }
const verdicts = { healthy: 'holds', ill: 'differs', unknown: 'unknown' } as const
const isFine = ({ state }: Check): boolean => state === 'ok' || state === 'not-applicable'

export function doctorView(report: DoctorReport, saying: Saying): View {
  const { instances, findings, fileSystemId, mountPoint, startedAt, endedAt } = report
  const ill = instances.filter((i) => i.verdict === 'ill')
  const unknown = instances.filter((i) => i.verdict === 'unknown')
  const nameOf = (id: string) => instances.find((i) => i.instanceId === id)?.name ?? id
  const known = new Set(instances.map((i) => i.instanceId))
  const unreached = findings.filter((f) => f.instanceId === undefined || !known.has(f.instanceId))
  return {
    ...emptyView,
    mark: verdicts[report.verdict],
    headline: doctorHeadline(report),
    first: [
      unreachedTable(unreached, nameOf),
      causesItems(causesOfFindings(unreached), 0, nameOf, saying),
      items('instances with a cause', ill.map(diagnosisItem)),
      items('instances that are not healthy', unknown.map(diagnosisItem)),
      doubtTable(instances),
    ],
    rest: [healthyText(instances)],
    folds: [...instances.flatMap(checksFold), ...instances.flatMap(logFold)],
    foot: [[{ code: fileSystemId }, ' at ', { code: mountPoint }, ` · ${seconds(startedAt, endedAt)} · nothing was changed`]],
  }
}

export function doctorHeadline({ volume, instances, findings, verdict }: DoctorReport): Line {
  const who = (which: InstanceDiagnosis['verdict']): string[] => instances.filter((i) => i.verdict === which).map((i) => i.name)
  const on = (names: readonly string[]): Line => (names.length > 0 ? [' on ', { strong: listed(names) }] : [])
  const unreached = findings.length > 0 ? ` · ${findings.length} not reached` : ''
  switch (verdict) {
    case 'healthy':
      return [{ code: volume }, `: nothing found in the way of a mount on ${listed(who('healthy'))}`]
    case 'ill': {
      const found: Line = who('ill').length > 0 ? [': the cause was found', ...on(who('ill'))] : [': not everything could be looked at']
      return [{ code: volume }, ...found, unreached]
    }
    case 'unknown':
      return [{ code: volume }, ': no cause was found', ...on(who('unknown')), ', and not everything could be seen', unreached]
  }
}

/** What is wrong stands with its cause; beside it, what could not be told. */
function doubtTable(instances: readonly InstanceDiagnosis[]): Block {
  const doubts = instances.flatMap((i) =>
    i.checks.flatMap((c) =>
      isFine(c) || c.state === 'wrong' ? [] : [{ mark: marks[c.state], title: c.title, seen: c.seen, name: i.name }],
    ),
  )
  const groups = Map.groupBy(doubts, (d) => JSON.stringify([d.mark, d.title, d.seen]))
  const rows = [...groups.values()].map((those): Line[] => [
    [{ mark: those[0]!.mark }],
    [
      listed(
        those.map((d) => d.name),
        6,
      ),
    ],
    [those[0]!.title],
    [those[0]!.seen],
  ])
  return table('checks that warn or are unknown', ['', 'Instance', 'Check', 'Seen'], rows)
}

function healthyText(instances: readonly InstanceDiagnosis[]): Block {
  const healthy = instances.filter((i) => i.verdict === 'healthy')
  if (healthy.length === 0) return text('who is healthy', [])
  const isOk = ({ checks }: InstanceDiagnosis, title: string): boolean => checks.some((c) => c.title === title && c.state === 'ok')
  const checks = healthy[0]!.checks.map((c) => c.title).filter((title) => healthy.every((i) => isOk(i, title)))
  return text('who is healthy', [
    [
      { mark: 'holds' },
      ` nothing found in the way of a mount on ${listed(
        healthy.map((i) => i.name),
        8,
      )}: ${checks.join(', ')}`,
    ],
  ])
}

function checksFold(one: InstanceDiagnosis): Fold[] {
  if (one.checks.length === 0) return []
  const rows = () => one.checks.map((c): Line[] => [[{ mark: marks[c.state] }], [c.title], [c.seen]])
  return [
    {
      what: 'what was looked at on',
      of: one.name,
      title: [`${one.name}: all that was looked at (${counted(one.checks.length, 'check')})`],
      least: 20 * one.checks.length,
      blocks: () => [table('checks', ['', 'Check', 'Seen'], rows())],
    },
  ]
}

function logFold({ name, log }: InstanceDiagnosis): Fold[] {
  if (log.length === 0) return []
  const title: Line = [`${name}: the end of the client’s log`]
  const least = log.reduce((sum, line) => sum + line.length, 0)
  return [{ what: 'the client’s log of', of: name, title, least, blocks: () => [verbatim('lines', log)] }]
}
