/** The command line's locks: of the store that PRISM_STORE names, which it holds for each question alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machineClock } from '../../../../src/clock.ts'
import { locksOfStore } from '../../../../src/runs/stores/open.ts'
import { sqliteStore } from '../../../../src/runs/stores/sqlite.ts'
import { lockBy, locksContract } from '../../../support/locks-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'prism-locks-'))
let files = 0
const newPath = (): string => join(folder, `${++files}.db`)
afterAll(() => rmSync(folder, { recursive: true }))
/** Waits for nothing, and counts. */
const counting = () => {
  let slept = 0
  return { clock: { ...machineClock, sleep: async () => void slept++ }, slept: () => slept }
}

locksContract('a file that is opened for each question', async () =>
  locksOfStore({ PRISM_STORE: `sqlite:${newPath()}` }, { ...machineClock, sleep: () => new Promise((resolve) => setTimeout(resolve, 5)) }),
)

test('two commands that use one file at once wait for each other', async () => {
  const path = newPath()
  const taken = sqliteStore(path)
  let slept = 0
  const clock = { ...machineClock, sleep: async () => void (++slept === 3 && (await taken.close())) }
  const locks = locksOfStore({ PRISM_STORE: `sqlite:${path}` }, clock)
  expect(await locks.put(lockBy('ada'))).toEqual(lockBy('ada'))
  expect(slept).toBe(3)
})

test('the file of a server that works is refused, and nothing is read past it', async () => {
  const path = newPath()
  const server = sqliteStore(path)
  const { clock, slept } = counting()
  const locks = locksOfStore({ PRISM_STORE: `sqlite:${path}` }, clock)
  await expect(locks.standing(new Date())).rejects.toMatchObject({ finding: { code: 'store-taken' } })
  expect(slept()).toBeGreaterThan(0)
  await server.close()
})

test.each([undefined, '', 'memory'])('without a store (%s) there is no lock, and none can be set', async (named) => {
  const locks = locksOfStore(named === undefined ? {} : { PRISM_STORE: named }, machineClock)
  expect(await locks.standing(new Date())).toEqual([])
  await expect(locks.put(lockBy('ada'))).rejects.toMatchObject({ finding: { code: 'locks-nowhere' } })
})
