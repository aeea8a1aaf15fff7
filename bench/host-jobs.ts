/**
 * What a job costs on an instance of the lab: programs that it starts and its wall time, with one account and with twelve, beside the bare
 * commands that somebody would type for the same work, in the same run; and the floor, a program that starts, imports, compiles and
 * does nothing. Sessions that are opened to measure a umask are counted apart, as are package managers (the client is there). Needs strace.
 *   node scripts/run.mjs build/bench/host-jobs.js [-- --json] [--runs N]
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClientSource } from '../src/domain/client/choose.ts'
import type { Identity } from '../src/domain/facts.ts'
import { permissionTable } from '../src/domain/layout.ts'
import type { ScriptJob, ScriptName } from '../src/domain/plan.ts'
import type { FileSystem } from '../src/domain/ports.ts'
import { addressesOf } from '../src/engine/resolve.ts'
import { assemble } from '../src/host/assemble.ts'
import { commandsFor, inspectParams, makeJob, mountParams, readTranscript, sharingTestParams, unmountParams } from '../src/host/job.ts'
import { linesOf } from '../src/host/packed.ts'
import { createInstance, type Instance } from '../src/lab/instances/instance.ts'
import { openStage } from '../test/support/lab-stage.ts'
import { nothingAsked } from '../test/support/operation.ts'
import { packedProgram } from '../test/support/packed-program.ts'
import { bare, place } from './bare-commands.ts'
import { programsOf } from './programs-of.ts'

type Row = { job: string; accounts: number; programs: number; sessions: number; ms: number; bareMs: number }

const json = process.argv.includes('--json')
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1] || 9)
const folder = mkdtempSync(join(tmpdir(), 'prism-bench-'))
const stage = await openStage('host-jobs')
let n = 0
try {
  const rows: Row[] = []
  let floorMs = 0
  for (const accounts of [1, 12]) {
    const users = Array.from({ length: accounts - 1 }, (_, i) => ({ name: `user${i}`, uid: 1001 + i }))
    const spec = { name: `counted-${accounts}`, distribution: 'ubuntu', client: 'installed', users } as const
    const instance = await createInstance(stage.lab.world, spec)
    stage.lab.aws.addInstance(instance)
    const volume = await stage.volume()
    const jobs = jobsFor(instance.id, volume, ['ubuntu', ...users.map((u) => u.name)])
    floorMs ||= await floor(instance)
    rows.push(await measure(instance, accounts, 'first mount', jobs.mount, bare.firstMount(volume.id), jobs.unmount, 3))
    await run(instance, jobs.mount())
    rows.push(await measure(instance, accounts, 'repeated mount', jobs.mount, bare.repeatedMount(volume.id)))
    rows.push(await measure(instance, accounts, 'look (facts)', () => jobs.look('facts'), bare.look))
    rows.push(await measure(instance, accounts, 'look (with tries)', () => jobs.look('behaviour'), bare.tries))
    for (const phase of ['write', 'exchange', 'clean'] as const)
      rows.push(await measure(instance, accounts, `sharing test: ${phase}`, () => jobs.sharing(phase), bare.sharing[phase]))
    rows.push(await measure(instance, accounts, 'unmount', jobs.unmount, bare.unmount, jobs.mount, 3))
  }
  if (json) process.stdout.write(`${JSON.stringify({ floorMs, jobs: rows })}\n`)
  else {
    process.stdout.write(`floor: ${floorMs} ms (start, import, compile, nothing else)\n\n`)
    process.stdout.write(
      '| job | accounts | programs | of sessions | ms | bare ms | over floor and bare |\n|---|---|---|---|---|---|---|\n',
    )
    for (const r of rows)
      process.stdout.write(
        `| ${r.job} | ${r.accounts} | ${r.programs} | ${r.sessions} | ${r.ms} | ${r.bareMs} | ${Math.round(r.ms - r.bareMs - floorMs)} |\n`,
      )
  }
} finally {
  await stage.stop()
  rmSync(folder, { recursive: true, force: true })
}

type Make = () => ScriptJob

function jobsFor(instanceId: string, volume: FileSystem, accounts: readonly string[]) {
  const fileSystemId = volume.id
  const look = {
    fileSystemId,
    region: 'us-east-1',
    addresses: addressesOf(volume),
    mountPoint: place,
    accounts,
    groupName: 'prism-shared',
    gid: 3000,
    paths: permissionTable(accounts, { sticky: false, privateSpaces: false }),
    umask: '0002',
  }
  const client: ClientSource = { way: 'present', manager: 'apt-get', packages: [], url: '', sha256: '', architectures: [] }
  const job = (script: ScriptName, params: Record<string, string>): ScriptJob =>
    makeJob({ runId: '01BENCH', n: ++n, script, params, instanceIds: [instanceId] })
  const identities: Identity[] = accounts.map((account, i) => ({ instanceId, account, uid: 1000 + i, temporary: false }))
  return {
    look: (depth: 'facts' | 'behaviour') => job('inspect', inspectParams({ ...look, depth })),
    mount: () =>
      job(
        'mount',
        mountParams({
          ...look,
          client,
          adopt: false,
          asked: { ...nothingAsked, accounts },
          nfsServer: `${fileSystemId}.efs.us-east-1.amazonaws.com`,
          efsOptions: '_netdev,noresvport,nosuid,nodev,tls',
          nfsOptions: 'nfsvers=4.1,hard,noresvport,nosuid,nodev,_netdev',
        }),
      ),
    unmount: () => job('unmount', unmountParams({ fileSystemId, addresses: look.addresses, mountPoint: place, lazy: false })),
    sharing: (phase: 'write' | 'exchange' | 'clean') =>
      job(
        'sharing-test',
        sharingTestParams({
          fileSystemId,
          mountPoint: place,
          gid: 3000,
          addresses: look.addresses,
          phase,
          token: 'abcdefgh01234567',
          identities,
          instanceId,
        }),
      ),
  }
}

async function measure(
  instance: Instance,
  accounts: number,
  job: string,
  make: Make,
  typed: string,
  undo?: Make,
  times = runs,
): Promise<Row> {
  const before = async () => undo && (await run(instance, undo()))
  await before()
  const { counted } = await run(instance, make(), true)
  const ms = median(await repeat(times, before, async () => (await run(instance, make())).ms))
  const bareMs = median(await repeat(times, before, async () => (await shell(instance, typed)).ms))
  return { job, accounts, ...counted, ms, bareMs }
}

async function repeat(times: number, before: () => Promise<unknown>, once: () => Promise<number>): Promise<number[]> {
  const found: number[] = []
  for (let i = 0; i < times; i++) {
    await before()
    found.push(await once())
  }
  return found
}

/** The program of a look, but for its last lines, which begin the job. */
async function floor(instance: Instance): Promise<number> {
  const { text } = assemble('inspect')
  const nothing = `${text.slice(0, text.lastIndexOf('\nif '))}\nleave(0)\n`
  const lines = linesOf({ packed: packedProgram(nothing), sha256: createHash('sha256').update(nothing).digest('hex') })
  return median(
    await repeat(
      15,
      async () => undefined,
      async () => (await shell(instance, lines.join('\n'))).ms,
    ),
  )
}

