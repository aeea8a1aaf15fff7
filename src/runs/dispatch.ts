/**
 * The only way to SendCommand. It appends the intent, sends, appends the command id, waits, and appends what came back.
 * SendCommand has no idempotency token, so a send whose answer was lost is looked for, and then settled on the host (`settle.ts`), never sent again.
 */
import { type FindingCode, finding, PrismError } from '../domain/catalogue.ts'
import type { Transport } from '../domain/documents.ts'
import { isSameWork } from '../domain/job-key.ts'
import type { Tag } from '../domain/names.ts'
import type { HostJob } from '../domain/plan.ts'
import type { CommandBy } from '../domain/ports.ts'
import type { JobResult } from '../domain/run.ts'
import { awaitInvocations, type Watched } from './await-invocations.ts'
import { collectByTag } from './by-tag.ts'
import { type DispatchContext, deliverySeconds, readAtOnce } from './dispatch-context.ts'
import { findSent } from './find-sent.ts'
import { type Pace, paceFor } from './pace.ts'
import { resultOf } from './result-of.ts'
import { settle } from './settle.ts'

/** SendCommand takes at most 50 ids (facts). */
const idsPerCommand = 50
/** Chunks of single instances are numbered from here, so that a re-entry tells them from whole ones. */
const firstSingle = 1_000_000
type Part = { readonly chunk: number; readonly instanceIds: readonly string[]; readonly tag?: Tag; readonly transport: Transport }
type InTurn = <T>(work: () => Promise<T>) => Promise<T>
/** A part that is under way: its place among the others, when it may be sent and when to ask about it. */
type Chunk = Part & {
  readonly place: number
  readonly pace: Pace
  readonly inTurn: InTurn
  readonly reading: InTurn
  readonly settling: InTurn
  /** As they come. */
  readonly tell: (results: readonly JobResult[]) => Promise<void>
}

export async function dispatch(asked: HostJob, ctx: DispatchContext, { cleanup } = { cleanup: false }): Promise<readonly JobResult[]> {
  const record = ctx.run().jobs.find((j) => j.job.key === asked.key)
  if (record && !isSameWork(record.job, asked)) return none(asked.instanceIds, 'job-differs', asked.key)
  // as it was sent: by which program, its transcript says
  const job: HostJob = record ? { ...record.job, instanceIds: asked.instanceIds } : asked
  const stored = new Map([...(record?.results ?? []), ...(record?.some ?? [])].map((r) => [r.instanceId, r]))
  const waiting = (): readonly string[] => job.instanceIds.filter((id) => !stored.has(id))
  // told as they come, so that no event grows with the job; what has come is not asked for again
  const tell = async (results: readonly JobResult[]): Promise<void> => {
    const some = results.filter(({ instanceId }) => !stored.has(instanceId))
    if (some.length === 0) return
    for (const result of some) stored.set(result.instanceId, result)
    await ctx.emit({ type: 'returned', data: { key: job.key, results: some, ...(waiting().length > 0 ? { more: true } : {}) } })
  }
  const paces = { tag: paceFor(job, ctx.durations, 'tag'), ids: paceFor(job, ctx.durations) }
  const shared = { ...(cleanup ? newLanes() : lanesOf(ctx)), settling: turns(1), tell }
  // whom a command by a tag did not reach, one by ids does
  for (const by of job.tag ? (['tag', 'ids'] as const) : (['ids'] as const)) {
    if (waiting().length === 0) break
    const begun = ctx.run().jobs.find((j) => j.job.key === job.key)?.chunks ?? []
    const { chunks, left } = await divide(job, waiting(), begun, by, ctx, cleanup)
    await Promise.all(
      chunks.map(async (chunk, place) => {
        const pace = chunk.tag ? paces.tag : paces.ids
        await tell(await runChunk(job, { ...chunk, place, pace, ...shared }, ctx, cleanup))
      }),
    )
    await tell(left)
  }
  // in the job's own order, whatever they were sent by
  return job.instanceIds.flatMap((id) => stored.get(id) ?? [])
}

type Divided = { readonly chunks: readonly Part[]; readonly left: readonly JobResult[] }

