/** migrate: what is one number's below a folder of the volume is counted, or becomes another's. */
import { folderPattern } from '../../domain/options/migration.ts'
import type { MigrationRule } from '../../domain/people/migration.ts'
import { type Contract, common, flag } from '../contract.ts'
import { registryNumber } from '../people/contract.ts'

const optional = (pattern: RegExp): RegExp => new RegExp(`^(?:${pattern.source.slice(1, -1)})?$`)
const number = /^[1-9][0-9]{0,8}$/

export const migrate = {
  parameters: {
    fileSystemId: common.fileSystemId,
    addresses: common.addresses,
    mountPoint: common.mountPoint,
    gid: common.gid,
    do: {
      env: 'PRISM_DO',
      pattern: /^(?:look|open|move)$/,
      doc: 'look: count, and ask who has it open; open: only ask; move: change, within the bounds',
    },
    under: { env: 'PRISM_UNDER', pattern: optional(folderPattern), doc: 'The folder, from the volume’s root; empty of an undo' },
    from: { env: 'PRISM_FROM', pattern: number, doc: 'The old number; of an undo the list says it' },
    fromGid: { env: 'PRISM_FROM_GID', pattern: number, doc: 'Its private group' },
    to: { env: 'PRISM_TO', pattern: new RegExp(`^${registryNumber}$`), doc: 'The new number: one of a registry' },
    toGid: { env: 'PRISM_TO_GID', pattern: new RegExp(`^${registryNumber}$`), doc: 'Its private group' },
    itself: { env: 'PRISM_ITSELF', pattern: flag, doc: '1: the folder itself is changed too' },
    id: { env: 'PRISM_ID', pattern: /^[0-9a-f]{16}$/, doc: 'The name of the undo list' },
    undo: { env: 'PRISM_UNDO', pattern: flag, doc: '1: take back what the list has' },
    after: {
      env: 'PRISM_AFTER',
      pattern: /^(?:[0-9a-f]{2}){0,4095}$/,
      doc: 'Where an earlier walk stopped, in hex; empty: from the start',
    },
    entries: { env: 'PRISM_ENTRIES', pattern: /^[1-9][0-9]{0,6}$/, doc: 'At most so many entries are looked at' },
    seconds: { env: 'PRISM_SECONDS', pattern: /^[1-9][0-9]{0,2}$/, doc: 'At most so long' },
    lockSeconds: common.lockSeconds,
  },
  executionSeconds: 600,
} as const satisfies Contract

export type MigrationJob = {
  readonly fileSystemId: string
  /** Of the mount targets. */
  readonly addresses: readonly string[]
  readonly mountPoint: string
  /** The shared group: what it may list, may be told. */
  readonly gid: number
  readonly do: 'look' | 'open' | 'move'
  readonly what: { readonly kind: 'move'; readonly rule: MigrationRule } | { readonly kind: 'undo' }
  readonly id: string
  readonly after: string
  readonly entries: number
  readonly seconds: number
}

/** Of an undo the list has the numbers, and what stands here for them decides nothing. */
const ofList: MigrationRule = { under: '', uid: 65536, gid: 65536, to: { uid: 65536, gid: 65536 }, itself: false }

export function migrateParams(v: MigrationJob): Record<string, string> {
  const { under, uid, gid, to, itself } = v.what.kind === 'move' ? v.what.rule : ofList
  return {
    fileSystemId: v.fileSystemId,
    addresses: v.addresses.join(','),
    mountPoint: v.mountPoint,
    gid: String(v.gid),
    do: v.do,
    under,
    from: String(uid),
    fromGid: String(gid),
    to: String(to.uid),
    toGid: String(to.gid),
    itself: itself ? '1' : '0',
    id: v.id,
    undo: v.what.kind === 'undo' ? '1' : '0',
    after: v.after,
    entries: String(v.entries),
    seconds: String(v.seconds),
    lockSeconds: '60',
  }
}
