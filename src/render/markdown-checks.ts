/** What `verify --all` found: volume by volume, what differs before what holds, with the repair offered as a plan. */
import { repairsOf } from '../domain/repairs.ts'
import type { Request } from '../domain/request.ts'
import { type CheckVerdict, type VolumeCheck, verdictOfAll, wholeVerdict } from '../domain/volume-check.ts'
import { code, markdown } from './escape.ts'
import { findingsList } from './markdown-findings.ts'
import { planParts } from './markdown-plan.ts'
import { reportParts } from './markdown-report.ts'
import { commandList, tableList } from './markdown-table.ts'
import { type List, type Parts, type Section, whole } from './page.ts'
import { checkHeadline, rowMarks } from './words.ts'

const order: readonly CheckVerdict[] = ['differs', 'unknown', 'holds', 'unused']

/** `say`: a request as a comment says it. */
export function checksParts(checks: readonly VolumeCheck[], say: (request: Request) => string): Parts {
  if (checks.length === 0) return { head: 'There is no volume in this region.', first: [], rest: [], foot: '' }
  const sorted = checks.toSorted((a, b) => order.indexOf(wholeVerdict(a)) - order.indexOf(wholeVerdict(b)))
  const [only, ...others] = sorted
  if (only && others.length === 0) return { ...checkParts(only, say, false), head: titleOf(only), foot: '' }
  const parts = sorted.map((check) => {
    const { first, rest } = checkParts(check, say, true)
    const title = whole('the volume', titleOf(check), { of: check.volume })
    return isOff(check) ? { first: [title, ...first], rest } : { first: [], rest: [title, ...first, ...rest] }
  })
  return { head: summary(checks), first: parts.flatMap((p) => p.first), rest: parts.flatMap((p) => p.rest), foot: '' }
}

const isOff = (check: VolumeCheck): boolean => ['differs', 'unknown'].includes(wholeVerdict(check))

/** The first line, where there are several: how many volumes are how. */
function summary(checks: readonly VolumeCheck[]): string {
  const words = { differs: 'differ', unknown: 'are unknown', holds: 'are as they should be', unused: 'are carried by no instance' }
  const counts = order.flatMap((verdict) => {
    const count = checks.filter((c) => wholeVerdict(c) === verdict).length
    return count > 0 ? [`${count} ${words[verdict]}`] : []
  })
  return `### ${rowMarks[verdictOfAll(checks)].mark} ${checks.length} volumes: ${counts.join(', ')}`
}

function titleOf(check: VolumeCheck): string {
  const { mark, text } = checkHeadline(check, wholeVerdict(check))
  return `## ${mark} ${markdown(text)}`
}

function checkParts(check: VolumeCheck, say: (request: Request) => string, several: boolean): Pick<Parts, 'first' | 'rest'> {
  const places = check.places.map(({ report }) => reportParts(report, undefined, several ? check.volume : undefined))
  return {
    first: [
      findingsList(check.findings),
      ...places.flatMap((p) => [whole('the place', p.head, { of: check.volume }), ...p.first]),
      unaskedList(check),
      ...repairSections(check, say),
    ],
    rest: [whole('what is gone of', goneMarkdown(check), { of: check.volume }), ...places.flatMap((p) => p.rest)],
  }
}

export function unaskedList({ unasked }: VolumeCheck): List {
  const rows = unasked.map((u) => [`${markdown(u.name)} ${code(u.instanceId)}`, '❔ unknown', markdown(u.why)])
  return tableList(
    'instances that could not be asked',
    'Not known whether it is mounted on these:',
    ['Instance', 'Carries it', 'Why'],
    rows,
  )
}

export function goneMarkdown({ gone }: VolumeCheck): string {
  return gone.length === 0 ? '' : `No longer there, and so no longer expected: ${gone.map((f) => markdown(f.seen)).join('; ')}.`
}

function repairSections(check: VolumeCheck, say: (request: Request) => string): Section[] {
  const commands = repairsOf(check)
  if (commands.length === 0) return []
  const plans = check.places.filter(({ plan }) => plan.differences.length > 0).map(({ plan }) => planParts(plan))
  return [
    commandList('commands', 'To do what the plan below says:', commands.map(say)),
    ...plans.flatMap(({ head, first, rest, foot }) => [whole('the plan', head), ...first, ...rest, whole('the plan’s digest', foot)]),
  ]
}
