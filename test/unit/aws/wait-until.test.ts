import { waitUntil } from '../../../src/aws/wait-until.ts'
import { fakeClock } from '../../support/fake-clock.ts'

describe('waiting', () => {
  const patience = { seconds: 10, first: 500, longest: 2000 }

  test('ends with the first answer, and looks before the first pause', async () => {
    const clock = fakeClock()
    expect(await waitUntil(clock, patience, async () => 'there')).toBe('there')
    expect(clock.elapsed()).toBe(0)
  })

  test('ends without one when the time is over, after few looks', async () => {
    const clock = fakeClock()
    let looks = 0
    const answer = await waitUntil(clock, patience, async () => {
      looks++
      return undefined
    })
    expect(answer).toBeUndefined()
    expect(clock.elapsed()).toBeGreaterThanOrEqual(10_000)
    expect(clock.elapsed()).toBeLessThanOrEqual(12_000)
    expect(looks).toBeLessThan(10)
  })
})
