/** A resolved mount of one volume on two instances, for tests of what is decided from observations. */
import type { Asked } from '../../src/domain/asked.ts'
import type { Observation } from '../../src/domain/facts.ts'
import type { Operation } from '../../src/domain/plan.ts'
import { defaultMountOptions } from '../../src/domain/request.ts'
import { fileSystemId, healthyFacts, mountPoint } from './healthy-facts.ts'

/** A mount without any option. */
export const nothingAsked: Asked = { accounts: [], groups: [], sticky: false, privateSpaces: false, readOnly: false, encrypted: true }

export const ubuntuId = 'i-0aaaaaaaaaaaaaaaa'
export const rockyId = 'i-0bbbbbbbbbbbbbbbb'

export const operation: Operation = {
  verb: 'mount',
  volume: 'research-data',
  fileSystemId,
  region: 'us-east-1',
  mountPoint,
  zones: ['us-east-1a'],
  addresses: ['10.0.0.5'],
  targets: [
    { instanceId: ubuntuId, name: 'ubuntu-instance' },
    { instanceId: rockyId, name: 'rocky-instance' },
  ],
  options: defaultMountOptions,
  lazy: false,
  unresolved: [],
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
