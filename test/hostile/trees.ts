/** Trees that chance makes on the volume, under the looks of an instance that did not make them: many trees a look. */
import { commandsFor, makeJob, readTranscript } from '../../src/host/job.ts'
import { on, type Stage } from '../support/lab-stage.ts'
import type { Outcome } from './attack.ts'
import { changes, ranPlanted, snapshot } from './canaries.ts'
import { type Hosts, restore } from './hosts.ts'
import type { Turn } from './suite.ts'

const atOnce = 50

/** Each tree is grown once, `count` in all; a turn has 250 of them. */
export function fuzzTrees(stage: Stage, seed: number, count: number): Turn[] {
  const part = 250
  return Array.from({ length: Math.ceil(count / part) }, (_, n) => async (lane) => {
    const began = performance.now()
    const trees = Math.min(part, count - n * part)
    const why = await lane.lend((hosts) => grow(stage, hosts, seed + n * part, trees)).catch((error: unknown) => String(error))
    const name = `${trees} trees that chance made, from ${n * part}`
    return [{ name, seat: 'root', why, seconds: (performance.now() - began) / 1000 } satisfies Outcome]
  })
}

async function grow(stage: Stage, hosts: Hosts, seed: number, count: number): Promise<string> {
  const { attacked, other, place, honest } = hosts
  const model = honest.run.jobs
    .filter((j) => j.chunks.some((c) => c.instanceIds.includes(other.id)))
    .find((j) => j.job.params.depth === 'behaviour')?.job
  if (!model) throw new Error('the honest verify had no look')
  const before = await snapshot(stage.lab.world, other)
  for (let done = 0; done < count; done += atOnce) {
    const dice = seed + done
    await on(
      attacked,
      `printf 'echo "$(id -u) pay" >>/pwned/ran\\n' >${place}/shared/pay; /usr/bin/python3 -I -S /attack/tree.py ${place} ${dice} ${Math.min(atOnce, count - done)}`,
    )
    const job = makeJob({ runId: '01TREES', n: dice % 1_000_000, script: 'inspect', params: model.params, instanceIds: [other.id] })
    const from = performance.now()
    const script = commandsFor(job, new Date(Date.now() + 120_000)).join('\n')
    const { stdout } = await other.execute({ script, environment: {}, timeoutSeconds: 120, signal: new AbortController().signal })
    const seconds = (performance.now() - from) / 1000
    const result = readTranscript(job, other.id, new Date().toISOString(), stdout, 'full')
    const ran = await ranPlanted(stage.lab.world, other)
    const why =
      result.kind !== 'transcript' || !result.observation
        ? `no look came back: ${JSON.stringify(result).slice(0, 300)} ${stdout.slice(0, 200)}`
        : seconds > 60
          ? `a look took ${Math.round(seconds)} s`
          : /^0 /m.test(ran)
            ? `ran as root: ${ran}`
            : (changes(before, await snapshot(stage.lab.world, other))[0] ?? '')
    if (why !== '') return `trees of seed ${dice}: ${why}`
    await restore(hosts)
  }
  return ''
}
