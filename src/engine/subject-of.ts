/** What a diagnosis of one instance is about: what was asked for, and what the instance remembers of its mount. Pure. */
import { desiredFor } from '../domain/desired.ts'
import type { Subject } from '../domain/evidence.ts'
import type { HostFacts } from '../domain/facts.ts'
import { specOf } from '../domain/options/spec.ts'
import type { Operation, Target } from '../domain/plan.ts'
import { notedAt } from './remember.ts'

/** Of one that could not be resolved to a target too: what was said goes for it. */
export function targetOrSaid({ targets, options }: Operation, instanceId: string): Pick<Target, 'spec'> {
  return targets.find((t) => t.instanceId === instanceId) ?? { spec: specOf(options) }
}

export function subjectOf(operation: Operation, instanceId: string, facts: HostFacts | undefined): Subject {
  const { accounts, group, readOnly, spec } = desiredFor(operation, targetOrSaid(operation, instanceId), facts)
  // what was asked for earlier the host has noted; a mount by an older Prism says it in its line
  const ours = facts?.fstab.find((l) => l.place === operation.mountPoint && l.ours)
  const noted = facts && notedAt(facts, operation.mountPoint)
  return {
    fileSystemId: operation.fileSystemId,
    region: operation.region,
    accountId: operation.accountId,
    instanceId,
    mountPoint: operation.mountPoint,
    ...(operation.oneZone === undefined ? {} : { oneZone: operation.oneZone }),
    accounts,
    gid: group.gid,
    group: group.name,
    encrypted: operation.options.client.kind !== 'plain-nfs' && (noted?.encrypted ?? ours?.type !== 'nfs4'),
    iam: spec.iam || (noted?.iam ?? ours?.options.split(',').includes('iam') ?? false),
    readOnly: readOnly || (noted?.readOnly ?? ours?.options.split(',').includes('ro') ?? false),
    adopting: operation.verb === 'adopt',
    scan: operation.options.scan === true,
  }
}
