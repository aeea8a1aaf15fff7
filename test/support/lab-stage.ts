/**
 * The whole chain on a lab of its own: compose → SDK → the lab's AWS over the wire → the real scripts on namespace instances. It is spoken
 * to in the words of a comment; what is looked at are run and report, the instances' own files, and the lab's log of executions.
 */
import { join } from 'node:path'
import { compose, machineClock, type Prism } from '../../src/compose/prism.ts'
import type { FindingCode } from '../../src/domain/catalogue.ts'
import type { DocumentChoice } from '../../src/domain/documents.ts'
import type { Clock, FileSystem } from '../../src/domain/ports.ts'
import type { Report } from '../../src/domain/report.ts'
import { defaultCreateOptions, type Origin, type Request } from '../../src/domain/request.ts'
import type { Run, RunEvent } from '../../src/domain/run.ts'
import type { LabExecutionRecord } from '../../src/lab/aws/ssm/state.ts'
import type { InstanceState, Timings } from '../../src/lab/aws/world.ts'
import { inspectHost } from '../../src/lab/instances/host.ts'
import { createInstance, type Instance, type InstanceSpec } from '../../src/lab/instances/instance.ts'
import { type Lab, startLab } from '../../src/lab/start.ts'
import { parseCommand } from '../../src/language/comment.ts'
import { memoryLocks } from '../../src/runs/locks.ts'
import { memoryStore } from '../../src/runs/stores/memory.ts'

const host = inspectHost()
/** A group of tests that needs a lab; skipped with its reason where this machine cannot hold one. */
export const onLab = (name: string, tests: () => void): void =>
  host.kind === 'refused' ? describe.skip(`${name} (${host.reason})`, tests) : describe(name, tests)

/** A test, or a skipped one whose name says why. */
export const unless = (why: string | undefined) => (why ? (name: string) => test.skip(`${name} (${why})`, () => undefined) : test)

export type Saying = {
  readonly dryRun?: boolean
  readonly signal?: AbortSignal
  /** Told of every event while the run goes; a fault can be armed, a signal aborted, at the moment that counts. */
  readonly onEvent?: (event: RunEvent) => void | Promise<void>
  /** In the place of the stage's own. */
  readonly prism?: Prism
}

export type Said = {
  readonly run: Run
  /** The report of the run; throws where it has none. */
  readonly report: Report
  /** `mount ubuntu`: what was really executed for this run, in the order of the starts. */
  readonly executed: readonly string[]
  /** The same of anything that no job of this run accounts for. */
  readonly strays: readonly LabExecutionRecord[]
}

export type Stage = {
  readonly lab: Lab
  readonly prism: Prism
  /** A Prism whose clock differs by so many seconds from the instances'. */
  readonly prismWithClock: (offsetSeconds: number) => Prism
  /** Two Prisms, as two processes would be, on one store of runs. */
  readonly twoWorkers: () => readonly [Prism, Prism]
  /** A Prism that sends by these SSM documents. */
  readonly prismBy: (documents: DocumentChoice) => Prism
  /** Boots an instance that SSM and EC2 know; gone after the test. */
  readonly instance: (name: string, spec?: Partial<InstanceSpec>, state?: InstanceState) => Promise<Instance>
  /** A new volume under a name that no other test uses. */
  readonly volume: () => Promise<FileSystem>
  /** As after `/prism `: parsed as a comment is. */
  readonly say: (words: string, saying?: Saying) => Promise<Said>
  readonly ask: (request: Request, saying?: Saying) => Promise<Said>
  /** Between tests: no faults, no instances, nothing under way. */
  readonly clear: () => Promise<void>
  readonly stop: () => Promise<void>
}

export const origin: Origin = { entrypoint: 'terminal', actor: { id: 'test', name: 'test' } }
/** Polls and waits are this much shorter than in life; the scripts and their limits are not. */
const haste = 0.08

function hastyClock(offsetSeconds: number): Clock {
  return {
    now: () => new Date(Date.now() + offsetSeconds * 1000),
    sleep: (milliseconds, signal) => machineClock.sleep(milliseconds * haste, signal),
  }
}

/**
 * Starts the lab of one test file. `file` names its wire log, where PRISM_WIRE_LOG asks for one. `deliveryTimeoutScale`: how much shorter
 * than in life SSM tries to deliver; 1 where no instance is offline, so that a busy machine is not taken for one. `timings`: in the place of
 * the short ones.
 */
