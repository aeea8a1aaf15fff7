/** Who takes up a delivery that its own replica lost, where no other one is there. */
import { type Answer, makeDeliveries } from '../../../../src/entrypoints/app/deliveries.ts'
import { makeLog } from '../../../../src/entrypoints/app/log.ts'
import type { Claims } from '../../../../src/runs/claims.ts'
import { memoryInbox } from '../../../../src/runs/stores/memory-inbox.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

const payload = {
  action: 'created',
  issue: { number: 1 },
  comment: { id: 2, body: '/prism help', user: { id: 7, login: 'wendy', type: 'User' }, created_at: '2026-11-23T12:00:00Z' },
  repository: { name: 'research', private: false, owner: { login: 'acme' } },
  sender: { id: 7 },
}

/** `held`: whether each claim in turn holds until the end; a further one is another replica's. */
async function conversation(held: readonly boolean[]): Promise<readonly boolean[]> {
  const inbox = memoryInbox()
  const underWay = new Set<Promise<void>>()
  const left = [...held]
  const claims: Claims = {
    claim: async () => {
      const holds = left.shift()
      return holds === undefined ? undefined : { holds: async () => holds, lost: new AbortController().signal, release: async () => {} }
    },
    onFreed: () => () => {},
  }
  const answered: boolean[] = []
  const answer: Answer = async (_, again) => {
    answered.push(again)
    return 'settled'
  }
  const log = makeLog({ write: () => {}, secrets: [] })
  const { receive } = makeDeliveries({ inbox, claims, answer, underWay, log, clock: fakeClock() })
  await (await receive({ id: 'g', name: 'issue_comment', payload } as unknown as Parameters<typeof receive>[0]))?.()
  for (let turns = 0; turns < 20; turns++) {
    await new Promise((resolve) => setImmediate(resolve))
    await Promise.all(underWay)
  }
  expect(await inbox.isOpen('g')).toBe(held.at(-1) === false)
  return answered
}

test('what is held until the end is answered once, and settled', async () => {
  expect(await conversation([true])).toEqual([false])
})

test('what was lost in the middle is taken up again at its end, as something that was perhaps said', async () => {
  expect(await conversation([false, true])).toEqual([false, true])
  expect(await conversation([false, false, true])).toEqual([false, true, true])
})

test('what another replica took up is left to it', async () => {
  expect(await conversation([false])).toEqual([false])
})
