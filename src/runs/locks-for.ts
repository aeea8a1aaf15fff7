/** The locks as whoever asks sees them: those of volumes in their reach. */
import type { Finding } from '../domain/catalogue.ts'
import type { AnyPlan } from '../domain/decision.ts'
import { lockOn, volumeLocked } from '../domain/lock.ts'
import type { Rights } from '../domain/rights.ts'
import type { Run } from '../domain/run.ts'
import type { EngineContext } from '../engine/context.ts'
import { reachOf } from '../policy/reach.ts'
import { mayUnlock, unlockers, volumeOf } from '../policy/unlock.ts'
import type { Locks } from './locks.ts'

export function locksFor(
  locks: Locks,
  { request, origin }: Pick<Run, 'request' | 'origin'>,
  rights: Rights,
  now: () => Date,
): EngineContext['locks'] {
  const reach = reachOf(rights, request.verb)
  return {
    put: locks.put,
    remove: locks.remove,
    ...(locks.nowhere ? { nowhere: true as const } : {}),
    standing: async () => (await locks.standing(now())).filter((lock) => reach.volume(volumeOf(lock))),
    mayRemove: (lock) => mayUnlock(lock, origin, rights),
    removers: (lock) => unlockers(lock, rights),
  }
}

/** Why a plan may not be begun now: its volume is locked, whoever set that and wherever. */
export async function lockedOut(plan: AnyPlan, locks: Pick<Locks, 'standing'>, rights: Rights, now: Date): Promise<Finding | undefined> {
  const lock = lockOn(plan, await locks.standing(now))
  return lock && volumeLocked(lock, unlockers(lock, rights))
}
