/** Prism on a deep lab: what a test asks of it, and what came of it. */
import { compose, machineClock } from '../../src/compose.ts'
import type { Report } from '../../src/domain/report.ts'
import type { Origin, Request } from '../../src/domain/request.ts'
import { defaultCreateOptions } from '../../src/domain/request.ts'
import type { Run } from '../../src/domain/run.ts'
import { whyNoKernels } from '../../src/lab/kernels/host.ts'
import type { KernelInstance } from '../../src/lab/kernels/instance.ts'
import { type DeepLab, startDeepLab } from '../../src/lab/kernels/start.ts'
import { parseCommand } from '../../src/language/comment.ts'

const why = whyNoKernels()
/** A group of tests that needs kernels; skipped with its reason where this machine cannot run them. */
export const onKernels = (name: string, tests: () => void): void => (why ? describe.skip(`${name} (${why})`, tests) : describe(name, tests))

export type DeepStage = {
  readonly lab: DeepLab
  readonly ubuntu: KernelInstance
  readonly rocky: KernelInstance
  readonly volume: { readonly id: string; readonly name: string }
  readonly place: string
  /** As after `/prism `. */
  readonly say: (words: string) => Promise<{ readonly run: Run; readonly report: Report; readonly seconds: number }>
  readonly stop: () => Promise<void>
}

const origin: Origin = { door: 'terminal', actor: { id: 'test', name: 'test' } }

export async function openDeepStage(): Promise<DeepStage> {
  const lab = await startDeepLab({
    instances: [
      { name: 'ubuntu', distribution: 'ubuntu', privateIp: '172.31.1.11' },
      { name: 'rocky', distribution: 'rocky', privateIp: '172.31.1.12' },
    ],
    timings: { fileSystemCreates: 20, mountTargetCreates: 20, deletes: 20, updates: 20, delivery: 5, deliveryTimeoutScale: 0.02 },
  })
  const { ubuntu, rocky } = lab.instances
  if (!ubuntu || !rocky) throw new Error('an instance is missing')
  // polls are shorter than in life; the scripts and their limits are not
  const clock = { now: machineClock.now, sleep: (ms: number, signal?: AbortSignal) => machineClock.sleep(ms * 0.08, signal) }
  const prism = compose({ env: lab.aws.env, clock })
  const ask = async (request: Request): Promise<Run> => {
    const { run } = await prism.drive(await prism.request(request, origin))
    return run
  }
  try {
    const made = await ask({ verb: 'create', name: 'deep', options: defaultCreateOptions })
    if (made.answer?.kind !== 'created' || !made.answer.volume) throw new Error(`no volume: ${JSON.stringify(made.findings)}`)
    return {
      lab,
      ubuntu,
      rocky,
      volume: made.answer.volume,
      place: '/mnt/deep',
      stop: lab.stop,
      say: async (words) => {
        const request = parseCommand(`/prism ${words}`)
        if (!('verb' in request)) throw new Error(`not a request: ${words}`)
        const from = Date.now()
        const run = await ask(request)
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
  const done = await instance.run(script)
  if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}${done.stdout}`)
  return done.stdout.trim()
}
