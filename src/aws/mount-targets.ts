/** One mount target a subnet, made once, waited for. */
import { fail } from '../domain/catalogue.ts'
import type { Clock, MountTarget } from '../domain/ports.ts'
import type { Efs } from './clients.ts'
import { describeTargets } from './describe-file-systems.ts'
import { ask, causeIs } from './failures.ts'
import type { Subnet } from './network.ts'
import type { Step } from './provision-step.ts'
import { type Patience, waitUntil } from './wait-until.ts'

type Waiting = { readonly clock: Clock; readonly patience: Patience }

/** `fileSystemId` and `securityGroupIds` are undefined only in a dry run that would make them. */
export async function ensureMountTargets(
  efs: Efs,
  waiting: Waiting,
  fileSystemId: string | undefined,
  subnets: readonly Subnet[],
  securityGroupIds: readonly string[] | undefined,
  step: Step,
): Promise<void> {
  const existing = fileSystemId ? await describeTargets(efs, fileSystemId) : []
  for (const subnet of subnets) {
    // EFS keeps one target a zone: one in another subnet of the zone serves it as well
    const there = existing.find((t) => t.availabilityZone === subnet.zone && t.state !== 'deleting')
    const about = `${subnet.zone} in ${there?.subnetId ?? subnet.id}`
    if (there) step.unchanged('mount target', about)
    else if (step.dryRun) await step.change('mount target', about, async () => undefined)
    else await createTarget(efs, waiting, fileSystemId!, subnet, securityGroupIds ?? [], step)
  }
  if (!step.dryRun) await targetsAvailable(efs, waiting, fileSystemId!, new Set(subnets.map((s) => s.zone)))
}

async function createTarget(
  { client, sdk }: Efs,
  { clock, patience }: Waiting,
  fileSystemId: string,
  subnet: Subnet,
  securityGroupIds: readonly string[],
  step: Step,
): Promise<void> {
  const about = `${subnet.zone} in ${subnet.id}`
  const input = { FileSystemId: fileSystemId, SubnetId: subnet.id, SecurityGroups: [...securityGroupIds] }
  let refusal: unknown
  const made = await waitUntil(clock, { ...patience, seconds: Math.min(patience.seconds, 60) }, async () => {
    try {
      await ask('elasticfilesystem:CreateMountTarget', () => client.send(new sdk.CreateMountTargetCommand(input)))
      return 'changed' as const
    } catch (error) {
      refusal = error
      // no idempotency token here: a conflict is how a target that is there already shows itself; without one in the zone it means
      // that the file system's targets live in another VPC
      if (causeIs(error, 'MountTargetConflict'))
        return (await describeTargets({ client, sdk }, fileSystemId)).some((t) => t.availabilityZone === subnet.zone)
          ? ('unchanged' as const)
          : undefined
      // the file system is `updating`, or a new security group is not visible to EFS yet
      if (!causeIs(error, 'IncorrectFileSystemLifeCycleState', 'SecurityGroupNotFound')) throw error
      return undefined
    }
  })
  if (!made) throw refusal
  if (made === 'changed') await step.change('mount target', about, async () => undefined)
  else step.unchanged('mount target', about)
}

async function targetsAvailable(efs: Efs, { clock, patience }: Waiting, fileSystemId: string, zones: ReadonlySet<string>): Promise<void> {
  let seen: readonly MountTarget[] = []
  const done = await waitUntil(clock, patience, async () => {
    seen = (await describeTargets(efs, fileSystemId)).filter((t) => zones.has(t.availabilityZone))
    if (seen.some((t) => t.state === 'error')) throw fail('create-failed', { seen: states(seen) })
    return seen.length >= zones.size && seen.every((t) => t.state === 'available') ? true : undefined
  })
  if (!done) throw fail('create-failed', { seen: `mount targets of ${fileSystemId} after ${patience.seconds} s: ${states(seen)}` })
}

const states = (targets: readonly MountTarget[]): string => targets.map((t) => `${t.id} in ${t.availabilityZone} ${t.state}`).join(', ')
