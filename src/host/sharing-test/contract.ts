/** sharing-test: who can read and append to what whom wrote, between instances, in three phases. */
import type { Identity } from '../../domain/facts.ts'
import { type Contract, common, core } from '../contract.ts'

const instance = 'm?i-[0-9a-f]{8,17}'
const identity = `${instance}:[a-z_][a-z0-9_-]{0,31}:[1-9][0-9]{0,9}:[pt]r?`

export const sharingTest = {
  parameters: {
    fileSystemId: common.fileSystemId,
    mountPoint: common.mountPoint,
    gid: common.gid,
    addresses: common.addresses,
    phase: { env: 'PRISM_PHASE', pattern: /^(?:write|exchange|clean)$/, doc: 'write, exchange or clean' },
    token: { env: 'PRISM_TOKEN', pattern: /^[a-z0-9]{8,40}$/, doc: 'Names the test’s directory in shared/; the same in all phases' },
    identities: {
      env: 'PRISM_IDENTITIES',
      pattern: new RegExp(`^${identity}(?:,${identity})*$`),
      doc: 'instance:account:uid:p, or :t for a temporary identity without an account; then r on a read-only instance; of all instances',
    },
    instance: {
      env: 'PRISM_INSTANCE',
      pattern: new RegExp(`^(?:${instance})?$`),
      doc: 'This instance; empty: the agent or instance metadata tells',
    },
    lockSeconds: common.lockSeconds,
  },
  libraries: [...core, 'os', 'metadata', 'accounts', 'mounts', 'acting'],
  executionSeconds: 600,
} as const satisfies Contract

export function sharingTestParams(v: {
  readonly fileSystemId: string
  readonly mountPoint: string
  readonly gid: number
  readonly addresses: readonly string[]
  readonly phase: 'write' | 'exchange' | 'clean'
  readonly token: string
  readonly identities: readonly Identity[]
  /** Left out: one parameter set serves many instances, each asks its agent or instance metadata who it is. */
  readonly instanceId?: string
  readonly lockSeconds?: number
}): Record<string, string> {
  return {
    fileSystemId: v.fileSystemId,
    mountPoint: v.mountPoint,
    gid: String(v.gid),
    addresses: v.addresses.join(','),
    phase: v.phase,
    token: v.token,
    identities: v.identities
      .map((i) => `${i.instanceId}:${i.account}:${i.uid}:${i.temporary ? 't' : 'p'}${i.readOnly ? 'r' : ''}`)
      .join(','),
    instance: v.instanceId ?? '',
    lockSeconds: String(v.lockSeconds ?? 60),
  }
}
