/**
 * The registry's people with a mount: looked at before the plan, which says what would be done for them; made once the volume is mounted there;
 * a row for each. The whole list each time, by the same job as a sync, which alone takes over what somebody else made.
 */
import type { Finding } from '../domain/catalogue.ts'
import type { HostFacts, Observation } from '../domain/facts.ts'
import { wantedOn } from '../domain/people/accounts.ts'
import { isInPlace } from '../domain/people/compare.ts'
import { owedNotes } from '../domain/people/debts.ts'
import { heldNotes } from '../domain/people/held.ts'
import { peopleFor } from '../domain/people/hosts.ts'
import { heldThereNotes, lostOn } from '../domain/people/lost.ts'
import { wantedVolume } from '../domain/people/spaces.ts'
import { changesFor, keysToWrite, type PeopleHost } from '../domain/people/sync.ts'
import type { Difference, HostJob, Operation, Plan } from '../domain/plan.ts'
import type { Report, Row } from '../domain/report.ts'
import type { GivenRegistry } from '../domain/request.ts'
import { peopleRows } from '../domain/rows/people.ts'
import { samePersonRows, type TakingPart } from '../domain/rows/same-person.ts'
import { spaceRows } from '../domain/rows/spaces.ts'
import type { JobResult } from '../domain/run.ts'
import type { EngineContext } from './context.ts'
import { changesOnVolumes, dispatchAll, type EnrolledHost, isMounted, spacesJobs, volumeIn } from './enrol-spaces.ts'
import { failuresOf } from './failures-of.ts'
import { factsOf } from './inspect.ts'
import { seal } from './plan.ts'
import { atOnce, dayOf, jobsOf, type Look, type Looked, lawful, onHosts, refusalOf, taggedIn } from './sync-people.ts'

/** `hosts`: with what each is to have; `looked`: as it was at first; `refusal`: nothing of the registry may be applied; `notes`: who is owed. */
export type Enrolment = {
  readonly hosts: readonly EnrolledHost[]
  readonly looked: Looked
  readonly onVolume: readonly JobResult[]
  readonly notes: readonly string[]
  readonly refusal?: Finding
}

/** Undefined where no registry was given. `seen`: where the volume is mounted, what people have on it is looked at. Throws as a sync does. */
export async function lookAtPeople(
  given: GivenRegistry | undefined,
  operation: Operation,
  seen: readonly Observation[],
  ctx: EngineContext,
): Promise<Enrolment | undefined> {
  if (!given) return undefined
  const registry = lawful(given.registry)
  const [tagged, held] = await Promise.all([taggedIn(registry, ctx), ctx.held()])
  const hosts = operation.targets.map(({ instanceId, name, spec }): EnrolledHost => {
    const people = peopleFor(registry, { id: instanceId, name }, tagged)
    const { wanted, ...others } = wantedOn(registry, people, dayOf(ctx), held)
    const volume = wantedVolume(registry, wanted.accounts, operation, spec)
    return { instanceId, name, wanted: { ...wanted, joins: true }, ...others, ...(volume ? { volume } : {}) }
  })
  const tasks = hosts.map((host) => ({ host, adopt: [], keysOf: [], change: false }))
  const mounted = hosts.filter((h) => isMounted(operation, factsOf(seen, h.instanceId)))
  const [looked, onVolume] = await Promise.all([
    onHosts(tasks, 0, ctx),
    // what is tried leaves nothing there, but a dry run does not even begin
    dispatchAll(spacesJobs(mounted, { change: false, tries: !ctx.run().dryRun }, 0, ctx), ctx),
  ])
  const refusal = await refusalOf(registry, looked, false, ctx)
  const there = new Map(looked.seen.map(([host]) => [host.instanceId, host]))
  const notes = [...owedNotes(registry), ...heldNotes(held, registry, dayOf(ctx)), ...heldThereNotes([...there.values()])]
  return {
    hosts: hosts.map((host) => withoutHeld(host, there.get(host.instanceId))),
    looked,
    onVolume,
    notes,
    ...(refusal ? { refusal } : {}),
  }
}

/** Whom the instance keeps out is nobody there that is to have anything. */
function withoutHeld(host: EnrolledHost, there: PeopleHost | undefined): EnrolledHost {
  if (!there?.held) return host
  const names = new Set(there.wanted.accounts.map((a) => a.name))
  const { volume } = host
  return { ...host, ...there, ...(volume ? { volume: { ...volume, people: volume.people.filter((p) => names.has(p.name)) } } : {}) }
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
  const onVolume = changesOnVolumes(enrolment, mounted)
  const jobs = jobsOf(
    those.map(([host, seen]) => ({ host, adopt: [], keysOf: atOnce(keysToWrite(host, seen)), change: true, left: lostOn(seen) })),
    1000,
    ctx,
  )
  const spaces = spacesJobs(onVolume.hosts, { change: true, tries: true }, 1000, ctx)
  return seal(
    plan.operation,
    [...plan.differences, ...differences, ...onVolume.differences],
    [...plan.jobs, ...jobs, ...spaces],
    plan.refused,
    {
      clients: plan.clients,
    },
  )
}

