/** Changes throughput, life cycle and backups of a volume: only what differs, one after the other, each when EFS takes changes again. */
import { fail } from '../domain/catalogue.ts'
import { asksNothing, changedBy, lifeCycleFault } from '../domain/life-cycle.ts'
import type { FileSystem, ProvisionStep } from '../domain/ports.ts'
import type { UpdateOptions } from '../domain/request.ts'
import type { Efs } from './clients.ts'
import type { Provisioning } from './create-file-system.ts'
import { describeFileSystem } from './describe-file-systems.ts'
import { ask, causeIs, said } from './failures.ts'
import { ensureBackups, ensureLifeCycle, readLifeCycle } from './file-system-policies.ts'
import { createStep, type Step } from './provision-step.ts'
import { waitUntil } from './wait-until.ts'

type Throughput = { readonly mode: FileSystem['throughputMode']; readonly mibps?: number }

/** Throws `bad-option`, `throughput-too-soon`, `throughput-limit`, `update-failed` and aws-… */
export async function updateFileSystem(
  provision: Provisioning,
  fileSystem: FileSystem,
  options: UpdateOptions,
  dryRun: boolean,
  onStep: (step: ProvisionStep) => void,
): Promise<void> {
  const efs = await provision.clients.efs()
  const step = createStep(dryRun, onStep)
  const { id } = fileSystem
  const wanted = throughputFor(fileSystem, options)
  const changesLifeCycle = !asksNothing(options)
  const lifeCycle = changedBy(await readLifeCycle(efs, id), options)
  const fault = lifeCycleFault(lifeCycle, { throughputMode: wanted.mode, performanceMode: fileSystem.performanceMode })
  if (fault !== undefined) throw fail('bad-option', { seen: `${id}: ${fault}` })

  const settled = async () => (dryRun ? undefined : whenAvailable(efs, provision, id))
  const throughput = () => ensureThroughput(efs, provision, fileSystem, wanted, step)
  const moves = async () => {
    if (!changesLifeCycle) return
    await settled()
    await ensureLifeCycle(efs, id, options, step)
  }
  // Archive is for elastic throughput alone: it comes after that, and goes before
  for (const change of wanted.mode === 'elastic' ? [throughput, moves] : [moves, throughput]) await change()
  if (options.backups === undefined) return
  await settled()
  await ensureBackups(efs, id, options.backups, step)
}

function throughputFor(fileSystem: FileSystem, { throughputMode, provisionedThroughput }: UpdateOptions): Throughput {
  const mode = throughputMode ?? fileSystem.throughputMode
  const mibps = provisionedThroughput ?? (throughputMode === undefined ? fileSystem.provisionedThroughput : undefined)
  if (mode !== 'provisioned' && provisionedThroughput !== undefined)
    throw fail('bad-option', { seen: `--provisioned-throughput needs provisioned throughput; ${fileSystem.id} has ${mode}` })
  if (mode === 'elastic' && fileSystem.performanceMode === 'maxIO')
    throw fail('bad-option', { seen: `EFS has no elastic throughput with maxIO, which ${fileSystem.id} has` })
  return { mode, ...(mode === 'provisioned' && mibps !== undefined ? { mibps } : {}) }
}

const inWords = ({ mode, mibps }: Throughput): string => (mibps === undefined ? mode : `${mode}, ${mibps} MiB/s`)

async function ensureThroughput(efs: Efs, provision: Provisioning, fileSystem: FileSystem, wanted: Throughput, step: Step): Promise<void> {
  const { id, throughputMode: mode, provisionedThroughput: mibps } = fileSystem
  const [was, is] = [inWords({ mode, ...(mibps === undefined ? {} : { mibps }) }), inWords(wanted)]
  if (was === is) return step.unchanged('throughput', is)
  await step.change('throughput', `${was} → ${is}`, async () => {
    await whenAvailable(efs, provision, id)
    const { client, sdk } = efs
    const input = {
      FileSystemId: id,
      ThroughputMode: wanted.mode as 'bursting' | 'elastic' | 'provisioned',
      ...(wanted.mibps === undefined ? {} : { ProvisionedThroughputInMibps: wanted.mibps }),
    }
    try {
      await ask('elasticfilesystem:UpdateFileSystem', () => client.send(new sdk.UpdateFileSystemCommand(input)))
    } catch (error) {
      throw limit(error) ?? error
    }
    await whenAvailable(efs, provision, id)
  })
}

/** EFS's limits, which no second try gets past. */
function limit(error: unknown): Error | undefined {
  const code = causeIs(error, 'TooManyRequests')
    ? 'throughput-too-soon'
    : causeIs(error, 'ThroughputLimitExceeded', 'InsufficientThroughputCapacity')
      ? 'throughput-limit'
      : undefined
  const cause = (error as Error).cause
  return code && fail(code, { seen: `elasticfilesystem:UpdateFileSystem: ${said(cause as Error)}` }, cause)
}

async function whenAvailable(efs: Efs, { clock, patience }: Provisioning, id: string): Promise<void> {
  let state = 'not there'
  const done = await waitUntil(clock, patience, async () => {
    state = (await describeFileSystem(efs, id))?.LifeCycleState ?? 'not there'
    if (['not there', 'error', 'deleting'].includes(state)) throw fail('update-failed', { seen: `${id} is ${state}` })
    return state === 'available' ? true : undefined
  })
  if (!done) throw fail('update-failed', { seen: `${id} is ${state} after ${patience.seconds} s` })
}
