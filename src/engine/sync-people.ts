/** user sync: look at each instance → what differs from the registry → make it so → look again. Where nothing differs nothing is sent. */
import { type Finding, fail, finding, PrismError } from '../domain/catalogue.ts'
import { digestOf } from '../domain/digest.ts'
import type { Selector } from '../domain/names.ts'
import { closedShell, keptGroups, type PeopleSeen, wantedPeople } from '../domain/people/accounts.ts'
import { peopleFor, type Tagged, tagsIn, tagText } from '../domain/people/hosts.ts'
import { lawsOf } from '../domain/people/laws.ts'
import type { Registry } from '../domain/people/registry.ts'
import {
  blockedOn,
  changesFor,
  hostReport,
  lossOn,
  type PeopleHost,
  type PeoplePlan,
  type PeopleReport,
  type PlannedHost,
  worst,
} from '../domain/people/sync.ts'
import type { Request } from '../domain/request.ts'
import type { Answer, JobResult } from '../domain/run.ts'
import { peopleParams } from '../host/job.ts'
import type { EngineContext } from './context.ts'
import { failuresOf } from './failures-of.ts'
import { groupJobs } from './jobs.ts'

type SyncRequest = Extract<Request, { readonly verb: 'sync-people' }>
type Look = readonly [PeopleHost, PeopleSeen]
/** What came of one job on every host: those that were seen, and why the others were not. */
type Looked = { readonly seen: readonly Look[]; readonly unseen: readonly Finding[] }

/** Throws `missing-input`, and `bad-registry` for a registry that breaks the law: of that nothing is applied. */
export async function syncPeople(request: SyncRequest, ctx: EngineContext): Promise<Answer> {
  const registry = lawful(request.registry)
  const { hosts, unresolved } = await hostsFor(request.selectors, registry, ctx)
  const first = await onHosts(
    hosts.map((host) => ({ host, adopt: [], change: false })),
    0,
    ctx,
  )
  const plan = planOf(ctx, first, unresolved)
  const { lost, needsWord } = lossOn(first.seen)
  if (needsWord && !request.confirmRemovals) {
    const seen = `${lost.length} would lose their account: ${lost.slice(0, 10).join(', ')}${lost.length > 10 ? ', …' : ''}`
    return { kind: 'people', plan, refusal: finding('removals-unconfirmed', { seen }) }
  }
  const proposal = await ctx.propose(plan)
  if (proposal.kind === 'show') return { kind: 'people', plan, ...(proposal.refusal ? { refusal: proposal.refusal } : {}) }
  const done = await onHosts(changing(first), 1000, ctx)
  const again = new Set([...done.seen.map(([h]) => h.instanceId), ...done.unseen.map((f) => f.instanceId)])
  const seen = [...first.seen.filter(([h]) => !again.has(h.instanceId)), ...done.seen]
  return { kind: 'people', plan, report: reportOf(ctx, { seen, unseen: [...first.unseen, ...done.unseen] }, unresolved) }
}

function lawful(registry: Registry | undefined): Registry {
  if (!registry) throw fail('missing-input', { seen: 'no registry is given' })
  const [first, ...more] = lawsOf(registry)
  if (first)
    throw fail('bad-registry', { seen: `${first.path.join('.')}: ${first.message}${more.length > 0 ? `, and ${more.length} more` : ''}` })
  return registry
}

async function hostsFor(selectors: readonly Selector[], registry: Registry, ctx: EngineContext) {
  if (selectors.length === 0) throw fail('missing-input', { seen: 'no instance is given' })
  const [asked, tagged] = await Promise.all([ctx.cloud.instances.resolve(selectors), taggedIn(registry, ctx)])
  const named = new Map(asked.flatMap((r) => r.instances).map((i) => [i.id, i.name]))
  const hosts = [...named].map(([id, name]): PeopleHost => {
    return { instanceId: id, name: name || id, wanted: wantedPeople(registry, peopleFor(registry, { id, name }, tagged)) }
  })
  return { hosts: hosts.sort((a, b) => a.name.localeCompare(b.name)), unresolved: asked.flatMap((r) => r.findings) }
}

