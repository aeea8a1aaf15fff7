/** Life cycle and backups, on request only: what a volume has otherwise is left as it is. */
import type { Efs } from './clients.ts'
import { ask, causeIs } from './failures.ts'
import type { Step } from './provision-step.ts'

/** The id is undefined only in a dry run that would make the file system. */
export async function ensureLifeCycle(
  { client, sdk }: Efs,
  id: string | undefined,
  days: 1 | 7 | 14 | 30 | 60 | 90,
  step: Step,
): Promise<void> {
  const rule = days === 1 ? ('AFTER_1_DAY' as const) : (`AFTER_${days}_DAYS` as const)
  const about = `to Infrequent Access after ${days} day${days === 1 ? '' : 's'}`
  const current = id
    ? await ask('elasticfilesystem:DescribeLifecycleConfiguration', () =>
        client.send(new sdk.DescribeLifecycleConfigurationCommand({ FileSystemId: id })),
      )
    : undefined
  const policies = current?.LifecyclePolicies ?? []
  if (policies.some((p) => p.TransitionToIA === rule)) return step.unchanged('life cycle', about)
  // putting replaces all policies, so those on other transitions are put again
  const others = policies.filter((p) => p.TransitionToIA === undefined)
  await step.change('life cycle', about, async () => {
    const input = { FileSystemId: id, LifecyclePolicies: [{ TransitionToIA: rule }, ...others] }
    await ask('elasticfilesystem:PutLifecycleConfiguration', () => client.send(new sdk.PutLifecycleConfigurationCommand(input)))
  })
}

export async function ensureBackups({ client, sdk }: Efs, id: string | undefined, step: Step): Promise<void> {
  const about = 'AWS Backup, its default plan'
  if (id && (await backupsOn({ client, sdk }, id))) return step.unchanged('backups', about)
  await step.change('backups', about, async () => {
    const input = { FileSystemId: id, BackupPolicy: { Status: 'ENABLED' as const } }
    await ask('elasticfilesystem:PutBackupPolicy', () => client.send(new sdk.PutBackupPolicyCommand(input)))
  })
}

async function backupsOn({ client, sdk }: Efs, id: string): Promise<boolean> {
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
