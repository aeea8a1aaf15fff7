/** What EC2 knows about instances: asked only to tell apart what SSM cannot (stopped, never registered, gone) and for Name tags. */
import type { Instance as Described } from '@aws-sdk/client-ec2'
import { type Finding, PrismError } from '../domain/catalogue.ts'
import type { AwsClients, Ec2 } from './clients.ts'
import { ask } from './failures.ts'
import { allPages, chunksOf } from './pages.ts'

export type Ec2Instance = {
  readonly id: string
  /** The Name tag; empty where there is none. */
  readonly name: string
  readonly tags: Readonly<Record<string, string>>
  /** pending, running, stopping, stopped, shutting-down, terminated */
  readonly state: string
  readonly windows: boolean
}

/** An identity may be allowed SSM but not EC2: then EC2\'s answer is unknown, and the refusal says so. */
export type Ec2Answer =
  | { readonly kind: 'answered'; readonly instances: readonly Ec2Instance[] }
  | { readonly kind: 'denied'; readonly finding: Finding }

type Clients = Pick<AwsClients, 'ec2'>

/** `values`: any of them; EC2 takes 200 in one question. */
export const ec2ByTag = (clients: Clients, key: string, values: readonly string[]): Promise<Ec2Answer> =>
  answer(async () => {
    const found: Ec2Instance[] = []
    for (const chunk of chunksOf(values, 200)) found.push(...(await describe(await clients.ec2(), `tag:${key}`, chunk)))
    return found
  })

/** Asks by filter: `InstanceIds` would refuse the whole call for one id that is gone. */
export const ec2ByIds = (clients: Clients, ids: readonly string[]): Promise<Ec2Answer> =>
  answer(async () => {
    const found: Ec2Instance[] = []
    for (const chunk of chunksOf(ids, 100)) found.push(...(await describe(await clients.ec2(), 'instance-id', chunk)))
    return found
  })

async function answer(look: () => Promise<Ec2Instance[]>): Promise<Ec2Answer> {
  try {
    return { kind: 'answered', instances: await look() }
  } catch (error) {
    if (error instanceof PrismError && error.finding.code === 'aws-denied') return { kind: 'denied', finding: error.finding }
    throw error
  }
}

/** EC2 takes 1,000; to read so many at once takes this process too long. */
const inOnePage = 100

async function describe({ client, sdk }: Ec2, name: string, values: readonly string[]): Promise<Ec2Instance[]> {
  // page by page, as what EC2 says of thousands of instances is a lot
  return allPages(async (token) => {
    const input = { Filters: [{ Name: name, Values: [...values] }], MaxResults: inOnePage, ...(token ? { NextToken: token } : {}) }
    const page = await ask('ec2:DescribeInstances', () => client.send(new sdk.DescribeInstancesCommand(input)))
    return { items: page.Reservations?.flatMap((r) => (r.Instances ?? []).map(toEc2Instance)), next: page.NextToken }
  })
}

const toEc2Instance = (found: Described): Ec2Instance => ({
  id: found.InstanceId ?? '',
  name: found.Tags?.find((t) => t.Key === 'Name')?.Value ?? '',
  tags: Object.fromEntries((found.Tags ?? []).map((t) => [t.Key ?? '', t.Value ?? ''])),
  state: found.State?.Name ?? '',
  // EC2 answers `windows`, whatever the enum of its model says
  windows: found.Platform?.toLowerCase() === 'windows',
})

/** Terminated instances stay visible for about an hour, in SSM even longer. */
export const isGone = (instance: Ec2Instance): boolean => instance.state === 'terminated' || instance.state === 'shutting-down'
export const isStopped = (instance: Ec2Instance): boolean => instance.state === 'stopped' || instance.state === 'stopping'

/** Hybrid nodes, `mi-…`, are none of EC2's. */
export const isEc2 = (id: string): boolean => id.startsWith('i-')
export function instanceIn(answer: Ec2Answer | undefined, id: string): Ec2Instance | undefined {
  if (answer?.kind !== 'answered') return undefined
  let byId = indexes.get(answer.instances)
  if (!byId) {
    byId = new Map(answer.instances.map((e) => [e.id, e]))
    indexes.set(answer.instances, byId)
  }
  return byId.get(id)
}

/** Made once for each answer, as it is asked for thousands of instances. */
const indexes = new WeakMap<readonly Ec2Instance[], ReadonlyMap<string, Ec2Instance>>()
