/**
 * Work that grows with the number of instances, done in slices: between two of them others of this process, such as a webhook, get their turn.
 * What decides stays pure: it is a generator that says where it may be interrupted, and not whether it is.
 */
export type Slices<T> = Generator<undefined, T>

/** Waits where this process has been busy for long enough that others are due; else returns at once. */
export type Turn = () => Promise<void>

export async function inTurns<T>(work: Slices<T>, turn: Turn): Promise<T> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    await turn()
  }
}

/** For who has nobody to wait for. */
export function atOnce<T>(work: Slices<T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
