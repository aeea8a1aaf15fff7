/** When an App looks through the threads, beside the list of what GitHub could not deliver. */
import { makeCatchUp } from '../../../../src/entrypoints/app/catch-up.ts'
import { makeLog } from '../../../../src/entrypoints/app/log.ts'
import { memoryInbox } from '../../../../src/runs/stores/memory-inbox.ts'

const minute = 60_000
const day = 1_440 * minute
const start = Date.parse('2026-11-23T12:00:00.000Z')
const log = makeLog({ write: () => {}, secrets: [] })

function stage() {
  const inbox = memoryInbox()
  const looked: string[] = []
  const listedFrom: string[] = []
  const state = { now: start, isReachable: true, isWhole: true }
  const sweep = makeCatchUp({
    inbox,
    clock: { now: () => new Date(state.now) },
    log,
    missed: async () => ({
      since: async (since) => {
        if (!state.isReachable) throw new Error('GitHub is away')
        listedFrom.push(since.toISOString())
        return []
      },
      askAgain: async () => {},
    }),
    afterGap: async (since) => {
      looked.push(since.toISOString())
      return state.isWhole
    },
  })
  return { inbox, looked, listedFrom, state, sweep, at: (milliseconds: number) => new Date(start + milliseconds).toISOString() }
}

test('a store that nobody wrote a moment into has missed nothing that could be told', async () => {
  const { inbox, looked, sweep } = stage()
  await sweep()
  expect(looked).toEqual([])
  expect(await inbox.seenTo()).toEqual(new Date(start))
})

test('while GitHub still lists what it could not deliver no thread is looked through', async () => {
  const { inbox, looked, listedFrom, sweep, state, at } = stage()
  await inbox.sawTo(new Date(start - 2 * day))
  await sweep()
  state.now += 6 * minute
  await sweep()
  expect(looked).toEqual([])
  expect(listedFrom).toEqual([at(-3 * day), at(-15 * minute)])
  expect(await inbox.seenTo()).toEqual(new Date(start + 6 * minute))
})

test('after a longer gap they are, from a little before what was last seen, until that was done', async () => {
  const { inbox, looked, sweep, state, at } = stage()
  await inbox.sawTo(new Date(start - 4 * day))
  state.isWhole = false
  await sweep()
  expect(await inbox.seenTo()).toEqual(new Date(start - 4 * day))
  state.isWhole = true
  for (let n = 0; n < 3; n++) await sweep()
  const from = at(-4 * day - 15 * minute)
  expect(looked).toEqual([from, from])
  expect(await inbox.seenTo()).toEqual(new Date(start))
})

test('a gap of months is looked through for its last thirty days', async () => {
  const { inbox, looked, sweep, at } = stage()
  await inbox.sawTo(new Date(start - 200 * day))
  await sweep()
  expect(looked).toEqual([at(-30 * day)])
})

test('an App that runs, and cannot reach GitHub for four days, has a gap too', async () => {
  const { inbox, looked, sweep, state, at } = stage()
  await sweep()
  state.isReachable = false
  state.now += 4 * day
  await sweep()
  expect(await inbox.seenTo()).toEqual(new Date(start))
  state.isReachable = true
  await sweep()
  expect(looked.at(-1)).toBe(at(-15 * minute))
  expect(await inbox.seenTo()).toEqual(new Date(start + 4 * day))
})

test('a clock that went back opens no gap', async () => {
  const { inbox, looked, sweep, state } = stage()
  await inbox.sawTo(new Date(start + day))
  await sweep()
  state.now += minute
  await sweep()
  expect(looked).toEqual([])
  expect(await inbox.seenTo()).toEqual(new Date(start + day))
})
