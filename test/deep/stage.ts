/** Prism on a deep lab: what a test asks of it, and what came of it. */
import { join } from 'node:path'
import { compose, machineClock } from '../../src/compose/prism.ts'
import type { Report } from '../../src/domain/report.ts'
import type { Origin, Request } from '../../src/domain/request.ts'
import { defaultCreateOptions } from '../../src/domain/request.ts'
import type { Run, RunEvent } from '../../src/domain/run.ts'
import { whyNoKernels } from '../../src/lab/kernels/host.ts'
import type { KernelInstance, KernelInstanceSpec } from '../../src/lab/kernels/instance.ts'
import { type DeepLab, startDeepLab } from '../../src/lab/kernels/start.ts'
import { parseCommand } from '../../src/language/comment.ts'

const why = whyNoKernels()
/** A group of tests that needs kernels; skipped with its reason where this machine cannot run them. */
export const onKernels = (name: string, tests: () => void): void => (why ? describe.skip(`${name} (${why})`, tests) : describe(name, tests))

/** What a test waits for at most: many minutes of a machine that does something else beside. */
export const patience = 600_000

export type DeepStage<Name extends string = string> = {
  readonly lab: DeepLab
  readonly nodes: Readonly<Record<Name, KernelInstance>>
  readonly volume: { readonly id: string; readonly name: string }
  readonly place: string
  /** As after `/prism `. `onEvent` is told of the run's events while it goes. */
  readonly say: (words: string, saying?: Saying) => Promise<{ readonly run: Run; readonly report: Report; readonly seconds: number }>
  /** What a comment has no words for. */
  readonly ask: (request: Request) => Promise<Run>
  readonly stop: () => Promise<void>
}

export type Saying = { readonly signal?: AbortSignal; readonly onEvent?: (event: RunEvent) => void | Promise<void> }

const origin: Origin = { entrypoint: 'terminal', actor: { id: 'test', name: 'test' } }

/** A server with the volume `deep` and a node for each name. `file` names the wire log, where PRISM_WIRE_LOG asks for one. */
export async function openDeepStage<Name extends string>(
  file: string,
  nodes: Readonly<Record<Name, Omit<KernelInstanceSpec, 'name' | 'privateIp' | 'processor'>>>,
): Promise<DeepStage<Name>> {
  const log = process.env.PRISM_WIRE_LOG
  const names = Object.keys(nodes) as Name[]
  const lab = await startDeepLab({
    firstProcessor: Number(process.env.JEST_WORKER_ID ?? 0),
    instances: names.map((name, i) => ({ ...nodes[name], name, privateIp: `172.31.1.${11 + i}` })),
    timings: { fileSystemCreates: 20, mountTargetCreates: 20, deletes: 20, updates: 20, delivery: 5, deliveryTimeoutScale: 0.02 },
    ...(log ? { recordTo: join(log, `deep-${file}.jsonl`) } : {}),
  })
  // polls are shorter than in life; the scripts and their limits are not
  const clock = { now: machineClock.now, sleep: (ms: number, signal?: AbortSignal) => machineClock.sleep(ms * 0.08, signal) }
  const prism = compose({ env: lab.aws.env, clock })
  const ask = async (request: Request, { signal, onEvent }: Saying = {}): Promise<Run> => {
    const runId = await prism.request(request, origin)
    const deaf = prism.listen({ onEvent: async (event) => (event.runId === runId ? onEvent?.(event) : undefined) })
    try {
      return (await prism.execute(runId, signal ? { signal } : {})).run
    } finally {
      deaf()
    }
  }
  try {
    const made = await ask({ verb: 'create', name: 'deep', options: defaultCreateOptions })
    if (made.answer?.kind !== 'created' || !made.answer.volume) throw new Error(`no volume: ${JSON.stringify(made.findings)}`)
    return {
      lab,
      nodes: lab.instances as Record<Name, KernelInstance>,
      volume: made.answer.volume,
      place: '/mnt/deep',
      ask,
      stop: lab.stop,
      say: async (words, saying) => {
        const request = parseCommand(`/prism ${words}`)
        if (!('verb' in request)) throw new Error(`not a request: ${words}`)
        const from = Date.now()
        const run = await ask(request, saying)
        return {
          run,
          seconds: (Date.now() - from) / 1000,
          get report() {
            if (run.answer?.kind !== 'report') throw new Error(`no report, but ${run.state}: ${JSON.stringify(run.findings)}`)
            return run.answer.report
          },
        }
      },
    }
  } catch (error) {
    await lab.stop()
    throw error
  }
}

/** What a script prints on the instance, which has to work. */
export async function on(instance: KernelInstance, script: string): Promise<string> {
  const done = await instance.run(script, { timeoutMs: patience / 2 })
  if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}${done.stdout}`)
  return done.stdout.trim()
}

/** Prism's limit for the mount command, 90 s, is 15 there: the kernel would try a dead tunnel again for two minutes. */
export const impatient = (instance: KernelInstance): Promise<string> =>
  on(
    instance,
    `rm /usr/bin/python3; cat >/usr/bin/python3 <<'END'
#!/bin/bash
export PRISM_PARAMETERS=$(base64 -d <<<"$PRISM_PARAMETERS" | sed s/^PRISM_MOUNT_SECONDS=90$/PRISM_MOUNT_SECONDS=15/ | base64 -w 0)
exec /usr/bin/python3.11 "$@"
END
chmod 755 /usr/bin/python3`,
  )
/** As before; a power cut after it does not bring the other one back. */
export const patient = (instance: KernelInstance): Promise<string> => on(instance, 'ln -sf python3.11 /usr/bin/python3; sync')
