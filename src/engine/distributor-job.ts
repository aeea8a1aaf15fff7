/** The command that has SSM Distributor install the client: AWS's own document, for instances that have none. */
import { distributorPackage } from '../domain/client/sources.ts'
import { jobKey } from '../domain/job-key.ts'
import type { DistributorJob } from '../domain/plan.ts'

/** How long an installation may take. The document has no time-out of ours; after this its outcome counts as unknown. */
const seconds = 900

/** `n` numbers the jobs of one run. */
export function distributorJob(runId: string, n: number, instanceIds: readonly string[]): DistributorJob {
  const script = 'distributor'
  const params = { action: 'Install', installationType: 'Uninstall and reinstall', name: distributorPackage, version: '' }
  return {
    key: jobKey(runId, n, { script, params }),
    script,
    scriptSha: '',
    params,
    instanceIds,
    executionSeconds: seconds,
    changes: true,
  }
}
