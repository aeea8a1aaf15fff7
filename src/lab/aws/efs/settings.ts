import { z } from 'zod'
import { AwsError } from '../wire/errors.ts'
import { type Operations, operation } from '../wire/operation.ts'
import { publishPolicy } from './replications.ts'
import * as shape from './shapes.ts'
import { availableFileSystem, type Efs, fileSystemOf, later } from './state.ts'

const only = z.strictObject({ FileSystemId: shape.fileSystemId })

const days = [1, 7, 14, 30, 60, 90, 180, 270, 365].map((n) => `AFTER_${n}_DAY${n === 1 ? '' : 'S'}`)
const lifecyclePolicy = z.strictObject({
  TransitionToIA: z.enum(days).optional(),
  TransitionToPrimaryStorageClass: z.enum(['AFTER_1_ACCESS']).optional(),
  TransitionToArchive: z.enum(days).optional(),
})

/** What is set on a file system after it was made: life cycle, backups, its policy. */
export function settingOperations(efs: Efs): Operations {
  return {
    PutLifecycleConfiguration: operation(
      only.extend({ LifecyclePolicies: z.array(lifecyclePolicy).max(3) }),
      (input) => {
        const fs = availableFileSystem(efs, input.FileSystemId)
        const policies = input.LifecyclePolicies.map((policy) => ({ ...policy }) as Record<string, string>)
        // "each LifecyclePolicy object can only have a single transition"
        if (policies.some((policy) => Object.keys(policy).length !== 1))
          throw new AwsError('BadRequest', 'One or more LifecyclePolicy objects specified are malformed: exactly one transition each.')
        const transitions = policies.flatMap((policy) => Object.keys(policy))
        if (new Set(transitions).size !== transitions.length) throw new AwsError('BadRequest', 'A transition may be given once only.')
        const archive = daysOf(policies, 'TransitionToArchive')
        if (archive > 0 && (fs.throughputMode !== 'elastic' || fs.performanceMode !== 'generalPurpose'))
          throw new AwsError('BadRequest', 'Archive needs the elastic throughput mode and the General Purpose performance mode.')
        if (archive > 0 && archive <= daysOf(policies, 'TransitionToIA'))
          throw new AwsError('BadRequest', 'TransitionToArchive must be later than TransitionToIA.')
        fs.lifecyclePolicies = policies
        return { LifecyclePolicies: fs.lifecyclePolicies }
      },
      'BadRequest',
    ),
    DescribeLifecycleConfiguration: operation(
      only,
      (input) => ({ LifecyclePolicies: fileSystemOf(efs, input.FileSystemId).lifecyclePolicies }),
      'BadRequest',
    ),

    PutBackupPolicy: operation(
      only.extend({ BackupPolicy: z.strictObject({ Status: z.enum(['ENABLED', 'DISABLED']) }) }),
      (input) => {
        const fs = availableFileSystem(efs, input.FileSystemId)
        const wanted = input.BackupPolicy.Status
        fs.backup = wanted === 'ENABLED' ? 'ENABLING' : 'DISABLING'
        later(efs, efs.world.timings.updates, fs, async () => {
          fs.backup = wanted
        })
        return { BackupPolicy: { Status: fs.backup } }
      },
      'ValidationException',
    ),
    DescribeBackupPolicy: operation(
      only,
      (input) => {
        const { id, backup } = fileSystemOf(efs, input.FileSystemId)
        if (backup === undefined) throw new AwsError('PolicyNotFound', `No backup policy is set for ${id}.`, 404)
        return { BackupPolicy: { Status: backup } }
      },
      'ValidationException',
    ),

    PutFileSystemPolicy: operation(
      only.extend({ Policy: z.string().min(1).max(20_000), BypassPolicyLockoutSafetyCheck: z.boolean().optional() }),
      async (input) => {
        const fs = availableFileSystem(efs, input.FileSystemId)
        if (!isPolicy(input.Policy)) throw new AwsError('InvalidPolicyException', 'The policy is not a JSON object with a Statement.')
        fs.policy = input.Policy
        await publishPolicy(efs, fs)
        return { FileSystemId: fs.id, Policy: fs.policy }
      },
      'BadRequest',
    ),
    DescribeFileSystemPolicy: operation(
      only,
      (input) => {
        const { id, policy } = fileSystemOf(efs, input.FileSystemId)
        if (policy === undefined) throw new AwsError('PolicyNotFound', `No policy is set for ${id}.`, 404)
        return { FileSystemId: id, Policy: policy }
      },
      'BadRequest',
    ),
    DeleteFileSystemPolicy: operation(
      only,
      async (input) => {
        const fs = availableFileSystem(efs, input.FileSystemId)
        fs.policy = undefined
        await publishPolicy(efs, fs)
      },
      'BadRequest',
    ),
  }
}

/** 0 where there is no such transition. */
function daysOf(policies: readonly Readonly<Record<string, string>>[], transition: string): number {
  const rule = policies.map((policy) => policy[transition]).find((r) => r !== undefined)
  return Number(/[0-9]+/.exec(rule ?? '')?.[0] ?? 0)
}

function isPolicy(text: string): boolean {
  try {
    const policy: unknown = JSON.parse(text)
    return typeof policy === 'object' && policy !== null && 'Statement' in policy
  } catch {
    return false
  }
}
