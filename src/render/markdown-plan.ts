/** A plan: what would be done, and nothing of it was. */
import type { Plan } from '../domain/plan.ts'
import { code, markdown } from './escape.ts'
import { tableList } from './markdown-table.ts'
import { type List, type Parts, whole } from './page.ts'
import { clientSource } from './words.ts'

export function planParts(plan: Plan): Parts {
  return {
    head: `**Plan** (nothing was changed): ${code(plan.operation.fileSystemId)} at ${code(plan.operation.mountPoint)}`,
    first:
      plan.differences.length > 0
        ? [differencesList(plan)]
        : [whole('that nothing differs', 'Nothing differs: a mount would change nothing.')],
    rest: plan.clients.length > 0 ? [clientsList(plan)] : [],
    foot: `Digest ${code(plan.digest.slice(0, 16))}`,
  }
}

const namesIn = ({ operation }: Plan): ReadonlyMap<string, string> => new Map(operation.targets.map((t) => [t.instanceId, t.name]))

function clientsList(plan: Plan): List {
  const name = namesIn(plan)
  const rows = plan.clients.map((c) => [markdown(name.get(c.instanceId) ?? c.instanceId), code(clientSource(c)), markdown(c.why)])
  return tableList('instances with their EFS client', '', ['Instance', 'EFS client', 'Why'], rows)
}

export function differencesList(plan: Plan): List {
  const name = namesIn(plan)
  const rows = plan.differences.map((d) => [
    markdown(name.get(d.instanceId) ?? d.instanceId),
    code(d.subject),
    markdown(d.expected),
    markdown(d.observed),
    markdown(d.repair ?? ''),
  ])
  return tableList('differences', '', ['Instance', 'Where', 'Wanted', 'Now', 'Would'], rows)
}
