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

type Waiting = { readonly begin: () => void; readonly onPlace: (place: number) => void; place?: number }

export function makeQueue(atOnce: number, clock: Pick<Clock, 'sleep'>, line: Line = memoryLine()): Queue {
  const waiting = new Map<string, Waiting>()
  /** What is given back, and is not written down yet. */
  const left = new Set<string>()
  let watching = false
  const by = (all: readonly Standing[]) => due(all, atOnce)

  function told(all: readonly Standing[]): void {
    const inLine = all.filter((one) => !one.hasTurn)
    for (const { runId, hasTurn, ours } of all) if (hasTurn && ours) waiting.get(runId)?.begin()
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
      left.delete(runId)
      const turn = new Promise<() => void>((resolve, reject) => {
        function giveUp(): void {
          waiting.delete(runId)
          giveBack(runId)
          reject(new Error('stopped while it waited'))
        }
        signal.addEventListener('abort', giveUp, { once: true })
        waiting.set(runId, {
          onPlace,
          begin: () => {
            signal.removeEventListener('abort', giveUp)
            waiting.delete(runId)
            resolve(() => giveBack(runId))
          },
        })
      })
      // whoever waits for it is told
      turn.catch(() => {})
      try {
        told(await line.join({ runId, held: heldBy(request), asker }, by))
      } catch (error) {
        waiting.delete(runId)
        giveBack(runId)
        throw error
      }
      void watch()
      return turn
    },
  }
}
