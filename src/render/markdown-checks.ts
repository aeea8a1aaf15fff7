/** What `verify --all` found: volume by volume, with the repair offered as a plan. */
import { repairsOf } from '../domain/repairs.ts'
import type { Request } from '../domain/request.ts'
import { type VolumeCheck, wholeVerdict } from '../domain/volume-check.ts'
import { code, markdown } from './escape.ts'
import { findingsMarkdown } from './markdown-findings.ts'
import { planMarkdown } from './markdown-plan.ts'
import { reportMarkdown } from './markdown-report.ts'
import { table } from './markdown-table.ts'
import { checkHeadline } from './words.ts'

/** `say`: a request as a comment says it. */
export function checksMarkdown(checks: readonly VolumeCheck[], say: (request: Request) => string): string {
  if (checks.length === 0) return 'There is no volume in this region.'
  return checks.map((check) => checkMarkdown(check, say)).join('\n\n---\n\n')
}

function checkMarkdown(check: VolumeCheck, say: (request: Request) => string): string {
  const { mark, text } = checkHeadline(check, wholeVerdict(check))
  return [
    `## ${mark} ${markdown(text)}`,
    findingsMarkdown(check.findings),
    ...check.places.map(({ report }) => reportMarkdown(report)),
    unaskedMarkdown(check),
    goneMarkdown(check),
    repairMarkdown(check, say),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

export function unaskedMarkdown({ unasked }: VolumeCheck): string {
  if (unasked.length === 0) return ''
  const rows = unasked.map((u) => [`${markdown(u.name)} ${code(u.instanceId)}`, '❔ unknown', markdown(u.why)])
  return `Not known whether these carry it:\n\n${table(['Instance', 'Carries it', 'Why'], rows)}`
}

export function goneMarkdown({ gone }: VolumeCheck): string {
  return gone.length === 0 ? '' : `No longer there, and so no longer expected: ${gone.map((f) => markdown(f.seen)).join('; ')}.`
}

function repairMarkdown(check: VolumeCheck, say: (request: Request) => string): string {
  const commands = repairsOf(check)
  if (commands.length === 0) return ''
  const plans = check.places.filter(({ plan }) => plan.differences.length > 0).map(({ plan }) => planMarkdown(plan))
  return [...plans, 'To do that:', ['```', ...commands.map(say), '```'].join('\n')].join('\n\n')
}
