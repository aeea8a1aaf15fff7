import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import { type InstanceState, isHybrid, type KnownInstance } from '../world.ts'
import { type Ssm, ssmPage } from './state.ts'

const values = z.array(z.string().min(1)).min(1).max(100)

const describeShape = z.strictObject({
  InstanceInformationFilterList: z
    .array(
      z.strictObject({
        key: z.enum([
          'InstanceIds',
          'AgentVersion',
          'PingStatus',
          'PlatformTypes',
          'ActivationIds',
          'IamRole',
          'ResourceType',
          'AssociationStatus',
        ]),
        valueSet: values,
      }),
    )
    .optional(),
  Filters: z.array(z.strictObject({ Key: z.string().min(1), Values: values })).optional(),
  MaxResults: z.number().int().min(5).max(50).default(10),
  NextToken: z.string().optional(),
})

/** What SSM manages: an unmanaged instance is not in the list, a stopped one stays in it without a connection. */
export function instanceInformationOperations(ssm: Ssm): Operations {
  return {
    DescribeInstanceInformation: operation(describeShape, (input) => {
      if (input.Filters !== undefined && input.InstanceInformationFilterList !== undefined)
        throw new AwsError('ValidationException', 'Filters and InstanceInformationFilterList cannot be specified together.')
      const filters =
        input.Filters ?? (input.InstanceInformationFilterList ?? []).map(({ key, valueSet }) => ({ Key: key, Values: valueSet }))
      const tagFilters = filters.filter(({ Key }) => isTag(Key))
      if (tagFilters.length > 0 && tagFilters.length < filters.length) throw new AwsError('InvalidFilterKey', 'InvalidFilterKey')
      const all = [...ssm.world.instances.values()]
        .filter((one) => one.state !== 'unmanaged')
        .filter((one) => filters.every(({ Key, Values }) => passes(one, Key, Values)))
      const { items, next } = ssmPage(all, input.MaxResults, input.NextToken)
      return { InstanceInformationList: items.map((one) => describe(ssm, one)), ...(next && { NextToken: next }) }
    }),
  }
}

function isTag(key: string): boolean {
  return key.startsWith('tag:') || key === 'tag-key'
}

function passes(one: KnownInstance, key: string, wanted: readonly string[]): boolean {
  if (key.startsWith('tag:')) return wanted.includes(one.tags[key.slice(4)] ?? '\u0000')
  switch (key) {
    case 'tag-key':
      return wanted.some((name) => one.tags[name] !== undefined)
    case 'InstanceIds':
      return wanted.includes(one.instance.id)
    case 'PingStatus':
      if (wanted.some((value) => !['Online', 'ConnectionLost', 'Inactive'].includes(value)))
        throw new AwsError('InvalidInstanceInformationFilterValue', `PingStatus cannot be ${wanted.join(', ')}`)
      return wanted.includes(ping(one.state))
    case 'PlatformTypes':
      return wanted.includes(platformType(one.state))
    case 'AgentVersion':
      return wanted.includes(one.agentVersion)
    case 'ResourceType':
      return wanted.includes(isHybrid(one.instance.id) ? 'ManagedInstance' : 'EC2Instance')
    case 'ActivationIds':
    case 'IamRole':
    case 'AssociationStatus':
    case 'SourceIds':
    case 'SourceTypes':
      return false
    default:
      throw new AwsError('InvalidFilterKey', 'InvalidFilterKey')
  }
}

function describe(ssm: Ssm, one: KnownInstance): object {
  const { instance, state } = one
  const windows = state === 'windows'
  const lastPing = ssm.world.clock.now().getTime() - (ping(state) === 'Online' ? 30_000 : 3_600_000)
  return {
    InstanceId: instance.id,
    PingStatus: ping(state),
    LastPingDateTime: new Date(lastPing),
    AgentVersion: one.agentVersion,
    IsLatestVersion: true,
    PlatformType: platformType(state),
    PlatformName: windows ? 'Microsoft Windows Server 2022 Datacenter' : instance.platformName,
    PlatformVersion: windows ? '10.0.20348' : instance.platformVersion,
    ...(isHybrid(instance.id)
      ? { ResourceType: 'ManagedInstance', Name: instance.name, SourceType: 'AWS::SSM::ManagedInstance' }
      : { ResourceType: 'EC2Instance', SourceType: 'AWS::EC2::Instance' }),
    IPAddress: instance.privateIp,
    ComputerName: `ip-${instance.privateIp.replaceAll('.', '-')}.${ssm.world.region}.compute.internal`,
    SourceId: instance.id,
  }
}

function ping(state: InstanceState): string {
  return state === 'offline' || state === 'stopped' ? 'ConnectionLost' : 'Online'
}

function platformType(state: InstanceState): string {
  return state === 'windows' ? 'Windows' : 'Linux'
}
