import { randomBytes } from 'node:crypto'
import type { LabInstance, LabStorage } from '../ports.ts'
import type { LabClock } from './clock.ts'
import type { Faults } from './faults.ts'

/** `offline`: the agent is down (ConnectionLost). `silent`: the agent looks online and takes nothing. `unmanaged`: EC2 knows it, SSM doesn't. */
export type InstanceState = 'online' | 'offline' | 'silent' | 'unmanaged' | 'stopped' | 'windows'

/** Milliseconds, except where named otherwise. */
export type Timings = {
  readonly fileSystemCreates: number
  readonly mountTargetCreates: number
  readonly accessPointCreates: number
  readonly deletes: number
  readonly updates: number
  /** From creating or updating an SSM document until it is Active. */
  readonly documentSettles: number
  /** From SendCommand to the agent's start. */
  readonly delivery: number
  /** Multiplies SendCommand's TimeoutSeconds, so that a test need not wait 30 real seconds for a delivery time-out. */
  readonly deliveryTimeoutScale: number
}

export const defaultTimings: Timings = {
  fileSystemCreates: 150,
  mountTargetCreates: 150,
  accessPointCreates: 50,
  deletes: 100,
  updates: 100,
  documentSettles: 50,
  delivery: 20,
  deliveryTimeoutScale: 1,
}

export type KnownInstance = {
  readonly instance: LabInstance
  state: InstanceState
  tags: Record<string, string>
  /** Security groups; absent: the VPC's default one. */
  groups?: readonly string[]
  /** Of its SSM agent: `3.3.3572.0`. */
  agentVersion: string
  readonly since: Date
}

/** What all the services of one account in one region share. */
export type World = {
  readonly account: string
  readonly region: string
  readonly clock: LabClock
  readonly timings: Timings
  readonly storage: LabStorage
  readonly faults: Faults
  readonly instances: Map<string, KnownInstance>
}

/** A machine outside of EC2 that was registered with SSM by an activation: EC2 does not know it. */
export const isHybrid = (id: string): boolean => id.startsWith('mi-')

/** `fs-` and 17 hex digits, as EC2, EFS and the rest name things. */
export function newId(prefix: string): string {
  return `${prefix}-${randomBytes(9).toString('hex').slice(0, 17)}`
}
