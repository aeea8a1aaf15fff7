/** Instances on which nobody could be found to enrol or to try things as: without an account, a table would be green about nothing. */
import { type Finding, finding } from '../domain/catalogue.ts'
import { peopleFor } from '../domain/desired.ts'
import type { Observation } from '../domain/facts.ts'
import { type Operation, targetOf } from '../domain/plan.ts'

export function nobodyFound(operation: Operation, before: readonly Observation[]): Finding[] {
  return before.flatMap((o) => {
    if (o.kind !== 'observed' || peopleFor(targetOf(operation, o.instanceId), o.facts).length > 0) return []
    const seen = `no cloud-init default user, no uid 1000, none of the known names on ${o.facts.host.hostname}`
    return [finding('no-login-user', { seen, instanceId: o.instanceId })]
  })
}
