/** sharing-test: who can read and append to what whom wrote, between instances, in three phases. */
import type { Identity } from '../../domain/facts.ts'
import { unixName } from '../../domain/names.ts'
import { type Contract, common, flag } from '../contract.ts'

const instance = 'm?i-[0-9a-f]{8,17}'
const identity = `(?:${instance}|here):${unixName}:[1-9][0-9]{0,9}:[pt]r?`

export const sharingTest = {
  parameters: {
    fileSystemId: common.fileSystemId,
    mountPoint: common.mountPoint,
    gid: common.gid,
    addresses: common.addresses,
    phase: {
      env: 'PRISM_PHASE',
      pattern: /^(?:write|exchange|clean|alone)$/,
      doc: 'write, exchange or clean; alone: one after the other, where no other instance takes part',
    },
    token: { env: 'PRISM_TOKEN', pattern: /^[a-z0-9]{8,40}$/, doc: 'Names the test’s directory or files; the same in all phases' },
    identities: {
      env: 'PRISM_IDENTITIES',
      pattern: new RegExp(`^${identity}(?:,${identity})*$`),
      doc: 'instance:account:uid:p, or :t for a temporary identity without an account; then r on a read-only instance; for all instances. By cover: here:account:uid:p, for the receiving instance; with next, again by instance, in the order in which they follow each other',
    },
    cover: {
      env: 'PRISM_COVER',
      pattern: flag,
      doc: '1: by cover, so that each file that is found is read and appended to by one identity of this instance; 0: by all',
    },
    next: {
      env: 'PRISM_NEXT',
      pattern: /^(?:0|[1-9][0-9]{0,3})$/,
      doc: 'By cover: of how many instances, those that follow this one in the list, the files are read; 0: every file that is found',
    },
    instance: {
      env: 'PRISM_INSTANCE',
      pattern: new RegExp(`^(?:${instance})?$`),
      doc: 'This instance; empty: from the agent or instance metadata',
    },
    folder: {
      env: 'PRISM_FOLDER',
      pattern: /^(?:\.|[A-Za-z0-9][A-Za-z0-9._-]{0,63}(?:\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,4})$/,
      doc: 'Where in the volume the test runs',
    },
    open: {
      env: 'PRISM_OPEN',
      pattern: flag,
      doc: '1: its files are in that folder itself, so that the folder’s own owner and mode decide; 0: in a directory that the group may write',
    },
    lockSeconds: common.lockSeconds,
  },
  executionSeconds: 600,
} as const satisfies Contract

/** Relative to the mount point; `.` is that itself. */
export type SharingPlace = { readonly folder: string; readonly open: boolean }

/** `here`: all of them belong to the instance that is told, whichever it is. */
export const identitiesText = (identities: readonly Identity[], here = false): string =>
  identities
    .map((i) => `${here ? 'here' : i.instanceId}:${i.account}:${i.uid}:${i.temporary ? 't' : 'p'}${i.readOnly ? 'r' : ''}`)
    .join(',')

export function sharingTestParams(v: {
  readonly fileSystemId: string
  readonly mountPoint: string
  readonly gid: number
  readonly addresses: readonly string[]
  readonly phase: 'write' | 'exchange' | 'clean' | 'alone'
  readonly token: string
  /** By `identitiesText`. */
  readonly identities: string
  /** The identities are one instance's, and not all pairs are tried. */
  readonly cover?: boolean
  /** By cover: the identities are those of several instances, and each reads the files of so many that follow it. */
  readonly next?: number
  /** Left out: one parameter set serves many instances, each asks its agent or instance metadata who it is. */
  readonly instanceId?: string
  /** `shared` in a directory of its own, when left out. */
  readonly place?: SharingPlace
  readonly lockSeconds?: number
}): Record<string, string> {
  return {
    fileSystemId: v.fileSystemId,
    mountPoint: v.mountPoint,
    gid: String(v.gid),
    addresses: v.addresses.join(','),
    phase: v.phase,
    token: v.token,
    identities: v.identities,
    cover: v.cover ? '1' : '0',
    next: String(v.next ?? 0),
    instance: v.instanceId ?? '',
    folder: v.place?.folder ?? 'shared',
    open: v.place?.open ? '1' : '0',
    lockSeconds: String(v.lockSeconds ?? 60),
  }
}
