/** What every store promises of who works on what, to one process; `postgres.test.ts` adds what several replicas see of each other. */
import type { Claims } from '../../src/runs/claims.ts'

export function claimsContract(name: string, open: () => Promise<Claims>): void {
  describe(`${name}: who works on what`, () => {
    test('what is claimed is held until it is given back, and can be claimed again', async () => {
      const claims = await open()
      for (let n = 0; n < 2; n++) {
        const claim = await claims.claim('run 1')
        expect(await claim?.holds()).toBe(true)
        expect(claim?.lost.aborted).toBe(false)
        await claim?.release()
      }
    })
  })
}
