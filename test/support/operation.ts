/** A resolved mount of one volume on two instances, for tests of what is decided from observations. */

import type { Observation } from '../../src/domain/facts.ts'
import { plainSpec } from '../../src/domain/mount-spec.ts'
import { specOf } from '../../src/domain/options/spec.ts'
import type { Operation } from '../../src/domain/plan.ts'
import { instanceArn } from '../../src/domain/region.ts'
import { defaultMountOptions, type MountOptions } from '../../src/domain/request.ts'
import { fileSystemId, healthyFacts, mountPoint } from './healthy-facts.ts'

/** An AWS account of the examples, and an instance's address in it. */
export const accountId = '111122223333'
export const arnOf = (instanceId: string, region = 'us-east-1'): string => instanceArn(instanceId, region, accountId)

export const ubuntuId = 'i-0aaaaaaaaaaaaaaaa'
export const rockyId = 'i-0bbbbbbbbbbbbbbbb'

export const operation: Operation = {
  verb: 'mount',
  volume: 'research-data',
  fileSystemId,
  region: 'us-east-1',
  accountId,
  mountPoint,
  zones: ['us-east-1a'],
  addresses: ['10.0.0.5'],
  targets: [
    { instanceId: ubuntuId, arn: arnOf(ubuntuId), name: 'ubuntu-instance', spec: plainSpec },
    { instanceId: rockyId, arn: arnOf(rockyId), name: 'rocky-instance', spec: plainSpec },
  ],
  options: defaultMountOptions,
  lazy: false,
  unresolved: [],
}

/** The same with these options said, which go for every target; `own`: what else is so on each. */
export function saying(asked: Operation, said: Partial<MountOptions>, own?: Parameters<typeof specOf>[1]): Operation {
  const options = { ...asked.options, ...said }
  return { ...asked, options, targets: asked.targets.map((t) => ({ ...t, spec: specOf(options, own) })) }
}

export function observed(instanceId: string, facts = healthyFacts()): Extract<Observation, { readonly kind: 'observed' }> {
  return { kind: 'observed', instanceId, at: '2026-11-23T12:00:00.000Z', facts }
}

/** As an instance that was never touched. */
export function freshFacts(account = 'ubuntu', uid = 1000) {
  const facts = healthyFacts(account, uid)
  return {
    ...facts,
    accounts: [{ name: account, exists: true, uid, gid: uid, groups: [uid], member: false }],
    group: { members: [] },
    mountPoint: { exists: false, sample: [] },
    mounts: [],
    fstab: [],
    paths: [],
  }
}
