import { startReadiness } from '../../../../src/entrypoints/app/readiness.ts'
import type { Checked } from '../../../../src/entrypoints/app/self-check.ts'

const fine: Checked = { what: 'AWS', state: 'ok', seen: 'us-east-1' }
const ill: Checked = { what: 'webhook', state: 'wrong', seen: 'no secret', fix: 'Set one.' }
const turn = () => new Promise((resolve) => setImmediate(resolve))

function stage(answers: readonly (readonly Checked[] | Error)[]) {
  const said: string[] = []
  const add = (message: string) => void said.push(message)
  let now = 0
  let asked = 0
  const readiness = startReadiness(
    async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)]!
      if (answer instanceof Error) throw answer
      return answer
    },
    { debug: add, info: add, warn: add, error: add },
    { now: () => new Date(now) },
  )
  return { readiness, said, asked: () => asked, later: (seconds: number) => (now += seconds * 1_000) }
}

test('an App that found nothing wrong is ready, and does not look again', async () => {
  const { readiness, asked, later } = stage([[fine]])
  expect(readiness.isReady()).toBe(false)
  await turn()
  expect(readiness.isReady()).toBe(true)
  later(3600)
  expect([readiness.isReady(), asked()]).toEqual([true, 1])
})

test('one that did says what, and looks again after a minute when somebody asks', async () => {
  const { readiness, said, asked, later } = stage([[fine, ill], new Error('GitHub is away'), [fine]])
  await turn()
  expect([readiness.isReady(), asked(), said]).toEqual([false, 1, ['webhook']])
  later(61)
  expect(readiness.isReady()).toBe(false)
  await turn()
  expect(said).toEqual(['webhook', 'the check did not come to its end'])
  later(61)
  readiness.isReady()
  readiness.isReady()
  await turn()
  expect([readiness.isReady(), asked()]).toEqual([true, 3])
})
