/**
 * Whose turn it is: so many runs at once, and of those that change instances one at a time for a volume on an instance. Who came first goes
 * first, but nobody waits behind a run that waits for something else. In this process alone: after a restart the runs that waited queue up anew.
 */
import { formatSelector, formatVolumeRef } from '../../domain/names.ts'
import type { Request } from '../../domain/request.ts'
import { specOfVerb } from '../../domain/verbs.ts'

export type Queue = {
  /**
   * Resolves when it is this run's turn, to the way to give it back. `onPlace` is told as long as it waits, and again when that changes: 1 is
   * next. Rejects when the signal aborts first.
   */
  readonly enter: (request: Request, onPlace: (place: number) => void, signal: AbortSignal) => Promise<() => void>
}

type Waiting = { readonly held: Held; readonly begin: () => void; readonly onPlace: (place: number) => void }
/** What it changes; `all`: instances of which only AWS knows which they are, by an id or a tag. Undefined: it changes no instance. */
type Held = { readonly volume: string; readonly selectors: ReadonlySet<string> | 'all' } | undefined

export function makeQueue(atOnce: number): Queue {
  const running = new Set<{ readonly held: Held }>()
  const waiting: Waiting[] = []

  function next(): void {
    const before: Held[] = [...running].map(({ held }) => held)
    for (const one of waiting.slice()) {
      const isFree = running.size < atOnce && !before.some((other) => meet(one.held, other))
      if (isFree) {
        waiting.splice(waiting.indexOf(one), 1)
        one.begin()
      }
      before.push(one.held)
    }
    for (const [i, one] of waiting.entries()) one.onPlace(i + 1)
  }

  return {
    enter: (request, onPlace, signal) =>
      new Promise((resolve, reject) => {
        const held = heldBy(request)
        const turn = { held }
        const one: Waiting = {
          held,
          onPlace,
          begin: () => {
            signal.removeEventListener('abort', giveUp)
            running.add(turn)
            resolve(() => {
              running.delete(turn)
              next()
            })
          },
        }
        function giveUp(): void {
          waiting.splice(waiting.indexOf(one), 1)
          reject(new Error('stopped while it waited'))
        }
        if (signal.aborted) return reject(new Error('stopped before it waited'))
        signal.addEventListener('abort', giveUp, { once: true })
        waiting.push(one)
        next()
      }),
  }
}

function heldBy(request: Request): Held {
  if (specOfVerb(request.verb).changes !== 'instances' || !('selectors' in request) || !('volume' in request)) return undefined
  const { volume, selectors } = request
  const named = selectors.every((s) => s.kind === 'name')
  return { volume: formatVolumeRef(volume), selectors: named ? new Set(selectors.map(formatSelector)) : 'all' }
}

function meet(one: Held, other: Held): boolean {
  if (!one || !other || one.volume !== other.volume) return false
  if (one.selectors === 'all' || other.selectors === 'all') return true
  const { selectors } = other
  return [...one.selectors].some((s) => selectors.has(s))
}
