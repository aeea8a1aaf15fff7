/**
 * One comment is answered once, however often it is delivered: claimed by delivery id and by comment id. Kept in this process's
 * memory, so a delivery that arrives again after a restart is a new one; docs/github-app.md says so.
 */
export type Deduplication = {
  /** False where either is claimed already. */
  readonly claim: (deliveryId: string, commentId: number) => boolean
  /** After a failure before anything was done: a redelivery may try again. */
  readonly release: (deliveryId: string, commentId: number) => void
}

/** The oldest deduplication are forgotten beyond this many; GitHub keeps deliveries for redelivery about three days. */
export function makeDeduplication(capacity = 50_000): Deduplication {
  const held = new Set<string>()
  const keysOf = (deliveryId: string, commentId: number): readonly string[] => [`delivery ${deliveryId}`, `comment ${commentId}`]
  return {
    claim: (deliveryId, commentId) => {
      const keys = keysOf(deliveryId, commentId)
      if (keys.some((key) => held.has(key))) return false
      for (const key of keys) held.add(key)
      for (const oldest of held) {
        if (held.size <= capacity) break
        held.delete(oldest)
      }
      return true
    },
    release: (deliveryId, commentId) => {
      for (const key of keysOf(deliveryId, commentId)) held.delete(key)
    },
  }
}
