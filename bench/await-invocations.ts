/**
 * How long, and with how many calls, one waits for a command on 50 instances: Prism's poll beside what a user would write instead.
 * Prints a table; the ratios are what counts. The AWS CLI is left out where it is not installed. npm run bench:wait [-- --json]
 */
import { spawn, spawnSync } from 'node:child_process'
import {
  GetCommandInvocationCommand,
  ListCommandInvocationsCommand,
  SendCommandCommand,
  SSMClient,
  waitUntilCommandExecuted,
} from '@aws-sdk/client-ssm'
import { createCallBudgets } from '../src/aws/call-budget.ts'
import { createClients } from '../src/aws/clients.ts'
import { createRunCommand } from '../src/aws/run-command.ts'
import { machineClock } from '../src/compose/prism.ts'
import type { HostJob } from '../src/domain/plan.ts'
import { foldRun } from '../src/domain/run.ts'
import { burningJob, commandsFor, isBurning, parametersFor, readTranscript, scriptSha } from '../src/host/job.ts'
import { startLabAws } from '../src/lab/aws/start.ts'
import type { LabInstance } from '../src/lab/ports.ts'
import { awaitInvocations } from '../src/runs/await-invocations.ts'
import { paceFor } from '../src/runs/pace.ts'

const hosts = 50
const commandSeconds = 12

const instances = Array.from({ length: hosts }, (_, i): LabInstance => {
  const n = String(i).padStart(2, '0')
  return {
    id: `i-0000000000000${n}aa`,
    name: `host-${n}`,
    tags: {},
    distribution: 'debian',
    platformName: 'Debian GNU/Linux',
    platformVersion: '12',
    availabilityZone: 'us-east-1a',
    privateIp: `172.31.0.${i + 10}`,
    execute: async () => {
      await new Promise((resolve) => setTimeout(resolve, commandSeconds * 1000))
      return { exitCode: 0, stdout: '', stderr: '', ended: 'exited' }
    },
  }
})
const nothing = async () => {}
const lab = await startLabAws({
  instances,
  storage: { createFileSystem: nothing, deleteFileSystem: nothing, setMountTargets: nothing },
  region: 'us-east-1',
})
const credentials = { accessKeyId: lab.env.AWS_ACCESS_KEY_ID!, secretAccessKey: lab.env.AWS_SECRET_ACCESS_KEY! }
const ssm = new SSMClient({ endpoint: lab.url, region: 'us-east-1', credentials })
const ids = instances.map((i) => i.id)

type Wait = (commandId: string) => Promise<unknown>
const peers: Record<string, Wait> = {
  'Prism: one ListCommandInvocations a tick': prismWaits,
  'the SDK’s waiter, one an instance': (CommandId) =>
    Promise.all(ids.map((InstanceId) => waitUntilCommandExecuted({ client: ssm, maxWaitTime: 120 }, { CommandId, InstanceId }))),
  'GetCommandInvocation, one an instance every 2 s': (CommandId) =>
    Promise.all(ids.map((InstanceId) => everyTwoSeconds(CommandId, InstanceId))),
  'ListCommandInvocations, once a second': listedEverySecond,
  ...(spawnSync('aws', ['--version']).status === 0 ? { 'the AWS CLI’s `ssm wait`, one instance after the other': cliWaits } : {}),
}

const rows = []
for (const [peer, wait] of Object.entries(peers)) {
  const { Command } = await ssm.send(
    new SendCommandCommand({ DocumentName: 'AWS-RunShellScript', InstanceIds: ids, Parameters: { commands: ['true'] } }),
  )
  const calls = lab.calls().length
  await wait(Command!.CommandId!)
  const seen = Date.now()
  const ended = Math.max(...lab.executions().map((e) => Number(e.endedAt ?? 0)))
  rows.push({ peer, calls: lab.calls().length - calls, late: Math.max(0, (seen - ended) / 1000) })
}
await lab.stop()

const [own] = rows
const lines = rows.map(({ peer, calls, late }) => `| ${peer} | ${calls} | ${(calls / own!.calls).toFixed(1)} | ${late.toFixed(2)} |\n`)
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify({ hosts, commandSeconds, rows })}\n`
    : `${hosts} instances, a command of ${commandSeconds} s\n\n| peer | calls | × Prism | seconds late |\n|---|---|---|---|\n${lines.join('')}`,
)

async function prismWaits(commandId: string): Promise<unknown> {
  const job: HostJob = {
    key: 'bench',
    script: 'inspect',
    scriptSha: '',
    params: {},
    instanceIds: ids,
    executionSeconds: 60,
    changes: false,
  }
  const clock = machineClock
  const durations = new Map<string, number>()
  const requested = {
    type: 'requested',
    runId: 'bench',
    seq: 1,
    at: '',
    data: { request: { verb: 'volumes' }, origin: { entrypoint: 'terminal', actor: { id: '', name: '' } }, dryRun: false },
  } as const
  const runCommand = createRunCommand({ clients: createClients({ env: lab.env }, createCallBudgets(machineClock)), clock })
  const signal = new AbortController().signal
  return awaitInvocations(
    job,
    { instanceIds: ids, commandId, place: 0, pace: paceFor(job, durations) },
    {
      run: () => foldRun([requested]),
      emit: nothing,
      onProgress: () => {},
      runCommand,
      scripts: { scriptSha, commandsFor, parametersFor, readTranscript, burningJob, isBurning },
      transports: {
        choose: async (_, instanceIds) => ({ routes: [{ transport: { kind: 'run-shell-script' }, instanceIds }], refused: [] }),
      },
      clock,
      turn: nothing,
      durations,
      share: (value) => value,
      signal,
    },
    false,
  )
}

async function everyTwoSeconds(CommandId: string, InstanceId: string): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 2000))
    const { Status } = await ssm.send(new GetCommandInvocationCommand({ CommandId, InstanceId }))
    if (Status === 'Success') return
  }
}

async function listedEverySecond(CommandId: string): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const { CommandInvocations = [] } = await ssm.send(new ListCommandInvocationsCommand({ CommandId, MaxResults: 50 }))
    if (CommandInvocations.length === hosts && CommandInvocations.every(({ Status }) => Status === 'Success')) return
  }
}

async function cliWaits(commandId: string): Promise<void> {
  for (const id of ids) {
    const words = ['ssm', 'wait', 'command-executed', '--command-id', commandId, '--instance-id', id, '--endpoint-url', lab.url]
    const cli = spawn('aws', words, { env: { ...process.env, ...lab.env }, stdio: ['ignore', 'ignore', 'inherit'] })
    const status = await new Promise((resolve) => cli.once('exit', resolve))
    if (status !== 0) throw new Error(`aws ${words.join(' ')}: exit ${status}`)
  }
}
