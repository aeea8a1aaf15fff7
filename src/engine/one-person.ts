/**
 * One person on all their instances: deprovision ends whoever left, and changes nobody else; status looks. Where they are, their rules say, and
 * what is still owed. An instance that cannot be asked is a debt.
 */
import { fail } from '../domain/catalogue.ts'
import { digestOf } from '../domain/digest.ts'
import { quote } from '../domain/names.ts'
import type { PeopleSeen } from '../domain/people/accounts.ts'
import { dayNumber, wantedOn } from '../domain/people/accounts.ts'
import { type Debts, keyOf, meantBy } from '../domain/people/debts.ts'
import { heldFrom, stillHeld } from '../domain/people/held.ts'
import { peopleFor } from '../domain/people/hosts.ts'
import type { Debt, HostRule, RegisteredPerson, Registry } from '../domain/people/registry.ts'
import { changesFor, type PeopleHost, type PeoplePlan, type PeopleReport, type PlannedHost, worst } from '../domain/people/sync.ts'
import { unregistered } from '../domain/people/unregistered.ts'
import type { Leaver, Request } from '../domain/request.ts'
import type { Answer } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { type DebtsBefore, debtsBefore, debtsNow, meantInstances } from './debts.ts'
import {
  dayOf,
  emitApplied,
  jobsOf,
  type Look,
  type Looked,
  lawful,
  onHosts,
  refusalOf,
  reportOf,
  type Task,
  taggedIn,
} from './sync-people.ts'

type OnePerson = Extract<Request, { readonly verb: 'deprovision' | 'person-status' }>

/** `left`: since when they have no account any more, and their number is nobody else's. */
type Who = { readonly name: string; readonly uid: number; readonly hosts: readonly HostRule[]; readonly left?: string }

/**
 * What ends them has to stand in the registry before it happens, or GitHub has told that they left; a plan alone is of how it will be. Throws
 * `not-retired` for whoever stands in it still.
 */
export async function deprovision(request: OnePerson, ctx: EngineContext): Promise<Answer> {
  const { origin, dryRun } = ctx.run()
  const left = request.registry ? undefined : without(request.name, await ctx.registry(), ctx)
  const leaver = origin.entrypoint === 'leaving' ? origin.account : undefined
  if (leaver && left?.person) mustBe(leaver, left.person)
  const registry = lawful(request.registry ?? (leaver || dryRun ? left?.registry : left?.counts))
  const who = whoIn(registry, request.name)
  if (!who.left) throw fail('not-retired', { seen: `${quote(who.name)} is not under retired` })
  const { looked, debts } = await lookAt(who, registry, ctx)
  const held = leaver && left?.person && heldFrom(left.person, dayOf(ctx))
  const hold = held ? { hold: dayNumber(held.from) } : {}
  const tasks = looked.seen
    .filter((look) => changesOf(look, who).length > 0)
    .map(([host]): Task => ({ host, adopt: [], keysOf: [], change: true, only: who, ...hold }))
  const plan = planOf(request.verb, looked, who, tasks, ctx)
  const refusal = await refusalOf(registry, looked, true, ctx)
  if (refusal) return { kind: 'people', plan, refusal, debts: debtsOfThem(debts, reportOfThem(looked, who, ctx), who, ctx) }
  const proposal = await ctx.propose(plan)
  if (proposal.kind === 'show')
    return {
      kind: 'people',
      plan,
      debts: debtsOfThem(debts, reportOfThem(looked, who, ctx), who, ctx),
      ...(proposal.refusal ? { refusal: proposal.refusal } : {}),
    }
  // that stands before anything is closed: no sync that is asked for meanwhile opens it again
  if (left && held) await emitApplied(left.counts, [...stillHeld(await ctx.held(), left.counts, dayOf(ctx)), held], ctx)
  const done = await onHosts(tasks, 1000, ctx)
  const again = new Set([...done.seen.map(([h]) => h.instanceId), ...done.unseen.map((f) => f.instanceId)])
  const seen = [...looked.seen.filter(([h]) => !again.has(h.instanceId)), ...done.seen]
  return answer(plan, { seen, unseen: [...looked.unseen, ...done.unseen] }, debts, who, ctx)
}

export async function personStatus(request: OnePerson, ctx: EngineContext): Promise<Answer> {
  const registry = lawful(request.registry)
  const who = whoIn(registry, request.name)
  const { looked, debts } = await lookAt(who, registry, ctx)
  return answer(planOf(request.verb, { seen: [], unseen: [] }, who, [], ctx), looked, debts, who, ctx)
}

type Without = { readonly counts: Registry; readonly registry: Registry; readonly person?: RegisteredPerson }

/** The registry that counts, and as it will be when they are taken out of it. */
function without(name: string, counts: Registry, ctx: EngineContext): Without {
  const person = counts.people.find((p) => p.name === name)
  if (!person) return { counts, registry: counts }
  const retired = { number: person.uid, name, since: dayOf(ctx), hosts: person.hosts }
  const registry = { ...counts, people: counts.people.filter((p) => p !== person), retired: [...counts.retired, retired] }
  return { counts, registry, person }
}

/** Throws `bad-option` where the name is another person's. */
function mustBe({ id, login }: Leaver, { name, github }: RegisteredPerson): void {
  if (github?.id !== id) throw fail('bad-option', { seen: `${quote(name)} is not ${login} (${id}) in the registry` })
}

function whoIn({ people, retired }: Registry, name: string): Who {
  const person = people.find((p) => p.name === name)
  if (person) return { name, uid: person.uid, hosts: person.hosts }
  const gone = retired.find((r) => r.name === name)
  if (gone) return { name, uid: gone.number, hosts: gone.hosts ?? [], left: gone.since }
  throw unregistered(name, { people, retired })
}

