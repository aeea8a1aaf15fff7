import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EC2Client } from '@aws-sdk/client-ec2'
import { EFSClient } from '@aws-sdk/client-efs'
import { SSMClient } from '@aws-sdk/client-ssm'
import { type LabAws, type LabAwsOptions, startLabAws } from '../../../../src/lab/aws/start.ts'
import type { LabExecution, LabExecutionResult, LabInstance } from '../../../../src/lab/ports.ts'

export const region = 'eu-west-1'

/** What the storage was told, in order. */
export type StorageLog = { readonly told: string[] }

export type OpenLab = {
  readonly lab: LabAws
  readonly storage: StorageLog
  readonly efs: EFSClient
  readonly ssm: SSMClient
  readonly ec2: EC2Client
  readonly close: () => Promise<void>
}

const folder = mkdtempSync(join(tmpdir(), 'prism-lab-aws-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
/** What all labs of one test file exchanged with their clients. */
export const recording = join(folder, 'wire.jsonl')

/** To be called once in a test file: when its tests are done, holds all they exchanged against botocore's service models. */
export function checkWireAtTheEnd(): void {
  // of a file before this one
  rmSync(recording, { force: true })
  afterAll(() => {
    const verdict = checkWire(['--refused-is-fine', recording])
    rmSync(recording, { force: true })
    if (verdict !== undefined && verdict.status !== 0) throw new Error(`The wire check found problems:\n${verdict.output}`)
  })
}

/** A lab with real SDK clients on it, that try once only, so that a test sees every error itself. */
export async function openLab(options: Partial<LabAwsOptions> = {}): Promise<OpenLab> {
  const told: string[] = []
  const lab = await startLabAws({
    region,
    recordTo: recording,
    instances: [],
    storage: {
      createFileSystem: async (id) => void told.push(`create ${id}`),
      deleteFileSystem: async (id) => void told.push(`delete ${id}`),
      setMountTargets: async (id, targets) =>
        void told.push(`targets ${id} ${targets.map((one) => `${one.availabilityZone}=${one.ipAddress}`).join(' ')}`),
    },
    ...options,
    timings: {
      // long enough that a call in between comes in between on a busy machine too
      fileSystemCreates: 250,
      mountTargetCreates: 100,
      accessPointCreates: 50,
      deletes: 100,
      updates: 250,
      delivery: 5,
      ...options.timings,
    },
  })
  const settings = {
    endpoint: lab.url,
    region,
    credentials: { accessKeyId: lab.env.AWS_ACCESS_KEY_ID!, secretAccessKey: lab.env.AWS_SECRET_ACCESS_KEY! },
    maxAttempts: 1,
  }
  const clients = { efs: new EFSClient(settings), ssm: new SSMClient(settings), ec2: new EC2Client(settings) }
  return {
    lab,
    storage: { told },
    ...clients,
    close: async () => {
      for (const client of Object.values(clients)) client.destroy()
      await lab.stop()
    },
  }
}

const script = join(dirname(fileURLToPath(import.meta.url)), '../../../../../scripts/check-wire.py')

/** A Python that has botocore: the first on PATH, or the distribution's. */
export const python = ['python3', '/usr/bin/python3'].find((name) => {
  try {
    execFileSync(name, ['-c', 'import botocore'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

/** Runs scripts/check-wire.py; undefined, with the reason printed, where no Python has botocore. */
export function checkWire(args: readonly string[]): { readonly status: number; readonly output: string } | undefined {
  if (python === undefined) {
    console.log('not checked against the service models: no python3 with botocore here (Debian: python3-botocore)')
    return undefined
  }
  try {
    return { status: 0, output: execFileSync(python, [script, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }) }
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
    return { status, output: `${stdout}${stderr}` }
  }
}

let made = 0

/** An instance in the lab's eyes; what it executes is the test's. */
export function instance(name: string, execute: LabInstance['execute'] = runSh, more: Partial<LabInstance> = {}): LabInstance {
  made += 1
  return {
    id: `i-${made.toString(16).padStart(17, '0')}`,
    name,
    tags: {},
    distribution: 'ubuntu',
    platformName: 'Ubuntu',
    platformVersion: '24.04',
    availabilityZone: `${region}a`,
    privateIp: `172.31.1.${made}`,
    execute,
    ...more,
  }
}

/** Runs the script by sh in a folder of its own, killed as the agent kills: SIGKILL to the process group. */
export function runSh({ script: text, environment, timeoutSeconds, signal }: LabExecution): Promise<LabExecutionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'prism-lab-run-'))
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', text], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, ...environment },
    })
    let ended: LabExecutionResult['ended'] = 'exited'
    const out = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out.stdout += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      out.stderr += chunk
    })
    const kill = (why: LabExecutionResult['ended']): void => {
      ended = why
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }
    const timer = setTimeout(() => kill('timed-out'), timeoutSeconds * 1000)
    signal.addEventListener('abort', () => kill('cancelled'), { once: true })
    child.on('close', (code) => {
      clearTimeout(timer)
      rmSync(folder, { recursive: true, force: true })
      resolve({ exitCode: code ?? 137, ...out, ended })
    })
  })
}

/** Asks until the answer pleases, however busy the machine is. */
export async function until<T>(ask: () => Promise<T>, pleases: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 50_000
  for (;;) {
    const answer = await ask()
    if (pleases(answer)) return answer
    if (Date.now() > deadline) throw new Error(`Still not so: ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** The name and members of the error that a call ends with. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ name: string; status: number | undefined; message: string; error: Record<string, unknown> }> {
  try {
    await call
  } catch (cause) {
    const error = cause as Error & { $metadata?: { httpStatusCode?: number } }
    return {
      name: error.name,
      status: error.$metadata?.httpStatusCode,
      message: error.message,
      error: error as unknown as Record<string, unknown>,
    }
  }
  throw new Error('The call was not refused')
}
