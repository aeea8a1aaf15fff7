/** What of a volume only a call each tells. */
import type { VolumeSettings } from '../domain/ports.ts'
import type { Efs } from './clients.ts'
import { backupsOn, readLifeCycle } from './file-system-policies.ts'
import { looked } from './looked.ts'

export async function readSettings(efs: Efs, id: string): Promise<VolumeSettings> {
  const [lifeCycle, backups] = await Promise.all([looked(() => readLifeCycle(efs, id)), looked(() => backupsOn(efs, id))])
  return { lifeCycle, backups }
}