async function lookAt(who: Who, registry: Registry, ctx: EngineContext): Promise<{ readonly looked: Looked; readonly debts: OwedBefore }> {
  const [debts, meant, tagged, held] = await Promise.all([
    debtsBefore(registry, ctx),
    meantInstances(who.hosts, ctx),
    taggedIn(registry, ctx),
    ctx.held(),
  ])
  const owed = debts.debts.filter((d) => d.number === who.uid && d.region === ctx.cloud.region).map((d) => d.instance)
  const ids = [...new Set([...meantBy(who.hosts, meant), ...owed])].sort()
  if (ids.length === 0) return { looked: { seen: [], unseen: [] }, debts: { ...debts, told: [] } }
  const [found, all] = await Promise.all([ctx.cloud.instances.resolve(ids.map((id) => ({ kind: 'id', id }))), ctx.cloud.instances.list()])
  const names = new Map(all.map((i) => [i.id, i.name]))
  const told = toldAlone(who, ids, debts, ctx)
  const tasks = found
    .flatMap((r) => r.instances)
    .map(({ id, name }): Task => {
      const instance = { id, name: names.get(id) || name || id }
      const host: PeopleHost = {
        instanceId: id,
        name: instance.name,
        ...wantedOn(registry, peopleFor(registry, instance, tagged), dayOf(ctx), held),
      }
      return { host, adopt: [], keysOf: [], change: false, ...(who.left ? { only: who } : {}) }
    })
  const { seen, unseen } = await onHosts(tasks, 0, ctx)
  return { looked: { seen, unseen: [...found.flatMap((r) => r.findings), ...unseen] }, debts: { ...debts, names, told } }
}

/** `told`: of a repository's registry nobody writes down where they are owed, so it is told of this run, and looked up by the next one. */
type OwedBefore = DebtsBefore & { readonly told: readonly Debt[] }

function toldAlone({ name, uid, left }: Who, ids: readonly string[], { debts }: DebtsBefore, ctx: EngineContext): readonly Debt[] {
  if (left === undefined || !('repository' in ctx.run().origin)) return []
  const known = new Set(debts.map(keyOf))
  const all = ids.map((instance): Debt => ({ name, number: uid, instance, region: ctx.cloud.region, since: left }))
  return all.filter((debt) => !known.has(keyOf(debt)))
}

/** What is theirs alone of what was wanted and seen there. */
function theirs([host, seen]: Look, { name }: Who): Look {
  const accounts = host.wanted.accounts.filter((a) => a.name === name)
  const groups = new Set(accounts.flatMap((a) => a.groups))
  const only: PeopleSeen = {
    ...seen,
    accounts: seen.accounts.filter((a) => a.name === name),
    groups: seen.groups.filter((g) => groups.has(g.name)),
    did: seen.did.filter((d) => d.name === name),
    data: seen.data.filter((d) => d.name === name),
  }
  const wanted = { ...host.wanted, accounts, groups: host.wanted.groups.filter((g) => groups.has(g.name)) }
  return [{ ...host, wanted }, only]
}

const changesOf = (look: Look, who: Who): PlannedHost['changes'] =>
  changesFor(...theirs(look, who)).filter((c) => c.kind === 'close' && c.name === who.name)

function planOf(verb: PeoplePlan['verb'], { seen, unseen }: Looked, who: Who, tasks: readonly Task[], ctx: EngineContext): PeoplePlan {
  const hosts = seen.map((look): PlannedHost => {
    const [{ instanceId, name }] = look
    return { instanceId, name, changes: changesOf(look, who) }
  })
  const jobs = jobsOf(tasks, 1000, ctx)
  const { region } = ctx.cloud
  const agreed = {
    verb,
    region,
    name: who.name,
    uid: who.uid,
    hosts,
    refused: unseen.map(({ code, instanceId }) => ({ code, instanceId })),
  }
  return { verb, region, hosts, jobs, refused: unseen, digest: digestOf(agreed) }
}

const reportOfThem = ({ seen, unseen }: Looked, who: Who, ctx: EngineContext) =>
  reportOf(ctx, { seen: seen.map((look) => theirs(look, who)), unseen }, [])

/** The report is of one person: of nobody else it says that they are gone. */
function debtsOfThem(before: OwedBefore, report: PeopleReport, who: Who, ctx: EngineContext): Debts {
  const [own, others] = [true, false].map((isOwn) => before.debts.filter((d) => (d.number === who.uid) === isOwn)) as [Debt[], Debt[]]
  const now = debtsNow({ ...before, debts: own }, report, ctx)
  const told = debtsNow({ ...before, debts: before.told }, report, ctx)
  const { open } = debtsNow({ ...before, debts: others }, { hosts: [], findings: report.findings }, ctx)
  return { ...now, open: [...now.open, ...told.open, ...open] }
}

/** Not done before each instance was seen. */
function answer(plan: PeoplePlan, looked: Looked, before: OwedBefore, who: Who, ctx: EngineContext): Answer {
  const report = reportOfThem(looked, who, ctx)
  const debts = debtsOfThem(before, report, who, ctx)
  const owes = debts.open.some((d) => d.number === who.uid)
  const names = Object.fromEntries(
    looked.unseen.flatMap(({ instanceId = '' }) => (before.names.get(instanceId) ? [[instanceId, before.names.get(instanceId)!]] : [])),
  )
  const verdict = worst([report.verdict, ...(owes ? ['unknown' as const] : [])])
  return { kind: 'people', plan, report: { ...report, verdict }, debts, ...(Object.keys(names).length > 0 ? { names } : {}) }
}
