/** What every store of run events promises, as tests: a new store is right when these pass. */
import { finding } from '../../src/domain/catalogue.ts'
import type { Origin, Request } from '../../src/domain/request.ts'
import { type EventBody, foldRun, type RunEvent } from '../../src/domain/run.ts'
import type { Cursor, JournalStore } from '../../src/runs/journal-store.ts'
import { observed, operation, ubuntuId } from './operation.ts'

const origin: Origin = {
  entrypoint: 'github',
  actor: { id: '583231', name: 'octocat' },
  repository: 'o/r',
  issue: 7,
  commentId: 9,
  permission: { base: 'write', roleName: 'maintain' },
}
const request: Request = { verb: 'status', volume: { kind: 'name', name: 'données “2026”' } }
const requested: EventBody = { type: 'requested', data: { request, origin, dryRun: false } }
const ended: EventBody = { type: 'ended', data: { state: 'failed', findings: [finding('denied', { seen: 'read' })] } }
const middle: readonly EventBody[] = [
  { type: 'decided', data: { kind: 'allowed' } },
  { type: 'resolved', data: operation },
  { type: 'observed', data: { phase: 'before', observations: [observed(ubuntuId)] } },
]
const at = (second: number) => `2026-11-23T12:00:${String(second).padStart(2, '0')}.000Z`

