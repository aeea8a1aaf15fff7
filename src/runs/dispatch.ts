/**
 * The only way to SendCommand. It appends the intent, sends, appends the command id, waits, and appends what came back.
 * SendCommand has no idempotency token, so a send whose answer was lost is looked for, and never sent again.
 */
import { finding } from '../domain/catalogue.ts'
import type { HostJob } from '../domain/plan.ts'
import type { CommandBy } from '../domain/ports.ts'
import type { JobResult } from '../domain/run.ts'
import { awaitInvocations } from './await-invocations.ts'
import { type DispatchContext, deliverySeconds } from './dispatch-context.ts'
import { findSent } from './find-sent.ts'
import { resultOf } from './result-of.ts'

/** SendCommand takes at most 50 ids (facts). */
const idsPerCommand = 50
type Chunk = { readonly chunk: number; readonly instanceIds: readonly string[] }

export async function dispatch(job: HostJob, ctx: DispatchContext, { cleanup } = { cleanup: false }): Promise<readonly JobResult[]> {
  const record = ctx.run().jobs.find((j) => j.job.key === job.key)
  if (record?.results) return record.results
  const chunks = chunksOf(job.instanceIds)
  const results = (await Promise.all(chunks.map((chunk) => runChunk(job, chunk, ctx, cleanup)))).flat()
  await ctx.emit({ type: 'returned', data: { key: job.key, results } })
  return results
}

async function runChunk(job: HostJob, chunk: Chunk, ctx: DispatchContext, cleanup: boolean): Promise<readonly JobResult[]> {
  const earlier = ctx
    .run()
    .jobs.find((j) => j.job.key === job.key)
    ?.chunks.find((c) => c.chunk === chunk.chunk)
  if (earlier?.commandId) return collect(job, chunk, earlier.commandId, ctx, cleanup)
  if (earlier) return lookFor(job, chunk, earlier.comment, new Date(earlier.at), ctx, cleanup)
  if (ctx.signal.aborted && !cleanup) return none(chunk, 'cancelled', 'interrupted before anything was sent')
  return send(job, chunk, ctx, cleanup)
}

async function send(job: HostJob, chunk: Chunk, ctx: DispatchContext, cleanup: boolean): Promise<readonly JobResult[]> {
  const at = ctx.clock.now()
  const notAfter = new Date(at.getTime() + deliverySeconds * 1000)
  const comment = `Prism ${job.key} ${chunk.chunk}`
  await ctx.emit({ type: 'dispatching', data: { job, ...chunk, comment, notAfter: notAfter.toISOString() } })
  const command = {
    by: carried(job, notAfter, ctx),
    instanceIds: chunk.instanceIds,
    comment,
    deliverySeconds,
    executionSeconds: job.executionSeconds,
  }
  const outcome = await ctx.runCommand.send(command)
  switch (outcome.kind) {
    case 'sent':
      await ctx.emit({ type: 'dispatched', data: { key: job.key, chunk: chunk.chunk, commandId: outcome.commandId } })
      return collect(job, chunk, outcome.commandId, ctx, cleanup)
    case 'unknown':
      return lookFor(job, chunk, comment, at, ctx, cleanup)
    case 'refused':
      // one id that SSM does not take refuses them all: each is then judged by itself
      if (outcome.finding.code === 'instance-offline' && chunk.instanceIds.length > 1)
        return (await Promise.all(alone(chunk).map((one) => send(job, one, ctx, cleanup)))).flat()
      return chunk.instanceIds.map((instanceId) => ({ kind: 'none', instanceId, finding: { ...outcome.finding, instanceId } }))
  }
}

/** The command may or may not exist. Found: go on with it. Not found: that proves nothing, so the outcome is in doubt. */
async function lookFor(
  job: HostJob,
  chunk: Chunk,
  comment: string,
  sentAt: Date,
  ctx: DispatchContext,
  cleanup: boolean,
): Promise<readonly JobResult[]> {
  const commandId = await findSent(comment, sentAt, ctx)
  if (!commandId) return none(chunk, 'outcome-unknown', 'the send got no answer, and SSM does not list the command')
  await ctx.emit({ type: 'dispatched', data: { key: job.key, chunk: chunk.chunk, commandId } })
  return collect(job, chunk, commandId, ctx, cleanup)
}

async function collect(
  job: HostJob,
  chunk: Chunk,
  commandId: string,
  ctx: DispatchContext,
  cleanup: boolean,
): Promise<readonly JobResult[]> {
  const invocations = await awaitInvocations(job, chunk.instanceIds, commandId, ctx, cleanup)
  return Promise.all(chunk.instanceIds.map((instanceId) => resultOf(job, instanceId, commandId, invocations.get(instanceId), ctx)))
}

function none(chunk: Chunk, code: 'cancelled' | 'outcome-unknown', seen: string): JobResult[] {
  return chunk.instanceIds.map((instanceId) => ({ kind: 'none', instanceId, finding: finding(code, { seen, instanceId }) }))
}

function carried(job: HostJob, notAfter: Date, { scripts }: DispatchContext): CommandBy {
  if (job.script === 'distributor') return { kind: 'distributor', parameters: job.params }
  return { kind: 'run-shell-script', commands: scripts.commandsFor(job, notAfter) }
}

/** Chunk numbers of single instances lie beyond those of whole chunks, so that a re-entry tells them apart. */
function alone({ chunk, instanceIds }: Chunk): Chunk[] {
  return instanceIds.map((id, i) => ({ chunk: 1_000_000 + chunk * idsPerCommand + i, instanceIds: [id] }))
}

function chunksOf(ids: readonly string[]): Chunk[] {
  return Array.from({ length: Math.ceil(ids.length / idsPerCommand) }, (_, chunk) => ({
    chunk,
    instanceIds: ids.slice(chunk * idsPerCommand, (chunk + 1) * idsPerCommand),
  }))
}
