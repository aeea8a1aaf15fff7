import { memoryInbox } from '../../../../src/runs/stores/memory-inbox.ts'
import { inboxContract } from '../../../support/inbox-contract.ts'

inboxContract('memory', async () => memoryInbox())

test('the oldest that are settled are forgotten, what is open never', async () => {
  const inbox = memoryInbox(10)
  const keep = (n: number) => inbox.keep({ id: `d${n}`, subject: `c${n}`, receivedAt: '', content: n })
  await keep(0)
  for (let n = 1; n < 100; n++) {
    await keep(n)
    await inbox.settle(`d${n}`)
  }
  expect((await inbox.open()).map((d) => d.id)).toEqual(['d0'])
  for (const n of [91, 99]) expect(await keep(n)).toBe('known')
  expect(await keep(0)).toBe('known')
  expect(await keep(90)).toBe('kept')
})
