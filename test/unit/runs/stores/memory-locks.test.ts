import { memoryLocks } from '../../../../src/runs/locks.ts'
import { locksContract } from '../../../support/locks-contract.ts'

locksContract('memory', async () => memoryLocks())
