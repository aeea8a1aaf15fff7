/** user sync: look at each instance → what differs from the registry → make it so → look again. Where nothing differs nothing is sent. */
import { peopleGroup } from '../domain/account-numbers.ts'
import { type Finding, fail, finding, PrismError } from '../domain/catalogue.ts'
import { digestOf } from '../domain/digest.ts'
import { quote, type Selector } from '../domain/names.ts'
import { closedShell, keptGroups, type PeopleSeen, type WantedAccount, wantedOn } from '../domain/people/accounts.ts'
import { applyNext } from '../domain/people/applied.ts'
import { type Following, followNotes, keyNews } from '../domain/people/follow.ts'
import { givenOf } from '../domain/people/given.ts'
import { type Held, heldNotes, stillHeld } from '../domain/people/held.ts'
import { peopleFor, selectorOf, type Tagged, tagsIn, tagText } from '../domain/people/hosts.ts'
import { lawsOf, lawsOfGiven } from '../domain/people/laws.ts'
import { heldThereNotes, lostOn, withHeldThere, withLost } from '../domain/people/lost.ts'
import { overlapsOf } from '../domain/people/ranges.ts'
import type { Registry } from '../domain/people/registry.ts'
import {
  blockedOn,
  changesFor,
  givenOnHosts,
  hostReport,
  keysToWrite,
  lossOn,
  type PeopleHost,
  type PeoplePlan,
  type PeopleReport,
  type PlannedHost,
  worst,
} from '../domain/people/sync.ts'
import { unregistered } from '../domain/people/unregistered.ts'
import type { Request } from '../domain/request.ts'
import type { Answer, JobResult } from '../domain/run.ts'
import { peopleParams } from '../host/job.ts'
import type { EngineContext } from './context.ts'
import { debtsBefore, debtsNow } from './debts.ts'
import { failuresOf } from './failures-of.ts'
import { followKeys } from './follow-keys.ts'
import { groupJobs } from './jobs.ts'

type SyncRequest = Extract<Request, { readonly verb: 'sync-people' }>
export type Look = readonly [PeopleHost, PeopleSeen]
/** What came of one job on every host: those that were seen, and why the others were not. */
export type Looked = { readonly seen: readonly Look[]; readonly unseen: readonly Finding[] }

/** Throws `missing-input`, `registry-unread`, and `bad-registry` for a registry that breaks the law: of that nothing is applied. */
export async function syncPeople(request: SyncRequest, ctx: EngineContext): Promise<Answer> {
  const registry = lawful(request.registry ?? (await ctx.registry()))
  const held = await ctx.held()
  const { hosts: meant, unresolved } = await hostsFor(selectorsFor(request, registry), registry, held, ctx)
  if (request.person !== undefined && request.selectors.length > 0) mustBeThere(request.person, meant)
  const { hosts, following } = await followKeys(meant, registry, ctx)
  const before = await debtsBefore(registry, ctx)
  const first = await onHosts(
    hosts.map((host) => ({ host, adopt: [], keysOf: [], change: false })),
    0,
    ctx,
  )
  const plan = planOf(ctx, first, unresolved, following)
  const notes = [
    ...followNotes(following, plan.hosts),
    ...heldNotes(held, registry, dayOf(ctx)),
    ...heldThereNotes(first.seen.map(([host]) => host)),
  ]
  const told = withNotes(notes)
  // what a report has as a finding
  const planned = withNotes([...notes, ...first.seen.flatMap(([host, people]) => overlapNotes(host, people))])
  const unpaid = () => debtsNow(before, reportOf(ctx, first, unresolved), ctx)
  const refusal = await refusalOf(registry, first, request.confirmRemovals, ctx)
  if (refusal) return { kind: 'people', plan, refusal, debts: unpaid(), ...planned }
  const proposal = await ctx.propose(plan)
  if (proposal.kind === 'show')
    return { kind: 'people', plan, debts: unpaid(), ...(proposal.refusal ? { refusal: proposal.refusal } : {}), ...planned }
  await emitApplied(registry, stillHeld(held, registry, dayOf(ctx)), ctx)
  const done = await onHosts(changing(first), 1000, ctx)
  const again = new Set([...done.seen.map(([h]) => h.instanceId), ...done.unseen.map((f) => f.instanceId)])
  const seen = [...first.seen.filter(([h]) => !again.has(h.instanceId)), ...done.seen]
  const report = reportOf(ctx, { seen, unseen: [...first.unseen, ...done.unseen] }, unresolved)
  return { kind: 'people', plan, report, debts: debtsNow(before, report, ctx), ...told }
}

