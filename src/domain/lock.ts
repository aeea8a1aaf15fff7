/** A lock that somebody set on a volume by hand: until it is removed, or its time is over, nothing that changes the volume begins. */
import { type Finding, fail, finding } from './catalogue.ts'
import type { AnyPlan } from './decision.ts'
import { formatVolumeRef, quote, type VolumeRef } from './names.ts'
import type { Actor } from './request.ts'

export type Lock = {
  readonly fileSystemId: string
  /** As the volume was called when it was locked; its id decides. */
  readonly volume: string
  readonly region: string
  readonly by: Actor
  /** Through which repository it was asked for; only there do ids mean people of GitHub. */
  readonly repository?: string
  readonly since: string
  /** Absent: until somebody unlocks it. */
  readonly until?: string
  readonly reason?: string
  /** The run that set it. */
  readonly runId: string
}

/** One line that people wrote, which can stand in quotes. */
export const reasonPattern = /^(?=.*\S)[^\p{C}\p{Zl}\p{Zp}"“”„`\\]{1,200}$/u
/** `45m`, `8h`, `3d`, or the last day on which it holds, in UTC. */
export const untilPattern = /^(?:[1-9]\d{0,3}[mhd]|\d{4}-\d{2}-\d{2})$/

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** When a lock that is set at `from` is over. Throws `bad-option`. */
export function endOfLock(until: string, from: Date): Date {
  const unit = units[until.slice(-1) as keyof typeof units]
  const end = unit === undefined ? endOfDay(until) : new Date(from.getTime() + Number(until.slice(0, -1)) * unit)
  if (end === undefined || end <= from) throw fail('bad-option', { seen: `--until ${quote(until)} is not a time to come` })
  return end
}

/** In UTC; undefined: the calendar has no such day. */
function endOfDay(day: string): Date | undefined {
  const begin = Date.parse(`${day}T00:00:00.000Z`)
  const isDay = !Number.isNaN(begin) && new Date(begin).toISOString().startsWith(day)
  return isDay ? new Date(begin + units.d) : undefined
}

export const stands = ({ until }: Lock, now: Date): boolean => until === undefined || Date.parse(until) > now.getTime()

export const isLockOf = ({ fileSystemId, volume }: Lock, ref: VolumeRef): boolean =>
  formatVolumeRef(ref) === (ref.kind === 'id' ? fileSystemId : volume)

/** The lock on what a plan would change. A create goes by the name: it continues what has it. */
export function lockOn(plan: AnyPlan, locks: readonly Lock[]): Lock | undefined {
  // accounts alone are of no volume
  if ('hosts' in plan) return locks.find((l) => l.fileSystemId === plan.volume?.id)
  if ('operation' in plan) return locks.find((l) => l.fileSystemId === plan.operation.fileSystemId)
  const { fileSystemId, name } = plan.parameters
  return locks.find((l) => (fileSystemId === undefined ? l.volume === name && l.region === plan.region : l.fileSystemId === fileSystemId))
}

export const sayLock = ({ volume, fileSystemId, by, repository, since, until, reason }: Lock): string =>
  [
    `${quote(volume)} (${fileSystemId}) is locked by ${quote(by.name)}`,
    ...(repository === undefined ? [] : [` in ${repository}`]),
    ` since ${since}, ${until === undefined ? 'until it is unlocked' : `until ${until}`}`,
    ...(reason === undefined ? [] : [`: “${reason}”`]),
  ].join('')

/** `unlockedBy`: who may remove it, in words. */
export type LockTold = Lock & { readonly unlockedBy: string }

/** Why whatever would change its volume is refused. */
export const volumeLocked = (lock: Lock, unlockedBy: string): Finding =>
  finding('volume-locked', { seen: `${sayLock(lock)}; may unlock: ${unlockedBy}` })
