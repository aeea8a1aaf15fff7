/** Trees that chance makes on the volume, under the looks of an instance that did not make them: many trees a look. */
import type { ScriptJob } from '../../src/domain/plan.ts'
import { commandsFor, makeJob, readTranscript } from '../../src/host/job.ts'
import { on, type Stage } from '../support/lab-stage.ts'
import type { Outcome } from './attack.ts'
import { changes, snapshot } from './canaries.ts'
import { dispose, openHosts, restore } from './hosts.ts'

const atOnce = 50

export async function fuzzTrees(stage: Stage, seed: number, count: number): Promise<Outcome> {
  const began = performance.now()
  let why = ''
  const hosts = await openHosts(stage, 9)
  const { attacked, other, place, honest } = hosts
  const model = honest.run.jobs
    .map((j) => j.job)
    .find((j): j is ScriptJob => 'script' in j && j.params.depth === 'behaviour' && j.instanceIds.includes(other.id))
  if (!model) throw new Error('the honest verify had no look')
  const before = await snapshot(stage.lab.world, other)
  for (let done = 0; done < count && why === ''; done += atOnce) {
    const dice = seed + done
    await on(
      attacked,
      `printf 'echo "$(id -u) pay" >>/pwned/ran\\n' >${place}/shared/pay; /usr/bin/python3 /attack/tree.py ${place} ${dice} ${atOnce}`,
    )
    const job = makeJob({ runId: '01TREES', n: done + 1, script: 'inspect', params: model.params, instanceIds: [other.id] })
    const from = performance.now()
    const script = commandsFor(job, new Date(Date.now() + 120_000)).join('\n')
    const { stdout } = await other.execute({ script, environment: {}, timeoutSeconds: 120, signal: new AbortController().signal })
    const seconds = (performance.now() - from) / 1000
    const result = readTranscript(job, other.id, new Date().toISOString(), stdout, 'full')
    const ran = await on(other, '/usr/bin/cat /pwned/ran')
    if (result.kind !== 'transcript' || !result.observation)
      why = `no look came back: ${JSON.stringify(result).slice(0, 300)} ${stdout.slice(0, 200)}`
    else if (seconds > 60) why = `a look took ${Math.round(seconds)} s`
    else if (/^0 /m.test(ran)) why = `ran as root: ${ran}`
    else why = changes(before, await snapshot(stage.lab.world, other))[0] ?? ''
    if (why !== '') why = `trees of seed ${dice}: ${why}`
    await restore(hosts)
  }
  await dispose(stage, hosts)
  return { name: `${count} trees that chance made`, seat: 'root', why, seconds: (performance.now() - began) / 1000 }
}
