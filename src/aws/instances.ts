/** The Instances port: selectors → instances that can be worked on, each selector by itself. */
import { finding } from '../domain/catalogue.ts'
import { formatSelector, type Selector } from '../domain/names.ts'
import type { Instance, Instances, Resolution } from '../domain/ports.ts'
import type { AwsClients, Ssm } from './clients.ts'
import { type Ec2Answer, type Ec2Instance, ec2ByIds, ec2ByTag, isGone } from './ec2-instances.ts'
import { type Judged, judgeAbsent, judgeManaged, judgeUnmanaged, toInstance } from './judge-instance.ts'
import { allManaged, type Managed, managedByIds, managedByTag } from './managed-instances.ts'

export type InstancesOptions = { readonly clients: Pick<AwsClients, 'ssm' | 'ec2' | 'region'> }
type Clients = InstancesOptions['clients']

export function createInstances({ clients }: InstancesOptions): Instances {
  return {
    resolve: async (selectors) => {
      const ssm = await clients.ssm()
      const ids = [...new Set(selectors.flatMap((s) => (s.kind === 'id' ? [s.id] : [])))]
      const known = ids.length > 0 ? await idJudgements(clients, ssm, ids) : new Map<string, Judged>()
      const judged = await Promise.all(
        selectors.map(async (selector) => ({
          selector,
          found: selector.kind === 'id' ? [known.get(selector.id)!] : await judgeTagged(clients, ssm, selector),
        })),
      )
      return eachInstanceOnce(judged)
    },
    list: async () => {
      const managed = await allManaged(await clients.ssm())
      const names = await namesOf(clients, managed)
      const instances = managed.map((m) => toInstance(m, names.get(m.id) || m.hostName))
      return instances.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
    },
  }
}

/** All ids in one question to SSM, and in one more to EC2 for those that SSM does not call Online. */
async function idJudgements(clients: Clients, ssm: Ssm, ids: readonly string[]): Promise<Map<string, Judged>> {
  const managed = new Map((await managedByIds(ssm, ids)).map((m) => [m.id, m]))
  const doubtful = ids.filter((id) => isEc2(id) && managed.get(id)?.ping !== 'Online')
  const ec2 = doubtful.length > 0 ? await ec2ByIds(clients, doubtful) : undefined
  return new Map(
    ids.map((id) => {
      const [m, e] = [managed.get(id), instanceIn(ec2, id)]
      if (m) return [id, judgeManaged(m, m.hostName, e)]
      return [id, e ? judgeUnmanaged(e, e.name || id) : judgeAbsent(id, clients.region, ec2, id)]
    }),
  )
}

async function judgeTagged(clients: Clients, ssm: Ssm, selector: Exclude<Selector, { kind: 'id' }>): Promise<Judged[]> {
  if (selector.kind === 'name') return [await judgeNamed(clients, ssm, selector.name)]
  const { key, value } = selector
  const managed = await managedByTag(ssm, key, value)
  // always asked: SSM cannot say which instances with the tag it has never seen, and leaving them out would look like success
  const ec2 = await ec2ByTag(clients, key, value)
  const others = ec2.kind === 'answered' ? ec2.instances.filter((e) => !isGone(e) && !managed.some((m) => m.id === e.id)) : []
  const judged = [
    ...managed.map((m) => {
      const e = instanceIn(ec2, m.id)
      return judgeManaged(m, e?.name || m.hostName, e)
    }),
    ...others.map((e) => judgeUnmanaged(e, e.name || e.id)),
  ]
  if (judged.length > 0) return judged
  if (ec2.kind === 'denied') return [judgeAbsent(formatSelector(selector), clients.region, ec2)]
  return [{ kind: 'unfit', finding: finding('no-instances', { seen: `${formatSelector(selector)} in ${clients.region}` }) }]
}

/** A name means exactly one instance; of several, those that are gone do not count. */
async function judgeNamed(clients: Clients, ssm: Ssm, name: string): Promise<Judged> {
  const managed = await managedByTag(ssm, 'Name', name)
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
  const ec2 = await ec2ByTag(clients, 'Name', name)
  if (ec2.kind === 'denied') return judgeAbsent(name, clients.region, ec2)
  const living = ec2.instances.filter((e) => !isGone(e))
  if (living.length > 1) return ambiguous(clients, name, living)
  const one = living[0] ?? ec2.instances[0]
  return one ? judgeUnmanaged(one, name) : judgeAbsent(name, clients.region, ec2)
}

const ambiguous = (clients: Clients, name: string, several: readonly { readonly id: string }[]): Judged => ({
  kind: 'unfit',
  finding: finding('instance-ambiguous', { seen: `${name} in ${clients.region}: ${several.map((i) => i.id).join(', ')}` }),
})

/**
 * An instance named twice is one, under its first selector; where one of its selectors was its Name, it is called by that. The same
 * goes for what was found wrong with it.
 */
function eachInstanceOnce(judged: readonly { readonly selector: Selector; readonly found: readonly Judged[] }[]): Resolution[] {
  const names = new Map<string, string>()
  for (const { selector, found } of judged)
    for (const j of found) if (j.kind === 'fit' && selector.kind === 'name') names.set(j.instance.id, j.instance.name)
  const seen = new Set<string>()
  const first = (key: string) => !seen.has(key) && Boolean(seen.add(key))
  return judged.map(({ selector, found }) => ({
    selector,
    instances: found.flatMap((j): Instance[] =>
      j.kind === 'fit' && first(j.instance.id) ? [{ ...j.instance, name: names.get(j.instance.id) ?? j.instance.name }] : [],
    ),
    findings: found.flatMap((j) =>
      j.kind === 'unfit' && first(`${j.finding.code} ${j.finding.instanceId ?? j.finding.seen}`) ? [j.finding] : [],
    ),
  }))
}

/** Names that people can use again: SSM reports host names, only EC2 has the Name tags. Without leave to ask, host names must do. */
async function namesOf(clients: Clients, managed: readonly Managed[]): Promise<Map<string, string>> {
  const ids = managed.map((m) => m.id).filter(isEc2)
  const ec2 = ids.length > 0 ? await ec2ByIds(clients, ids) : undefined
  return new Map(ec2?.kind === 'answered' ? ec2.instances.map((e) => [e.id, e.name]) : [])
}

const isEc2 = (id: string): boolean => id.startsWith('i-')
const instanceIn = (answer: Ec2Answer | undefined, id: string): Ec2Instance | undefined =>
  answer?.kind === 'answered' ? answer.instances.find((e) => e.id === id) : undefined
