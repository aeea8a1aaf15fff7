/**
 * Who works on what, where several replicas of a server share a store. A replica lives as long as it renews its lease; what a dead one worked
 * on is free. `test/support/claims-contract.ts` holds each store to it.
 */
export type Claims = {
  /** Undefined: another replica works on it. Within one process whoever claims again has it too. */
  readonly claim: (what: string) => Promise<Claim | undefined>
  /** Told when what a dead replica worked on became free. Returns the way to stop listening. */
  readonly onFreed: (listener: () => void) => () => void
}

export type Claim = {
  /** Asks the store, whose clock decides: false once the lease is over, whatever this process believes. Throws where the store cannot be asked. */
  readonly holds: () => Promise<boolean>
  /** Aborted when it is known to be over. */
  readonly lost: AbortSignal
  readonly release: () => Promise<void>
}

/** By which a run is claimed. */
export const workOnRun = (runId: string): string => `run ${runId}`

/** Of a store that one process has to itself. */
export const soleClaims: Claims = {
  claim: async () => ({ holds: async () => true, lost: new AbortController().signal, release: async () => {} }),
  onFreed: () => () => {},
}
