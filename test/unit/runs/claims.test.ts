/** Who works on what, where one process has the store to itself: whoever asks. */
import { soleClaims, workOnRun } from '../../../src/runs/claims.ts'
import { claimsContract } from '../../support/claims-contract.ts'

claimsContract('one process', async () => soleClaims)

test('nothing is ever freed by another’s death, and a run is claimed by its id', async () => {
  const stop = soleClaims.onFreed(() => {
    throw new Error('nobody else is there')
  })
  stop()
  expect(workOnRun('01JDM3C')).toBe('run 01JDM3C')
})
