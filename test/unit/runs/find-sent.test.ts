/** Looking for a command whose answer was lost: SSM lists what it took after a while, if at all. */
import { fail } from '../../../src/domain/catalogue.ts'
import type { RunCommand } from '../../../src/domain/ports.ts'
import { findSent } from '../../../src/runs/find-sent.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { scriptedSsm } from '../../support/scripted-ssm.ts'

const sentAt = new Date('2026-11-23T12:00:00Z')

/** `recent`: what SSM lists when it is asked for the n-th time, from 1. */
function looking(recent: (n: number, since: Date) => Awaited<ReturnType<RunCommand['recent']>>) {
  const clock = fakeClock()
  let asked = 0
  const runCommand = { ...scriptedSsm({ invocation: () => undefined }), recent: async (since: Date) => recent(++asked, since) }
  const found = findSent('Prism r.1 0', sentAt, { runCommand, clock, signal: new AbortController().signal })
  return found.then((commandId) => ({ commandId, asked, seconds: clock.elapsed() / 1000 }))
}
const listed = [
  { commandId: 'c-1', comment: 'Prism r.1 1' },
  { commandId: 'c-2', comment: 'Prism r.1 0' },
]

test('what is listed at once is found by its comment, without waiting', async () => {
  expect(await looking(() => listed)).toEqual({ commandId: 'c-2', asked: 1, seconds: 0 })
})

test('it asks again with longer pauses, as the list lags; and what is never listed is not found', async () => {
  expect(await looking((n) => (n < 4 ? listed.slice(0, 1) : listed))).toEqual({ commandId: 'c-2', asked: 4, seconds: 7 })
  expect(await looking(() => [])).toEqual({ commandId: undefined, asked: 5, seconds: 15 })
})

test('a question that is refused proves nothing, and is asked again', async () => {
  const found = await looking((n) => {
    if (n < 3) throw fail('aws-throttled', { seen: 'slow down' })
    return listed
  })
  expect(found).toEqual({ commandId: 'c-2', asked: 3, seconds: 3 })
})

test('it looks from a little before the send on, as clocks differ', async () => {
  const since: string[] = []
  await looking((_, from) => {
    since.push(from.toISOString())
    return listed
  })
  expect(since).toEqual(['2026-11-23T11:58:00.000Z'])
})
