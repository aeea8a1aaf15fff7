/** One volume at one mount point: verified on the instances that carry it there, and what a mount would do, from the same look. */
import type { HostFacts, Observation } from '../domain/facts.ts'
import type { Operation } from '../domain/plan.ts'
import { isMountedAnywhere } from '../domain/rows/mount.ts'
import { topmostAt } from '../domain/topmost.ts'
import type { CheckedPlace } from '../domain/volume-check.ts'
import type { EngineContext } from './context.ts'
import { look } from './inspect.ts'
import { nobodyFound } from './nobody.ts'
import { planMount } from './plan.ts'
import { buildReport } from './report.ts'
import { sharingTest } from './sharing-test.ts'

/** `seen`: a look that was already had at this place. `offset`: of the numbers of its jobs. `named`: instances that should carry it all the same. */
export async function checkPlace(
  at: Operation,
  seen: readonly Observation[] | undefined,
  offset: number,
  ctx: EngineContext,
  named: ReadonlySet<string>,
): Promise<{ readonly checked?: CheckedPlace; readonly left: readonly string[] }> {
  const startedAt = ctx.now().toISOString()
  await ctx.emit({ type: 'resolved', data: at })
  const ids = new Set(at.targets.map((t) => t.instanceId))
  const before = seen?.filter((o) => ids.has(o.instanceId)) ?? (await look(at, 'facts', offset, ctx))
  const operation = { ...at, readOnlyOn: readOnlyAsAsked(at, before), ...(await accessPointAsAsked(at, before, ctx)) }
  const { dryRun } = ctx.run()
  const after = dryRun ? before : await look(operation, 'behaviour', offset + 1000, ctx, before)
  const left = leftMeanwhile(operation, after).filter((id) => !named.has(id))
  const staying = { ...operation, targets: operation.targets.filter((t) => !left.includes(t.instanceId)) }
  if (staying.targets.length === 0) return { left }
  const kept = after.filter((o) => !left.includes(o.instanceId))
  const options = { ...operation.options, sharingTest: operation.options.sharingTest && !dryRun }
  const sharing = await sharingTest({ ...staying, options }, kept, ctx, offset)
  const refused = nobodyFound(staying, kept)
  const endedAt = ctx.now().toISOString()
  const report = buildReport({
    runId: ctx.runId,
    operation: staying,
    before,
    after: kept,
    results: [],
    refused,
    sharing,
    startedAt,
    endedAt,
  })
  // of the look that the report is made from: it knows the accounts, and so their spaces
  return { checked: { report, plan: planMount(ctx.runId, { ...staying, verb: 'mount' }, kept) }, left }
}

/** Somebody had Prism unmount it while it was being looked at; the second look waits for the host's lock, and so sees that to its end. */
function leftMeanwhile({ fileSystemId, mountPoint }: Operation, after: readonly Observation[]): string[] {
  return after.flatMap((o) => {
    if (o.kind !== 'observed' || !o.facts.left) return []
    return isMountedAnywhere(o.facts, fileSystemId).state === 'not-mounted' && !o.facts.fstab.some((l) => l.ours && l.place === mountPoint)
      ? [o.instanceId]
      : []
  })
}

/**
 * Nobody says for each instance of each volume what was asked there; Prism's own fstab line does. Where the volume is mounted read-write all
 * the same, the line is what differs.
 */
function readOnlyAsAsked({ options, mountPoint, targets }: Operation, before: readonly Observation[]): string[] {
  if (options.readOnly) return targets.map((t) => t.instanceId)
  return before.flatMap((o) => {
    if (o.kind !== 'observed') return []
    const asked = o.facts.fstab.some((l) => l.ours && l.place === mountPoint && l.options.split(',').includes('ro'))
    return asked && topmostAt(o.facts, mountPoint)?.readOnly !== false ? [o.instanceId] : []
  })
}

/** The same for the access point, where Prism's own lines for the place name no more than one: by whose line, and who it makes of people. */
async function accessPointAsAsked(
  { mountPoint, fileSystemId, targets }: Operation,
  before: readonly Observation[],
  ctx: EngineContext,
): Promise<Pick<Operation, 'accessPoint' | 'accessPointOn'>> {
  const named = before.flatMap((o) => (o.kind === 'observed' ? pointsIn(o.facts, mountPoint).map((id) => ({ id, at: o.instanceId })) : []))
  const [id, ...others] = new Set(named.map((n) => n.id))
  if (id === undefined || others.length > 0) return {}
  const { name = id, path = '', user } = (await ctx.fileSystems.accessPoints(fileSystemId)).find((p) => p.id === id) ?? {}
  const on = named.map((n) => n.at)
  return {
    accessPoint: { id, name, path, ...(user ? { user } : {}) },
    ...(user && on.length < targets.length ? { accessPointOn: on } : {}),
  }
}

function pointsIn(facts: HostFacts, mountPoint: string): string[] {
  const ours = facts.fstab.filter((l) => l.ours && l.place === mountPoint)
  return [...new Set(ours.flatMap((l) => /(?:^|,)accesspoint=(fsap-[0-9a-f]{17})(?:,|$)/.exec(l.options)?.[1] ?? []))]
}
