/** The look at the hosts: what is there, before anything is decided or after everything was done. Changes nothing. */
import { type Finding, finding, kindOf, PrismError } from '../domain/catalogue.ts'
import { desiredFor } from '../domain/desired.ts'
import type { HostFacts, Observation } from '../domain/facts.ts'
import type { Tag } from '../domain/names.ts'
import type { Operation, Target } from '../domain/plan.ts'
import { inspectParams } from '../host/job.ts'
import type { EngineContext } from './context.ts'
import { groupJobs, type PerInstance } from './jobs.ts'
import { lookRefused, sightLost } from './sight-lost.ts'

/** The first look; of a run that is taken up again the one that it had. */
export async function inspect(operation: Operation, ctx: EngineContext, tag?: Tag): Promise<readonly Observation[]> {
  const known = ctx.run().before
  if (known) return known
  const observations = await look(operation, 'facts', 0, ctx, [], tag)
  await emitObserved('before', observations, ctx)
  return observations
}

const observationsInOne = 50

export async function emitObserved(
  phase: 'before' | 'after',
  observations: readonly Observation[],
  { emit }: EngineContext,
): Promise<void> {
  for (let at = 0; at < Math.max(1, observations.length); at += observationsInOne) {
    const more = at + observationsInOne < observations.length
    const some = observations.slice(at, at + observationsInOne)
    await emit({ type: 'observed', data: { phase, observations: some, ...(more ? { more } : {}) } })
  }
}

/**
 * The look that a plan is made from. Throws where AWS refuses it for every instance: nothing was seen and nothing done, so there is no report.
 * Where it refuses some, the others go on.
 */
export async function firstLook(operation: Operation, ctx: EngineContext): Promise<readonly Observation[]> {
  const before = await inspect(operation, ctx, operation.tag)
  const refused = before.flatMap((o) => (o.kind === 'unobserved' && kindOf(o.finding.code) === 'aws' ? [o.finding] : []))
  const [first, ...more] = new Map(refused.map(({ instanceId: _, ...f }) => [f.seen, f])).values()
  if (first && refused.length === before.length) throw new PrismError(first, { others: more })
  return before.map((o) => (o.kind === 'unobserved' ? { ...o, finding: lookRefused(o.finding) } : o))
}

/**
 * One look, as jobs numbered from `offset` on: the same numbers find the same look again when a run is taken up. facts: looks only
 * · behaviour: also makes each account try, and removes what it made. `tag`: of all targets; what goes to all of them alike may go by it.
 */
export async function look(
  operation: Operation,
  depth: 'facts' | 'behaviour',
  offset: number,
  ctx: EngineContext,
  before: readonly Observation[] = [],
  tag?: Tag,
): Promise<readonly Observation[]> {
  const perInstance: PerInstance[] = []
  for (const target of operation.targets) {
    await ctx.turn()
    const params = paramsFor(operation, depth, target, factsOf(before, target.instanceId))
    perInstance.push({ instanceId: target.instanceId, params })
  }
  const jobs = groupJobs(ctx.runId, 'inspect', perInstance, undefined, offset + 1)
  const alike = tag && jobs.length === 1 ? { tag } : {}
  const results = (await Promise.all(jobs.map((job) => ctx.dispatch({ ...job, ...alike })))).flat()
  const at = ctx.now().toISOString()
  return results.map((r): Observation => {
    if (r.kind === 'none') {
      const why = factsOf(before, r.instanceId) ? sightLost(r.finding) : r.finding
      return { kind: 'unobserved', instanceId: r.instanceId, finding: why }
    }
    const [failure] = r.kind === 'transcript' ? r.failures : []
    if (r.kind === 'transcript' && r.observation) return r.observation
    return { kind: 'unobserved', instanceId: r.instanceId, finding: failure ?? notReported(r.instanceId, at) }
  })
}

const beyondFrom = 100_000
const anewFrom = 200_000

/** Another first look, of a run that is taken up again: since its first one anything may have happened. `n`: of no other such look of the run. */
export const lookAnew = (operation: Operation, ctx: EngineContext, n: number): Promise<readonly Observation[]> =>
  look(operation, 'facts', anewFrom + n, ctx)

/** At instances that whoever asks does not reach: what is seen there stays with whoever asked for the look, and is no event of the run. */
export async function lookBeyond(operation: Operation, ctx: EngineContext, n = 0): Promise<readonly Observation[]> {
  return look(operation, 'facts', beyondFrom + n, { ...ctx, dispatch: (job, options) => ctx.dispatch({ ...job, beyond: true }, options) })
}

/** A look by what the first one found to be expected, where that names accounts or groups which the first one did not look for. */
export async function lookAgain(
  operation: Operation,
  first: readonly Observation[],
  offset: number,
  ctx: EngineContext,
): Promise<readonly Observation[]> {
  const { people, groups = [] } = operation.options
  const more = operation.targets.some(({ spec }) => spec.people.length > people.length || spec.groups.length > groups.length)
  return more ? look(operation, 'facts', offset, ctx, first) : first
}

export function factsOf(observations: readonly Observation[], instanceId: string): HostFacts | undefined {
  let byId = indexes.get(observations)
  if (!byId) {
    // of two looks at one instance the first counts
    byId = new Map(observations.toReversed().map((o) => [o.instanceId, o]))
    indexes.set(observations, byId)
  }
  const found = byId.get(instanceId)
  return found?.kind === 'observed' ? found.facts : undefined
}

/** Made once for each list: with thousands of instances, each looked for in turn would take the square of that. */
const indexes = new WeakMap<readonly Observation[], ReadonlyMap<string, Observation>>()

function paramsFor(
  operation: Operation,
  depth: 'facts' | 'behaviour',
  target: Target,
  facts: HostFacts | undefined,
): Record<string, string> {
  const desired = desiredFor(operation, target, facts)
  return inspectParams({
    fileSystemId: operation.fileSystemId,
    region: operation.region,
    addresses: operation.addresses,
    mountPoint: operation.mountPoint,
    accounts: desired.accounts,
    groupName: desired.group.name,
    gid: desired.group.gid,
    groups: desired.groups ?? [],
    paths: desired.paths,
    enforced: desired.enforced !== undefined,
    umask: desired.umask,
    depth,
    unmanaged: operation.verb === 'adopt',
  })
}

function notReported(instanceId: string, at: string): Finding {
  return finding('not-looked-at', { seen: `the look of ${at} returned no facts`, instanceId })
}
