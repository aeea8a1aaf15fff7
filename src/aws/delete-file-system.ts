/**
 * Removes a volume in the order that EFS wants. Whether it may be removed was decided before: a target deleted under a client hangs that
 * client. What is gone already is passed over, so that an interrupted delete can be run again.
 */
import { fail, type PrismError } from '../domain/catalogue.ts'
import type { FileSystem, ProvisionStep } from '../domain/ports.ts'
import { listAccessPoints } from './access-points.ts'
import type { Efs } from './clients.ts'
import type { Provisioning } from './create-file-system.ts'
import { describeFileSystem, describeTargets } from './describe-file-systems.ts'
import { type Action, ask, causeIs } from './failures.ts'
import { createStep, type Step } from './provision-step.ts'
import { deleteOwnSecurityGroups } from './security-group.ts'
import { waitUntil } from './wait-until.ts'

export async function deleteFileSystem(
  provision: Provisioning,
  { id }: Pick<FileSystem, 'id'>,
  onStep: (step: ProvisionStep) => void,
): Promise<void> {
  const step = createStep(false, onStep)
  const { clients, clock, patience } = provision
  const efs = await clients.efs()
  await deleteAccessPoints(efs, id, step)
  await deleteTargets(efs, provision, id, step)
  await deleteItself(efs, provision, id, step)
  await deleteOwnSecurityGroups(await clients.ec2(), clock, patience, id, step)
}

async function deleteAccessPoints({ client, sdk }: Efs, id: string, step: Step): Promise<void> {
  for (const { id: point } of await listAccessPoints({ client, sdk }, id)) {
    await step.change('access point', point, () =>
      unlessGone('elasticfilesystem:DeleteAccessPoint', 'AccessPointNotFound', () =>
        client.send(new sdk.DeleteAccessPointCommand({ AccessPointId: point })),
      ),
    )
  }
}

async function deleteTargets(efs: Efs, { clock, patience }: Provisioning, id: string, step: Step): Promise<void> {
  const { client, sdk } = efs
  for (const target of await describeTargets(efs, id)) {
    await step.change('mount target', `${target.id} in ${target.availabilityZone}`, () =>
      unlessGone('elasticfilesystem:DeleteMountTarget', 'MountTargetNotFound', () =>
        client.send(new sdk.DeleteMountTargetCommand({ MountTargetId: target.id })),
      ),
    )
  }
  const gone = await waitUntil(clock, patience, async () => ((await describeTargets(efs, id)).length === 0 ? true : undefined))
  if (!gone) throw fail('aws-error', { seen: `mount targets of ${id} are still there after ${patience.seconds} s` })
}

async function deleteItself(efs: Efs, { clock, patience }: Provisioning, id: string, step: Step): Promise<void> {
  const { client, sdk } = efs
  if (!(await describeFileSystem(efs, id))) return step.unchanged('file system', `${id} is gone`)
  await step.change('file system', id, async () => {
    let refusal: PrismError | undefined
    const gone = await waitUntil(clock, patience, async () => {
      const state = (await describeFileSystem(efs, id))?.LifeCycleState
      if (state === undefined) return true
      if (state === 'deleting') return undefined
      try {
        await unlessGone('elasticfilesystem:DeleteFileSystem', 'FileSystemNotFound', () =>
          client.send(new sdk.DeleteFileSystemCommand({ FileSystemId: id })),
        )
      } catch (error) {
        // the targets just removed can count for a moment longer
        if (!causeIs(error, 'FileSystemInUse')) throw error
        refusal = error as PrismError
      }
      return undefined
    })
    if (!gone) throw refusal ?? fail('aws-error', { seen: `${id} is still being deleted after ${patience.seconds} s` })
  })
}

async function unlessGone(action: Action, gone: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await ask(action, call)
  } catch (error) {
    if (!causeIs(error, gone)) throw error
  }
}
