/** Deliveries kept in this process, and gone with it. */
import type { Inbox, KeptDelivery } from '../inbox.ts'

/** The oldest settled ones are forgotten beyond this many; GitHub keeps deliveries for redelivery about three days. */
export function memoryInbox(capacity = 50_000): Inbox {
  /** By id; what is settled has no content. */
  const kept = new Map<string, KeptDelivery | Omit<KeptDelivery, 'content'>>()
  const subjects = new Set<string>()
  let seen: Date | undefined

  function forgetOldest(): void {
    for (const [id, delivery] of kept) {
      if (kept.size <= capacity) return
      if ('content' in delivery) continue
      kept.delete(id)
      subjects.delete(delivery.subject)
    }
  }

  return {
    keep: async (delivery) => {
      if (kept.has(delivery.id) || subjects.has(delivery.subject)) return 'known'
      kept.set(delivery.id, delivery)
      subjects.add(delivery.subject)
      forgetOldest()
      return 'kept'
    },
    open: async () => [...kept.values()].filter((d): d is KeptDelivery => 'content' in d),
    isOpen: async (id) => 'content' in (kept.get(id) ?? {}),
    settle: async (id) => {
      const delivery = kept.get(id)
      if (delivery) kept.set(id, { id, subject: delivery.subject, receivedAt: delivery.receivedAt })
    },
    reopen: async (id, content) => {
      const delivery = kept.get(id)
      if (delivery && !('content' in delivery)) kept.set(id, { ...delivery, content })
    },
    seenTo: async () => seen,
    sawTo: async (moment) => {
      if (!seen || moment > seen) seen = moment
    },
  }
}
