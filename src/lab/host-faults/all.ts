/** Every fault that can be put into a host of the lab. */
import { accountFaults } from './account-faults.ts'
import { contentFaults } from './content-faults.ts'
import { fstabFaults } from './fstab-faults.ts'
import type { HostFault } from './host-fault.ts'
import { lookFaults } from './look-faults.ts'
import { mountFaults } from './mount-faults.ts'
import { umaskFaults } from './umask-faults.ts'
import { volumeFaults } from './volume-faults.ts'

export const hostFaults: readonly HostFault[] = [
  ...accountFaults,
  ...fstabFaults,
  ...umaskFaults,
  ...mountFaults,
  ...lookFaults,
  ...contentFaults,
  ...volumeFaults,
]
