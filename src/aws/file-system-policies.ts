/** Life cycle and backups, as far as they are asked for: what a volume has otherwise is left as it is. */
import type { LifecyclePolicy, TransitionToArchiveRules, TransitionToIARules } from '@aws-sdk/client-efs'
import { changedBy, type LifeCycle, type LifeCycleChange, type LifeCycleDays, lifeCycleWords, noLifeCycle } from '../domain/life-cycle.ts'
import type { Efs } from './clients.ts'
import { ask, causeIs } from './failures.ts'
import type { Step } from './provision-step.ts'

/** The id is undefined only in a dry run that would make the file system. */
export async function ensureLifeCycle(efs: Efs, id: string | undefined, change: LifeCycleChange, step: Step): Promise<void> {
  const before = id ? await readLifeCycle(efs, id) : noLifeCycle
  const after = changedBy(before, change)
  const [was, is] = [lifeCycleWords(before), lifeCycleWords(after)]
  if (was === is) return step.unchanged('life cycle', is)
  await step.change('life cycle', `${was} → ${is}`, async () => {
    const { client, sdk } = efs
    const input = { FileSystemId: id, LifecyclePolicies: policiesFor(after) }
    await ask('elasticfilesystem:PutLifecycleConfiguration', () => client.send(new sdk.PutLifecycleConfigurationCommand(input)))
  })
}

export async function readLifeCycle({ client, sdk }: Efs, id: string): Promise<LifeCycle> {
  const found = await ask('elasticfilesystem:DescribeLifecycleConfiguration', () =>
    client.send(new sdk.DescribeLifecycleConfigurationCommand({ FileSystemId: id })),
  )
  const policies = found.LifecyclePolicies ?? []
  const days = (rule: (p: LifecyclePolicy) => string | undefined): LifeCycleDays | undefined => {
    const [, count] = /^AFTER_([0-9]+)_DAYS?$/.exec(policies.map(rule).find((r) => r !== undefined) ?? '') ?? []
    return count === undefined ? undefined : (Number(count) as LifeCycleDays)
  }
  const [infrequent, archive] = [days((p) => p.TransitionToIA), days((p) => p.TransitionToArchive)]
  return {
    ...(infrequent === undefined ? {} : { infrequentAccessAfterDays: infrequent }),
    ...(archive === undefined ? {} : { archiveAfterDays: archive }),
    backOnAccess: policies.some((p) => p.TransitionToPrimaryStorageClass === 'AFTER_1_ACCESS'),
  }
}

/** All of them, for putting replaces what is there; one transition each, as EFS wants it. */
function policiesFor({ infrequentAccessAfterDays: infrequent, archiveAfterDays: archive, backOnAccess }: LifeCycle): LifecyclePolicy[] {
  const rule = (days: LifeCycleDays): TransitionToIARules & TransitionToArchiveRules => (days === 1 ? 'AFTER_1_DAY' : `AFTER_${days}_DAYS`)
  return [
    ...(infrequent === undefined ? [] : [{ TransitionToIA: rule(infrequent) }]),
    ...(archive === undefined ? [] : [{ TransitionToArchive: rule(archive) }]),
    ...(backOnAccess ? [{ TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' as const }] : []),
  ]
}

export async function ensureBackups({ client, sdk }: Efs, id: string | undefined, wanted: boolean, step: Step): Promise<void> {
  const about = (on: boolean) => (on ? 'AWS Backup, its default plan' : 'off')
  const before = id ? await backupsOn({ client, sdk }, id) : false
  if (before === wanted) return step.unchanged('backups', about(wanted))
  await step.change('backups', `${about(before)} → ${about(wanted)}`, async () => {
    const input = { FileSystemId: id, BackupPolicy: { Status: wanted ? ('ENABLED' as const) : ('DISABLED' as const) } }
    await ask('elasticfilesystem:PutBackupPolicy', () => client.send(new sdk.PutBackupPolicyCommand(input)))
  })
}

export async function backupsOn({ client, sdk }: Efs, id: string): Promise<boolean> {
  try {
    const found = await ask('elasticfilesystem:DescribeBackupPolicy', () =>
      client.send(new sdk.DescribeBackupPolicyCommand({ FileSystemId: id })),
    )
    return found.BackupPolicy?.Status === 'ENABLED' || found.BackupPolicy?.Status === 'ENABLING'
  } catch (error) {
    if (causeIs(error, 'PolicyNotFound')) return false
    throw error
  }
}