/** What was begun stays divided as it was; only instances that no chunk names are given a way and chunks of their own. */
async function divide(
  job: HostJob,
  waiting: readonly string[],
  begun: readonly Part[],
  by: 'tag' | 'ids',
  ctx: DispatchContext,
  cleanup: boolean,
): Promise<Divided> {
  const whole = begun.filter((c) => c.chunk < firstSingle)
  const known = whole.filter((c) => (by === 'tag' || !c.tag) && c.instanceIds.some((id) => waiting.includes(id)))
  const covered = new Set(known.flatMap((c) => c.instanceIds))
  const open = waiting.filter((id) => !covered.has(id))
  if (open.length === 0) return { chunks: known, left: [] }
  if (ctx.signal.aborted && !cleanup) return { chunks: known, left: none(open, 'cancelled', 'interrupted before anything was sent') }
  const other = otherProgram(job, ctx)
  if (other) return { chunks: known, left: none(open, 'program-changed', other) }
  try {
    const { routes, refused } = await routesOf(job, open, ctx)
    const first = Math.max(-1, ...whole.map((c) => c.chunk)) + 1
    const parts = routes.flatMap(({ transport, instanceIds }) => {
      const together = by === 'tag' && job.tag && instanceIds.length === job.instanceIds.length && instanceIds.length > idsPerCommand
      if (together) return [{ transport, instanceIds, tag: job.tag }]
      return partsOf(instanceIds).map((ids) => ({ transport, instanceIds: ids }))
    })
    return {
      chunks: [...known, ...parts.map((part, i) => ({ ...part, chunk: first + i }))],
      left: refused.map((f) => ({ kind: 'none', instanceId: f.instanceId ?? '', finding: f })),
    }
  } catch (error) {
    if (!(error instanceof PrismError)) throw error
    return { chunks: known, left: open.map((instanceId) => ({ kind: 'none', instanceId, finding: { ...error.finding, instanceId } })) }
  }
}

/** Of a job that was made by another version: what it was made with is not here to be sent. */
function otherProgram(job: HostJob, { scripts }: DispatchContext): string | undefined {
  if (job.script === 'distributor') return undefined
  const ours = scripts.scriptSha(job.script)
  return ours === job.scriptSha ? undefined : `made with program ${job.scriptSha.slice(0, 12)}, here is ${ours.slice(0, 12)}`
}

async function runChunk(job: HostJob, chunk: Chunk, ctx: DispatchContext, cleanup: boolean): Promise<readonly JobResult[]> {
  const earlier = ctx
    .run()
    .jobs.find((j) => j.job.key === job.key)
    ?.chunks.find((c) => c.chunk === chunk.chunk)
  if (earlier?.commandId) return collect(job, chunk, earlier.commandId, ctx, cleanup)
  if (earlier) return lookFor(job, chunk, { comment: earlier.comment, sentAt: new Date(earlier.at), earlier: true }, ctx, cleanup)
  return send(job, chunk, ctx, cleanup)
}

async function send(job: HostJob, chunk: Chunk, ctx: DispatchContext, cleanup: boolean): Promise<readonly JobResult[]> {
  // its turn may come after an interrupt
  const handed = await chunk.inTurn(async () => (ctx.signal.aborted && !cleanup ? undefined : await handOver(job, chunk, ctx)))
  if (!handed) return none(chunk.instanceIds, 'cancelled', 'interrupted before anything was sent')
  const { comment, at, outcome } = handed
  switch (outcome.kind) {
    case 'sent':
      await ctx.emit({ type: 'dispatched', data: { key: job.key, chunk: chunk.chunk, commandId: outcome.commandId } })
      return collect(job, chunk, outcome.commandId, ctx, cleanup)
    case 'unknown':
      return lookFor(job, chunk, { comment, sentAt: at, earlier: false }, ctx, cleanup)
    case 'refused':
      // by their ids they may be let through, or are told why not
      if (chunk.tag) return []
      // one id that SSM does not take refuses them all: each is then judged by itself
      if (outcome.finding.code === 'instance-offline' && chunk.instanceIds.length > 1)
        return (await Promise.all(alone(chunk).map((one) => send(job, one, ctx, cleanup)))).flat()
      return chunk.instanceIds.map((instanceId) => ({ kind: 'none', instanceId, finding: { ...outcome.finding, instanceId } }))
  }
}

async function handOver(job: HostJob, { chunk, instanceIds, tag, transport }: Chunk, ctx: DispatchContext) {
  const at = ctx.clock.now()
  const notAfter = new Date(at.getTime() + deliverySeconds * 1000)
  const comment = `Prism ${job.key} ${chunk}`
  const { instanceIds: _, ...sent } = job
  const to = { instanceIds, ...(tag ? { tag } : {}) }
  const data = { job: sent, chunk, ...to, transport, comment, notAfter: notAfter.toISOString() }
  await ctx.emit({ type: 'dispatching', data })
  const by = carried(job, transport, notAfter, ctx)
  const outcome = await ctx.runCommand.send({ by, ...to, comment, deliverySeconds, executionSeconds: job.executionSeconds })
  return { comment, at, outcome }
}

/** So many at a time, in the order of asking: a command weighs tens of kilobytes several times over while it is on its way, and AWS takes ten a second. */
const sendsAtOnce = 8

