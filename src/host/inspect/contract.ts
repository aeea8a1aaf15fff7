/** inspect: discovers and reports. Depth `facts` changes nothing; `behaviour` also tries things on the volume and removes them. */
import type { PathRule } from '../../domain/layout.ts'
import { type Contract, common, flag } from '../contract.ts'

export const inspect = {
  parameters: {
    ...common,
    depth: { env: 'PRISM_DEPTH', pattern: /^(?:facts|behaviour)$/, doc: 'facts, or also behaviour' },
    unmanaged: { env: 'PRISM_BY_HAND', pattern: flag, doc: '1: also what people who mount by hand leave behind; with depth facts' },
    burn: {
      env: 'PRISM_BURN',
      pattern: /^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,95})?$/,
      doc: 'The key of another job, which is told if it was done and refused from now on if it was not; then nothing else is looked at',
    },
  },
  executionSeconds: 600,
} as const satisfies Contract

export type LookParameters = {
  readonly fileSystemId: string
  readonly region: string
  /** Of the mount targets. */
  readonly addresses: readonly string[]
  readonly mountPoint: string
  /** Empty: the login user that the host finds. */
  readonly accounts: readonly string[]
  readonly groupName: string
  readonly gid: number
  readonly groups?: readonly { readonly name: string; readonly gid: number; readonly members: readonly string[] }[]
  readonly paths: readonly PathRule[]
  /** Behind an access point that enforces a user. */
  readonly enforced?: boolean
  readonly umask: string
  /** How long to wait for another Prism job on the host; 60 when left out. */
  readonly lockSeconds?: number
}

export function inspectParams(
  v: LookParameters & { readonly depth: 'facts' | 'behaviour'; readonly unmanaged?: boolean; readonly burn?: string },
): Record<string, string> {
  return { ...lookParams(v), depth: v.depth, unmanaged: v.unmanaged ? '1' : '0', burn: v.burn ?? '' }
}

export function lookParams(v: LookParameters): Record<string, string> {
  return {
    fileSystemId: v.fileSystemId,
    region: v.region,
    addresses: v.addresses.join(','),
    mountPoint: v.mountPoint,
    accounts: v.accounts.join(','),
    groupName: v.groupName,
    gid: String(v.gid),
    groups: (v.groups ?? []).map((g) => `${g.name}:${g.gid}:${g.members.join('+')}`).join(','),
    paths: v.paths.map((r) => `${r.path}:${r.owner}:${r.mode}${r.gid === v.gid ? '' : `:${r.gid}`}`).join(','),
    enforced: v.enforced ? '1' : '0',
    umask: v.umask,
    lockSeconds: String(v.lockSeconds ?? 60),
  }
}