const overlapNotes = ({ name, numbers }: PeopleHost, { ranges = [] }: PeopleSeen): string[] =>
  overlapsOf(ranges, numbers).map((words) => `${name}: ${words}`)

export const withNotes = (notes: readonly string[]): { readonly notes?: readonly string[] } => (notes.length > 0 ? { notes } : {})

/** Once a run: from here on its numbers are given, and who left stays out. */
export async function emitApplied(registry: Registry, held: readonly Held[], ctx: EngineContext): Promise<void> {
  if (ctx.run().registryApplied) return
  await ctx.emit({ type: 'registry-applied', data: { given: givenOf(registry), ...(held.length > 0 ? { held } : {}) } })
}

/** What was applied, here or on any of the hosts, is not undone by a file: a number stays its holder's, and many leave by somebody's word alone. */
export async function refusalOf(registry: Registry, first: Looked, confirmed: boolean, ctx: EngineContext): Promise<Finding | undefined> {
  const next = applyNext({ given: await ctx.given() }, registry, confirmed)
  const problems = [...(next.kind === 'refused' ? next.problems : []), ...lawsOfGiven(givenOnHosts(first.seen), registry)]
  if (problems.length > 0) {
    const seen = cut(
      problems.map(({ path, message }) => `${path.join('.')}: ${message}`),
      '; ',
    )
    return finding('number-changed', { seen })
  }
  const { lost, needsWord } = lossOn(first.seen)
  const leaving = next.kind === 'refused' ? next.needsWord : needsWord && !confirmed ? lost : []
  if (leaving.length === 0) return undefined
  return finding('removals-unconfirmed', { seen: `${leaving.length} would lose their account: ${cut(leaving, ', ')}` })
}

const cut = (all: readonly string[], between: string): string => `${all.slice(0, 10).join(between)}${all.length > 10 ? `${between}…` : ''}`

export function lawful(registry: Registry | undefined): Registry {
  if (!registry) throw fail('missing-input', { seen: 'no registry is given' })
  const [first, ...more] = lawsOf(registry)
  if (first)
    throw fail('bad-registry', { seen: `${first.path.join('.')}: ${first.message}${more.length > 0 ? `, and ${more.length} more` : ''}` })
  return registry
}

/** Throws `unregistered`, and `bad-option` for somebody who has an account nowhere. */
function selectorsFor({ selectors, person }: SyncRequest, registry: Registry): readonly Selector[] {
  if (person === undefined) return selectors
  const found = registry.people.find((p) => p.name === person)
  if (!found) throw unregistered(person, registry)
  if (found.hosts.length === 0) throw fail('bad-option', { seen: `${quote(person)} has no hosts in the registry, so no account anywhere` })
  return selectors.length > 0 ? selectors : found.hosts.map(selectorOf)
}

/** Where instances are named for somebody: a sync that leaves them out would look as if they had their account. */
function mustBeThere(person: string, hosts: readonly PeopleHost[]): void {
  const without = hosts.find(({ wanted }) => !wanted.accounts.some((account) => account.name === person))
  if (without) throw fail('bad-option', { seen: `${quote(person)} is to have no account on ${without.name} by the registry` })
}

async function hostsFor(selectors: readonly Selector[], registry: Registry, held: readonly Held[], ctx: EngineContext) {
  if (selectors.length === 0) throw fail('missing-input', { seen: 'no instance is given' })
  const [asked, tagged] = await Promise.all([ctx.cloud.instances.resolve(selectors), taggedIn(registry, ctx)])
  const named = new Map(asked.flatMap((r) => r.instances).map((i) => [i.id, i.name]))
  const hosts = [...named].map(([id, name]): PeopleHost => {
    return { instanceId: id, name: name || id, ...wantedOn(registry, peopleFor(registry, { id, name }, tagged), dayOf(ctx), held) }
  })
  return { hosts: hosts.sort((a, b) => a.name.localeCompare(b.name)), unresolved: asked.flatMap((r) => r.findings) }
}