type Lanes = { readonly inTurn: InTurn; readonly reading: InTurn }
const newLanes = (): Lanes => ({ inTurn: turns(sendsAtOnce), reading: turns(2) })
/** Of a run: its jobs are sent together where each stretch of a fleet has its own. What cleans up waits for none of them. */
const ofRun = new WeakMap<DispatchContext, Lanes>()

function lanesOf(ctx: DispatchContext): Lanes {
  const known = ofRun.get(ctx) ?? newLanes()
  ofRun.set(ctx, known)
  return known
}

function turns(lanes: number): InTurn {
  const last = Array.from({ length: lanes }, (): Promise<unknown> => Promise.resolve())
  let next = 0
  return (work) => {
    const lane = next++ % lanes
    const done = last[lane]!.then(work)
    last[lane] = done.catch(() => undefined)
    return done
  }
}

type Intent = { readonly comment: string; readonly sentAt: Date; readonly earlier: boolean }

/** The command may or may not exist. Found: go on with it. Not found: that proves nothing, so the host is asked. */
async function lookFor(job: HostJob, chunk: Chunk, intent: Intent, ctx: DispatchContext, cleanup: boolean): Promise<readonly JobResult[]> {
  const { comment, sentAt, earlier } = intent
  const commandId = await findSent(comment, sentAt, ctx)
  if (commandId) {
    await ctx.emit({ type: 'dispatched', data: { key: job.key, chunk: chunk.chunk, commandId } })
    return collect(job, chunk, commandId, ctx, cleanup)
  }
  // a look by its ids instead
  if (chunk.tag) return []
  // what burns a key may come twice
  if (earlier && ctx.scripts.isBurning(job)) return send(job, chunk, ctx, cleanup)
  // what settles the commands of a job has one key: its own commands are counted, and its results kept, only one after the other
  return chunk.settling(() =>
    settle({ job, instanceIds: chunk.instanceIds, sentAt, earlier }, ctx, (other) => dispatch(other, ctx, { cleanup })),
  )
}

async function collect(
  job: HostJob,
  chunk: Chunk,
  commandId: string,
  ctx: DispatchContext,
  cleanup: boolean,
): Promise<readonly JobResult[]> {
  const sent = { ...chunk, commandId }
  const tellCancelled = async ({ cancel }: Watched): Promise<void> => {
    if (!cancel) return
    const refused = cancel.refused ? { refused: cancel.refused.seen } : {}
    await ctx.emit({ type: 'cancelling', data: { key: job.key, chunk: chunk.chunk, ...refused } })
  }
  if (chunk.tag) {
    const { watched, results } = await collectByTag(job, sent, ctx, cleanup)
    await tellCancelled(watched)
    return results
  }
  const watched = await awaitInvocations(job, sent, ctx, cleanup)
  await tellCancelled(watched)
  const results: JobResult[] = []
  for (let at = 0; at < chunk.instanceIds.length; at += readAtOnce) {
    const some = chunk.instanceIds.slice(at, at + readAtOnce)
    results.push(...(await chunk.reading(() => Promise.all(some.map((instanceId) => resultOf(job, instanceId, commandId, watched, ctx))))))
  }
  return results
}

function none(instanceIds: readonly string[], code: FindingCode, seen: string): JobResult[] {
  return instanceIds.map((instanceId) => ({ kind: 'none', instanceId, finding: finding(code, { seen, instanceId }) }))
}

function alone({ chunk, instanceIds, ...rest }: Chunk): Chunk[] {
  return instanceIds.map((id, i) => ({ ...rest, chunk: firstSingle + chunk * idsPerCommand + i, instanceIds: [id] }))
}

/** Distributor has AWS's own document and no other. */
async function routesOf(job: HostJob, instanceIds: readonly string[], { transports }: DispatchContext) {
  if (job.script === 'distributor') return { routes: [{ transport: { kind: 'distributor' } as const, instanceIds }], refused: [] }
  return transports.choose(job.script, instanceIds)
}

function carried(job: HostJob, transport: Transport, notAfter: Date, { scripts }: DispatchContext): CommandBy {
  if (job.script === 'distributor') return { kind: 'distributor', parameters: job.params }
  switch (transport.kind) {
    case 'distributor':
      throw new Error(`${job.key} is a script of ours`)
    case 'run-shell-script':
      return { ...transport, commands: scripts.commandsFor(job, notAfter) }
    case 'own-document':
      return { ...transport, parameters: scripts.parametersFor(job, notAfter) }
  }
}

function partsOf(ids: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / idsPerCommand) }, (_, i) => ids.slice(i * idsPerCommand, (i + 1) * idsPerCommand))
}
