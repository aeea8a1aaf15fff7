/**
 * A thread in which only the replica writes that works on the comment. It asks the store before each write, and again after it: one that was
 * paused in between perhaps wrote late, over or beside what another replica said by then. That is taken back, or said again by whoever works on it next.
 */
import type { Claim } from '../../compose/store.ts'
import type { Thread } from '../../domain/github.ts'

/** Another replica works on it: nothing more is said here. */
export class NotOurs extends Error {
  constructor() {
    super('another replica works on this comment by now')
    this.name = 'NotOurs'
  }
}

export type Held = {
  readonly claim: Claim
  /** Aborted when another replica works on it by now, however that was found out. */
  readonly lost: AbortSignal
  readonly lose: () => void
  /** What the thread holds may be old: it is said again by whoever works on it next. */
  readonly sayAgain: () => void
}

/** `sayAgain`: as in `Held`. */
export function holding(claim: Claim, sayAgain: () => void): Held {
  const gone = new AbortController()
  return { claim, lost: AbortSignal.any([gone.signal, claim.lost]), lose: () => gone.abort(), sayAgain }
}

export function heldThread(thread: Thread, { claim, lose, sayAgain }: Held): Thread {
  async function held<T>(write: () => Promise<T>, late: (written: T) => Promise<void>): Promise<T> {
    await assertHeld()
    const written = await write()
    if (await claim.holds().catch(() => false)) return written
    lose()
    await late(written).catch(() => {})
    sayAgain()
    throw new NotOurs()
  }

  async function assertHeld(): Promise<void> {
    if (await claim.holds()) return
    lose()
    throw new NotOurs()
  }

  return {
    ...thread,
    create: (body) =>
      held(
        () => thread.create(body),
        async ({ id }) => {
          const marker = body.trimEnd().split('\n').at(-1) ?? ''
          const first = await thread.findOurs(marker, new Date(0))
          if (first && first.id !== id) await thread.remove(id)
        },
      ),
    edit: (id, body) =>
      held(
        () => thread.edit(id, body),
        async () => {},
      ),
    react: async (id, reaction) => {
      await assertHeld()
      await thread.react(id, reaction)
    },
  }
}
