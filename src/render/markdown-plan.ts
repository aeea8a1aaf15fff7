/** A plan: what would be done, and nothing of it was. */
import type { Plan } from '../domain/plan.ts'
import { code, markdown } from './escape.ts'
import { table } from './markdown-table.ts'
import { clientWay } from './words.ts'

export function planMarkdown(plan: Plan): string {
  const differs = plan.differences.length > 0 ? differencesMarkdown(plan) : 'Nothing differs: a mount would change nothing.'
  return [
    `**Plan** (nothing was changed): ${code(plan.operation.fileSystemId)} at ${code(plan.operation.mountPoint)}`,
    differs,
    ...(plan.clients.length > 0 ? [clientsMarkdown(plan)] : []),
    `Digest ${code(plan.digest.slice(0, 16))}`,
  ].join('\n\n')
}

const namesIn = ({ operation }: Plan): ReadonlyMap<string, string> => new Map(operation.targets.map((t) => [t.instanceId, t.name]))

function clientsMarkdown(plan: Plan): string {
  const name = namesIn(plan)
  const rows = plan.clients.map((c) => [markdown(name.get(c.instanceId) ?? c.instanceId), code(clientWay(c)), markdown(c.why)])
  return table(['Instance', 'EFS client', 'Why'], rows)
}

/** `most`: rows; how many more there are is said below. */
export function differencesMarkdown(plan: Plan, most = Number.POSITIVE_INFINITY): string {
  const name = namesIn(plan)
  const { differences } = plan
  const rows = differences
    .slice(0, most)
    .map((d) => [
      markdown(name.get(d.instanceId) ?? d.instanceId),
      code(d.subject),
      markdown(d.expected),
      markdown(d.observed),
      markdown(d.repair ?? ''),
    ])
  const more = differences.length - rows.length
  return `${table(['Instance', 'Where', 'Wanted', 'Now', 'Would'], rows)}${more > 0 ? `\n\n… and ${more} more.` : ''}`
}