/** Each tag by itself, as an instance that fits two is told of once. Throws where one could not be asked for: whose rule it is would lose accounts. */
async function taggedIn(registry: Registry, ctx: EngineContext): Promise<Tagged> {
  const found = await Promise.all(
    tagsIn(registry).map(async (tag) => {
      const [resolved] = await ctx.cloud.instances.resolve([tag])
      const unasked = resolved?.findings.find((f) => f.instanceId === undefined && f.code !== 'no-instances')
      if (unasked) throw new PrismError(unasked)
      return [tagText(tag), new Set(resolved?.instances.map((i) => i.id))] as const
    }),
  )
  return new Map(found)
}

type Task = { readonly host: PeopleHost; readonly adopt: readonly string[]; readonly change: boolean }

const jobsOf = (tasks: readonly Task[], offset: number, ctx: EngineContext) =>
  groupJobs(ctx.runId, 'people', tasks.map(paramsOf), undefined, offset + 1)

function paramsOf({ host: { instanceId, wanted }, adopt, change }: Task) {
  const { accounts, groups } = wanted
  return { instanceId, params: peopleParams({ people: accounts, groups, kept: keptGroups, adopt, nologin: closedShell, change }) }
}

async function onHosts(tasks: readonly Task[], offset: number, ctx: EngineContext): Promise<Looked> {
  const results = (await Promise.all(jobsOf(tasks, offset, ctx).map((job) => ctx.dispatch(job)))).flat()
  const byId = new Map(results.map((r) => [r.instanceId, r]))
  const seen: Look[] = []
  const unseen: Finding[] = []
  for (const { host } of tasks) {
    const result = byId.get(host.instanceId)
    const people = seenIn(result)
    if (result) unseen.push(...failuresOf(result))
    if (people) seen.push([host, people])
    else if (!result || failuresOf(result).length === 0)
      unseen.push(finding('not-looked-at', { seen: 'the look at its accounts returned nothing', instanceId: host.instanceId }))
  }
  return { seen, unseen }
}

const seenIn = (result: JobResult | undefined): PeopleSeen | undefined =>
  result?.kind === 'transcript' && result.people?.looked ? result.people : undefined

/** Of hosts on which something is to change. Whom Prism takes over, the plan says. */
const changing = ({ seen }: Looked): Task[] =>
  seen.flatMap(([host, people]) => {
    const changes = changesFor(host, people)
    const adopt = changes.flatMap((c) => (c.kind === 'adopt' ? [c.name] : []))
    return changes.length > 0 ? [{ host, adopt, change: true }] : []
  })

function planOf(ctx: EngineContext, first: Looked, unresolved: readonly Finding[]): PeoplePlan {
  const hosts = first.seen.map(
    ([host, people]): PlannedHost => ({ instanceId: host.instanceId, name: host.name, changes: changesFor(host, people) }),
  )
  const jobs = jobsOf(changing(first), 1000, ctx)
  const refused = [...unresolved, ...first.unseen, ...first.seen.flatMap(([host, people]) => blockedOn(host, people))]
  const agreed = {
    region: ctx.cloud.region,
    hosts,
    jobs: jobs.map(({ script, params, instanceIds }) => ({ script, params, instanceIds })),
    refused: refused.map(({ code, instanceId }) => ({ code, instanceId })),
  }
  return { verb: 'sync-people', region: ctx.cloud.region, hosts, jobs, refused, digest: digestOf(agreed) }
}

function reportOf(ctx: EngineContext, { seen, unseen }: Looked, unresolved: readonly Finding[]): PeopleReport {
  const hosts = seen.map(([host, people]) => hostReport(host, people)).sort((a, b) => a.name.localeCompare(b.name))
  const findings = [...unresolved, ...unseen]
  const failed = findings.some((f) => seen.some(([h]) => h.instanceId === f.instanceId)) || unresolved.length > 0
  const verdict = worst([
    ...hosts.map((h) => h.verdict),
    ...(failed ? ['differs' as const] : []),
    ...(unseen.length > 0 ? ['unknown' as const] : []),
  ])
  return {
    runId: ctx.runId,
    region: ctx.cloud.region,
    hosts,
    findings,
    verdict,
    startedAt: ctx.run().startedAt,
    endedAt: ctx.now().toISOString(),
  }
}
