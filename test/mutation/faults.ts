/** The whole table, and what it cannot hold. */
import { whyNoHungServer } from '../../src/lab/instances/faults.ts'
import type { Elsewhere, Fault } from './fault.ts'
import { hostFaults } from './host-faults.ts'
import { volumeFaults } from './volume-faults.ts'

const noHungServer = whyNoHungServer()
const hangs = (fault: Fault): boolean => fault.lab === 'server-hangs'

// what takes longest first, so that no lane ends with it
export const faults: readonly Fault[] = [...hostFaults, ...volumeFaults].filter((f) => !(hangs(f) && noHungServer))

export const elsewhere: readonly Elsewhere[] = [
  { name: 'a stale handle', why: 'only an NFS server of a real kernel gives ESTALE' },
  { name: 'a dead tunnel', why: 'the lab’s mount does not run through its tunnel; the hung server is what it looks like' },
  { name: 'an immutable file or directory', why: 'NFS carries no such attribute: chattr on EFS is refused' },
  { name: 'open-file and lock limits', why: 'EFS counts them, the lab’s tmpfs does not' },
  ...(noHungServer ? [{ name: 'the server hangs', why: noHungServer }] : []),
]
