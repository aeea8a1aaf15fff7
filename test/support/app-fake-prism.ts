/**
 * A core with nothing below it, for scenarios about the entry point: it keeps runs as events like the real one, lets in whom the real policy
 * lets in, and ends runs as the volume's name says. What it was asked to do is what the scenarios count.
 */
import type { Execution, Prism } from '../../src/compose.ts'
import { finding } from '../../src/domain/catalogue.ts'
import type { Origin, Request } from '../../src/domain/request.ts'
import { type EventBody, foldRun, type Run, type RunEnd, type RunEvent } from '../../src/domain/run.ts'
import { mayAsk } from '../../src/policy/may-ask.ts'
import type { Sink } from '../../src/runs/journal.ts'

export type Driven = { readonly runId: string; readonly request: Request; readonly origin: Origin }
export type FakePrism = Prism & { readonly executed: () => readonly Driven[]; readonly requested: () => readonly Driven[] }

const endings: Readonly<Record<string, RunEnd>> = { 'in-doubt': 'unknown', 'cannot-mount': 'failed', 'not-by-policy': 'denied' }

/** Volumes: `in-doubt`, `cannot-mount`, `not-by-policy`, `bug` (drive throws), `endless` (waits for the signal), `slow-hosts` (two of three answer at once), `unrecordable`. */
export function fakePrism(options: { readonly stageMilliseconds?: number } = {}): FakePrism {
  const journals = new Map<string, RunEvent[]>()
  const sinks = new Set<Sink>()
  const requested: Driven[] = []
  const executed: Driven[] = []
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, options.stageMilliseconds ?? 20))

  const append = async (runId: string, body: EventBody): Promise<void> => {
    const events = journals.get(runId) ?? []
    const event: RunEvent = { ...body, runId, seq: events.length, at: new Date().toISOString() }
    journals.set(runId, [...events, event])
    for (const sink of sinks) await sink.onEvent?.(event)
  }
  const run = (runId: string): Run => foldRun(journals.get(runId) ?? [])

  const execute = async (runId: string, signal?: AbortSignal): Promise<Execution> => {
    const { request, origin } = run(runId)
    executed.push({ runId, request, origin })
    const volume = 'volume' in request && request.volume.kind === 'name' ? request.volume.name : ''
    const decision = mayAsk(request, origin)
    await append(runId, { type: 'decided', data: decision })
    if (decision.kind === 'denied') {
      await append(runId, { type: 'ended', data: { state: 'denied', findings: [decision.finding] } })
      return { state: 'done', run: run(runId) }
    }
    await pause()
    await append(runId, { type: 'observed', data: { phase: 'before', observations: [] } })
    await pause()
    if (volume === 'bug') throw new TypeError('cannot read properties of undefined')
    if (volume === 'endless')
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => setTimeout(resolve, 60_000).unref()))
    if (volume === 'slow-hosts') {
      const instanceIds = ['i-1', 'i-2', 'i-3']
      const job = {
        key: `${runId}.mount.1`,
        script: 'mount',
        scriptSha: '',
        params: {},
        instanceIds,
        executionSeconds: 60,
        changes: true,
      } as const
      await append(runId, {
        type: 'dispatching',
        data: { job, chunk: 0, instanceIds, comment: '', notAfter: '', transport: { kind: 'run-shell-script' } },
      })
      const invocations = instanceIds.map((instanceId, i) => ({ instanceId, state: i === 2 ? ('running' as const) : ('success' as const) }))
      for (const sink of sinks) sink.onProgress?.({ runId, job: job.key, script: job.script, invocations })
      await new Promise((resolve) => setTimeout(resolve, 250))
      await append(runId, { type: 'returned', data: { key: job.key, results: [] } })
    }
    const state = endings[volume] ?? 'done'
    const findings = state === 'done' ? [] : [finding('outcome-unknown', { seen: volume })]
    const answer = answerTo(request)
    await append(runId, { type: 'ended', data: { state, findings, ...(answer ? { answer } : {}) } })
    return { state: state === 'unknown' ? 'unknown' : 'done', run: run(runId) }
  }

  return {
    request: async (request, origin, more = {}) => {
      if ('volume' in request && request.volume.kind === 'name' && request.volume.name === 'unrecordable')
        throw new Error('the disk is full')
      const runId = `01JPRSM${String(journals.size).padStart(19, '0')}`
      await append(runId, { type: 'requested', data: { request, origin, dryRun: more.dryRun ?? false } })
      requested.push({ runId, request, origin })
      return runId
    },
    execute: (runId, more) => execute(runId, more?.signal),
    run: async (runId) => (journals.has(runId) ? run(runId) : undefined),
    runs: async ({ limit, before }) =>
      [...journals.keys()]
        .sort()
        .reverse()
        .filter((id) => before === undefined || id < before)
        .slice(0, limit)
        .map(run),
    listen: (sink) => {
      sinks.add(sink)
      return () => sinks.delete(sink)
    },
    refuse: (runId, why) => append(runId, { type: 'ended', data: { state: 'denied', findings: [why] } }),
    cancel: async () => [],
    cancelCommands: async () => [],
    executed: () => executed,
    requested: () => requested,
  }
}

function answerTo(request: Request) {
  if (request.verb === 'instances')
    return {
      kind: 'instances',
      findings: [],
      instances: ['rocky-instance', '<b>@everyone</b>', 'long-gone'].map((name, i) => ({
        id: `i-0123456789abcdef${i}`,
        name,
        platform: 'Linux',
        agentVersion: '3.3',
        online: name !== 'long-gone',
      })),
    } as const
  if (request.verb === 'volumes')
    return {
      kind: 'volumes',
      volumes: ['shared-models', '@acme/all `x`', 'half-deleted'].map((name, i) => ({
        ...someVolume,
        id: `fs-0123456789abcdef${i}`,
        name,
        state: name === 'half-deleted' ? 'deleting' : 'available',
      })),
    } as const
  return undefined
}

const someVolume = {
  state: 'available',
  createdAt: '2026-01-01T00:00:00Z',
  bytes: 6144,
  encrypted: true,
  performanceMode: 'generalPurpose',
  throughputMode: 'elastic',
  creationToken: 'x',
  tags: {},
  targets: [],
}
