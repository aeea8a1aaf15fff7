/** Name tags → instances. SSM filters by them but does not return them, so for many names at once EC2 says which is whose. */
import { finding } from '../domain/catalogue.ts'
import type { AwsClients, Ssm } from './clients.ts'
import { type Ec2Instance, ec2ByIds, ec2ByTag, instanceIn, isEc2, isGone } from './ec2-instances.ts'
import { type Judged, judgeAbsent, judgeManaged, judgeUnmanaged } from './judge-instance.ts'
import { type Managed, managedByTag } from './managed-instances.ts'

type Clients = Pick<AwsClients, 'ssm' | 'ec2' | 'region'>

/** Up to this many names, each is a separate query to SSM: that spares EC2, whose client is large and which may be refused. */
const few = 5

export async function judgeNames(clients: Clients, ssm: Ssm, names: readonly string[]): Promise<ReadonlyMap<string, Judged>> {
  const alone = async (name: string) => [name, await judgeNamed(clients, ssm, name)] as const
  if (names.length <= few) return new Map(await Promise.all(names.map(alone)))
  const ec2 = await ec2ByTag(clients, 'Name', names)
  if (ec2.kind === 'answered') return judgeTogether(clients, ssm, names, ec2.instances)
  const judged = new Map<string, Judged>()
  for (const name of names) judged.set(...(await alone(name)))
  return judged
}

async function judgeTogether(
  clients: Clients,
  ssm: Ssm,
  names: readonly string[],
  ec2: readonly Ec2Instance[],
): Promise<ReadonlyMap<string, Judged>> {
  const managed = await managedByTag(ssm, 'Name', names)
  const hybrid = await hybridByName(ssm, names, managed)
  const byId = new Map(managed.map((m) => [m.id, m]))
  const called = Map.groupBy(ec2, (e) => e.name)
  return new Map(
    names.map((name) => {
      const mine = called.get(name) ?? []
      const living = mine.filter((e) => !isGone(e))
      // SSM remembers an instance long after EC2 has forgotten it
      const there = [...living.flatMap((e) => byId.get(e.id) ?? []), ...(hybrid.get(name) ?? [])]
      const [one, ...others] = there
      if (others.length > 0) return [name, ambiguous(clients, name, there)]
      if (one)
        return [
          name,
          judgeManaged(
            one,
            name,
            living.find((e) => e.id === one.id),
          ),
        ]
      return [name, judgeUnknownToSsm(clients, name, mine)]
    }),
  )
}

/** Hybrid nodes are in no answer of EC2's: whose name is whose is found by asking for fewer and fewer names. */
async function hybridByName(
  ssm: Ssm,
  names: readonly string[],
  found: readonly Managed[],
): Promise<ReadonlyMap<string, readonly Managed[]>> {
  const hybrid = found.filter((m) => !isEc2(m.id))
  if (hybrid.length === 0) return new Map()
  const [name, ...more] = names
  if (name !== undefined && more.length === 0) return new Map([[name, hybrid]])
  const middle = Math.ceil(names.length / 2)
  const parts: [string, readonly Managed[]][] = []
  for (const half of [names.slice(0, middle), names.slice(middle)])
    parts.push(...(await hybridByName(ssm, half, await managedByTag(ssm, 'Name', half))))
  return new Map(parts)
}

/** A name means exactly one instance; of several, those that are gone do not count. */
async function judgeNamed(clients: Clients, ssm: Ssm, name: string): Promise<Judged> {
  const managed = await managedByTag(ssm, 'Name', [name])
  const [only, ...more] = managed
  if (!only) return judgeNameUnknownToSsm(clients, name)
  if (more.length === 0 && only.ping === 'Online') return judgeManaged(only, name, undefined)
  const ids = managed.map((m) => m.id).filter(isEc2)
  const ec2 = ids.length > 0 ? await ec2ByIds(clients, ids) : undefined
  // SSM remembers an instance long after EC2 has forgotten it
  const there = managed.filter((m) => {
    const e = instanceIn(ec2, m.id)
    return e ? !isGone(e) : ec2?.kind !== 'answered' || !isEc2(m.id)
  })
  const [one, ...others] = there
  if (!one) return judgeNameUnknownToSsm(clients, name)
  return others.length > 0 ? ambiguous(clients, name, there) : judgeManaged(one, name, instanceIn(ec2, one.id))
}

async function judgeNameUnknownToSsm(clients: Clients, name: string): Promise<Judged> {
  const ec2 = await ec2ByTag(clients, 'Name', [name])
  return ec2.kind === 'denied' ? judgeAbsent(name, clients.region, ec2) : judgeUnknownToSsm(clients, name, ec2.instances)
}

function judgeUnknownToSsm(clients: Clients, name: string, all: readonly Ec2Instance[]): Judged {
  const living = all.filter((e) => !isGone(e))
  if (living.length > 1) return ambiguous(clients, name, living)
  const one = living[0] ?? all[0]
  return one ? judgeUnmanaged(one, name) : judgeAbsent(name, clients.region, undefined)
}

const ambiguous = (clients: Clients, name: string, several: readonly { readonly id: string }[]): Judged => ({
  kind: 'unfit',
  finding: finding('instance-ambiguous', { seen: `${name} in ${clients.region}: ${several.map((i) => i.id).join(', ')}` }),
})
