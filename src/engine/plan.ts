/** From the look to the plan: what differs, which jobs, and which instances must not be touched. Pure. */

import type { Adoption } from '../domain/adoption/parts.ts'
import { type Finding, type FindingCode, finding } from '../domain/catalogue.ts'
import { type ChosenClient, type ClientSource, chooseClient } from '../domain/client/choose.ts'
import { differencesBefore } from '../domain/compare.ts'
import { type Desired, desiredFor, forThoseThere, missingAccounts } from '../domain/desired.ts'
import { digestOf } from '../domain/digest.ts'
import type { Observation } from '../domain/facts.ts'
import { guardsOf } from '../domain/mount-spec.ts'
import { type ClientPlan, type Difference, type HostJob, type Operation, type Plan, targetOf } from '../domain/plan.ts'
import { fileSystemName } from '../domain/region.ts'
import { meantElsewhere } from '../domain/rows/mount.ts'
import type { Answer } from '../domain/run.ts'
import { topmostAt } from '../domain/topmost.ts'
import { type Mount, mountParams, unmountParams } from '../host/job.ts'
import type { Proposal } from './context.ts'
import { distributorJob } from './distributor-job.ts'
import { groupJobs, type PerInstance } from './jobs.ts'
import { nobodyFound } from './nobody.ts'

type PlanAnswer = Extract<Answer, { readonly kind: 'plan' }>
type Observed = Extract<Observation, { readonly kind: 'observed' }>

/** The document's options; the fstab line adds `nofail`, so that a lost EFS cannot stop a boot, and our marker. */
const efsOptions = '_netdev,noresvport,tls'
/** AWS's recommended options for NFS without the client (facts). */
const nfsOptions = 'nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport,_netdev'
/** Nothing on a shared volume is a way to another's rights. */
const withFlags = (options: string, { spec }: Desired, more: readonly string[] = []): string =>
  [options, ...guardsOf(spec), ...more, ...(spec.readOnly ? ['ro'] : [])].join(',')
/** Packages, their lock (up to 5 minutes), the mount and the after-look. */
const mountSeconds = 900

export function planMount(runId: string, operation: Operation, before: readonly Observation[]): Plan {
  const refused: Finding[] = []
  const differences: Difference[] = []
  const clients: ClientPlan[] = []
  const perInstance = []
  for (const observation of before) {
    const { instanceId } = observation
    if (observation.kind === 'unobserved') {
      refused.push({ ...observation.finding, instanceId })
      continue
    }
    const desired = desiredFor(operation, targetOf(operation, instanceId), observation.facts)
    const found = differencesBefore(instanceId, desired, observation.facts)
    differences.push(...found)
    const reasons = whyNot(observation, operation, found)
    const client = chooseClient(desired.encrypted ? operation.options.client : { kind: 'plain-nfs' }, observation.facts)
    if (client.kind === 'refused') reasons.push({ ...client.finding, instanceId })
    refused.push(...reasons)
    if (reasons.length > 0 || client.kind === 'refused') continue
    clients.push(clientPlan(instanceId, client))
    perInstance.push({
      instanceId,
      params: mountParams(mountValues(operation, forThoseThere(desired, observation.facts), client.source)),
    })
  }
  return seal(operation, differences, jobsOf(runId, perInstance, clients), refused, { clients })
}

/** A plan as an answer: nothing of it was done. */
export const shown = (plan: Plan, { refusal }: Extract<Proposal, { readonly kind: 'show' }>): PlanAnswer => ({
  kind: 'plan',
  plan,
  ...(refusal ? { refusal } : {}),
})

/** The mounts, and before them Distributor for those whose client it is to bring. */
export function jobsOf(runId: string, perInstance: readonly PerInstance[], clients: readonly ClientPlan[]): HostJob[] {
  const distributed = clients.filter((c) => c.source === 'distributor').map((c) => c.instanceId)
  const installs = distributed.length > 0 ? [distributorJob(runId, 1, distributed)] : []
  return [...installs, ...groupJobs(runId, 'mount', perInstance, mountSeconds)]
}

/** A row of the plan for a chosen client. */
export const clientPlan = (instanceId: string, { source, why, otherwise }: ChosenClient): ClientPlan => ({
  instanceId,
  source: source.kind,
  why,
  ...(otherwise ? { otherwise } : {}),
})

/** What the mount job is to set up for one instance. */
export function mountValues(operation: Operation, desired: Desired, client: ClientSource): Mount {
  return {
    fileSystemId: desired.fileSystemId,
    region: operation.region,
    addresses: operation.addresses,
    mountPoint: desired.mountPoint,
    accounts: desired.accounts,
    groupName: desired.group.name,
    gid: desired.group.gid,
    groups: desired.groups ?? [],
    paths: desired.paths,
    enforced: desired.enforced !== undefined,
    umask: desired.umask,
    client,
    adopt: operation.options.adopt,
    nfsServer: fileSystemName(operation.fileSystemId, operation.region, operation.oneZone),
    spec: desired.spec,
    ...(desired.accessPoint === undefined ? {} : { accessPoint: desired.accessPoint }),
    efsOptions: withFlags(efsOptions, desired, [
      ...(desired.spec.iam ? ['iam'] : []),
      ...(desired.oneZone === undefined ? [] : [`az=${desired.oneZone}`]),
      ...(desired.accessPoint === undefined ? [] : [`accesspoint=${desired.accessPoint}`]),
    ]),
    nfsOptions: withFlags(nfsOptions, desired),
    readOnly: desired.readOnly,
  }
}

