import { createCallBudget } from '../../../src/aws/call-budget.ts'

/** A budget whose sleeps move the time; `made`: when each call that was asked for at once was let through, in milliseconds. */
function budgeted(burst: number, perSecond: number) {
  let time = 0
  const sleep = async (milliseconds: number) => {
    time += milliseconds
  }
  const budget = createCallBudget({ burst, perSecond, now: () => time, sleep })
  const made: number[] = []
  const ask = (calls: number) => Promise.all(Array.from({ length: calls }, () => budget.take().then(() => made.push(time))))
  return { budget, ask, made, pass: sleep }
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

test('after AWS said to slow down nothing is saved up', async () => {
  const { ask, made, budget } = budgeted(10, 20)
  budget.throttled()
  await ask(3)
  expect(made).toEqual([50, 100, 150])
})
