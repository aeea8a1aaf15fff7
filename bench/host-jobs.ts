/**
 * What a job costs on an instance of the lab, with one account and with twelve: programs that it starts and its wall time, beside the bare
 * commands that somebody would type for the same work, and the floor, its program that starts, imports, compiles and does nothing. The
 * three are run by turns, so that they have the same load, and the best of some runs is told. Apart are sessions that are opened to measure
 * a umask (their time is what the same job takes less where no session can be opened), and what the lab's stand-in for the EFS client
 * starts. Needs strace. Figures of a machine: docs/host-jobs.md.
 *   npm run bench:host [-- --json] [-- --runs N]
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClientSource } from '../src/domain/client/choose.ts'
import type { Identity } from '../src/domain/facts.ts'
import { permissionTable } from '../src/domain/layout.ts'
import { plainSpec } from '../src/domain/mount-spec.ts'
import type { ScriptJob, ScriptName } from '../src/domain/plan.ts'
import type { FileSystem } from '../src/domain/ports.ts'
import { addressesOf } from '../src/engine/resolve.ts'
import { assemble } from '../src/host/assemble.ts'
import {
  commandsFor,
  identitiesText,
  inspectParams,
  makeJob,
  mountParams,
  readTranscript,
  sharingTestParams,
  unmountParams,
} from '../src/host/job.ts'
import { linesOf } from '../src/host/packed.ts'
import type { Instance } from '../src/lab/instances/instance.ts'
import { openStage } from '../test/support/lab-stage.ts'
import { packedProgram } from '../test/support/packed-program.ts'
import { bareCommands, place } from './bare-commands.ts'
import { type Counted, programsOf, traced } from './programs-of.ts'

type Row = Counted & {
  readonly job: string
  readonly accounts: number
  /** Without that of sessions, as the count of programs is. */
  readonly ms: number
  readonly sessionsMs: number
  readonly bareMs: number
  /** That of this job's program, in the same minutes. */
  readonly floorMs: number
  /** What the processors worked, user and system, of the three: others on the machine take less of that than of the time. */
  readonly cpuMs: number
  readonly bareCpuMs: number
  readonly floorCpuMs: number
  /** Of the packed program. */
  readonly bytes: number
}

if (spawnSync('strace', ['-V']).error)
  throw new Error('strace is not installed: it counts the programs. On Debian and Ubuntu: apt-get install strace')
const json = process.argv.includes('--json')
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 9
/** Runs its arguments and tells on descriptor 3 what that took, with everything that was waited for. */
const clock = `import os, resource, sys, time
begun = time.monotonic()
child = os.fork()
if child == 0:
    os.close(3)
    os.execvp(sys.argv[1], sys.argv[1:])
os.waitpid(child, 0)
ms = (time.monotonic() - begun) * 1000
used = resource.getrusage(resource.RUSAGE_CHILDREN)
os.write(3, b"%.3f %.3f" % (ms, (used.ru_utime + used.ru_stime) * 1000))
`
const folder = mkdtempSync(join(tmpdir(), 'prism-bench-'))
const stage = await openStage('host-jobs')
let n = 0
try {
  const rows: Row[] = []
  for (const accounts of [1, 12]) rows.push(...(await rowsOf(accounts)))
  const floorMs = Math.min(...rows.filter((row) => row.job.startsWith('look')).map((row) => row.floorMs))
  process.stdout.write(json ? `${JSON.stringify({ floorMs, jobs: rows })}\n` : tableOf(floorMs, rows))
} finally {
  await stage.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function rowsOf(accounts: number): Promise<Row[]> {
  const users = Array.from({ length: accounts - 1 }, (_, i) => ({ name: `user${i}`, uid: 1001 + i }))
  const instance = await stage.instance(`counted-${accounts}`, { users })
  // the stand-in's tunnel is a `sleep` too, and must be one where sessions have none
  await instance.run('cp /usr/bin/sleep /usr/lib/tunnel; sed -i "s#sleep#/usr/lib/tunnel#" /usr/bin/efs-proxy')
  const volume = await stage.volume()
  const names = ['ubuntu', ...users.map((u) => u.name)]
  const jobs = jobsFor(instance.id, volume, names)
  const bare = bareCommands(volume.id, names)
  const measured = (job: string, make: Make, typed: string, undo?: Make) => measure(instance, accounts, job, make, typed, undo)
  const first = await measured('first mount', jobs.mount, bare.firstMount, jobs.unmount)
  await run(instance, jobs.mount())
  const rows = [
    await measured('repeated mount', jobs.mount, bare.repeatedMount),
    await measured('look (facts)', () => jobs.look('facts'), bare.look),
    await measured('look (with tries)', () => jobs.look('behaviour'), bare.tries),
    await measured('sharing test: write', () => jobs.sharing('write'), bare.write),
    await measured('sharing test: exchange', () => jobs.sharing('exchange'), bare.exchange),
    await measured('sharing test: clean', () => jobs.sharing('clean'), bare.clean),
  ]
  const last = await measured('unmount', jobs.unmount, bare.unmount, jobs.mount)
  return [first, ...rows, last]
}

function tableOf(floorMs: number, rows: readonly Row[]): string {
  const head = `floor of a look: ${floorMs} ms (start, import, compile, nothing else)\n\n| job | accounts | programs | of sessions | of the client | ms | of sessions | bare | floor | over both | of processors | bytes |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n`
  const over = (r: Row) => r.ms - r.bareMs - r.floorMs
  const worked = (r: Row) => r.cpuMs - r.bareCpuMs - r.floorCpuMs
  const cells = (r: Row) => [
    r.job,
    r.accounts,
    r.programs,
    r.sessions,
    r.client,
    ...[r.ms, r.sessionsMs, r.bareMs, r.floorMs, over(r), worked(r), r.bytes],
  ]
  return head + rows.map((r) => `| ${cells(r).join(' | ')} |\n`).join('')
}

/** The program of a job, but for its last lines, which begin it. */
function emptyProgram(script: ScriptName): string {
  const { text } = assemble(script)
  const [, leave] = /^def (\w+)\(\w+\):\n posix\._exit/m.exec(text) ?? []
  const last = script === 'inspect' ? text.lastIndexOf('\nif ') : text.lastIndexOf('\n', text.length - 2)
  const empty = `${text.slice(0, last)}\n${leave}(0)\n`
  return linesOf({ packed: packedProgram(empty), sha256: createHash('sha256').update(empty).digest('hex') }).join('\n')
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
    paths: permissionTable(accounts, plainSpec),
    umask: '0002',
  }
  const client: ClientSource = { kind: 'present', manager: 'apt-get', packages: [], url: '', sha256: '', architectures: [] }
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
          spec: { ...plainSpec, people: accounts.map((name) => ({ name })) },
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
          identities: identitiesText(identities),
          instanceId,
        }),
      ),
  }
}

