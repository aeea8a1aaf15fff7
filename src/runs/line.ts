/**
 * Who waits for a turn and who has one, in the order of their turns: of all replicas that share a store. What each of them changes decides who may
 * go on beside whom. `test/support/line-contract.ts` holds each store to it.
 */
import { formatSelector, formatVolumeRef } from '../domain/names.ts'
import type { Request } from '../domain/request.ts'
import { specOfVerb } from '../domain/verbs.ts'

/** What a run changes; `all`: instances of which only AWS knows which they are, by an id or a tag. Null: it changes no instance. */
export type Held = { readonly volume: string; readonly selectors: readonly string[] | 'all' } | null

/** `asker`: the actor's id. */
export type Comer = { readonly runId: string; readonly held: Held; readonly asker: string }

/** `round`: all of one have their turn before those of the next. */
export type Standing = Comer & {
  readonly round: number
  readonly hasTurn: boolean
  /** This replica's. */
  readonly ours: boolean
}

/** Which of ours have their turn by now, by what all of them are, in their order. */
export type Due = (all: readonly Standing[]) => readonly string[]

export type Line = {
  /** At the end of its round. One that stands there already, as the replica that it was of died, keeps its place, and waits again. Resolves to all of them. */
  readonly join: (comer: Comer, due: Due) => Promise<readonly Standing[]>
  /** All of them as they are now, with what is due given. */
  readonly look: (due: Due) => Promise<readonly Standing[]>
  /** What another replica has taken over by then stays. */
  readonly leave: (runId: string) => Promise<void>
  /** Others change it too, so it has to be looked at again: after so many milliseconds. */
  readonly every?: number
}

/**
 * In which round the next run of this asker stands: each asker has one run in a round. Whoever asks for two hundred so keeps nobody who comes later
 * behind more than one of them.
 */
export function roundFor(asker: string, all: readonly Standing[]): number {
  const roundsOf = (these: readonly Standing[]): number[] => these.map(({ round }) => round)
  const first = Math.min(...roundsOf(all.filter((one) => !one.hasTurn)))
  // one of a later round, which had its turn before as it waits for nothing, does not put who comes now behind all the rounds in between
  const begun = roundsOf(all.filter((one) => one.hasTurn)).filter((round) => round <= first)
  const now = Math.max(0, ...begun, Number.isFinite(first) ? first - 1 : 0)
  return 1 + Math.max(now, ...roundsOf(all.filter((one) => one.asker === asker)))
}

/** So many of ours at once, in their order; but nobody waits behind a run that waits for something else. */
export function due(all: readonly Standing[], atOnce: number): readonly string[] {
  let free = atOnce - all.filter((one) => one.ours && one.hasTurn).length
  const before = all.filter((one) => one.hasTurn).map(({ held }) => held)
  const given: string[] = []
  for (const { runId, held, ours } of all.filter((one) => !one.hasTurn)) {
    if (ours && free > 0 && !before.some((other) => meet(held, other))) {
      free -= 1
      given.push(runId)
    }
    before.push(held)
  }
  return given
}

export function heldBy(request: Request): Held {
  if (specOfVerb(request.verb).changes !== 'instances' || !('selectors' in request) || !('volume' in request)) return null
  const { volume, selectors } = request
  const named = selectors.every((s) => s.kind === 'name')
  return { volume: formatVolumeRef(volume), selectors: named ? selectors.map(formatSelector) : 'all' }
}

function meet(one: Held, other: Held): boolean {
  if (!one || !other || areTwo(one.volume, other.volume)) return false
  if (one.selectors === 'all' || other.selectors === 'all') return true
  const { selectors } = other
  return one.selectors.some((s) => selectors.includes(s))
}

/** A name and an id may be one volume: which, only AWS knows. No name begins as an id does. */
function areTwo(one: string, other: string): boolean {
  return one !== other && one.startsWith('fs-') === other.startsWith('fs-')
}

/** Of one process: after a restart the runs that waited queue up anew. */
export function memoryLine(): Line {
  const all = new Map<string, Standing>()
  const inOrder = (): Standing[] => [...all.values()].toSorted((a, b) => a.round - b.round)
  const given = (by: Due): readonly Standing[] => {
    for (const runId of by(inOrder())) all.set(runId, { ...all.get(runId)!, hasTurn: true })
    return inOrder()
  }
  return {
    join: async (comer, by) => {
      all.set(comer.runId, { ...comer, round: roundFor(comer.asker, inOrder()), hasTurn: false, ours: true })
      return given(by)
    },
    look: async (by) => given(by),
    leave: async (runId) => {
      all.delete(runId)
    },
  }
}
