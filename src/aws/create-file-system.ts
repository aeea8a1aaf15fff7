/**
 * Makes a volume, or goes on where an interrupted create stopped: every step looks first and does only what is missing. The creation
 * token is the volume's name, so that EFS itself keeps two creates of one name from making two file systems.
 */
import type { FileSystemDescription } from '@aws-sdk/client-efs'
import { fail } from '../domain/catalogue.ts'
import { asksNothing } from '../domain/life-cycle.ts'
import type { Clock, FileSystem, ProvisionStep } from '../domain/ports.ts'
import type { CreateOptions } from '../domain/request.ts'
import type { AwsClients, Efs } from './clients.ts'
import { describeFileSystem, describeTargets, listFileSystems, nameOf, toFileSystem, withSecurityGroups } from './describe-file-systems.ts'
import { ask, causeIs } from './failures.ts'
import { ensureBackups, ensureLifeCycle } from './file-system-policies.ts'
import { ensureMountTargets } from './mount-targets.ts'
import { findNetwork } from './network.ts'
import { createStep, ourTag, type Step } from './provision-step.ts'
import { checkCreateOptions, settingsThatDiffer } from './same-settings.ts'
import { ensureSecurityGroup } from './security-group.ts'
import { type Patience, waitUntil } from './wait-until.ts'

export type Provisioning = { readonly clients: Pick<AwsClients, 'efs' | 'ec2'>; readonly clock: Clock; readonly patience: Patience }

/** Undefined in a dry run of something that is not there. Throws `bad-option`, `volume-exists-otherwise`, `create-failed` and aws-… */
export async function createFileSystem(
  provision: Provisioning,
  name: string,
  options: CreateOptions,
  dryRun: boolean,
  onStep: (step: ProvisionStep) => void,
): Promise<FileSystem | undefined> {
  checkCreateOptions(options)
  const { clients, clock, patience } = provision
  const step = createStep(dryRun, onStep)
  const efs = await clients.efs()
  const existing = await findExisting(efs, provision, name, options, dryRun)
  const ec2 = await clients.ec2()
  // looked up before anything is made: a wrong subnet must not leave half a volume behind
  const network = await findNetwork(ec2, options.subnetIds, existing?.AvailabilityZoneName ?? options.oneZone)

  const id = existing ? await continueWith(efs, provision, existing, step) : await make(efs, provision, name, options, step)
  if (!asksNothing(options)) await ensureLifeCycle(efs, id, options, step)
  if (options.backups) await ensureBackups(efs, id, true, step)
  const own = options.securityGroupIds.length > 0 ? undefined : await ensureSecurityGroup(ec2, name, id, network, step)
  const groups = own ? [own] : options.securityGroupIds
  await ensureMountTargets(efs, { clock, patience }, id, network.subnets, groups, step)

  const made = id ? await describeFileSystem(efs, id) : undefined
  return made && id ? toFileSystem(made, await withSecurityGroups(efs, await describeTargets(efs, id))) : undefined
}

async function findExisting(
  efs: Efs,
  { clock, patience }: Provisioning,
  name: string,
  options: CreateOptions,
  dryRun: boolean,
): Promise<FileSystemDescription | undefined> {
  const all = (await listFileSystems(efs)).filter((f) => nameOf(f) === name || f.CreationToken === name)
  const [found, ...more] = all.filter((f) => f.LifeCycleState !== 'deleting')
  if (more.length > 0) throw fail('volume-ambiguous', { seen: `${name}: ${[found, ...more].map((f) => f?.FileSystemId).join(', ')}` })
  if (found) return asAsked(found, name, options)
  // the token of one that is going is free only when it is gone
  for (const dying of dryRun ? [] : all) {
    const id = dying.FileSystemId ?? ''
    const gone = await waitUntil(clock, patience, async () => ((await describeFileSystem(efs, id)) ? undefined : true))
    if (!gone) throw fail('create-failed', { seen: `${id} of that name is still being deleted after ${patience.seconds} s` })
  }
  return undefined
}

function asAsked(found: FileSystemDescription, name: string, options: CreateOptions): FileSystemDescription {
  const differs = settingsThatDiffer(found, nameOf(found), name, options)
  if (differs.length > 0) throw fail('volume-exists-otherwise', { seen: `${name} is ${found.FileSystemId}: ${differs.join('; ')}` })
  return found
}

async function continueWith(efs: Efs, provision: Provisioning, existing: FileSystemDescription, step: Step): Promise<string> {
  const id = existing.FileSystemId ?? ''
  if (!step.dryRun) await available(efs, provision, id)
  step.unchanged('file system', `${id} is there with these settings`)
  return id
}

async function make(efs: Efs, provision: Provisioning, name: string, options: CreateOptions, step: Step): Promise<string | undefined> {
  let id: string | undefined
  const { throughputMode, provisionedThroughput, performanceMode, kmsKeyId, oneZone } = options
  const about = `${name}: encrypted, ${performanceMode}, ${throughputMode}${provisionedThroughput ? ` ${provisionedThroughput} MiB/s` : ''}${oneZone ? `, in ${oneZone} alone` : ''}`
  await step.change('file system', about, async () => {
    const { client, sdk } = efs
    const input = {
      CreationToken: name,
      Encrypted: true,
      PerformanceMode: performanceMode,
      ThroughputMode: throughputMode,
      ...(provisionedThroughput === undefined ? {} : { ProvisionedThroughputInMibps: provisionedThroughput }),
      ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
      ...(oneZone === undefined ? {} : { AvailabilityZoneName: oneZone }),
      // said either way: One Zone file systems would have them by default
      Backup: options.backups,
      Tags: [{ Key: 'Name', Value: name }, ourTag, ...Object.entries(options.tags).map(([Key, Value]) => ({ Key, Value }))],
    }
    try {
      const made = await ask('elasticfilesystem:CreateFileSystem', () => client.send(new sdk.CreateFileSystemCommand(input)))
      id = made.FileSystemId
    } catch (error) {
      // somebody was quicker, or an answer was lost and the SDK asked again
      if (causeIs(error, 'UnsupportedAvailabilityZone', 'AvailabilityZonesMismatch'))
        throw fail('zone-not-offered', { seen: `${oneZone}: ${(error as Error).message}` }, error)
      if (!causeIs(error, 'FileSystemAlreadyExists')) throw error
      const other = (await listFileSystems(efs)).find((f) => f.CreationToken === name)
      if (!other) throw error
      id = asAsked(other, name, options).FileSystemId
    }
    if (!id) throw fail('create-failed', { seen: 'EFS answered without an id' })
    await available(efs, provision, id)
  })
  return id
}

/** `updating` counts: it serves clients, and targets can be made. */
async function available(efs: Efs, { clock, patience }: Provisioning, id: string): Promise<void> {
  let state = 'not visible'
  const done = await waitUntil(clock, patience, async () => {
    state = (await describeFileSystem(efs, id))?.LifeCycleState ?? 'not visible'
    if (state === 'error' || state === 'deleting') throw fail('create-failed', { seen: `${id} is ${state}` })
    return state === 'available' || state === 'updating' ? true : undefined
  })
  if (!done) throw fail('create-failed', { seen: `${id} is ${state} after ${patience.seconds} s` })
}