const changing = (looks: readonly Look[]): Look[] => looks.filter(([host, seen]) => changesFor(host, seen).length > 0)

/** What came of the jobs: of accounts, and of what is on the volume. */
type Enrolled = { readonly accounts: readonly JobResult[]; readonly spaces: readonly JobResult[] }

/** Their accounts, and what they have on the volume, on each instance where the mount succeeded; the rows tell what came of it. */
export async function enrol(
  plan: Plan,
  enrolment: Enrolment | undefined,
  results: readonly JobResult[],
  ctx: EngineContext,
): Promise<Enrolled> {
  if (!enrolment) return { accounts: [], spaces: [] }
  const failed = new Set(results.filter((r) => failuresOf(r).length > 0).map((r) => r.instanceId))
  const those = (script: HostJob['script']) =>
    plan.jobs.flatMap((job) => {
      const instanceIds = job.instanceIds.filter((id) => !failed.has(id))
      return job.script === script && instanceIds.length > 0 ? [{ ...job, instanceIds }] : []
    })
  // an account before what is its own
  const accounts = await dispatchAll(those('people'), ctx)
  return { accounts, spaces: await dispatchAll(those('spaces'), ctx) }
}

/** People of one instance who take part in the sharing test: the first by name. What it tells of them fits one command, and what they tell one answer. */
const mostTakingPart = 100

/** Who has the account and the volume there, as was seen last. */
export function takingPart(enrolment: Enrolment | undefined, enrolled: Enrolled = nobody): TakingPart {
  const hosts = enrolment ? seenBy(enrolment, enrolled) : []
  return new Map(
    hosts.map(({ host: { instanceId, wanted, volume }, seen }) => {
      const there = volume && seen ? wanted.accounts.filter((account) => isInPlace(account, seen)) : []
      return [instanceId, there.slice(0, mostTakingPart).map(({ name, uid }) => ({ name, uid }))] as const
    }),
  )
}

/** Of whom nobody tried whether what they write is shared. */
export function apartNotes(enrolment: Enrolment | undefined, enrolled: Enrolled = nobody): string[] {
  if (!enrolment) return []
  const part = takingPart(enrolment, enrolled)
  return enrolment.hosts.flatMap(({ instanceId, name, wanted, volume }) => {
    const more = wanted.accounts.length - (part.get(instanceId)?.length ?? 0)
    return volume && more > 0 && (part.get(instanceId)?.length ?? 0) === mostTakingPart
      ? [`${name}: ${more} more people than ${mostTakingPart} took no part in the sharing test`]
      : []
  })
}

const nobody: Enrolled = { accounts: [], spaces: [] }

/** What a change saw at its end counts before the first look. */
function seenBy({ hosts, looked }: Enrolment, { accounts }: Enrolled) {
  const done = new Map(accounts.flatMap((r) => (r.kind === 'transcript' && r.people?.looked ? [[r.instanceId, r.people]] : [])))
  const first = new Map(looked.seen.map(([host, seen]) => [host.instanceId, seen]))
  const tried = new Set(accounts.map((r) => r.instanceId))
  return hosts.map((host) => ({ host, seen: tried.has(host.instanceId) ? done.get(host.instanceId) : first.get(host.instanceId) }))
}

/** By instance. */
export function rowsOfPeople(
  enrolment: Enrolment | undefined,
  after: readonly Observation[],
  sharing: Report['sharing'],
  enrolled: Enrolled = nobody,
): ReadonlyMap<string, readonly Row[]> | undefined {
  if (!enrolment) return undefined
  const { accounts, spaces } = enrolled
  const why = firstOf([...accounts.flatMap(failuresOf), ...enrolment.looked.unseen])
  const changed = new Set(spaces.map((r) => r.instanceId))
  const onVolume = [...enrolment.onVolume.filter((r) => !changed.has(r.instanceId)), ...spaces]
  const whyNot = firstOf(onVolume.flatMap(failuresOf))
  const part = takingPart(enrolment, enrolled)
  const names = new Map(enrolment.hosts.map((h) => [h.instanceId, h.name]))
  return new Map(
    seenBy(enrolment, enrolled).map(({ host: { instanceId, wanted, volume, numbers }, seen }) => {
      const facts: HostFacts | undefined = factsOf(after, instanceId)
      const same = samePersonRows(instanceId, part, sharing, (id) => names.get(id) ?? id)
      const rows = spaceRows(wanted, volume, seen, volumeIn(onVolume, instanceId), whyNot.get(instanceId))
      return [instanceId, [...peopleRows(wanted, seen, facts, why.get(instanceId), numbers), ...rows, ...same]] as const
    }),
  )
}

const firstOf = (findings: readonly Finding[]): ReadonlyMap<string, Finding> =>
  new Map(findings.toReversed().flatMap((f) => (f.instanceId === undefined ? [] : [[f.instanceId, f]])))
