/** The lab of bench:fleet, a process of its own, so that what it takes is not counted as anybody's: AWS over the wire, throttled, and simulated instances. */
import { CreateFileSystemCommand, CreateMountTargetCommand, EFSClient } from '@aws-sdk/client-efs'
import { startLabAws } from '../../src/lab/aws/start.ts'
import type { Recorded } from '../../test/support/fleet/recorded.ts'
import { jobOf } from '../../test/support/fleet/recorded.ts'
import { simulate } from '../../test/support/fleet/simulated.ts'
import { parametersOf } from '../../test/support/fleet/transcript.ts'

export type LabRequest = {
  readonly instances: number
  readonly seconds: number
  readonly recorded: Recorded
  /** Of each operation. */
  readonly rate: { readonly burst: number; readonly perSecond: number }
}

/** A round of one job on all instances. */
export type Phase = { readonly job: string; readonly sent: number; readonly ended: number }
export type LabAnswer = {
  readonly env: Readonly<Record<string, string>>
  readonly calls: Readonly<Record<string, number>>
  readonly throttled: number
  readonly phases: readonly Phase[]
}

const seconds = { fileSystemCreates: 1, mountTargetCreates: 1, delivery: 20 }

process.once('message', async (request: LabRequest) => {
  let fileSystemId = ''
  const nothing = async () => {}
  const lab = await startLabAws({
    instances: simulate({ ...request, fileSystemId: () => fileSystemId }),
    storage: { createFileSystem: nothing, deleteFileSystem: nothing, setMountTargets: nothing },
    region: 'us-east-1',
    timings: seconds,
  })
  fileSystemId = await createVolume(lab.env)
  lab.faults.limit('*', request.rate)
  const before = lab.calls().length
  process.on('message', () => {
    const calls = lab.calls().slice(before)
    const counts: Record<string, number> = {}
    for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1
    process.send!({
      env: lab.env,
      calls: counts,
      throttled: calls.filter((c) => c.fault === 'throttle').length,
      phases: phasesOf(lab.executions()),
    } satisfies LabAnswer)
  })
  process.send!({ env: lab.env, calls: {}, throttled: 0, phases: [] } satisfies LabAnswer)
})
process.once('disconnect', () => process.exit(0))

type Executions = ReturnType<Awaited<ReturnType<typeof startLabAws>>['executions']>

function phasesOf(executions: Executions): Phase[] {
  const kinds = new Map<string, string>()
  const phases = new Map<string, Phase>()
  for (const { commandId, script, startedAt, endedAt } of executions) {
    const job = kinds.get(commandId) ?? jobOf(parametersOf(script))
    kinds.set(commandId, job)
    const at = { sent: startedAt.getTime(), ended: endedAt?.getTime() ?? 0 }
    const known = phases.get(job) ?? { job, ...at }
    phases.set(job, { job, sent: Math.min(known.sent, at.sent), ended: Math.max(known.ended, at.ended) })
  }
  return [...phases.values()]
}

async function createVolume(env: Readonly<Record<string, string>>): Promise<string> {
  const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! }
  const efs = new EFSClient({ endpoint: env.AWS_ENDPOINT_URL!, region: 'us-east-1', credentials })
  const { FileSystemId } = await efs.send(
    new CreateFileSystemCommand({ CreationToken: 'bench', Encrypted: true, Tags: [{ Key: 'Name', Value: 'research-data' }] }),
  )
  for (;;) {
    try {
      await efs.send(new CreateMountTargetCommand({ FileSystemId, SubnetId: await subnet(env) }))
      return FileSystemId!
    } catch (error) {
      if ((error as Error).name !== 'IncorrectFileSystemLifeCycleState') throw error
    }
  }
}

async function subnet(env: Readonly<Record<string, string>>): Promise<string> {
  const { DescribeSubnetsCommand, EC2Client } = await import('@aws-sdk/client-ec2')
  const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! }
  const ec2 = new EC2Client({ endpoint: env.AWS_ENDPOINT_URL!, region: 'us-east-1', credentials })
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  return Subnets.find((s) => s.AvailabilityZone === 'us-east-1a')!.SubnetId!
}
