/** The journal of one process: what it appends is told to whoever listens, and a listener stops nothing. */
import type { Progress } from '../../../src/domain/run.ts'
import { openJournal, type Sink } from '../../../src/runs/journal.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { requestOf } from '../../support/worker.ts'

const requested = requestOf({ verb: 'volumes' })
const ended = { type: 'ended', data: { state: 'done', findings: [] } } as const
const progress: Progress = { runId: 'r', job: 'r.1', script: 'inspect', invocations: [] }

function opened(...sinks: Sink[]) {
  const errors: unknown[] = []
  const journal = openJournal({ store: memoryStore(), clock: fakeClock(), onSinkError: (error) => errors.push(error) })
  return { journal, errors, stops: sinks.map((sink) => journal.listen(sink)) }
}

test('an event carries the moment at which it was appended, and can be read and listed', async () => {
  const { journal } = opened()
  await journal.append('r', 0, requested)
  expect(await journal.read('r')).toMatchObject([{ runId: 'r', seq: 1, type: 'requested', at: '2026-11-23T12:00:00.000Z' }])
  expect((await journal.unfinished()).map(({ id }) => id)).toEqual(['r'])
  await journal.append('r', 1, ended)
  expect(await journal.unfinished()).toEqual([])
  expect((await journal.summaries({ limit: 9 })).map(({ id }) => id)).toEqual(['r'])
  expect((await journal.readSince(undefined, 9)).events).toHaveLength(2)
})

test('each listener is told of each event, one after the other, until it stops listening', async () => {
  const heard: string[] = []
  const slow: Sink = {
    onEvent: async ({ seq }) => {
      await new Promise((resolve) => setImmediate(resolve))
      heard.push(`slow ${seq}`)
    },
  }
  const { journal, stops } = opened(slow, { onEvent: ({ seq }) => void heard.push(`quick ${seq}`) }, {})
  await journal.append('r', 0, requested)
  stops[0]!()
  await journal.append('r', 1, ended)
  expect(heard).toEqual(['slow 1', 'quick 1', 'quick 2'])
})

test('of an event that is refused nobody hears', async () => {
  const heard: number[] = []
  const { journal } = opened({ onEvent: ({ seq }) => void heard.push(seq) })
  await journal.append('r', 0, requested)
  expect(await journal.append('r', 0, requested)).toEqual({ kind: 'conflict', seq: 1 })
  expect(heard).toEqual([1])
})

test('a listener that fails is reported, and the others hear all the same: of events and of progress', async () => {
  const heard: unknown[] = []
  const broken: Sink = {
    onEvent: () => Promise.reject(new Error('comment failed')),
    onProgress: () => {
      throw new Error('terminal failed')
    },
  }
  const { journal, errors } = opened(broken, { onEvent: ({ seq }) => void heard.push(seq), onProgress: (p) => void heard.push(p) }, {})
  await journal.append('r', 0, requested)
  journal.progress(progress)
  expect(heard).toEqual([1, progress])
  expect(errors.map((error) => (error as Error).message)).toEqual(['comment failed', 'terminal failed'])
})
