/** A plan: what would be done, and nothing of it was. What stands in its way comes first. */
import type { Finding } from '../../domain/catalogue.ts'
import { isRepairable } from '../../domain/compare.ts'
import { causesOfFindings } from '../../domain/next-steps.ts'
import type { Difference, Plan } from '../../domain/plan.ts'
import { clientSource } from '../words.ts'
import { causesItems } from './causes.ts'
import { unreachedTable } from './differing.ts'
import { instancesWords, type NameOf, subjectSpan } from './names.ts'
import type { Saying } from './say.ts'
import { type Block, counted, emptyView, type Line, listed, type Table, table, text, type View } from './view.ts'

export function planView(plan: Plan, findings: readonly Finding[], saying: Saying): View {
  const { operation, differences } = plan
  const nameOf = plannedNames(plan)
  // where something stands in the way nothing is begun, and what no run changes is no change
  const left = new Set(findings.map((f) => f.instanceId))
  const changes = differences.filter((d) => !left.has(d.instanceId) && isRepairable(d))
  const changed = [...new Set(changes.map((d) => d.instanceId))].map(nameOf)
  const would = changes.length === 0 ? ' would change nothing' : ` would change ${counted(changes.length, 'thing')} on ${listed(changed)}`
  return {
    ...emptyView,
    mark: findings.length > 0 ? 'differs' : 'note',
    headline: [
      'Plan: ',
      { code: `${operation.verb} ${operation.volume}` },
      would,
      ...(findings.length > 0
        ? [` · ${counted(findings.length, 'instance')} left as ${findings.length === 1 ? 'it is' : 'they are'}`]
        : []),
      ' · nothing was changed',
    ],
    first: [
      unreachedTable(findings, nameOf),
      causesItems(causesOfFindings(findings), operation.targets.length, nameOf, saying),
      differencesTable(plan),
    ],
    rest: [clientsTable(plan), jobsText(plan)],
    foot: [[{ code: operation.fileSystemId }, ' at ', { code: operation.mountPoint }, ' · digest ', { code: plan.digest.slice(0, 16) }]],
  }
}

export function plannedNames({ operation }: Plan): NameOf {
  const names = new Map(operation.targets.map((t) => [t.instanceId, t.name]))
  return (id) => names.get(id) ?? id
}

/** What is the same on several instances is one row. */
export function differencesTable(plan: Plan): Table {
  const left = new Set(plan.refused.map((f) => f.instanceId))
  const would = ({ instanceId, repair, code }: Difference): string =>
    left.has(instanceId) ? 'nothing: left as it is' : (repair ?? `stays: ${code}`)
  const groups = Map.groupBy(plan.differences, (d) => JSON.stringify([d.subject, d.expected, d.observed, would(d), d.code]))
  const rows = [...groups.values()].map((those): Line[] => {
    const { subject, expected, observed } = those[0]!
    const ids = [...new Set(those.map((d) => d.instanceId))]
    return [
      [instancesWords(ids, plan.operation.targets.length, plannedNames(plan))],
      [subjectSpan(subject)],
      [expected],
      [observed],
      [would(those[0]!)],
    ]
  })
  return table('differences', ['Instance', 'What', 'Expected', 'Seen', 'Would'], rows)
}

function clientsTable(plan: Plan): Block {
  const groups = Map.groupBy(plan.clients, (c) => JSON.stringify([clientSource(c), c.why]))
  const rows = [...groups.values()].map((those): Line[] => [
    [
      instancesWords(
        those.map((c) => c.instanceId),
        plan.operation.targets.length,
        plannedNames(plan),
      ),
    ],
    [{ code: clientSource(those[0]!) }],
    [those[0]!.why],
  ])
  return table('sources of the EFS client', ['Instance', 'EFS client', 'Why'], rows)
}

function jobsText(plan: Plan): Block {
  const nameOf = plannedNames(plan)
  const changing = plan.jobs.filter((j) => j.changes)
  return text(
    'what would be run',
    changing.map((j): Line => [`would run ${j.script} on ${listed(j.instanceIds.map(nameOf), 8)}`]),
  )
}