export function planUnmount(runId: string, operation: Operation, before: readonly Observation[]): Plan {
  const refused = before.flatMap((o) => (o.kind === 'unobserved' ? [{ ...o.finding, instanceId: o.instanceId }] : []))
  const seen = before.filter((o) => o.kind === 'observed')
  const differences = seen.flatMap(({ instanceId, facts }) => {
    const top = topmostAt(facts, operation.mountPoint)
    return top
      ? [
          {
            instanceId,
            subject: operation.mountPoint,
            expected: 'not mounted',
            observed: `${top.fileSystemId ?? top.source} (${top.type})`,
            code: 'row-differs' as const,
            repair: 'unmount, remove our fstab line',
          },
        ]
      : []
  })
  const { fileSystemId, addresses, mountPoint, lazy } = operation
  const params = unmountParams({ fileSystemId, addresses, mountPoint, lazy })
  return seal(
    operation,
    differences,
    groupJobs(
      runId,
      'unmount',
      seen.map(({ instanceId }) => ({ instanceId, params })),
    ),
    refused,
  )
}

/** What a verify would find to be otherwise; it changes nothing, so there are no jobs. */
export function planVerify(operation: Operation, before: readonly Observation[]): Plan {
  const differences = before.flatMap((o) =>
    o.kind === 'observed'
      ? differencesBefore(o.instanceId, desiredFor(operation, targetOf(operation, o.instanceId), o.facts), o.facts)
      : [],
  )
  const unseen = before.flatMap((o) => (o.kind === 'unobserved' ? [{ ...o.finding, instanceId: o.instanceId }] : []))
  return seal(operation, differences, [], [...unseen, ...nobodyFound(operation, before)])
}

/** Differences that a mount may not repair: the instance is left untouched, but that of several accounts one may be missing. The host program refuses the same, should the host change meanwhile. */
const blockers: ReadonlySet<FindingCode> = new Set([
  'gid-taken',
  'group-gid-differs',
  'account-missing',
  'fstab-taken',
  'mount-wrong',
  'mount-hidden',
])

function whyNot(observation: Observed, operation: Operation, differences: readonly Difference[]): Finding[] {
  const { instanceId, facts } = observation
  const because = (code: FindingCode, seen: string) => finding(code, { seen, instanceId })
  const reasons: Finding[] = nobodyFound(operation, [observation])
  const desired = desiredFor(operation, targetOf(operation, instanceId), facts)
  const somebodyIsThere = missingAccounts(desired, facts).length < desired.accounts.length
  for (const d of differences) {
    if (!blockers.has(d.code) || (d.code === 'account-missing' && somebodyIsThere)) continue
    const code = d.code === 'mount-wrong' ? 'mount-point-taken' : d.code
    reasons.push(because(code, `${d.subject}: ${d.observed}`))
  }
  const elsewhere = operation.options.mountPoint === undefined ? meantElsewhere(desired, facts) : []
  if (elsewhere.length > 0)
    reasons.push(
      because('mounted-elsewhere', `${operation.fileSystemId} is mounted at ${elsewhere.join(', ')}, not at ${operation.mountPoint}`),
    )
  const { mountPoint } = facts
  const mounted = topmostAt(facts, operation.mountPoint) !== undefined
  if (!mounted && mountPoint.exists && mountPoint.type !== undefined && mountPoint.type !== 'directory')
    reasons.push(because('mount-point-not-directory', `${operation.mountPoint} is a ${mountPoint.type}`))
  if (!mounted && (mountPoint.entries ?? 0) > 0)
    reasons.push(
      because('mount-point-not-empty', `${operation.mountPoint} holds ${mountPoint.entries} entries: ${mountPoint.sample.join(', ')}`),
    )
  return [...reasons, ...withoutTarget(observation, operation)]
}

/** The volume's name leads to the target of the asking instance's own zone: without one neither a mount nor a boot finds it. A One Zone volume's leads to its own. */
export function withoutTarget({ instanceId, facts }: Observed, { fileSystemId, zones, oneZone }: Operation): Finding[] {
  const zone = oneZone ?? facts.zone?.availabilityZone
  if (zone === undefined || zones.includes(zone)) return []
  const where = zones.length > 0 ? `mount targets in ${zones.join(', ')}` : 'no mount target that is available'
  return [
    finding('no-mount-target', {
      seen: `${oneZone === undefined ? 'the instance' : fileSystemId} is in ${zone}; ${fileSystemId} has ${where}`,
      instanceId,
    }),
  ]
}

/** The digest leaves out what differs from look to look without changing what would be done: job keys, and the words of what is left out. */
export function seal(
  operation: Operation,
  differences: readonly Difference[],
  jobs: readonly HostJob[],
  refused: readonly Finding[],
  also: { readonly clients?: readonly ClientPlan[]; readonly adoptions?: readonly Adoption[] } = {},
): Plan {
  const { clients = [], adoptions } = also
  const { unresolved, tag: _, ...what } = operation
  const leftOut = [...unresolved, ...refused].map(({ code, instanceId }) => ({ code, instanceId }))
  const done = jobs.map(({ key: _, ...job }) => job)
  const sources = clients.map(({ why: _, ...source }) => source)
  const agreed = { operation: what, sources, differences, jobs: done, leftOut, changes: adoptions?.map((a) => [a.instanceId, a.changes]) }
  return { operation, clients, differences, jobs, refused, ...(adoptions ? { adoptions } : {}), digest: digestOf(agreed) }
}
