/**
 * The centre: what was expected against what was seen. It walks the *expected* rows, so that silence shows as `unknown`
 * and never as green. A plan is what differs before, a report what differs after.
 */

import { isBootFault } from './boot.ts'
import { type Desired, forThoseThere } from './desired.ts'
import type { HostFacts } from './facts.ts'
import { guardsOf } from './mount-spec.ts'
import type { Difference } from './plan.ts'
import type { Row, Section } from './report.ts'
import { behaviourRows } from './rows/behaviour.ts'
import { contentRows } from './rows/contents.ts'
import { enforcedRows } from './rows/enforced.ts'
import { extraGroupRows, groupTryRows } from './rows/extra-groups.ts'
import { groupRows } from './rows/group.ts'
import { mountRows, unmountedRows } from './rows/mount.ts'
import { permissionRows } from './rows/permissions.ts'
import { persistenceRows } from './rows/persistence.ts'
import { umaskRows } from './rows/umask.ts'

/** Everything a mounted instance is to show. `facts` undefined: nothing was seen, every row is unknown. */
export function mountedRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  const there = forThoseThere(desired, facts)
  if (there.enforced) return [...configurationRows(desired, facts), ...enforcedRows(there, there.enforced, facts)]
  return [...configurationRows(desired, facts), ...behaviourRows(there, facts), ...groupTryRows(there, facts), ...contentRows(facts)]
}

/** Everything an unmounted instance is to show. */
export function unmountRows(desired: Desired, facts: HostFacts | undefined, isPlaceSaid: boolean): Row[] {
  return unmountedRows(desired, facts, isPlaceSaid)
}

/** The rows that can be seen without trying anything: what a plan is made from. */
export function configurationRows(desired: Desired, facts: HostFacts | undefined): Row[] {
  const there = forThoseThere(desired, facts)
  return [
    ...mountRows(there, facts),
    // all of them: who is missing is said here, once
    ...groupRows(desired, facts),
    ...extraGroupRows(there, facts),
    ...permissionRows(there, facts),
    ...persistenceRows(there, facts),
    ...umaskRows(there, facts),
  ]
}

/** What a mount would change, from a look that tried nothing. */
export function differencesBefore(instanceId: string, desired: Desired, facts: HostFacts): Difference[] {
  return configurationRows(desired, facts)
    .filter(
      (row) => row.verdict === 'differs' || (row.verdict === 'unknown' && row.section === 'permissions') || row.code === 'crosses-zones',
    )
    .map((row) => toDifference(instanceId, desired, row))
}

/** Of a volume that is mounted: what differs, and whether a mount would fix it. */
export function driftedRows(desired: Desired, facts: HostFacts): (Row & { readonly repairable: boolean })[] {
  return configurationRows(desired, facts)
    .filter((row) => row.verdict === 'differs')
    .map((row) => ({ ...row, repairable: isRepairable({ repair: repairOf(desired, row) }) }))
}

/** Whether a mount would fix it. */
export const isRepairable = ({ repair = 'none' }: Partial<Difference>): boolean => !repair.startsWith('none')

function toDifference(instanceId: string, desired: Desired, row: Row): Difference {
  const { subject, expected, observed, code = 'row-differs' } = row
  return { instanceId, subject, expected, observed, code, repair: repairOf(desired, row) }
}

function repairOf({ readOnly, spec }: Desired, { section, code }: Row): string {
  if (code === 'not-nosuid') return `remount in place with ${guardsOf(spec).join(', ')}`
  if (code === 'not-read-only') return 'unmount, and mount read-only; not while somebody uses it'
  if (code === 'read-only') return 'unmount, and mount read-write, if Prism’s own fstab line says ro; otherwise none'
  if (code === 'crosses-zones') return 'none: it is mounted across zones, which costs'
  if (code === 'identity-differs') return 'unmount, and mount with the instance’s role; not while somebody uses it'
  if (code && isBootFault(code)) return 'none: Prism does not change systemd; the finding has the command'
  if (readOnly && section === 'permissions') return 'none: a read-only mount sets nothing'
  return repairs[section]
}

const repairs: Record<Section, string> = {
  mount: 'mount with the EFS client',
  group: 'create the group, add the account',
  permissions: 'create it, set owner, group and mode',
  persistence: 'write one fstab line',
  umask: 'set umask 002 for members through PAM',
  behaviour: 'follows from the above',
  contents: 'none: the files’ owners decide',
  people: 'make the registry’s accounts as they are there',
}
