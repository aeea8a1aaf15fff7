/** Runs kept in this process: enough for a CLI or an Action that waits, gone with the process. */
import type { RunEvent } from '../../domain/run.ts'
import { nextSummary, type RunSummary } from '../../domain/run-summary.ts'
import type { JournalStore } from '../journal-store.ts'

export type MemoryStoreOptions = {
  /** Ended runs beyond this many are forgotten, oldest first. */
  readonly keep?: number
}

type Kept = { readonly events: RunEvent[]; readonly places: number[]; summary: RunSummary }

export function memoryStore({ keep = 1000 }: MemoryStoreOptions = {}): JournalStore {
  const runs = new Map<string, Kept>()
  /** By its place in the order of all, which is the order of the map. */
  const order = new Map<number, RunEvent>()
  let last = 0

  function forgetOldest(): void {
    for (const [id, { places, summary }] of runs) {
      if (runs.size <= keep) return
      if (summary.endedAt === undefined) continue
      runs.delete(id)
      for (const place of places) order.delete(place)
    }
  }

  return {
    append: async (runId, expectedSeq, body) => {
      const run = runs.get(runId)
      const seq = run?.events.length ?? 0
      if (seq !== expectedSeq) return { kind: 'conflict', seq }
      const event: RunEvent = { ...body, runId, seq: seq + 1 }
      const summary = nextSummary(run?.summary, event)
      last += 1
      order.set(last, event)
      if (run) {
        run.events.push(event)
        run.places.push(last)
        run.summary = summary
      } else runs.set(runId, { events: [event], places: [last], summary })
      forgetOldest()
      return { kind: 'appended', event }
    },
    read: async (runId) => [...(runs.get(runId)?.events ?? [])],
    readSince: async (cursor, limit) => {
      const events: RunEvent[] = []
      let at = Number(cursor ?? 0)
      for (let place = at + 1; place <= last && events.length < limit; place++) {
        const event = order.get(place)
        if (event) events.push(event)
        at = place
      }
      return { events, cursor: at === 0 ? undefined : String(at) }
    },
    summaries: async ({ limit, before }) => {
      const ids = [...runs.keys()].filter((id) => before === undefined || id < before).sort()
      return ids
        .reverse()
        .slice(0, limit)
        .map((id) => runs.get(id)!.summary)
    },
    unfinished: async () =>
      [...runs.keys()]
        .sort()
        .map((id) => runs.get(id)!.summary)
        .filter(({ endedAt }) => endedAt === undefined),
  }
}
