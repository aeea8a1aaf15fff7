/** The FileSystems port over EFS, with EC2 for networks and security groups alone. */
import { fail } from '../domain/catalogue.ts'
import { didYouMean } from '../domain/did-you-mean.ts'
import { formatVolumeRef, patterns, type VolumeRef } from '../domain/names.ts'
import type { Clock, FileSystem, FileSystems } from '../domain/ports.ts'
import { createAccessPoint, deleteAccessPoint, listAccessPoints } from './access-points.ts'
import type { AwsClients, Efs } from './clients.ts'
import { createFileSystem } from './create-file-system.ts'
import { deleteFileSystem } from './delete-file-system.ts'
import { describeFileSystem, describeTargets, listFileSystems, nameOf, toFileSystem, withSecurityGroups } from './describe-file-systems.ts'
import { updateFileSystem } from './update-file-system.ts'
import { readSettings } from './volume-settings.ts'
import { type Patience, provisioning } from './wait-until.ts'

export type FileSystemsOptions = {
  readonly clients: Pick<AwsClients, 'efs' | 'ec2' | 'region'>
  readonly clock: Clock
  /** How long life cycles may take; ten minutes by default. */
  readonly patience?: Patience
}

export function createFileSystems({ clients, clock, patience = provisioning }: FileSystemsOptions): FileSystems {
  const provision = { clients, clock, patience }
  return {
    find: async (ref) => {
      const efs = await clients.efs()
      const found = await findOne(efs, ref, clients.region)
      return { ...found, targets: await withSecurityGroups(efs, await describeTargets(efs, found.id)) }
    },
    list: async () => {
      const found = await listFileSystems(await clients.efs())
      return found.map((f) => toFileSystem(f)).sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
    },
    create: (name, options, dryRun, onStep) => createFileSystem(provision, name, options, dryRun, onStep),
    settings: async (fileSystemId) => readSettings(await clients.efs(), fileSystemId),
    update: (fileSystem, options, dryRun, onStep) => updateFileSystem(provision, fileSystem, options, dryRun, onStep),
    delete: (fileSystem, onStep) => deleteFileSystem(provision, fileSystem, onStep),
    accessPoints: async (fileSystemId) => listAccessPoints(await clients.efs(), fileSystemId),
    createAccessPoint: (fileSystemId, wanted, dryRun, onStep) => createAccessPoint(provision, fileSystemId, wanted, dryRun, onStep),
    deleteAccessPoint: (point, dryRun, onStep) => deleteAccessPoint(provision, point, dryRun, onStep),
  }
}

/** Tags can say anything; only what a command can say is offered. */
const isVolumeName = (name: string): boolean => patterns.volumeName.test(name)

async function findOne(efs: Efs, ref: VolumeRef, region: string): Promise<FileSystem> {
  const missing = (meant = '') => fail('volume-not-found', { seen: `${formatVolumeRef(ref)} in ${region}${meant}` })
  if (ref.kind === 'id') {
    const found = await describeFileSystem(efs, ref.id)
    if (!found) throw missing()
    return toFileSystem(found)
  }
  const all = await listFileSystems(efs)
  const named = all.filter((f) => nameOf(f) === ref.name).map((f) => toFileSystem(f))
  // one that is going away does not make the name ambiguous
  const staying = named.filter((f) => f.state !== 'deleting')
  const [only, ...more] = staying.length > 0 ? staying : named
  if (!only) throw missing(didYouMean(ref.name, all.map((f) => nameOf(f) ?? '').filter(isVolumeName)))
  if (more.length === 0) return only
  throw fail('volume-ambiguous', {
    seen: `${ref.name} in ${region}: ${[only, ...more].map((f) => `${f.id} (${f.state}, since ${f.createdAt.slice(0, 10)})`).join(', ')}`,
  })
}
