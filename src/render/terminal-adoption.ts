/** The plan of an adoption at a terminal. */
import type { Adoption } from '../domain/adoption/parts.ts'
import type { Plan } from '../domain/plan.ts'
import { plainText } from './escape.ts'
import { renderFindings } from './terminal-findings.ts'
import { table } from './terminal-table.ts'
import { type Look, paint } from './terminal-text.ts'

export function renderAdoption(plan: Plan, adoptions: readonly Adoption[], agree: string | undefined, look: Look): string {
  const { operation, refused } = plan
  const what = `bring in ${plainText(operation.volume)} (${operation.fileSystemId}) at ${plainText(operation.mountPoint)}`
  // the conflicts are told with the commands that settle them
  const told = new Set(adoptions.flatMap((a) => a.conflicts.map((c) => `${a.instanceId} ${c.code} ${c.seen}`)))
  const findings = [...refused.filter((f) => !told.has(`${f.instanceId} ${f.code} ${f.seen}`)), ...operation.unresolved]
  return [
    `${paint(look, 'bold', 'plan')}: ${what}; nothing was changed\n  No data is moved or re-owned; nothing is mounted or unmounted.`,
    ...adoptions.map((a) => renderInstance(a, operation.targets.find((t) => t.instanceId === a.instanceId)?.name ?? a.instanceId, look)),
    ...(findings.length > 0 ? [renderFindings(findings, look)] : []),
    agreement(plan, agree),
  ].join('\n\n')
}

function renderInstance({ instanceId, changes, kept, conflicts }: Adoption, name: string, look: Look): string {
  const settle = conflicts.map((c) =>
    [
      `${paint(look, 'red', `✗ ${c.code}`)}: ${plainText(c.seen)}; settle it by hand, until then nothing is changed there:`,
      ...c.settle.map((line) => `      ${plainText(line)}`),
    ].join('\n'),
  )
  const would = changes.map((c) => [c.what, c.before, c.note ? `${c.after} (! ${c.note})` : c.after].map(plainText))
  const nothing = conflicts.length === 0 ? ['  nothing is to be changed: it is as Prism would have made it'] : []
  return [
    `${paint(look, 'bold', plainText(name))} (${instanceId})`,
    ...settle,
    ...(would.length > 0 ? [table(look, ['would change', 'before', 'after'], would)] : nothing),
    ...kept.map((k) => `  ${paint(look, 'dim', 'stays')} ${plainText(k.what)}: ${plainText(k.why)}`),
  ].join('\n')
}

function agreement({ digest, jobs }: Plan, agree: string | undefined): string {
  if (jobs.length === 0) return `  digest ${digest}; there is nothing that could be agreed to yet`
  return `  to have exactly this done: ${plainText(agree ?? `plan ${digest.slice(0, 16)}`)}`
}
