import type { EventBody } from '../../../../src/domain/run.ts'
import { memoryStore } from '../../../../src/runs/stores/memory.ts'
import { journalStoreContract } from '../../../support/journal-store-contract.ts'

journalStoreContract('memory', async () => memoryStore())

const origin = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } } as const
const requested: EventBody = { type: 'requested', data: { request: { verb: 'volumes' }, origin, dryRun: false } }
const ended: EventBody = { type: 'ended', data: { state: 'done', findings: [] } }
const at = '2026-11-23T12:00:00.000Z'

test('forgets the oldest runs that have ended, and never one that is under way', async () => {
  const store = memoryStore({ keep: 2 })
  await store.append('a', 0, { ...requested, at })
  for (const id of ['b', 'c', 'd']) {
    await store.append(id, 0, { ...requested, at })
    await store.append(id, 1, { ...ended, at })
  }
  expect((await store.summaries({ limit: 9 })).map((r) => r.id)).toEqual(['d', 'a'])
  const { events, cursor } = await store.readSince(undefined, 9)
  expect(events.map((e) => `${e.runId}${e.seq}`)).toEqual(['a1', 'd1', 'd2'])
  expect(await store.readSince(cursor, 9)).toEqual({ events: [], cursor })
})