export async function openStage(
  file: string,
  deliveryTimeoutScale = 0.02,
  region = 'us-east-1',
  timings: Partial<Timings> = {},
): Promise<Stage> {
  const log = process.env.PRISM_WIRE_LOG
  const lab = await startLab({
    instances: [],
    region,
    timings: { fileSystemCreates: 20, mountTargetCreates: 20, deletes: 20, updates: 20, delivery: 5, deliveryTimeoutScale, ...timings },
    ...(log ? { recordTo: join(log, `${file}.jsonl`) } : {}),
  })
  /** As replicas have them: of all that the stage composes. */
  const locks = memoryLocks()
  const prismWithClock = (offsetSeconds: number) => compose({ env: lab.env, clock: hastyClock(offsetSeconds), locks })
  const prism = prismWithClock(0)
  const instances = new Set<Instance>()
  const names = new Map<string, string>()
  let volumes = 0

  const ask: Stage['ask'] = async (request, saying = {}) => {
    const by = saying.prism ?? prism
    const before = lab.aws.executions().length
    const runId = await by.request(request, origin, { dryRun: saying.dryRun ?? false })
    const deaf = by.listen({ onEvent: async (event) => (event.runId === runId ? saying.onEvent?.(event) : undefined) })
    try {
      const { run } = await by.execute(runId, saying.signal ? { signal: saying.signal } : {})
      return saidOf(run, lab.aws.executions().slice(before), names)
    } finally {
      deaf()
    }
  }

  return {
    lab,
    prism,
    prismWithClock,
    twoWorkers: () => {
      const journal = memoryStore()
      const worker = () => compose({ env: lab.env, clock: hastyClock(0), journal })
      return [worker(), worker()]
    },
    prismBy: (documents) => compose({ env: lab.env, clock: hastyClock(0), documents }),
    ask,
    say: (words, saying) => {
      const request = parseCommand(`/prism ${words}`)
      if (!('verb' in request)) throw new Error(`not a request: ${words}`)
      return ask(request, saying)
    },
    instance: async (name, spec = {}, state) => {
      const instance = await createInstance(lab.world, { name, distribution: 'ubuntu', client: 'installed', ...spec })
      instances.add(instance)
      names.set(instance.id, name)
      lab.aws.addInstance(instance, state)
      return instance
    },
    volume: async () => {
      volumes += 1
      const { run } = await ask({ verb: 'create', name: `volume-${volumes}`, options: defaultCreateOptions })
      if (run.answer?.kind !== 'created' || !run.answer.volume) throw new Error(`no volume: ${JSON.stringify(run.findings)}`)
      return run.answer.volume
    },
    clear: async () => {
      lab.aws.faults.clear()
      for (const { id } of instances) lab.aws.removeInstance(id)
      await Promise.all([...instances].map((instance) => instance.destroy()))
      instances.clear()
    },
    stop: () => lab.stop(),
  }
}

function saidOf(run: Run, executions: readonly LabExecutionRecord[], names: ReadonlyMap<string, string>): Said {
  const scripts = new Map(run.jobs.flatMap((j) => j.chunks.map((c) => [c.commandId, j.job.script] as const)))
  return {
    run,
    get report() {
      if (run.answer?.kind !== 'report') throw new Error(`no report, but ${run.state}: ${JSON.stringify(run.findings)}`)
      return run.answer.report
    },
    executed: executions.flatMap((e) => {
      const script = scripts.get(e.commandId)
      return script ? [`${script} ${names.get(e.instanceId) ?? e.instanceId}`] : []
    }),
    strays: executions.filter((e) => !scripts.has(e.commandId)),
  }
}

/** The instance's part of a report. */
export function of(report: Report, name: string): Report['instances'][number] {
  const found = report.instances.find((i) => i.name === name)
  if (!found) throw new Error(`${name} is not in the report: ${report.instances.map((i) => i.name).join(', ')}`)
  return found
}

/** `fstab=changed`, … of one instance, on one line. */
export const steps = (report: Report, name: string): string =>
  of(report, name)
    .steps.map((s) => `${s.step}=${s.status}`)
    .join(' ')

/** All rows that do not hold, as a person reads them: empty where everything is green. */
export const notHolding = (report: Report, name: string): string[] =>
  of(report, name)
    .rows.filter((r) => r.verdict === 'differs' || r.verdict === 'unknown')
    .map((r) => `${r.section} ${r.subject}: ${r.observed} (${r.verdict})`)

/** The codes of an instance's findings. */
export const codes = (report: Report, name: string): FindingCode[] => of(report, name).findings.map((f) => f.code)

/** What a script prints on the instance, which has to work. */
export async function on(instance: Instance, script: string): Promise<string> {
  const done = await instance.run(script, { timeoutMs: 30_000 })
  if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}${done.stdout}`)
  return done.stdout.trim()
}

/** What a mount at the place leaves behind on an instance: the mount, fstab lines, the directory; empty where there is nothing. */
export const traces = (instance: Instance, place: string): Promise<string> =>
  on(
    instance,
    `grep ' ${place} ' /proc/self/mountinfo; grep '${place}' /etc/fstab; ls -d ${place} 2>/dev/null; ls -A /etc | grep fstab.prism; :`,
  )

/** Processes on the instance that a script of ours could have left: all but init, the client's tunnels and what the lab itself holds. */
export async function strangers(instance: Instance): Promise<string[]> {
  const lines = (await on(instance, 'ps -eo pid=,ppid=,sid=,args=')).split('\n').map((line) => line.trim().replace(/ +/g, ' '))
  // of the lab: pid 1, entered from outside (no parent), tunnels, and the session that keeps a hung server hanging
  const known = [/^1 /, /^\d+ 0 /, /^\d+ \d+ \d+ efs-proxy/, /^(\d+) \d+ \1 sleep infinity$/, /^\d+ \d+ \d+ ps -eo/]
  return lines.filter((line) => !known.some((pattern) => pattern.test(line)))
}

/** On this instance the limit for the mount command (90 s) passes within 3 s: the parameter is another by the time it arrives. */
export async function hurry(instance: Instance): Promise<void> {
  const { execute } = instance
  const hurried = (script: string): string =>
    script.replace(/^PRISM_PARAMETERS='(.*)'$/m, (_, packed: string) => {
      const values = Buffer.from(packed, 'base64').toString().replace('PRISM_MOUNT_SECONDS=90', 'PRISM_MOUNT_SECONDS=3')
      return `PRISM_PARAMETERS='${Buffer.from(values).toString('base64')}'`
    })
  Object.assign(instance, {
    execute: ((execution) => execute({ ...execution, script: hurried(execution.script) })) satisfies Instance['execute'],
  })
}

/** Puts another program in the place of one of the distribution's, which stays beside it as PATH.real; the answer puts that back. */
export async function replaceProgram(instance: Instance, path: string, script: string): Promise<() => Promise<string>> {
  await on(instance, `mv ${path} ${path}.real`)
  await instance.writeFile(path, script)
  await on(instance, `chmod 755 ${path}`)
  return () => on(instance, `mv -f ${path}.real ${path}`)
}
