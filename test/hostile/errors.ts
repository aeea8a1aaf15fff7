/** A server that errs in the middle: whatever call to the volume fails, by chance, a job goes to its end and says what it could see. */
import { commandsFor, makeJob, readTranscript } from '../../src/host/job.ts'
import type { Stage } from '../support/lab-stage.ts'
import type { Outcome } from './attack.ts'
import { changes, snapshot } from './canaries.ts'
import type { Hosts } from './hosts.ts'
import { programText } from './programs.ts'
import { modelsOf } from './rounds.ts'
import { inOneStart } from './start-text.ts'
import type { Turn } from './suite.ts'

export function errsInTheMiddle(stage: Stage, seed: number, rounds: number): Turn {
  return async (lane) => {
    const began = performance.now()
    const why = await lane
      .lend(
        async (hosts) =>
          (await erred(stage, hosts, seed, ['behaviour'], rounds)) || erred(stage, hosts, seed, ['write', 'exchange', 'clean'], rounds),
      )
      .catch((error: unknown) => String(error))
    const seconds = (performance.now() - began) / 1000
    return [{ name: 'errors in the middle that chance made', seat: 'root', why, seconds } satisfies Outcome]
  }
}

async function erred(stage: Stage, hosts: Hosts, seed: number, phases: readonly string[], rounds: number): Promise<string> {
  const { other, place } = hosts
  const model = modelsOf(hosts, other)
  const before = await snapshot(stage.lab.world, other)
  const jobs = Array.from({ length: rounds }, (_, round) =>
    phases.map((phase, n) => {
      const { script, params, instanceIds } = model(phase)
      const token = params.token === undefined ? {} : { token: `${params.token.slice(0, 20)}e${round}` }
      return makeJob({ runId: '01ERRS', n: round * 10 + n, script, params: { ...params, ...token }, instanceIds })
    }),
  ).flat()
  const scripts = jobs.map((job) => commandsFor(job, new Date(Date.now() + 300_000)).join('\n'))
  const errs = `${await programText('errs.py')}\nspoil(b"${place}", ${seed} + n * 7919)\n`
  const script = inOneStart(scripts, errs)
  const { stdout, stderr } = await other.execute({ script, environment: {}, timeoutSeconds: 300, signal: new AbortController().signal })
  const ended = stdout.match(/^PRISM\/1 job=[\s\S]*?^PRISM\/1 end .*\n/gm) ?? []
  if (ended.length !== jobs.length) return `seed ${seed}: ${ended.length} of ${jobs.length} jobs came to their end: ${stderr.slice(0, 400)}`
  for (const [n, output] of ended.entries()) {
    const result = readTranscript(jobs[n]!, other.id, new Date().toISOString(), output, 'full')
    if (result.kind !== 'transcript') return `seed ${seed}, job ${n}: ${JSON.stringify(result).slice(0, 300)}`
  }
  return changes(before, await snapshot(stage.lab.world, other))[0] ?? ''
}
