import { AwsError } from '../wire/errors.ts'
import type { KnownInstance } from '../world.ts'
import type { Ssm } from './state.ts'

type Target = { readonly Key: string; readonly Values: readonly string[] }

/** Which instances a SendCommand is for. Throws ValidationException, DuplicateInstanceId, InvalidInstanceId, UnsupportedPlatformType. */
export function resolveTargets(
  ssm: Ssm,
  documentName: string,
  ids: readonly string[],
  targets: readonly Target[],
): readonly KnownInstance[] {
  if (targets.length === 0) return byIds(ssm, documentName, ids)
  if (ids.length > 0) throw new AwsError('ValidationException', 'InstanceIds and Targets cannot be specified together.')
  return byTargets(ssm, targets)
}

/** All of the ids or none: one that is unknown, unmanaged or out of reach refuses the whole call. */
function byIds(ssm: Ssm, documentName: string, ids: readonly string[]): readonly KnownInstance[] {
  if (ids.length === 0) throw new AwsError('ValidationException', 'Either InstanceIds or Targets must be specified.')
  if (new Set(ids).size !== ids.length) throw new AwsError('DuplicateInstanceId', 'DuplicateInstanceId')
  const bad = ids.filter((id) => !['online', 'silent', 'windows'].includes(ssm.world.instances.get(id)?.state ?? 'unknown'))
  if (bad.length > 0)
    throw new AwsError('InvalidInstanceId', `Instances [[${bad.join(', ')}]] not in a valid state for account ${ssm.world.account}`)
  const found = ids.map((id) => ssm.world.instances.get(id)!)
  if (found.some((one) => one.state === 'windows'))
    throw new AwsError('UnsupportedPlatformType', `The document ${documentName} does not support the platform Windows.`)
  return found
}

/** Targets are searched among what SSM manages, reachable or not; none found is a status, not an error. */
function byTargets(ssm: Ssm, targets: readonly Target[]): readonly KnownInstance[] {
  return [...ssm.world.instances.values()]
    .filter((one) => one.state === 'online' || one.state === 'silent' || one.state === 'offline')
    .filter((one) => targets.every(({ Key, Values }) => isTarget(one, Key, Values)))
}

function isTarget(one: KnownInstance, key: string, values: readonly string[]): boolean {
  if (key === 'InstanceIds' || key === 'instanceids') return values.includes(one.instance.id)
  if (key === 'tag-key') return values.some((name) => one.tags[name] !== undefined)
  if (!key.startsWith('tag:')) throw new AwsError('ValidationException', `The target key ${key} is not valid.`)
  const value = one.tags[key.slice(4)]
  return value !== undefined && values.includes(value)
}