export const dayOf = ({ now }: Pick<EngineContext, 'now'>): string => now().toISOString().slice(0, 10)

/** Each tag by itself, as an instance that fits two is told of once. Throws where one could not be asked for: whose rule it is would lose accounts. */
export async function taggedIn(registry: Registry, ctx: EngineContext): Promise<Tagged> {
  const found = await Promise.all(
    tagsIn(registry).map(async (tag) => {
      const found = await ctx.cloud.instances.resolve([tag])
      const unasked = found.flatMap((r) => r.findings).find((f) => f.instanceId === undefined && f.code !== 'no-instances')
      if (unasked) throw new PrismError(unasked)
      return [tagText(tag), new Set(found.flatMap((r) => r.instances.map((i) => i.id)))] as const
    }),
  )
  return new Map(found)
}

export type Task = {
  readonly host: PeopleHost
  readonly adopt: readonly string[]
  /** Whose files of keys are to be written. */
  readonly keysOf: readonly WantedAccount[]
  readonly change: boolean
  /** Who left, and is alone to be ended. */
  readonly only?: { readonly name: string; readonly uid: number }
  /** Of whom that was before the registry said so: the day from which it may say that they are back. */
  readonly hold?: number
  /** Who left, and is no longer in the instance's record. */
  readonly left?: readonly { readonly name: string; readonly uid: number }[]
}

export const jobsOf = (tasks: readonly Task[], offset: number, ctx: EngineContext) =>
  groupJobs(ctx.runId, 'people', tasks.map(paramsOf), undefined, offset + 1)

function paramsOf({ host: { instanceId, wanted }, adopt, keysOf, change, only, hold, left = [] }: Task) {
  const { accounts: people, groups } = wanted
  const join = wanted.joins ? keptGroups : []
  const given = {
    people,
    keysOf,
    sshGroup: peopleGroup.name,
    groups,
    kept: keptGroups,
    join,
    adopt,
    nologin: closedShell,
    change,
    left,
    ...(only ? { only } : {}),
    ...(hold === undefined ? {} : { hold }),
  }
  return { instanceId, params: peopleParams(given) }
}

export async function onHosts(tasks: readonly Task[], offset: number, ctx: EngineContext): Promise<Looked> {
  const results = (await Promise.all(jobsOf(tasks, offset, ctx).map((job) => ctx.dispatch(job)))).flat()
  const byId = new Map(results.map((r) => [r.instanceId, r]))
  const seen: Look[] = []
  const unseen: Finding[] = []
  for (const { host } of tasks) {
    const result = byId.get(host.instanceId)
    const people = seenIn(result)
    if (result) unseen.push(...failuresOf(result))
    if (people) seen.push([withHeldThere(host, people), withLost(people, host.retired)])
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
    return changes.length > 0 ? [{ host, adopt, keysOf: atOnce(keysToWrite(host, people)), change: true, left: lostOn(people) }] : []
  })

/** Characters of keys in one command, beside everybody's account: some sixty people with a short key each. */
const mostOfKeys = 5_000

/** As many as one command takes; the others' are written by the next one, and differ until then. */
export function atOnce(people: readonly WantedAccount[]): readonly WantedAccount[] {
  let left = mostOfKeys
  return people.filter(({ name, keys }) => {
    left -= name.length + 1 + keys.reduce((sum, { type, body }) => sum + type.length + body.length + 2, 0)
    return left >= 0
  })
}

function planOf(ctx: EngineContext, first: Looked, unresolved: readonly Finding[], following: readonly Following[]): PeoplePlan {
  const hosts = first.seen.map(([host, people]): PlannedHost => {
    const { instanceId, name } = host
    const news = keyNews(host, people, following)
    return { instanceId, name, changes: changesFor(host, people), ...(news.length > 0 ? { keyNews: news } : {}) }
  })
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

export function reportOf(ctx: EngineContext, { seen, unseen }: Looked, unresolved: readonly Finding[]): PeopleReport {
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
