/** A fault of a host, with what Prism has to say about it. */
import type { FindingCode } from '../../src/domain/catalogue.ts'
import type { HostFault } from '../../src/lab/host-faults/host-fault.ts'

export type Fault = Omit<HostFault, 'says'> & { readonly says: readonly FindingCode[] }

/** Faults that no namespace instance can hold, and why. */
export type Elsewhere = { readonly name: string; readonly why: string }
