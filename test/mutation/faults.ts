/** The whole table, and what it cannot hold. */
import { isFindingCode } from '../../src/domain/catalogue.ts'
import { hostFaults } from '../../src/lab/host-faults/all.ts'
import { whyNoHungServer } from '../../src/lab/instances/faults.ts'
import type { Elsewhere, Fault } from './fault.ts'

const noHungServer = whyNoHungServer()
const hangs = (fault: Fault): boolean => fault.lab === 'server-hangs'

/** The lab knows none of Prism's codes: one that is not in the catalogue is a slip of the table. */
const all = hostFaults.map((fault): Fault => {
  const strange = fault.says.filter((code) => !isFindingCode(code))
  if (strange.length > 0) throw new Error(`${fault.name}: no finding is called ${strange.join(', ')}`)
  return { ...fault, says: fault.says.filter(isFindingCode) }
})

export const faults: readonly Fault[] = all.filter((f) => !(hangs(f) && noHungServer))
/** What this machine cannot hold. */
export const leftOut: readonly Fault[] = all.filter((f) => !faults.includes(f))

export const elsewhere: readonly Elsewhere[] = [
  { name: 'a stale handle', why: 'only an NFS server of a real kernel gives ESTALE' },
  { name: 'a dead tunnel', why: 'the lab’s mount does not run through its tunnel; the hung server is what it looks like' },
  {
    name: 'an immutable or append-only file or directory',
    why: 'NFS carries no such attribute: chattr on EFS is refused, and tmpfs has none',
  },
  { name: 'open-file and lock limits', why: 'EFS counts them, the lab’s tmpfs does not' },
  { name: 'another volume bound over the place', why: 'its port tells on real NFS; the lab’s tmpfs shows none' },
  { name: 'a umask that a start file sets only where there is a terminal', why: 'sessions are opened without one' },
  { name: 'a file beyond the first 2,000 of shared/', why: 'the look is a sample, and its row says so instead of being green' },
  { name: 'what lies inside personal spaces', why: 'Prism does not look into them' },
  ...(noHungServer ? [{ name: 'the server hangs', why: noHungServer }] : []),
]
