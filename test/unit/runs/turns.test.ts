import { atOnce, inTurns, type Slices } from '../../../src/domain/in-turns.ts'
import { turnsOf } from '../../../src/runs/turns.ts'

/** Each slice of work takes so many milliseconds; others have their turn in each sleep, which is a turn of the loop. */
function stage() {
  let now = 0
  const turns: number[] = []
  const turn = turnsOf({
    now: () => new Date(now),
    sleep: async () => {
      await new Promise((resolve) => setImmediate(resolve))
      turns.push(now)
    },
  })
  function* work(slices: number, milliseconds: number): Slices<number> {
    for (let n = 0; n < slices; n++) {
      yield
      now += milliseconds
    }
    return slices
  }
  const stretches = () => turns.map((at, i) => at - (turns[i - 1] ?? 0))
  return { turn, work, stretches }
}

test('work in slices is the same work, with turns of others in between', async () => {
  const { turn, work, stretches } = stage()
  expect(await inTurns(work(40, 3), turn)).toBe(40)
  expect(stretches().length).toBeGreaterThan(10)
  expect(Math.max(...stretches())).toBeLessThanOrEqual(9)
  expect(atOnce(work(40, 3))).toBe(40)
})

test('several that work side by side share one turn: together they hold the loop no longer than one', async () => {
  const { turn, work, stretches } = stage()
  await Promise.all(Array.from({ length: 8 }, () => inTurns(work(20, 3), turn)))
  expect(Math.max(...stretches())).toBeLessThanOrEqual(9)
})
