/** A ledger of a few runs, as files; the events that it is made of; and their evidence beside. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

import { chained, type Head, noHead, pathOf } from '../../src/domain/ledger/chain.ts'
import type { Beginning, KeptFile, Said } from '../../src/domain/ledger/entry.ts'
import { evidencePath } from '../../src/domain/ledger/evidence.ts'
import { saidOf } from '../../src/domain/ledger/said-of.ts'
import type { LedgerFile } from '../../src/domain/ledger/verify.ts'
import type { Operation } from '../../src/domain/plan.ts'
import type { Origin, Request } from '../../src/domain/request.ts'
import type { EventBody, RunEvent } from '../../src/domain/run.ts'
import { fileOf } from '../../src/runs/evidence/lines.ts'
import { operation } from './operation.ts'

export const beginning: Beginning = { at: '2026-11-23T12:00:00.000Z', event: 'begun', repository: 'acme/research', app: 'prism-efs' }

export const origin: Origin = {
  entrypoint: 'github',
  actor: { id: '583231', name: 'octocat' },
  repository: 'acme/research',
  issue: 7,
  commentId: 9,
  commentSha256: 'a'.repeat(64),
  permission: { base: 'write', roleName: 'maintain' },
}
export const request: Request = {
  verb: 'mount',
  volume: { kind: 'name', name: 'research-data' },
  selectors: [],
  options: operation.options,
}

/** As a run id is made, so that runs have an order. */
export const runIdOf = (number: number): string => `01JDB0000000000000000${String(number).padStart(5, '0')}`

export function eventsOf(runId: string, bodies: readonly EventBody[]): RunEvent[] {
  return bodies.map((body, i) => ({ ...body, runId, seq: i + 1, at: `2026-11-23T12:00:${String(i).padStart(2, '0')}.000Z` }))
}

export const mountRun = (runId: string, who: Origin = origin, what: Operation = operation): RunEvent[] =>
  eventsOf(runId, [
    { type: 'requested', data: { request, origin: who, dryRun: false } },
    { type: 'decided', data: { kind: 'allowed' } },
    { type: 'resolved', data: what },
    { type: 'apply-decided', data: { digest: 'd'.repeat(64), decision: { kind: 'allowed' } } },
    { type: 'ended', data: { state: 'done', findings: [] } },
  ])

export const saidOfAll = (events: readonly RunEvent[]): Said[] => events.flatMap((_, i) => saidOf(events.slice(0, i + 1)) ?? [])

/** Files of these entries, the first with the beginning. */
export function ledgerOf(batches: readonly (readonly (Said | Beginning)[])[], head: Head = noHead): LedgerFile[] {
  const files: LedgerFile[] = []
  let at = head
  for (const batch of batches) {
    const { lines, head: after } = chained(at, batch)
    files.push({ path: pathOf(at.n + 1), bytes: Buffer.from(`${lines.join('\n')}\n`) })
    at = after
  }
  return files
}

/** Five files: the beginning, and four runs of four entries. */
export const sampleLedger = (): LedgerFile[] => ledgerOf([[beginning], ...[1, 2, 3, 4].map((n) => saidOfAll(mountRun(runIdOf(n))))])

/** The file of a run, and what the entry of its end says of it. */
export function evidenceOfRun(events: readonly RunEvent[]): { readonly file: KeptFile; readonly lies: LedgerFile } {
  const bytes = gzipSync([...fileOf(events)].map((line) => `${line}\n`).join(''))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { file: { sha256, bytes: bytes.length }, lies: { path: evidencePath(events[0]!.runId, sha256), bytes } }
}

/** As `sampleLedger`, with the evidence of each run beside; `file` changes what an end says of it. */
export function ledgerWithEvidence(file: (kept: KeptFile, run: number) => KeptFile = (kept) => kept): LedgerFile[] {
  const runs = [1, 2, 3, 4].map((n) => mountRun(runIdOf(n)))
  const kept = runs.map((events) => evidenceOfRun(events))
  const said = runs.map((events, i) => saidOfAll(events).map((s) => (s.event === 'ended' ? { ...s, file: file(kept[i]!.file, i) } : s)))
  return [...ledgerOf([[beginning], ...said]), ...kept.map(({ lies }) => lies)]
}
