/** Access points over EFS: listed, made and deleted. They cannot be changed, so one that is otherwise is refused. */
import { createHash } from 'node:crypto'
import type { AccessPointDescription } from '@aws-sdk/client-efs'
import { type AccessPoint, accessPointDiffers, isGoing, type WantedAccessPoint } from '../domain/access-points.ts'
import { fail } from '../domain/catalogue.ts'
import { type FolderOwner, formatFolder, formatUser } from '../domain/enforced-user.ts'
import { group } from '../domain/layout.ts'
import type { ProvisionStep } from '../domain/ports.ts'
import type { Efs } from './clients.ts'
import type { Provisioning } from './create-file-system.ts'
import { ask, causeIs } from './failures.ts'
import { allPages } from './pages.ts'
import { createStep, ourTag } from './provision-step.ts'
import { waitUntil } from './wait-until.ts'

/** Of one file system; empty where EFS does not know it (any more). */
export async function listAccessPoints({ client, sdk }: Efs, fileSystemId: string): Promise<AccessPoint[]> {
  try {
    const found = await allPages(async (token) => {
      const input = { FileSystemId: fileSystemId, MaxResults: 100, ...(token ? { NextToken: token } : {}) }
      const page = await ask('elasticfilesystem:DescribeAccessPoints', () => client.send(new sdk.DescribeAccessPointsCommand(input)))
      return { items: page.AccessPoints, next: page.NextToken }
    })
    return found.map(toAccessPoint).sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
  } catch (error) {
    if (causeIs(error, 'FileSystemNotFound')) return []
    throw error
  }
}

function toAccessPoint(found: AccessPointDescription): AccessPoint {
  const id = found.AccessPointId ?? ''
  const name = found.Tags?.find((t) => t.Key === 'Name')?.Value ?? found.Name
  const { Uid: uid, Gid: gid, SecondaryGids: groups = [] } = found.PosixUser ?? {}
  const { OwnerUid, OwnerGid, Permissions } = found.RootDirectory?.CreationInfo ?? {}
  const made = OwnerUid !== undefined && OwnerGid !== undefined && Permissions !== undefined
  return {
    id,
    name: name || id,
    fileSystemId: found.FileSystemId ?? '',
    path: found.RootDirectory?.Path ?? '/',
    state: found.LifeCycleState ?? '',
    ...(uid === undefined || gid === undefined ? {} : { user: { uid, gid, groups: [...groups].sort((a, b) => a - b) } }),
    ...(made ? { folder: { uid: OwnerUid, gid: OwnerGid, mode: Permissions.padStart(4, '0') } } : {}),
  }
}

/** Without an enforced user: root's and the shared group's, ready for the layout. */
const layoutFolder: FolderOwner = { uid: 0, gid: group.gid, mode: '2775' }

/**
 * Idempotent by its name and settings: EFS itself keeps two creates with one token apart. Undefined in a dry run of one that is not there.
 * Throws `access-point-exists-otherwise` with what differs.
 */
export async function createAccessPoint(
  { clients, clock, patience }: Provisioning,
  fileSystemId: string,
  wanted: WantedAccessPoint,
  dryRun: boolean,
  onStep: (step: ProvisionStep) => void,
): Promise<AccessPoint | undefined> {
  const step = createStep(dryRun, onStep)
  const { name } = wanted
  const efs = await clients.efs()
  const look = async () => (await listAccessPoints(efs, fileSystemId)).find((p) => p.name === name && !isGoing(p))
  const there = await look()
  if (there) {
    refuseOther(there, wanted)
    step.unchanged('access point', `${there.id} for ${inWords(wanted)}`)
  } else await step.change('access point', `${name} for ${inWords(wanted)}`, () => make(efs, fileSystemId, wanted))
  if (dryRun) return there
  const made = await waitUntil(clock, patience, async () => {
    const found = await look()
    return found && found.state !== 'creating' ? found : undefined
  })
  if (!made) throw fail('access-point-failed', { seen: `${name} did not appear within ${patience.seconds} s` })
  refuseOther(made, wanted)
  if (made.state !== 'available') throw fail('access-point-failed', { seen: `${made.id} is ${made.state}` })
  return made
}

const inWords = ({ path, enforced }: WantedAccessPoint): string =>
  enforced ? `${path}, everybody is ${formatUser(enforced.user)} (where EFS makes the folder: ${formatFolder(enforced.folder)})` : path

function refuseOther(found: AccessPoint, wanted: WantedAccessPoint): void {
  const differs = accessPointDiffers(found, wanted)
  if (differs.length > 0) throw fail('access-point-exists-otherwise', { seen: `${found.id} (${found.name}) ${differs.join('; ')}` })
}

async function make({ client, sdk }: Efs, fileSystemId: string, { name, path, enforced }: WantedAccessPoint): Promise<void> {
  const { user, folder = layoutFolder } = enforced ?? {}
  const settings = [fileSystemId, name, path, ...(enforced ? [formatUser(enforced.user), formatFolder(enforced.folder)] : [])]
  const input = {
    ClientToken: createHash('sha256')
      .update(['prism', ...settings].join(':'))
      .digest('hex'),
    FileSystemId: fileSystemId,
    Tags: [{ Key: 'Name', Value: name }, ourTag],
    ...(user
      ? { PosixUser: { Uid: user.uid, Gid: user.gid, ...(user.groups.length > 0 ? { SecondaryGids: [...user.groups] } : {}) } }
      : {}),
    RootDirectory: {
      Path: path,
      CreationInfo: { OwnerUid: folder.uid, OwnerGid: folder.gid, Permissions: folder.mode.replace(/^0/, '') },
    },
  }
  try {
    await ask('elasticfilesystem:CreateAccessPoint', () => client.send(new sdk.CreateAccessPointCommand(input)))
  } catch (error) {
    // another create of the same was first; what it made is looked at next
    if (!causeIs(error, 'AccessPointAlreadyExists')) throw error
  }
}

/** Whether it may go was decided before. One that is going or gone already is passed over. */
export async function deleteAccessPoint(
  { clients, clock, patience }: Provisioning,
  { id, path, fileSystemId }: Pick<AccessPoint, 'id' | 'path' | 'fileSystemId'>,
  dryRun: boolean,
  onStep: (step: ProvisionStep) => void,
): Promise<void> {
  const step = createStep(dryRun, onStep)
  const efs = await clients.efs()
  await step.change('access point', `${id} for ${path}; what lies there stays`, async () => {
    try {
      await ask('elasticfilesystem:DeleteAccessPoint', () => efs.client.send(new efs.sdk.DeleteAccessPointCommand({ AccessPointId: id })))
    } catch (error) {
      if (!causeIs(error, 'AccessPointNotFound')) throw error
    }
    const gone = await waitUntil(clock, patience, async () =>
      (await listAccessPoints(efs, fileSystemId)).some((p) => p.id === id) ? undefined : true,
    )
    if (!gone) throw fail('access-point-failed', { seen: `${id} is still there after ${patience.seconds} s` })
  })
}
