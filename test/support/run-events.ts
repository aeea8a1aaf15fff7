/** The events of a small run, as its journal has them. */
import type { EventBody, RunEvent } from '../../src/domain/run.ts'
import { manyReport, manyRunId, runOf } from './many.ts'

export function eventsOf(report = manyReport({ instances: 3, accounts: 2 })): RunEvent[] {
  const { request, origin } = runOf(report)
  const bodies: EventBody[] = [
    { type: 'requested', data: { request, origin, dryRun: false } },
    { type: 'decided', data: { kind: 'allowed' } },
    { type: 'resolved', data: report.operation },
    { type: 'ended', data: { state: 'done', answer: { kind: 'report', report }, findings: [] } },
  ]
  return bodies.map((body, n) => ({ ...body, runId: manyRunId, seq: n + 1, at: '2026-11-23T12:00:00.000Z' }))
}
