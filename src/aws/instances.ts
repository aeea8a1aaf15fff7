/** The Instances port: selectors → instances that can be worked on, each selector by itself. */
import { finding, PrismError } from '../domain/catalogue.ts'
import { formatSelector, type Selector } from '../domain/names.ts'
import type { Instance, Instances, Resolution } from '../domain/ports.ts'
import type { AwsClients, Ssm } from './clients.ts'
import { ec2ByIds, ec2ByTag, instanceIn, isEc2, isGone } from './ec2-instances.ts'
import { judgeNames } from './instances-by-name.ts'
import { type Judged, judgeAbsent, judgeManaged, judgeUnmanaged, toInstance } from './judge-instance.ts'
import { allManaged, type Managed, managedByIds, managedByTag } from './managed-instances.ts'
import { withMeant } from './meant-names.ts'

export type InstancesOptions = { readonly clients: Pick<AwsClients, 'ssm' | 'ec2' | 'region'> }
type Clients = InstancesOptions['clients']

export function createInstances({ clients }: InstancesOptions): Instances {
  return {
    resolve: async (selectors) => {
      const ssm = await clients.ssm()
      const ids = [...new Set(selectors.flatMap((s) => (s.kind === 'id' ? [s.id] : [])))]
      const known = ids.length > 0 ? await idJudgements(clients, ssm, ids) : new Map<string, Judged>()
      const names = [...new Set(selectors.flatMap((s) => (s.kind === 'name' ? [s.name] : [])))]
      const named = await withMeant(await judgeNames(clients, ssm, names), () => listOf(clients))
      const judged: { selector: Selector; found: readonly Judged[] }[] = []
      for (const selector of selectors) judged.push({ selector, found: await found(selector) })
      return eachInstanceOnce(judged)

      async function found(selector: Selector): Promise<readonly Judged[]> {
        switch (selector.kind) {
          case 'id':
            return [known.get(selector.id)!]
          case 'name':
            return [named.get(selector.name)!]
          case 'tag':
            return judgeTagged(clients, ssm, selector)
        }
      }
    },
    list: () => listOf(clients),
    nodes: async (ids) => {
      const asked = ids.filter(isEc2)
      const ec2 = asked.length > 0 ? await ec2ByIds(clients, asked) : undefined
      if (ec2?.kind === 'denied') throw new PrismError(ec2.finding)
      return ids.map((id) => ({ id, tags: instanceIn(ec2, id)?.tags ?? {} }))
    },
  }
}

async function listOf(clients: Clients): Promise<readonly Instance[]> {
  const managed = await allManaged(await clients.ssm())
  const names = await namesOf(clients, managed)
  const instances = managed.map((m) => toInstance(m, names.get(m.id) || m.hostName))
  return instances.sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
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

async function judgeTagged(clients: Clients, ssm: Ssm, selector: Extract<Selector, { kind: 'tag' }>): Promise<Judged[]> {
  const { key, value } = selector
  const managed = await managedByTag(ssm, key, [value])
  // always asked: SSM cannot say which instances with the tag it has never seen, and leaving them out would look like success
  const ec2 = await ec2ByTag(clients, key, [value])
  const known = new Set(managed.map((m) => m.id))
  const others = ec2.kind === 'answered' ? ec2.instances.filter((e) => !isGone(e) && !known.has(e.id)) : []
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
