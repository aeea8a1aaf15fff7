/** Locks that people set by hand: who, why, since when, until when, how to remove each and who may. */
import type { LockTold } from '../../domain/lock.ts'
import { patterns, type VolumeRef } from '../../domain/names.ts'
import type { Answer } from '../../domain/run.ts'
import type { Saying } from './say.ts'
import { counted, emptyView, type Line, table, text, type View } from './view.ts'

type Locks = Extract<Answer, { readonly kind: 'locks' }>

export function locksView({ did, locks }: Locks, { say }: Saying): View {
  if (locks.length === 0) return { ...emptyView, mark: 'holds', headline: ['No volume is locked'] }
  const rows = locks.map((lock): Line[] => [
    [{ strong: lock.volume }, ' ', { code: lock.fileSystemId }],
    [lock.by.name, ...(lock.repository === undefined ? [] : [' in ', lock.repository])],
    [lock.reason ?? 'not said'],
    [lock.since],
    [lock.until ?? 'it is unlocked'],
    [{ code: say({ verb: 'unlock', volume: refOf(lock) }) }],
    [lock.unlockedBy],
  ])
  const standing = table('locks', ['Volume', 'Locked by', 'Why', 'Since', 'Until', 'Unlock by', 'Who may'], rows)
  const [one] = locks
  if (did === 'unlocked' && one) return { ...emptyView, mark: 'holds', headline: [{ code: one.volume }, ' is unlocked'], first: [was(one)] }
  return {
    ...emptyView,
    mark: 'holds',
    headline: did === 'locked' && one ? [{ code: one.volume }, ' is locked'] : [`${counted(locks.length, 'volume')} locked`],
    first: [
      standing,
      ...(did === 'locked'
        ? [text('what that means', [['Nothing that changes it begins until then. What had begun before goes on.']])]
        : []),
    ],
  }
}

const was = ({ by, since, reason }: LockTold) =>
  text('the lock', [[`It was locked by ${by.name} since ${since}`, ...(reason === undefined ? [] : [`: ${reason}`])]])

const refOf = ({ volume, fileSystemId }: LockTold): VolumeRef =>
  patterns.volumeName.test(volume) ? { kind: 'name', name: volume } : { kind: 'id', id: fileSystemId }
