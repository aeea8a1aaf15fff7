/** Two workers on one run: each event is one's, and what the other would have sent is not sent. */
import { type Journal, openJournal } from '../../../src/runs/journal.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { cloud, instance, instances, requestOf, worker } from '../../support/worker.ts'

test('both begin at once: one does it, the other stops without sending anything', async () => {
  const store = memoryStore()
  const one = worker(store)
  const other = worker(store)
  await one.journal.append('r', 0, requestOf({ verb: 'volumes' }))
  const ended = await Promise.all([one.execute('r'), other.execute('r')])
  expect(ended.map((e) => e.state).sort()).toEqual(['done', 'taken'])
  expect((await store.read('r')).map((e) => e.type)).toEqual(['requested', 'decided', 'ended'])
})

/** Another worker's event comes in at this one's append of `type`. */
function overtakenAt(journal: Journal, type: string): Journal {
  return {
    ...journal,
    append: async (runId, expectedSeq, body) => {
      if (body.type === type) await journal.append(runId, expectedSeq, { type: 'decided', data: { kind: 'allowed' } })
      return journal.append(runId, expectedSeq, body)
    },
  }
}

test.each(['dispatching', 'dispatched', 'returned', 'observed', 'ended'])(
  'overtaken at its own "%s": it stops there, and appends and sends nothing more',
  async (type) => {
    const store = memoryStore()
    const { execute, ssm, journal } = worker(store, {
      through: (j) => overtakenAt(j, type),
      cloud: cloud({ instances: instances([instance('i-1')]) }),
    })
    await journal.append('r', 0, requestOf({ verb: 'status', volume: { kind: 'name', name: 'research-data' } }))
    const { state, run } = await execute('r')
    expect({ state, endedAt: run.endedAt }).toEqual({ state: 'taken', endedAt: undefined })
    const way = ['requested', 'decided', 'dispatching', 'dispatched', 'returned', 'observed', 'ended']
    expect((await store.read('r')).map((e) => e.type)).toEqual([...way.slice(0, way.indexOf(type)), 'decided'])
    expect(ssm.sent).toHaveLength(type === 'dispatching' ? 0 : 1)
  },
)

test('a wait for commands ends too, without cancelling what is the other’s by now', async () => {
  const store = memoryStore()
  const { execute, ssm, journal } = worker(store, {
    through: (j) => overtakenAt(j, 'dispatched'),
    cloud: cloud({ instances: instances([instance('i-1'), instance('i-2')]) }),
  })
  await journal.append('r', 0, requestOf({ verb: 'status', volume: { kind: 'name', name: 'research-data' } }))
  expect((await execute('r')).state).toBe('taken')
  expect(ssm.cancelled).toEqual([])
})

test('what a worker appended is told to its own listeners alone; a refused event to nobody', async () => {
  const store = memoryStore()
  const open = () => openJournal({ store, clock: fakeClock(), onSinkError: () => {} })
  const [one, other] = [open(), open()]
  const heard: string[] = []
  one.listen({ onEvent: ({ seq }) => void heard.push(`one ${seq}`) })
  const stop = other.listen({ onEvent: ({ seq }) => void heard.push(`other ${seq}`) })
  await one.append('r', 0, requestOf({ verb: 'volumes' }))
  await one.append('r', 0, requestOf({ verb: 'volumes' }))
  await other.append('r', 1, { type: 'decided', data: { kind: 'allowed' } })
  stop()
  await other.append('r', 2, { type: 'ended', data: { state: 'done', findings: [] } })
  expect(heard).toEqual(['one 1', 'other 2'])
  expect((await one.readSince(undefined, 9)).events.map((e) => e.seq)).toEqual([1, 2, 3])
})
