/**
 * The registry's people with a mount: looked at before the plan, which says what would be done for them; made once the volume is mounted there;
 * a row for each. The whole list each time, by the same job as a sync, which alone takes over what somebody else made.
 */
import type { Finding } from '../domain/catalogue.ts'
import type { HostFacts, Observation } from '../domain/facts.ts'
import { wantedOn } from '../domain/people/accounts.ts'
import { owedNotes } from '../domain/people/debts.ts'
import { peopleFor } from '../domain/people/hosts.ts'
import { lostOn } from '../domain/people/lost.ts'
import { changesFor, keysToWrite, type PeopleHost } from '../domain/people/sync.ts'
import type { Difference, Operation, Plan } from '../domain/plan.ts'
import type { Row } from '../domain/report.ts'
import type { GivenRegistry } from '../domain/request.ts'
import { peopleRows } from '../domain/rows/people.ts'
import type { JobResult } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { failuresOf } from './failures-of.ts'
import { factsOf } from './inspect.ts'
import { seal } from './plan.ts'
import { atOnce, dayOf, jobsOf, type Look, type Looked, lawful, onHosts, refusalOf, taggedIn } from './sync-people.ts'

/** `hosts`: with what each is to have; `looked`: as it was at first; `refusal`: nothing of the registry may be applied; `notes`: who is owed. */
export type Enrolment = {
  readonly hosts: readonly PeopleHost[]
  readonly looked: Looked
  readonly notes: readonly string[]
  readonly refusal?: Finding
}

/** Undefined where no registry was given. Throws as a sync does. */
export async function lookAtPeople(
  given: GivenRegistry | undefined,
  { targets }: Operation,
  ctx: EngineContext,
): Promise<Enrolment | undefined> {
  if (!given) return undefined
  const registry = lawful(given.registry)
  const tagged = await taggedIn(registry, ctx)
  const hosts = targets.map(({ instanceId, name }): PeopleHost => {
    const people = peopleFor(registry, { id: instanceId, name }, tagged)
    const { wanted, ...others } = wantedOn(registry, people, dayOf(ctx))
    return { instanceId, name, wanted: { ...wanted, joins: true }, ...others }
  })
  const tasks = hosts.map((host) => ({ host, adopt: [], keysOf: [], change: false }))
  const looked = await onHosts(tasks, 0, ctx)
  const refusal = await refusalOf(registry, looked, false, ctx)
  return { hosts, looked, notes: owedNotes(registry), ...(refusal ? { refusal } : {}) }
}

/** The plan of the mount, with what is done for people where it is mounted. */
export function withPeople(plan: Plan, enrolment: Enrolment | undefined, ctx: EngineContext): Plan {
  if (!enrolment) return plan
  const mounted = new Set(plan.jobs.filter((j) => j.script === 'mount').flatMap((j) => j.instanceIds))
  const those = changing(enrolment.looked.seen).filter(([host]) => mounted.has(host.instanceId))
  const differences = those.flatMap(([host, seen]) =>
    changesFor(host, seen).map(
      ({ kind, name, detail }): Difference => ({
        instanceId: host.instanceId,
        subject: `the registry’s ${name}`,
        expected: 'as in the registry',
        observed: `${kind}: ${detail}`,
        code: 'account-differs',
        repair: `${kind} ${name}`,
      }),
    ),
  )
  const jobs = jobsOf(
    those.map(([host, seen]) => ({ host, adopt: [], keysOf: atOnce(keysToWrite(host, seen)), change: true, left: lostOn(seen) })),
    1000,
    ctx,
  )
  return seal(plan.operation, [...plan.differences, ...differences], [...plan.jobs, ...jobs], plan.refused, { clients: plan.clients })
}

const changing = (looks: readonly Look[]): Look[] => looks.filter(([host, seen]) => changesFor(host, seen).length > 0)

/** Their accounts, on each instance where the mount succeeded; the rows tell what came of it. */
export async function enrol(
  plan: Plan,
  enrolment: Enrolment | undefined,
  results: readonly JobResult[],
  ctx: EngineContext,
): Promise<readonly JobResult[]> {
  if (!enrolment) return []
  const failed = new Set(results.filter((r) => failuresOf(r).length > 0).map((r) => r.instanceId))
  const jobs = plan.jobs.flatMap((job) => {
    const instanceIds = job.instanceIds.filter((id) => !failed.has(id))
    return job.script === 'people' && instanceIds.length > 0 ? [{ ...job, instanceIds }] : []
  })
  return (await Promise.all(jobs.map((job) => ctx.dispatch(job)))).flat()
}

/** By instance. What a change saw at its end counts before the first look. */
export function rowsOfPeople(
  enrolment: Enrolment | undefined,
  results: readonly JobResult[],
  after: readonly Observation[],
): ReadonlyMap<string, readonly Row[]> | undefined {
  if (!enrolment) return undefined
  const done = new Map(results.flatMap((r) => (r.kind === 'transcript' && r.people?.looked ? [[r.instanceId, r.people]] : [])))
  const first = new Map(enrolment.looked.seen.map(([host, seen]) => [host.instanceId, seen]))
  const unseen = [...results.flatMap(failuresOf), ...enrolment.looked.unseen]
  const why = new Map(unseen.flatMap((f) => (f.instanceId === undefined ? [] : [[f.instanceId, f]])))
  const tried = new Set(results.map((r) => r.instanceId))
  return new Map(
    enrolment.hosts.map(({ instanceId, wanted }) => {
      const facts: HostFacts | undefined = factsOf(after, instanceId)
      const seen = tried.has(instanceId) ? done.get(instanceId) : first.get(instanceId)
      return [instanceId, peopleRows(wanted, seen, facts, why.get(instanceId))] as const
    }),
  )
}
