/** From the look to the plan of an adoption: what would change, line by line, and which instances have something to settle first. Pure. */
import { numbersSeen } from '../domain/account-numbers.ts'
import { adoptionOf } from '../domain/adoption/adoption.ts'
import { replaceable } from '../domain/adoption/fstab.ts'
import type { Adoption, AdoptionInput } from '../domain/adoption/parts.ts'
import { type Finding, finding } from '../domain/catalogue.ts'
import { chooseClient, nothingToInstall } from '../domain/client/choose.ts'
import { differencesBefore } from '../domain/compare.ts'
import { type Desired, desiredFor } from '../domain/desired.ts'
import type { Observation } from '../domain/facts.ts'
import { type ClientPlan, type Operation, type Plan, targetOf } from '../domain/plan.ts'
import { mountParams } from '../host/job.ts'
import type { Mount } from '../host/mount/contract.ts'
import type { PerInstance } from './jobs.ts'
import { clientPlan, jobsOf, mountValues, seal, withoutTarget } from './plan.ts'

export function planAdopt(runId: string, operation: Operation, before: readonly Observation[]): Plan {
  const refused: Finding[] = before.flatMap((o) => (o.kind === 'unobserved' ? [{ ...o.finding, instanceId: o.instanceId }] : []))
  const seen = before.filter((o) => o.kind === 'observed')
  const adoptions: Adoption[] = []
  const perInstance: PerInstance[] = []
  const clients: ClientPlan[] = []
  const numbers = numbersSeen(before)
  const differences = seen.flatMap((observation) => {
    const { instanceId, facts } = observation
    const desired = desiredFor(operation, targetOf(operation, instanceId), facts)
    const client = chooseClient(operation.options.client, facts)
    const source = client.kind === 'chosen' ? client.source : nothingToInstall
    const values = mountValues(operation, desired, source)
    const asked = {
      ...commands(operation, instanceId, desired),
      volume: operation.volume,
      privateSpaces: desired.privateSpaces,
      fstabLine: fstabLine(values),
      numbers,
    }
    const adoption = adoptionOf(instanceId, desired, facts, asked)
    adoptions.push(adoption)
    const conflicts = adoption.conflicts.map(({ code, seen }) => finding(code, { seen, instanceId }))
    const reasons = [...conflicts, ...withoutTarget(observation, operation)]
    if (client.kind === 'refused') reasons.push({ ...client.finding, instanceId })
    refused.push(...reasons)
    if (reasons.length === 0 && client.kind === 'chosen') {
      clients.push(clientPlan(instanceId, client))
      const fstabLines = replaceable(facts)
      const agreed = { paths: facts.paths, ...(fstabLines === undefined ? {} : { fstabLines }) }
      perInstance.push({ instanceId, params: mountParams({ ...values, adopt: true, agreed }) })
    }
    return differencesBefore(instanceId, desired, facts)
  })
  return seal(operation, differences, jobsOf(runId, perInstance, clients), refused, { clients, adoptions })
}

/** What somebody would say at a terminal for this one instance. */
function commands(
  operation: Operation,
  instanceId: string,
  { accessPoint }: Desired,
): Pick<AdoptionInput, 'elsewhere' | 'withoutPoint' | 'command' | 'mountCommand'> {
  const { fileSystemId, options, mountPoint } = operation
  const place = options.mountPoint === undefined ? '' : ` --mount-point ${mountPoint}`
  const through = accessPoint === undefined ? '' : ` --access-point ${accessPoint}`
  const adopt = `prism volume adopt ${fileSystemId} ${instanceId}`
  return {
    elsewhere: `${adopt}${through}`,
    withoutPoint: `${adopt}${place}`,
    command: `${adopt}${place}${through}`,
    mountCommand: `prism volume mount ${fileSystemId} ${instanceId}${place}${through}`,
  }
}

/** As the mount job writes it: with the EFS client that is there, or that it brings; else, where that was allowed, plain NFS. */
function fstabLine(values: Mount): string {
  const plain = values.client.kind === 'plain-nfs'
  const [spec, type, options] = plain ? [values.nfsServer, 'nfs4', values.nfsOptions] : [values.fileSystemId, 'efs', values.efsOptions]
  return `${spec}:/ ${values.mountPoint} ${type} ${options},nofail,x-prism 0 0`
}
