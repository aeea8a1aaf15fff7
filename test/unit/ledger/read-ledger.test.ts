import type { BranchHead, LedgerBranch } from '../../../src/domain/ledger/branch.ts'
import type { LedgerFile } from '../../../src/domain/ledger/verify.ts'
import { readLedger } from '../../../src/ledger/read-ledger.ts'
import { sampleLedger } from '../../support/ledger.ts'

const branchOf = (files: readonly LedgerFile[]): LedgerBranch => {
  const head = { files: new Map(files.map((f) => [f.path, f.path])) } as unknown as BranchHead
  return { head: async () => head, read: async (path: string) => files.find((f) => f.path === path)!.bytes } as unknown as LedgerBranch
}

test('a ledger is read whole where it is small, and verified', async () => {
  const read = await readLedger(branchOf(sampleLedger()))
  expect(read).toMatchObject({ verdict: 'consistent, not witnessed', head: { n: 17 } })
  expect(read).not.toHaveProperty('from')
})

test('of a long one the newest files are read, and it is said from where', async () => {
  expect(await readLedger(branchOf(sampleLedger()), 2)).toMatchObject({ verdict: 'consistent, not witnessed', head: { n: 17 }, from: 10 })
})

test('newest files that do not follow one another are a broken ledger', async () => {
  expect(await readLedger(branchOf(sampleLedger().toSpliced(3, 1)), 3)).toMatchObject({ verdict: 'broken' })
})

test('no branch is no ledger', async () => {
  expect(await readLedger({ ...branchOf([]), head: async () => undefined })).toBeUndefined()
})