async function measure(instance: Instance, accounts: number, job: string, make: Make, typed: string, undo?: Make): Promise<Row> {
  const before = async () => undo && (await run(instance, undo()))
  await before()
  const { counted } = await run(instance, make(), true)
  const nothing = emptyProgram(make().script)
  const apart = counted.sessions > 0
  const times = { whole: [] as Took[], quiet: [] as Took[], bare: [] as Took[], floor: [] as Took[] }
  for (let i = 0; i < runs; i++) {
    times.floor.push(await shell(instance, nothing))
    await before()
    times.whole.push(await run(instance, make()))
    if (apart) {
      await before()
      // without it there is no session
      await instance.run('chmod a-x /usr/bin/sleep')
      times.quiet.push(await run(instance, make()))
      await instance.run('chmod a+x /usr/bin/sleep')
    }
    await before()
    times.bare.push(await shell(instance, typed))
  }
  const whole = best(times.whole, 'ms')
  const told = apart ? times.quiet : times.whole
  const ms = best(told, 'ms')
  process.stderr.write(`${job}, ${accounts}: ${whole} ms\n`)
  return {
    job,
    accounts,
    ...counted,
    ms,
    sessionsMs: Math.max(0, whole - ms),
    bareMs: best(times.bare, 'ms'),
    floorMs: best(times.floor, 'ms'),
    cpuMs: best(told, 'cpu'),
    bareCpuMs: best(times.bare, 'cpu'),
    floorCpuMs: best(times.floor, 'cpu'),
    bytes: assemble(make().script).packed.length,
  }
}

async function run(instance: Instance, job: ScriptJob, trace = false) {
  const text = commandsFor(job, new Date(Date.now() + 600_000)).join('\n')
  const { ms, cpu, stdout, stderr, counted } = await shell(instance, text, trace)
  const result = readTranscript(job, instance.id, new Date().toISOString(), stdout, 'full')
  if (result.kind !== 'transcript' || result.failures.length > 0)
    throw new Error(
      `${job.script}: ${JSON.stringify(result.kind === 'transcript' ? result.failures : result)} ${stdout.slice(0, 500)} ${stderr}`,
    )
  return { ms, cpu, counted }
}

/** Milliseconds on the clock, and of the processors. */
type Took = { readonly ms: number; readonly cpu: number }

/** Runs a script inside, while this process goes on: it is the instance's name server and metadata service too. */
async function shell(instance: Instance, text: string, trace = false) {
  const traceFile = join(folder, 'trace')
  const enter = [
    'nsenter',
    ...stage.lab.world.enter(instance.pid(), '--mount', '--uts', '--ipc', '--net', '--pid', '--root', '--wd'),
    '/bin/sh',
  ]
  const command = trace
    ? ['strace', '-f', '-I2', '-qq', '--decode-pids=pidns', '-e', `trace=${traced}`, '-e', 'signal=none', '-o', traceFile, ...enter]
    : ['python3', '-I', '-S', '-c', clock, ...enter]
  const child = spawn(command[0]!, command.slice(1), {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', AWS_SSM_INSTANCE_ID: instance.id },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  })
  let [stdout, stderr, took] = ['', '', '']
  child.stdio[3]!.on('data', (said: Buffer) => (took += said.toString()))
  child.stdout.on('data', (said: Buffer) => {
    stdout += said.toString()
    // a tunnel outlives the job, and strace would wait for it
    if (trace && /^PRISM\/1 end /m.test(stdout)) child.kill('SIGTERM')
  })
  child.stderr.on('data', (said: Buffer) => (stderr += said.toString()))
  child.stdin.end(text)
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
  const [ms = 0, cpu = 0] = took.split(' ').map(Number)
  const counted = trace ? programsOf(readFileSync(traceFile, 'utf8')) : { programs: 0, sessions: 0, client: 0 }
  // nsenter and the shell that it becomes are ours; SSM's agent has begun them
  return { ms, cpu, stdout, stderr, counted: { ...counted, programs: counted.programs - 2 } }
}

/** What others on the machine take only makes it longer. */
function best(runs: readonly Took[], of: keyof Took): number {
  return Math.round(Math.min(...runs.map((run) => run[of])))
}