/** `open` gives a store that is empty. */
export function journalStoreContract(name: string, open: () => Promise<JournalStore>): void {
  describe(`${name}: a store of run events`, () => {
    let store: JournalStore
    beforeEach(async () => {
      store = await open()
    })

    const keep = async (runId: string, ...bodies: readonly EventBody[]): Promise<void> => {
      for (const body of bodies) {
        const { length } = await store.read(runId)
        expect(await store.append(runId, length, { ...body, at: at(length) })).toMatchObject({ kind: 'appended' })
      }
    }
    const everything = async (from?: Cursor): Promise<RunEvent[]> => (await store.readSince(from, 1000)).events as RunEvent[]

    test('gives back what was appended, numbered from one, with its time, and to the letter', async () => {
      await keep('run-1', requested, ...middle, ended)
      const events = await store.read('run-1')
      expect(events).toEqual([requested, ...middle, ended].map((body, i) => ({ ...body, runId: 'run-1', seq: i + 1, at: at(i) })))
    })

    test('knows nothing of a run that it was never told of', async () => {
      expect(await store.read('run-1')).toEqual([])
      expect(await store.summaries({ limit: 10 })).toEqual([])
      expect(await store.readSince(undefined, 10)).toEqual({ events: [], cursor: undefined })
    })

    test('refuses what does not follow the run’s last event, and says which that is', async () => {
      await keep('run-1', requested, ...middle)
      for (const expectedSeq of [0, 3, 5])
        expect(await store.append('run-1', expectedSeq, { ...ended, at: at(9) })).toEqual({ kind: 'conflict', seq: 4 })
      expect(await store.append('run-2', 1, { ...requested, at: at(9) })).toEqual({ kind: 'conflict', seq: 0 })
      expect(await store.read('run-1')).toHaveLength(4)
      expect(await store.read('run-2')).toEqual([])
      expect(await everything()).toHaveLength(4)
    })

    test('of many that append to one run at once takes one', async () => {
      await keep('run-1', requested)
      const all = await Promise.all(Array.from({ length: 20 }, () => store.append('run-1', 1, { ...middle[0]!, at: at(1) })))
      expect(all.filter((a) => a.kind === 'appended')).toHaveLength(1)
      expect(await store.read('run-1')).toHaveLength(2)
    })

    test('of those that are appended together one that throws rejects itself alone, wherever it stands among them', async () => {
      await keep('run-1', requested)
      const append = (runId: string, expectedSeq: number, body: EventBody) => store.append(runId, expectedSeq, { ...body, at: at(1) })
      const [first, ...others] = Array.from({ length: 10 }, (_, n) => `run-${n + 2}`)
      const all = await Promise.allSettled([
        append('no-request-1', 0, ended),
        append(first!, 0, requested),
        append('run-1', 7, middle[0]!),
        append('no-request-2', 0, ended),
        append('run-1', 1, middle[0]!),
        ...others.map((id) => append(id, 0, requested)),
        append('no-request-3', 0, ended),
      ])
      const told = all.map((one) => (one.status === 'rejected' ? 'rejected' : one.value.kind))
      expect(told).toEqual(['rejected', 'appended', 'conflict', 'rejected', 'appended', ...others.map(() => 'appended'), 'rejected'])
      expect((await store.read('run-1')).map((e) => e.type)).toEqual(['requested', 'decided'])
      for (const id of [first!, ...others]) expect(await store.read(id)).toHaveLength(1)
      for (const n of [1, 2, 3]) expect(await store.read(`no-request-${n}`)).toEqual([])
      expect(await everything()).toHaveLength(2 + 1 + others.length)
    })

    test('keeps runs apart that go on side by side', async () => {
      await Promise.all([keep('run-1', requested, ...middle, ended), keep('run-2', requested, ended)])
      expect((await store.read('run-1')).map((e) => e.seq)).toEqual([1, 2, 3, 4, 5])
      expect((await store.read('run-2')).map((e) => e.seq)).toEqual([1, 2])
    })

    test('tells all events in one order, once each, to whoever comes back with a cursor', async () => {
      await keep('run-1', requested, ...middle)
      await keep('run-2', requested)
      const seen: string[] = []
      let cursor: Cursor | undefined
      const readOn = async () => {
        for (;;) {
          const page = await store.readSince(cursor, 2)
          expect(page.events.length).toBeLessThanOrEqual(2)
          seen.push(...page.events.map((e) => `${e.runId} ${e.seq}`))
          cursor = page.cursor
          if (page.events.length === 0) return
        }
      }
      await readOn()
      expect(seen).toEqual(['run-1 1', 'run-1 2', 'run-1 3', 'run-1 4', 'run-2 1'])
      await readOn()
      await keep('run-1', ended)
      await readOn()
      expect(seen.slice(5)).toEqual(['run-1 5'])
      expect(await everything()).toHaveLength(6)
    })

    test('lists runs newest first, a page at a time, each as far as it is', async () => {
      for (const n of [3, 1, 2, 5, 4]) await keep(`01JDM3C000000000000000000${n}`, requested)
      await keep('01JDM3C0000000000000000005', ...middle)
      await keep('01JDM3C0000000000000000004', ended)
      const first = await store.summaries({ limit: 2 })
      const rest = await store.summaries({ limit: 9, before: first.at(-1)!.id })
      expect([...first, ...rest].map((r) => r.id.at(-1))).toEqual(['5', '4', '3', '2', '1'])
      expect(await store.summaries({ limit: 9, before: rest.at(-1)!.id })).toEqual([])
      expect(first).toMatchObject([
        { state: 'inspected', seq: 4 },
        { state: 'failed', seq: 2, endedAt: at(1) },
      ])
      for (const summary of [...first, ...rest]) {
        const run = foldRun(await store.read(summary.id))
        expect(run).toMatchObject(summary)
        expect(Object.keys(summary).sort()).toEqual(
          ['dryRun', 'id', 'origin', 'request', 'seq', 'startedAt', 'state', ...(run.endedAt ? ['endedAt'] : [])].sort(),
        )
      }
    })

    test('lists what has not ended, oldest first, without what has', async () => {
      for (const n of [2, 3, 1]) await keep(`01JDM3C000000000000000000${n}`, requested)
      await keep('01JDM3C0000000000000000002', ended)
      expect((await store.unfinished()).map((r) => r.id.at(-1))).toEqual(['1', '3'])
    })

    test('what was read is a copy: who changes it changes nothing that is kept', async () => {
      await keep('run-1', requested)
      ;((await store.read('run-1')) as RunEvent[]).pop()
      expect(await store.read('run-1')).toHaveLength(1)
    })
  })
}
