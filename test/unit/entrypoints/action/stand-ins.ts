/** A runner and a core for the tests of this entry point: they keep what they are told, and the run is the real fold of its events. */

import { EventEmitter } from 'node:events'
import type { Prism } from '../../../../src/compose/prism.ts'
import { type EventBody, foldRun, type RunEvent } from '../../../../src/domain/run.ts'
import type { Step } from '../../../../src/entrypoints/action/run-step.ts'
import type { Level, Runner } from '../../../../src/entrypoints/action/runner.ts'
import type { Sink } from '../../../../src/runs/journal.ts'
import { nobodyAsked, noPlans } from '../../../support/no-plans.ts'

export type Heard = {
  readonly runner: Runner
  readonly outputs: Map<string, string>
  readonly state: Map<string, string>
  readonly annotations: { level: Level; title: string; message: string }[]
  readonly log: string[]
  readonly summaries: string[]
  readonly masked: string[]
}

export function hearRunner(inputs: Readonly<Record<string, string>>, saved: Readonly<Record<string, string>> = {}): Heard {
  const heard = {
    outputs: new Map<string, string>(),
    state: new Map<string, string>(),
    annotations: [] as Heard['annotations'],
    log: [] as string[],
    summaries: [] as string[],
    masked: [] as string[],
  }
  const runner: Runner = {
    input: (name) => inputs[name] ?? (name === 'github-token' ? 'ghs_notarealtoken' : ''),
    output: (name, value) => void heard.outputs.set(name, value),
    save: (name, value) => void heard.state.set(name, value),
    saved: (name) => saved[name] ?? '',
    annotate: (level, title, message) => void heard.annotations.push({ level, title, message }),
    log: (line) => void heard.log.push(line),
    debug: () => undefined,
    summary: async (markdown) => void heard.summaries.push(markdown),
    mask: (value) => void heard.masked.push(value),
  }
  return { runner, ...heard }
}

export const runId = '01JDQ3N5T8V1WY2XZ4A6B7C8D9'

export type Stage = EventBody | { readonly wait: 'for-abort' | 'for-ever' }

/** Plays `stages` as the run's events. `abort` may append more once the signal came. */
export function playPrism(stages: readonly Stage[], afterAbort: readonly EventBody[] = []) {
  const events: RunEvent[] = []
  const sinks = new Set<Sink>()
  const cancelled: string[] = []
  const cancelledRuns: string[] = []
  const asked: unknown[] = []
  const append = async (body: EventBody) => {
    const event: RunEvent = { ...body, runId, seq: events.length, at: `2026-11-23T12:00:${String(events.length).padStart(2, '0')}Z` }
    events.push(event)
    for (const sink of sinks) await sink.onEvent?.(event)
  }
  const prism: Prism = {
    request: async (request, origin, { dryRun = false } = {}) => {
      asked.push({ request, origin, ...(dryRun ? { dryRun } : {}) })
      await append({ type: 'requested', data: { request, origin, dryRun } })
      return runId
    },
    execute: async (_, options) => {
      for (const stage of stages) {
        if (!('wait' in stage)) await append(stage)
        else {
          const never = stage.wait === 'for-ever'
          await new Promise<void>((go) => options?.signal?.addEventListener('abort', () => never || go(), { once: true }))
          for (const body of afterAbort) await append(body)
        }
      }
      const run = foldRun(events)
      return { state: run.state === 'unknown' ? 'unknown' : 'done', run }
    },
    run: async () => (events.length > 0 ? foldRun(events) : undefined),
    events: async () => events,
    unfinished: async () => [],
    runs: async () => [foldRun(events)],
    listen: (sink) => {
      sinks.add(sink)
      return () => sinks.delete(sink)
    },
    cancel: async (id) => {
      cancelledRuns.push(id)
      return []
    },
    refuse: async () => {},
    principal: async (name) => ({ entrypoint: 'api', actor: { id: `api:${name}`, name } }),
    mayAsk: async () => ({ kind: 'allowed' }),
    govern: () => {},
    register: () => {},
    plans: noPlans,
    whoami: nobodyAsked,
    numbersTaken: async () => new Set<number>(),
    cancelCommands: async (ids) => {
      cancelled.push(...ids)
      return ids.map((commandId) => ({ commandId }))
    },
  }
  return { prism, cancelled, cancelledRuns, asked, append }
}

export const runnerEnv = {
  GITHUB_REPOSITORY: 'octo/lab',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '42',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_ACTOR: 'mona',
  GITHUB_ACTOR_ID: '583231',
  GITHUB_EVENT_PATH: '/event.json',
}

export function stepWith(heard: Heard, prism: Prism, more: Partial<Step> = {}) {
  const signals = new EventEmitter()
  const posted: { token: string; issue: number; markdown: string }[] = []
  let loads = 0
  const step: Step = {
    runner: heard.runner,
    env: runnerEnv,
    signals,
    readFile: () => JSON.stringify({ issue: { number: 7 } }),
    loadPrism: async () => {
      loads++
      return prism
    },
    postComment: async (token, place, markdown) => void posted.push({ token, issue: place.issue, markdown }),
    openEvidence: () => Promise.reject(new Error('this step keeps no evidence')),
    openRights: async () => async () => ({ kind: 'unbounded' }),
    openIssues: () => Promise.reject(new Error('this step keeps no issues')),
    graceMilliseconds: 50,
    ...more,
  }
  return { step, signals, posted, loads: () => loads }
}
