/** By which documents a run's commands were sent, as its events tell. */
import type { Way } from './documents.ts'
import type { Run } from './run.ts'

export type SentBy = { readonly way: Way; readonly scripts: readonly string[]; readonly instanceIds: readonly string[] }

/** Each way once, in the order of the first send, with the scripts and instances that it was used for. */
export function sentBy(run: Run): readonly SentBy[] {
  const ways = new Map<string, { readonly way: Way; readonly scripts: Set<string>; readonly instanceIds: Set<string> }>()
  for (const { job, chunks } of run.jobs)
    for (const { way, instanceIds, commandId } of chunks) {
      if (!commandId) continue
      const key = way.kind === 'own-document' ? `${way.document} ${way.version} ${way.sha256}` : way.kind
      const known = ways.get(key) ?? { way, scripts: new Set<string>(), instanceIds: new Set<string>() }
      known.scripts.add(job.script)
      for (const id of instanceIds) known.instanceIds.add(id)
      ways.set(key, known)
    }
  return [...ways.values()].map(({ way, scripts, instanceIds }) => ({ way, scripts: [...scripts], instanceIds: [...instanceIds] }))
}
