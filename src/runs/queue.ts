/**
 * Whose turn it is: so many runs at once, and of those that change instances one at a time for a volume on an instance. Those who ask have their turns
 * in turn, at all replicas that share a store, but nobody waits behind a run that waits for something else.
 */
import type { Clock } from '../domain/ports.ts'
import type { Request } from '../domain/request.ts'
import { due, heldBy, type Line, memoryLine, type Standing } from './line.ts'

/** `asker`: the actor's id. */
export type Asked = { readonly runId: string; readonly request: Request; readonly asker: string }

export type Queue = {
  /**
   * Resolves when it is this run's turn, to the way to give it back. `onPlace` is told as long as it waits, and again when that changes: 1 is
   * next. Rejects when the signal aborts first, and where the store cannot be asked.
   */
  readonly enter: (asked: Asked, onPlace: (place: number) => void, signal: AbortSignal) => Promise<() => void>
}

/** `hasJoined`: before that, what is told of a run of this id is of an earlier time that it waited. */
type Waiting = { readonly begin: () => void; readonly onPlace: (place: number) => void; hasJoined: boolean; place?: number }

export function makeQueue(atOnce: number, clock: Pick<Clock, 'sleep'>, line: Line = memoryLine()): Queue {
  const waiting = new Map<string, Waiting>()
  /** What is given back, and is not written down yet. */
  const left = new Set<string>()
  let watching = false
  const by = (all: readonly Standing[]) => due(all, atOnce)

  function told(all: readonly Standing[]): void {
    const inLine = all.filter((one) => !one.hasTurn)
    for (const { runId, hasTurn, ours } of all) {
      const one = waiting.get(runId)
      if (hasTurn && ours && one?.hasJoined) one.begin()
    }
    for (const [runId, one] of waiting) {
      const place = inLine.findIndex((s) => s.runId === runId) + 1
      if (place === 0 || place === one.place) continue
      one.place = place
      one.onPlace(place)
    }
  }

  async function leave(runId: string): Promise<void> {
    await line.leave(runId)
    left.delete(runId)
  }

  async function next(): Promise<void> {
    for (const runId of left) await leave(runId)
    told(await line.look(by))
  }

  /** Others come and go too, and what could not be written down is written down later. */
  async function watch(): Promise<void> {
    if (watching || line.every === undefined) return
    watching = true
    while (waiting.size + left.size > 0) {
      await clock.sleep(line.every)
      await next().catch(() => {})
    }
    watching = false
  }

  function giveBack(runId: string): void {
    left.add(runId)
    next().catch(() => {})
    void watch()
  }

  return {
    enter: async ({ runId, request, asker }, onPlace, signal) => {
      if (signal.aborted) throw new Error('stopped before it waited')
      if (waiting.has(runId)) throw new Error('it waits here already')
      left.delete(runId)
      const turn = Promise.withResolvers<() => void>()
      // of one that is over nothing comes later: the run may wait here once more by then
      const over = new AbortController()
      const one: Waiting = { onPlace, hasJoined: false, begin: () => end(() => turn.resolve(() => giveBack(runId))) }
      waiting.set(runId, one)
      signal.addEventListener('abort', () => giveUp(new Error('stopped while it waited')), { once: true, signal: over.signal })
      line.join({ runId, held: heldBy(request), asker }, by).then(
        (all) => {
          one.hasJoined = true
          told(all)
          void watch()
        },
        (error: Error) => giveUp(error),
      )
      return turn.promise

      function end(how: () => void): void {
        if (over.signal.aborted) return
        over.abort()
        waiting.delete(runId)
        how()
      }
      function giveUp(why: Error): void {
        end(() => {
          giveBack(runId)
          turn.reject(why)
        })
      }
    },
  }
}
