import { createCallBudget } from '../../../src/aws/call-budget.ts'
import { fakeClock } from '../../support/fake-clock.ts'

/** A budget whose sleeps move the time; `made`: when each call that was asked for at once was let through, in milliseconds. */
function budgeted(burst: number, perSecond: number) {
  const clock = fakeClock()
  const budget = createCallBudget({ burst, perSecond }, clock)
  const made: number[] = []
  const ask = (calls: number) => Promise.all(Array.from({ length: calls }, () => budget.take().then(() => made.push(clock.elapsed()))))
  return { budget, ask, made, pass: clock.sleep }
}

test('a burst goes at once, what is more at the rate', async () => {
  const { ask, made } = budgeted(10, 20)
  await ask(50)
  expect(made.filter((at) => at === 0)).toHaveLength(10)
  for (const until of [500, 1000, 2000]) expect(made.filter((at) => at <= until).length).toBeLessThanOrEqual(10 + (until / 1000) * 20)
  expect(made).toHaveLength(50)
})

test('a quiet time saves up a burst and no more', async () => {
  const { ask, made, pass } = budgeted(10, 20)
  await ask(10)
  await pass(3_600_000)
  await ask(30)
  expect(made.slice(10).filter((at) => at === 3_600_000)).toHaveLength(10)
})

describe('after AWS said to slow down', () => {
  const within = (made: readonly number[], from: number, to: number) => made.filter((at) => at > from && at <= to).length

  test('nothing is saved up, and calls come at half the rate', async () => {
    const { ask, made, budget } = budgeted(10, 20)
    budget.throttled()
    await ask(3)
    expect(made).toEqual([100, 200, 300])
  })

  test('calls that were refused together count once, later ones again', async () => {
    const { ask, made, budget, pass } = budgeted(10, 20)
    for (let i = 0; i < 10; i++) budget.throttled()
    await ask(1)
    expect(made).toEqual([100])
    await pass(2000)
    budget.throttled()
    await ask(1)
    // less than a half of what it had grown to
    expect(made[1]! - 2100).toBeGreaterThan(150)
  })

  test('the rate grows again: half a minute later it is the whole', async () => {
    const { ask, made, budget, pass } = budgeted(1, 20)
    budget.throttled()
    await ask(100)
    const [first, later] = [within(made, 0, 1000), within(made, 4000, 5000)]
    expect(first).toBeLessThan(12)
    expect(later).toBeGreaterThan(first)
    await pass(30_000)
    const from = made.length
    await ask(41)
    expect(within(made.slice(from), made[from]!, made[from]! + 2000)).toBeGreaterThanOrEqual(38)
  })

  test('however often, a call a second is made', async () => {
    const { ask, made, budget, pass } = budgeted(10, 20)
    for (let i = 0; i < 12; i++) {
      budget.throttled()
      await pass(1000)
      await ask(1)
    }
    const last = made.at(-1)!
    budget.throttled()
    await ask(1)
    expect(made.at(-1)! - last).toBeLessThanOrEqual(1001)
  })
})

test('a clock that is set back neither stops calls nor makes them free', async () => {
  let time = 1_000_000
  const clock = {
    now: () => new Date(time),
    sleep: async (milliseconds: number) => {
      time += milliseconds
    },
  }
  const budget = createCallBudget({ burst: 2, perSecond: 10 }, clock)
  await Promise.all([budget.take(), budget.take()])
  time -= 500_000
  const began = time
  await Promise.all([budget.take(), budget.take()])
  expect(time - began).toBe(200)
})
