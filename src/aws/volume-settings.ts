/** What of a volume only a call each tells. */
import type { VolumeSettings } from '../domain/ports.ts'
import type { Efs } from './clients.ts'
import { backupsOn, readLifeCycle } from './file-system-policies.ts'
import { looked } from './looked.ts'
import { listReplications } from './replications.ts'

export async function readSettings(efs: Efs, id: string): Promise<VolumeSettings> {
  const [lifeCycle, backups, replication] = await Promise.all([
    looked(() => readLifeCycle(efs, id)),
    looked(() => backupsOn(efs, id)),
    looked(() => listReplications(efs, id)),
  ])
  return { lifeCycle, backups, replication }
}
