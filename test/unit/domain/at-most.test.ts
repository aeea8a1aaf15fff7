import { machineClock } from '../../../src/clock.ts'
import { atMost } from '../../../src/domain/at-most.ts'
import { fakeClock } from '../../support/fake-clock.ts'

test('waits for work that ends, for no longer than it may, and says which it was', async () => {
  expect(await atMost(Promise.resolve(), 60_000, machineClock)).toBe('ended')
  expect(await atMost(new Promise(() => {}), 60_000, fakeClock())).toBe('late')
  await expect(atMost(Promise.reject(new Error('no')), 60_000, machineClock)).rejects.toThrow('no')
})

test('a sleep that is given up ends at once, also where it was given up before', async () => {
  const stop = new AbortController()
  const slept = machineClock.sleep(60_000, stop.signal)
  stop.abort()
  await slept
  await machineClock.sleep(60_000, stop.signal)
})
