import { memoryUsed } from '../../../src/runs/used.ts'
import { usedContract } from '../../support/used-contract.ts'

usedContract('memory', async () => memoryUsed())
