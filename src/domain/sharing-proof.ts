/**
 * What one host says of another's file is compared with what that one wrote: the writer's host reported the SHA-256 of a number that it drew
 * there and then, the reader's host that of the line that its reader returned.
 */
import type { SharingFact, SharingTold, WroteFact } from './facts.ts'

/** Cells with what their proof makes of them: a reading that is not proven, or an append that says nothing of the writer's umask, is in doubt. */
export function proven(told: readonly SharingTold[], wrote: readonly WroteFact[]): SharingFact[] {
  const key = ({ instanceId, account }: WroteFact['writer']) => `${instanceId}/${account}`
  const written = new Map(wrote.map((w) => [key(w.writer), w]))
  return told.map(({ saw, ...fact }): SharingFact => {
    if (fact.read !== 'done') return fact
    const file = written.get(key(fact.writer))
    if (!file) return { ...fact, read: 'error', detail: 'what its writer wrote is unknown' }
    // the first digits are as good as all: who could choose them could as well copy the file
    if (saw === undefined || saw.length < 12 || !file.sha256.startsWith(saw)) return { ...fact, read: 'error', detail: 'other content' }
    if (file.umask === 'unknown' && fact.append === 'done' && !fact.reader.readOnly)
      return { ...fact, append: 'error', detail: 'created with the members’ umask, because that of the writer’s sessions is unknown' }
    return fact
  })
}
