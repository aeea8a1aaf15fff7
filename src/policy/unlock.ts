/** Who may remove a lock: whoever set it, whom the policy gives `unlock`, and administrators, each as far as their policy reaches the volume. Pure. */
import { finding } from '../domain/catalogue.ts'
import type { Decision } from '../domain/decision.ts'
import { type Lock, sayLock } from '../domain/lock.ts'
import { quote } from '../domain/names.ts'
import type { Origin } from '../domain/request.ts'
import type { NamedVolume, RepositoryRights, Rights } from '../domain/rights.ts'
import { administrators, covers } from './reach.ts'
import { isMeant, sayAny } from './who.ts'

export const volumeOf = ({ fileSystemId, volume, region }: Lock): NamedVolume => ({ id: fileSystemId, name: volume, region })

export function mayUnlock(lock: Lock, { actor }: Origin, rights: Rights): Decision {
  if (rights.kind === 'unbounded') return { kind: 'allowed' }
  if (rights.kind === 'unknown') return { kind: 'denied', finding: finding('policy-unread', { seen: rights.why }) }
  const { asker } = rights
  // ids are people’s within GitHub alone
  const isOwn = lock.repository !== undefined && lock.by.id === actor.id
  if (asker && (isOwn || administrators(asker) || unlocking(lock, rights).some((g) => isMeant(g.who, asker)))) return { kind: 'allowed' }
  return { kind: 'denied', finding: finding('lock-of-another', { seen: `${sayLock(lock)}; may unlock: ${unlockers(lock, rights)}` }) }
}

export function unlockers(lock: Lock, rights: Rights): string {
  if (rights.kind !== 'repository') return 'whoever may use this Prism'
  const own = lock.repository === undefined ? [] : [quote(lock.by.name)]
  const given = unlocking(lock, rights).flatMap((g) => g.who)
  return [...own, ...(given.length > 0 ? [sayAny(given)] : []), 'administrators'].join(', or ')
}

const unlocking = (lock: Lock, { inForce }: RepositoryRights) =>
  inForce ? inForce.policy.grants.filter((g) => g.may.includes('unlock') && covers(g, inForce.policy, volumeOf(lock))) : []
