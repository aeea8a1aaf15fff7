/** The documents that a run's commands used, from its events. */
import type { Transport } from './documents.ts'
import type { Run } from './run.ts'

export type SentBy = { readonly transport: Transport; readonly scripts: readonly string[]; readonly instanceIds: readonly string[] }

/** Each transport once, in the order of the first send, with its scripts and instances. */
export function sentBy(run: Run): readonly SentBy[] {
  const transports = new Map<string, { readonly transport: Transport; readonly scripts: Set<string>; readonly instanceIds: Set<string> }>()
  for (const { job, chunks } of run.jobs)
    for (const { transport, instanceIds, commandId } of chunks) {
      if (!commandId) continue
      const key = transport.kind === 'own-document' ? `${transport.document} ${transport.version} ${transport.sha256}` : transport.kind
      const known = transports.get(key) ?? { transport, scripts: new Set<string>(), instanceIds: new Set<string>() }
      known.scripts.add(job.script)
      for (const id of instanceIds) known.instanceIds.add(id)
      transports.set(key, known)
    }
  return [...transports.values()].map(({ transport, scripts, instanceIds }) => ({
    transport,
    scripts: [...scripts],
    instanceIds: [...instanceIds],
  }))
}
