/** Locks by hand: set, removed, listed. A lock stops what has not begun; a run that has goes on. */
import { fail, PrismError } from '../domain/catalogue.ts'
import { endOfLock, isLockOf, type Lock, type LockTold, volumeLocked } from '../domain/lock.ts'
import { formatVolumeRef, type VolumeRef } from '../domain/names.ts'
import type { Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'

type RequestOf<V extends Request['verb']> = Extract<Request, { readonly verb: V }>

export async function lockVolume({ volume, reason, until }: RequestOf<'lock'>, ctx: EngineContext): Promise<Answer> {
  const { id: runId, origin, startedAt, lock: known } = ctx.run()
  if (known) return { kind: 'locks', did: 'locked', locks: [told(known, ctx)] }
  const found = await ctx.cloud.fileSystems.find(volume)
  const wanted: Lock = {
    fileSystemId: found.id,
    volume: found.name,
    region: ctx.cloud.region,
    by: origin.actor,
    ...('repository' in origin ? { repository: origin.repository } : {}),
    since: startedAt,
    ...(until === undefined ? {} : { until: endOfLock(until, new Date(startedAt)).toISOString() }),
    ...(reason === undefined ? {} : { reason }),
    runId,
  }
  const standing = await ctx.locks.put(wanted)
  if (standing.runId !== runId) throw new PrismError(volumeLocked(standing, ctx.locks.removers(standing)))
  await ctx.emit({ type: 'locked', data: standing })
  return { kind: 'locks', did: 'locked', locks: [told(standing, ctx)] }
}

export async function unlockVolume({ volume }: RequestOf<'unlock'>, ctx: EngineContext): Promise<Answer> {
  const lock = ctx.run().lock ?? (await mayBeRemoved(volume, ctx))
  if (!ctx.run().lock) await ctx.emit({ type: 'unlocking', data: lock })
  await ctx.locks.remove(lock)
  return { kind: 'locks', did: 'unlocked', locks: [told(lock, ctx)] }
}

/** Throws `locks-nowhere`: that none is known is not that there is none. */
export async function listLocks(ctx: EngineContext): Promise<Answer> {
  refuseNowhere(ctx)
  return { kind: 'locks', locks: (await ctx.locks.standing()).map((lock) => told(lock, ctx)) }
}

function refuseNowhere({ locks }: EngineContext): void {
  if (locks.nowhere) throw fail('locks-nowhere', { seen: 'PRISM_STORE names no store' })
}

async function mayBeRemoved(ref: VolumeRef, ctx: EngineContext): Promise<Lock> {
  refuseNowhere(ctx)
  const fileSystemId = await idOf(ref, ctx)
  const lock = (await ctx.locks.standing()).find((l) => (fileSystemId === undefined ? isLockOf(l, ref) : l.fileSystemId === fileSystemId))
  if (!lock) throw fail('not-locked', { seen: formatVolumeRef(ref) })
  const decision = ctx.locks.mayRemove(lock)
  if (decision.kind === 'denied') throw new PrismError(decision.finding)
  return lock
}

/** Undefined: the volume is gone, and its lock is called as it was. */
async function idOf(ref: VolumeRef, ctx: EngineContext): Promise<string | undefined> {
  try {
    return (await ctx.cloud.fileSystems.find(ref)).id
  } catch (error) {
    if (error instanceof PrismError && error.finding.code === 'volume-not-found') return undefined
    throw error
  }
}

const told = (lock: Lock, ctx: EngineContext): LockTold => ({ ...lock, unlockedBy: ctx.locks.removers(lock) })
