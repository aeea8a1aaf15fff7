/** doctor: the look at depth `facts`, then the way to the volume tried step by step. Changes nothing and mounts nothing. */
import { type Contract, common, flag } from '../contract.ts'
import { type LookParameters, lookParams } from '../inspect/contract.ts'

export const doctor = {
  parameters: {
    ...common,
    name: { env: 'PRISM_NAME', pattern: /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/, doc: 'The file system’s DNS name' },
    target: {
      env: 'PRISM_TARGET',
      pattern: /^(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3})?$/,
      doc: 'The address of the mount target in the instance’s zone; empty: unknown',
    },
    scan: { env: 'PRISM_SCAN', pattern: flag, doc: '1: also look for setuid and device files on the volume, for at most a minute' },
  },
  executionSeconds: 240,
} as const satisfies Contract

export function doctorParams(
  v: LookParameters & { readonly name: string; readonly target: string; readonly scan?: boolean },
): Record<string, string> {
  return { ...lookParams(v), name: v.name, target: v.target, scan: v.scan ? '1' : '0' }
}
