/** A plan: what would be done, and nothing of it was. What stands in its way comes first. */
import type { Finding } from '../../domain/catalogue.ts'
import { causesOfFindings } from '../../domain/next-steps.ts'
import type { Plan } from '../../domain/plan.ts'
import { clientSource } from '../words.ts'
import { causesItems } from './causes.ts'
import { unreachedTable } from './differing.ts'
import { instancesWords, type NameOf, subjectSpan } from './names.ts'
import type { Saying } from './say.ts'
import { type Block, counted, emptyView, type Line, listed, type Table, table, text, type View } from './view.ts'

export function planView(plan: Plan, findings: readonly Finding[], saying: Saying): View {
  const { operation, differences } = plan
  const nameOf = plannedNames(plan)
  const changed = [...new Set(differences.map((d) => d.instanceId))].map(nameOf)
  const would =
    differences.length === 0 ? ` would change nothing` : ` would change ${counted(differences.length, 'thing')} on ${listed(changed)}`
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
  const groups = Map.groupBy(plan.differences, (d) => JSON.stringify([d.subject, d.expected, d.observed, d.repair, d.code]))
  const rows = [...groups.values()].map((those): Line[] => {
    const { subject, expected, observed, repair, code } = those[0]!
    const ids = [...new Set(those.map((d) => d.instanceId))]
    return [
      [instancesWords(ids, plan.operation.targets.length, plannedNames(plan))],
      [subjectSpan(subject)],
      [expected],
      [observed],
      [repair ?? `stays: ${code}`],
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
