/** unmount: really, or not at all. */
import { type Contract, common, flag } from '../contract.ts'

export const unmount = {
  parameters: {
    fileSystemId: common.fileSystemId,
    addresses: common.addresses,
    mountPoint: common.mountPoint,
    lazy: { env: 'PRISM_LAZY', pattern: flag, doc: '1: detach now, let the last user end it' },
    lockSeconds: common.lockSeconds,
  },
  executionSeconds: 300,
} as const satisfies Contract

export function unmountParams(v: {
  readonly fileSystemId: string
  readonly addresses: readonly string[]
  readonly mountPoint: string
  readonly lazy: boolean
  readonly lockSeconds?: number
}): Record<string, string> {
  return {
    fileSystemId: v.fileSystemId,
    addresses: v.addresses.join(','),
    mountPoint: v.mountPoint,
    lazy: v.lazy ? '1' : '0',
    lockSeconds: String(v.lockSeconds ?? 60),
  }
}