async function run(instance: Instance, job: ScriptJob, trace = false) {
  const text = commandsFor(job, new Date(Date.now() + 600_000)).join('\n')
  const { ms, stdout, stderr, counted } = await shell(instance, text, trace)
  const result = readTranscript(job, instance.id, new Date().toISOString(), stdout, 'full')
  if (result.kind !== 'transcript' || result.failures.length > 0)
    throw new Error(
      `${job.script}: ${JSON.stringify(result.kind === 'transcript' ? result.failures : result)} ${stdout.slice(0, 500)} ${stderr}`,
    )
  return { ms, counted }
}

/** Runs a script inside, while this process goes on: it is the instance's name server and metadata service too. */
async function shell(instance: Instance, text: string, trace = false) {
  const traced = join(folder, 'trace')
  const enter = [
    'nsenter',
    ...stage.lab.world.enter(instance.pid(), '--mount', '--uts', '--ipc', '--net', '--pid', '--root', '--wd'),
    '/bin/sh',
  ]
  const command = trace
    ? ['strace', '-f', '-I2', '-qq', '-e', 'trace=execve,clone,clone3,fork,vfork', '-e', 'signal=none', '-o', traced, ...enter]
    : enter
  const begun = performance.now()
  const child = spawn(command[0]!, command.slice(1), {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', AWS_SSM_INSTANCE_ID: instance.id },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (said: Buffer) => {
    stdout += said.toString()
    // a tunnel outlives the job, and strace would wait for it
    if (trace && /^PRISM\/1 end /m.test(stdout)) child.kill('SIGTERM')
  })
  child.stderr.on('data', (said: Buffer) => (stderr += said.toString()))
  child.stdin.end(text)
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
  const ms = Math.round(performance.now() - begun)
  if (!trace) return { ms, stdout, stderr, counted: { programs: 0, sessions: 0 } }
  const counted = programsOf(readFileSync(traced, 'utf8'))
  // nsenter and the shell that it becomes are ours
  return { ms, stdout, stderr, counted: { ...counted, programs: counted.programs - 1 } }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
