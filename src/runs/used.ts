/** What counts once, for all who share a store: by whichever replica it is used. `test/support/used-contract.ts` holds each store to it. */
export type Used = {
  /** Keeps that it was used, on the disk where there is one; false where that was kept before. What is over for an hour by then is forgotten. */
  readonly once: (what: string, until: Date, now: Date) => Promise<boolean>
}

const hour = 3_600_000

/** Replicas' clocks differ: what is over by one of them may count by another. */
export const forgottenBy = (now: Date): string => new Date(now.getTime() - hour).toISOString()

export function memoryUsed(): Used {
  const used = new Map<string, string>()
  return {
    once: async (what, until, now) => {
      for (const [one, end] of used) if (end < forgottenBy(now)) used.delete(one)
      if (used.has(what)) return false
      used.set(what, until.toISOString())
      return true
    },
  }
}
