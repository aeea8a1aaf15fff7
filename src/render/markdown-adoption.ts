/** The plan of an adoption: what would change line by line, what stays, what is to be settled by hand, and how to agree. */
import type { Adoption, Conflict } from '../domain/adoption/parts.ts'
import type { Plan } from '../domain/plan.ts'
import { code, fence, markdown } from './escape.ts'
import { table } from './markdown-table.ts'

export function adoptionMarkdown(plan: Plan, adoptions: readonly Adoption[], agree: string | undefined): string {
  const { operation } = plan
  const name = new Map(operation.targets.map((t) => [t.instanceId, t.name]))
  return [
    `**Plan** (nothing was changed): bring in ${code(operation.fileSystemId)} at ${code(operation.mountPoint)}. No data is moved or re-owned; nothing is mounted or unmounted.`,
    ...adoptions.map((a) => instanceMarkdown(a, name.get(a.instanceId) ?? a.instanceId)),
    agreement(plan, agree),
  ].join('\n\n')
}

function instanceMarkdown(adoption: Adoption, name: string): string {
  const { changes, kept, conflicts } = adoption
  const title = `#### ${markdown(name)} ${code(adoption.instanceId)}`
  const parts = [
    ...(conflicts.length > 0
      ? ['**To be settled by hand first; until then nothing is changed there:**', ...conflicts.map(conflictMarkdown)]
      : []),
    ...(changes.length > 0
      ? [
          conflicts.length > 0 ? 'What would change after that:' : '**Would change:**',
          table(
            ['What', 'Before', 'After'],
            changes.map((c) => [code(c.what), code(c.before), `${code(c.after)}${c.note ? ` ⚠️ ${markdown(c.note)}` : ''}`]),
          ),
        ]
      : conflicts.length === 0
        ? ['Nothing is to be changed: it is as Prism would have made it.']
        : []),
    ...(kept.length > 0 ? [`**Stays as it is:**\n\n${kept.map((k) => `- ${code(k.what)}: ${markdown(k.why)}`).join('\n')}`] : []),
  ]
  return [title, ...parts].join('\n\n')
}

const conflictMarkdown = ({ code: finding, seen, settle }: Conflict): string => `- **${finding}**: ${markdown(seen)}\n\n${fence(settle)}`

function agreement({ digest, jobs }: Plan, agree: string | undefined): string {
  if (jobs.length === 0) return `Digest ${code(digest.slice(0, 16))}; there is nothing that could be agreed to yet.`
  return `To have exactly this done, say the plan back:\n\n${fence([agree ?? `plan ${digest.slice(0, 16)}`])}\n\nIf anything is otherwise by then, nothing is done and the new plan is shown.`
}
