/** What SSM knows about instances: asked first, because it answers nearly everything and its client is small. */
import type { InstanceInformation } from '@aws-sdk/client-ssm'
import type { Ssm } from './clients.ts'
import { ask, causeIs } from './failures.ts'
import { allPages, chunksOf } from './pages.ts'

export type Managed = {
  readonly id: string
  /** The name given to a hybrid node, else the host's own name. Not the Name tag of EC2. */
  readonly hostName: string
  /** `Ubuntu 24.04`. */
  readonly platform: string
  readonly linux: boolean
  readonly agentVersion: string
  /** PingStatus: Online, ConnectionLost or Inactive. */
  readonly ping: string
  /** ISO 8601; empty when SSM does not say. */
  readonly lastPing: string
}

export const allManaged = (ssm: Ssm): Promise<Managed[]> => describe(ssm, undefined)

/** `values`: any of them; SSM takes 100 in one question. A tag filter stands alone: SSM refuses to mix it with others. */
export async function managedByTag(ssm: Ssm, key: string, values: readonly string[]): Promise<Managed[]> {
  const found: Managed[] = []
  for (const chunk of chunksOf(values, 100)) found.push(...(await describe(ssm, { Key: `tag:${key}`, Values: chunk })))
  return found
}

/** Ids that SSM does not know are left out. */
export async function managedByIds(ssm: Ssm, ids: readonly string[]): Promise<Managed[]> {
  const found: Managed[] = []
  for (const chunk of chunksOf(ids, 50)) found.push(...(await byIds(ssm, chunk)))
  return found
}

async function byIds(ssm: Ssm, ids: readonly string[]): Promise<Managed[]> {
  try {
    return await describe(ssm, { Key: 'InstanceIds', Values: [...ids] })
  } catch (error) {
    if (!causeIs(error, 'InvalidInstanceId')) throw error
    // one unknown id can refuse the whole question; SSM does not say which
    if (ids.length === 1) return []
    const single: Managed[] = []
    for (const id of ids) single.push(...(await byIds(ssm, [id])))
    return single
  }
}

async function describe({ client, sdk }: Ssm, filter: { Key: string; Values: string[] } | undefined): Promise<Managed[]> {
  return allPages(async (token) => {
    const input = { MaxResults: 50, ...(filter ? { Filters: [filter] } : {}), ...(token ? { NextToken: token } : {}) }
    const page = await ask('ssm:DescribeInstanceInformation', () => client.send(new sdk.DescribeInstanceInformationCommand(input)))
    return { items: page.InstanceInformationList?.map(toManaged), next: page.NextToken }
  })
}

function toManaged(found: InstanceInformation): Managed {
  const id = found.InstanceId ?? ''
  return {
    id,
    hostName: found.Name || found.ComputerName || id,
    platform: [found.PlatformName, found.PlatformVersion].filter(Boolean).join(' '),
    linux: found.PlatformType === 'Linux',
    agentVersion: found.AgentVersion ?? '',
    ping: found.PingStatus ?? '',
    lastPing: found.LastPingDateTime?.toISOString() ?? '',
  }
}
