/** A terminal and a Prism for tests of the entry point: streams that remember, and runs that are folds of the events a test plays. */

import { PassThrough, Writable } from 'node:stream'
import type { Prism } from '../../../../src/compose/prism.ts'
import { plainSpec } from '../../../../src/domain/mount-spec.ts'
import type { Plan } from '../../../../src/domain/plan.ts'
import type { Report } from '../../../../src/domain/report.ts'
import type { Origin, Request } from '../../../../src/domain/request.ts'
import { defaultMountOptions } from '../../../../src/domain/request.ts'
import { type EventBody, foldRun, type RunEvent } from '../../../../src/domain/run.ts'
import { main } from '../../../../src/entrypoints/cli/cli.ts'
import type { Input, World } from '../../../../src/entrypoints/cli/streams.ts'
import type { Sink } from '../../../../src/runs/journal.ts'
import { nobodyAsked, noPlans } from '../../../support/no-plans.ts'
import { accountId, arnOf } from '../../../support/operation.ts'

export const instanceId = 'i-0123456789abcdef0'
export const runId = '01JDB0000000000000000000AA'

export class Screen extends Writable {
  text = ''
  isTTY = false
  columns = 100
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

/** What a test lets a run do. */
export type Play = (stage: {
  readonly request: Request
  readonly dryRun: boolean
  readonly emit: (body: EventBody) => void
  readonly progress: NonNullable<Sink['onProgress']>
  readonly signal: AbortSignal
  readonly cancelled: () => boolean
}) => Promise<void> | void

export type Played = { readonly requests: Request[]; readonly origins: Origin[]; readonly cancelled: string[] }

export function playedPrism(play: Play, played: Played): Prism {
  const events: RunEvent[] = []
  const sinks = new Set<Sink>()
  const emit = (body: EventBody): void => {
    const at = new Date(Date.UTC(2026, 10, 23, 12, 0, events.length)).toISOString()
    const event: RunEvent = { ...body, runId, seq: events.length, at }
    events.push(event)
    for (const sink of sinks) void sink.onEvent?.(event)
  }
  let asked: { request: Request; dryRun: boolean } | undefined
  return {
    request: async (request, origin, options) => {
      asked = { request, dryRun: options?.dryRun === true }
      played.requests.push(request)
      played.origins.push(origin)
      emit({ type: 'requested', data: { ...asked, origin } })
      return runId
    },
    execute: async (_, options) => {
      const progress: NonNullable<Sink['onProgress']> = (p) => {
        for (const sink of sinks) sink.onProgress?.(p)
      }
      const signal = options?.signal ?? new AbortController().signal
      await play({ ...asked!, emit, progress, signal, cancelled: () => played.cancelled.length > 0 })
      const run = foldRun(events)
      return { state: run.state === 'unknown' ? 'unknown' : 'done', run }
    },
    run: async () => foldRun(events),
    events: async () => events,
    unfinished: async () => [],
    runs: async () => [foldRun(events)],
    listen: (sink) => {
      sinks.add(sink)
      return () => sinks.delete(sink)
    },
    cancel: async (id) => {
      played.cancelled.push(id)
      return ['c-1']
    },
    refuse: async () => {},
    govern: () => {},
    principal: async (name) => ({ entrypoint: 'api', actor: { id: `api:${name}`, name } }),
    mayAsk: async () => ({ kind: 'allowed' }),
    register: () => {},
    plans: noPlans,
    whoami: nobodyAsked,
    numbersTaken: async () => new Set<number>(),
    cancelCommands: async () => [],
  }
}

export type Ran = Played & { readonly code: number; readonly stdout: string; readonly stderr: string; readonly left: number[] }

/** Runs `prism …` in this process. */
export async function prism(
  line: string | readonly string[],
  play: Play,
  options: {
    readonly env?: Record<string, string>
    readonly typed?: string
    readonly terminal?: boolean
    readonly interrupts?: (interrupt: () => void) => void
    readonly stdout?: Screen
  } = {},
): Promise<Ran> {
  const stdout = options.stdout ?? new Screen()
  const stderr = new Screen()
  stderr.isTTY = options.terminal === true
  const stdin: Input = Object.assign(new PassThrough(), { isTTY: options.terminal === true })
  stdin.push(options.typed ?? '')
  stdin.push(null)
  const played: Played = { requests: [], origins: [], cancelled: [] }
  const left: number[] = []
  const world: World = {
    env: options.env ?? {},
    stdin,
    stdout,
    stderr,
    compose: () => playedPrism(play, played),
    onInterrupt: (listener) => {
      options.interrupts?.(listener)
      return () => {}
    },
    leave: (code) => left.push(code),
  }
  const code = await main(typeof line === 'string' ? line.split(' ') : line, world)
  return { ...played, code, stdout: stdout.text, stderr: stderr.text, left }
}

export const operation: Plan['operation'] = {
  verb: 'mount',
  volume: 'research-data',
  fileSystemId: 'fs-0123456789abcdef0',
  region: 'us-east-1',
  mountPoint: '/mnt/research-data',
  zones: ['us-east-1a'],
  addresses: ['10.0.0.5'],
  accountId,
  targets: [{ instanceId, arn: arnOf(instanceId), name: 'ubuntu-instance', spec: plainSpec }],
  options: defaultMountOptions,
  lazy: false,
  unresolved: [],
}

export const reportOf = (verdict: Report['verdict']): Report => ({
  runId,
  operation,
  instances: [
    {
      instanceId,
      name: 'ubuntu-instance',
      about: 'Ubuntu 24.04 · us-east-1a',
      verdict,
      steps: [{ step: 'group', status: 'changed', detail: '', milliseconds: 1200 }],
      rows: [
        {
          section: 'permissions',
          subject: '/mnt/research-data/shared',
          expected: 'root:prism-shared 2775',
          observed: verdict === 'holds' ? 'root:prism-shared 2775' : 'root:root 0755',
          verdict,
        },
      ],
      findings: [],
    },
  ],
  sharing: { verdict: 'not-tried', cells: [], notes: [] },
  verdict,
  findings: [],
  notes: [],
  startedAt: '2026-11-23T12:00:00Z',
  endedAt: '2026-11-23T12:00:09Z',
})

/** A mount as the events of a real one go. */
export const mountEndingIn =
  (verdict: Report['verdict']): Play =>
  ({ emit, progress }) => {
    const job = {
      key: `${runId}.mount.1`,
      script: 'mount',
      scriptSha: '0',
      params: {},
      instanceIds: [instanceId],
      executionSeconds: 300,
      changes: true,
    } as const
    emit({ type: 'decided', data: { kind: 'allowed' } })
    emit({ type: 'resolved', data: operation })
    emit({
      type: 'dispatching',
      data: {
        job,
        chunk: 0,
        instanceIds: [instanceId],
        comment: '',
        notAfter: '2026-11-23T13:00:00Z',
        transport: { kind: 'run-shell-script' },
      },
    })
    emit({ type: 'dispatched', data: { key: job.key, chunk: 0, commandId: 'c-1' } })
    progress({ runId, job: job.key, script: 'mount', invocations: [{ instanceId, state: 'running' }] })
    emit({
      type: 'returned',
      data: { key: job.key, results: [{ kind: 'transcript', instanceId, state: 'done', steps: [], failures: [], sharing: [] }] },
    })
    const state = verdict === 'holds' ? 'done' : verdict === 'differs' ? 'failed' : 'unknown'
    emit({ type: 'ended', data: { state, answer: { kind: 'report', report: reportOf(verdict) }, findings: [] } })
  }

/** The end of an interrupted run: its one command `c-1` was cancelled, or not, for the reason given. */
export const cancelling =
  (refused?: string): Play =>
  ({ emit }) => {
    const job = { key: 'k', script: 'mount', scriptSha: '0', params: {}, instanceIds: [], executionSeconds: 9, changes: true } as const
    const chunk = { chunk: 0, instanceIds: [], comment: '', notAfter: '', transport: { kind: 'run-shell-script' } } as const
    emit({ type: 'dispatching', data: { job, ...chunk } })
    emit({ type: 'dispatched', data: { key: 'k', chunk: 0, commandId: 'c-1' } })
    emit({ type: 'cancelling', data: { key: 'k', chunk: 0, ...(refused ? { refused } : {}) } })
    emit({ type: 'ended', data: { state: 'unknown', findings: [] } })
  }
