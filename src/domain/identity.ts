/** What the report says of identity: who is one person to EFS, and whose space is private. */

import { accountsFor } from './desired.ts'
import type { Observation } from './facts.ts'
import type { Operation } from './plan.ts'

export function identityNotes(operation: Operation, observations: readonly Observation[]): string[] {
  const name = new Map(operation.targets.map((t) => [t.instanceId, t.name]))
  const byUid = new Map<number, string[]>()
  for (const o of observations) {
    if (o.kind !== 'observed') continue
    for (const account of accountsFor(operation, o.facts)) {
      const uid = o.facts.accounts.find((a) => a.name === account)?.uid
      if (uid !== undefined) byUid.set(uid, [...(byUid.get(uid) ?? []), `${account} on ${name.get(o.instanceId) ?? o.instanceId}`])
    }
  }
  const shared = [...byUid].filter(([, who]) => who.length > 1 && new Set(who.map((w) => w.split(' on ')[0])).size > 1)
  return [
    ...shared.map(([uid, who]) => `uid ${uid} is ${who.join(' and ')}: one person to EFS, so each can change the other’s personal space.`),
    operation.options.privateSpaces
      ? 'Personal spaces are private: 0700, their owner’s uid only.'
      : 'Personal spaces are 755: everybody on the instances can read them, only their owner’s uid can write.',
  ]
}
