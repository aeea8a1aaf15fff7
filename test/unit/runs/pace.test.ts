import type { HostJob } from '../../../src/domain/plan.ts'
import { type Durations, paceFor } from '../../../src/runs/pace.ts'

const job = (script: HostJob['script'], params = {}): HostJob => ({ script, params }) as HostJob

/** The ages at which a command that ends at `takes` is asked about. */
function asks(takes: number, durations: Durations, place = 0, of = job('mount')): number[] {
  const pace = paceFor(of, durations)
  const ages: number[] = []
  for (let last = 0; last < takes; ages.push(last)) {
    last += Math.max(1, Math.ceil(pace.wait({ last, now: last, place })))
    if (last >= takes) pace.ended(last)
  }
  return ages
}

test('the first of its kind is asked about in growing steps, of at most two seconds, and is never a third of its time late', () => {
  for (const takes of [10, 1000, 3000, 12_000, 40_000]) {
    const ages = asks(takes, new Map())
    expect(ages.at(-1)! - takes).toBeLessThanOrEqual(Math.min(2000, Math.max(300, takes * 0.36)))
    expect(ages.length).toBeLessThanOrEqual(11 + takes / 2000)
  }
})

test('what one taught the next one is asked about once or twice, shortly after it ended', () => {
  for (const takes of [1000, 3000, 12_000]) {
    const durations: Durations = new Map()
    asks(takes, durations)
    const ages = asks(takes, durations, 7)
    expect(ages.length).toBeLessThanOrEqual(3)
    expect(ages.at(-1)! - takes).toBeLessThanOrEqual(Math.max(300, takes * 0.25))
  }
})

test('of a kind that is new the end is not expected before the shortest of the others had ended', () => {
  const durations: Durations = new Map([
    ['inspect facts', 3000],
    ['mount ', 9000],
  ])
  expect(asks(3000, durations, 0, job('doctor'))[0]).toBe(2700)
})

test('of many that went together a few are asked about until something is known', () => {
  expect(asks(3000, new Map(), 4).length).toBeLessThan(asks(3000, new Map(), 3).length / 2)
})

test('a kind that took long before is not taken for long for ever', () => {
  const durations: Durations = new Map([['mount ', 300_000]])
  expect(asks(3000, durations)[0]).toBe(5000)
  expect(asks(3000, durations, 7).at(-1)).toBeLessThanOrEqual(5500)
})

test('kinds are told apart by the phase of a test and the depth of a look', () => {
  const durations: Durations = new Map()
  asks(1000, durations, 0, job('inspect', { depth: 'facts' }))
  asks(1000, durations, 0, job('sharing-test', { phase: 'write' }))
  expect([...durations.keys()]).toEqual(['inspect facts', 'sharing-test write'])
})
