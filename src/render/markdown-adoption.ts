/** The plan of an adoption: what would change line by line, what stays, what is to be settled by hand, and how to agree. */
import type { Adoption, Conflict } from '../domain/adoption/parts.ts'
import type { Plan } from '../domain/plan.ts'
import { code, fence, markdown } from './escape.ts'
import { table } from './markdown-table.ts'
import { joined, list, type Parts, whole } from './page.ts'

export function adoptionParts(plan: Plan, adoptions: readonly Adoption[], agree: string | undefined): Parts {
  const { operation } = plan
  const names = new Map(operation.targets.map((t) => [t.instanceId, t.name]))
  const titled = (a: Adoption, parts: readonly string[]): string => joined([titleOf(a, names), ...parts])
  const unsettled = adoptions.filter((a) => a.conflicts.length > 0)
  return {
    head: `**Plan** (nothing was changed): bring in ${code(operation.fileSystemId)} at ${code(operation.mountPoint)}. No data is moved or re-owned; nothing is mounted or unmounted.`,
    first: [
      list(
        'instances with something to settle by hand first',
        '',
        unsettled.map((a) => titled(a, [settleFirst, ...a.conflicts.map(conflictMarkdown)])),
        { between: '\n\n' },
      ),
    ],
    rest: adoptions.flatMap((a) => {
      const parts = [...changesMarkdown(a), ...keptMarkdown(a)]
      const of = names.get(a.instanceId) ?? a.instanceId
      return parts.length > 0 ? [whole('what would change on', titled(a, parts), { of })] : []
    }),
    foot: agreement(plan, agree),
  }
}

const settleFirst = '**To be settled by hand first; until then nothing is changed there:**'

const titleOf = ({ instanceId }: Adoption, names: ReadonlyMap<string, string>): string =>
  `#### ${markdown(names.get(instanceId) ?? instanceId)} ${code(instanceId)}`

function changesMarkdown({ changes, conflicts }: Adoption): string[] {
  if (changes.length === 0) return conflicts.length === 0 ? ['Nothing is to be changed: it is as Prism would have made it.'] : []
  return [
    conflicts.length > 0 ? 'What would change after that:' : '**Would change:**',
    table(
      ['What', 'Before', 'After'],
      changes.map((c) => [code(c.what), code(c.before), `${code(c.after)}${c.note ? ` ⚠️ ${markdown(c.note)}` : ''}`]),
    ),
  ]
}

const keptMarkdown = ({ kept }: Adoption): string[] =>
  kept.length > 0 ? [`**Stays as it is:**\n\n${kept.map((k) => `- ${code(k.what)}: ${markdown(k.why)}`).join('\n')}`] : []

const conflictMarkdown = ({ code: finding, seen, settle }: Conflict): string => `- **${finding}**: ${markdown(seen)}\n\n${fence(settle)}`

function agreement({ digest, jobs }: Plan, agree: string | undefined): string {
  if (jobs.length === 0) return `Digest ${code(digest.slice(0, 16))}; there is nothing that could be agreed to yet.`
  return `To have exactly this done, say the plan back:\n\n${fence([agree ?? `plan ${digest.slice(0, 16)}`])}\n\nIf anything is otherwise by then, nothing is done and the new plan is shown.`
}
