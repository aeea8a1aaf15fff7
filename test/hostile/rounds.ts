/** Races: jobs of an honest verify under other keys, again and again, on both instances at once and neither in step with the other. */
import type { ScriptJob } from '../../src/domain/plan.ts'
import { commandsFor, makeJob } from '../../src/host/job.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import type { Attack } from './attack.ts'
import type { Hosts } from './hosts.ts'
import { inOneStart } from './start-text.ts'

type Raced = Extract<Attack['meanwhile'], object>['races']

/** What one job makes that can be raced: a sharing test its folder; a look a file and a folder for each of several accounts. */
const inOneJob: Readonly<Record<Raced, number>> = { write: 1, behaviour: 10 }
/** So many at one start: their parameters are one word of the shell's. */
const atOnce = 20
let number = 0

/** Throws where a job did not go to its end. */
export async function race(at: Hosts, what: Raced, rounds: number): Promise<void> {
  const jobs = Math.ceil(rounds / inOneJob[what])
  await Promise.all([at.attacked, at.other].map((instance) => on(instance, at, what, jobs)))
}

async function on(instance: Instance, at: Hosts, what: Raced, jobs: number): Promise<void> {
  const model = modelsOf(at, instance)
  for (let done = 0; done < jobs; done += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, jobs - done) }, (_, n) => done + n)
    const scripts = some.flatMap((round) => {
      number += 1
      // the first phase is where things are made; what the later ones make of it, some rounds see, and the accounts with their sessions
      const whole = round % 4 === 0
      const phases = what === 'behaviour' ? ['behaviour'] : whole ? ['write', 'exchange', 'clean'] : ['write']
      return phases.map((phase, n) => {
        const { script, params, instanceIds } = model(phase)
        const token = params.token === undefined ? {} : { token: `${params.token.slice(0, 20)}${at.lane}r${round}` }
        const nobody = what === 'behaviour' || whole ? {} : { identities: `${instance.id}:visitor-1:60601:t` }
        const job = makeJob({ runId: '01RACE', n: number * 10 + n, script, params: { ...params, ...token, ...nobody }, instanceIds })
        return commandsFor(job, new Date(Date.now() + 120_000)).join('\n')
      })
    })
    const script = inOneStart(scripts)
    const { stdout } = await instance.execute({ script, environment: {}, timeoutSeconds: 120, signal: new AbortController().signal })
    const ended = stdout.match(/^PRISM\/1 end /gm)?.length ?? 0
    if (ended !== scripts.length) throw new Error(`${ended} of ${scripts.length} jobs ended on ${instance.name}: ${stdout.slice(-300)}`)
  }
}

/** As this instance was asked, or, where it was not, as the other one was. */
export function modelsOf({ honest }: Hosts, { id }: Instance): (phase: string) => ScriptJob {
  return (phase) => {
    const ofPhase = honest.run.jobs.flatMap(({ job, chunks }) => {
      if (job.script === 'distributor' || !(job.params.phase === phase || (job.script === 'inspect' && job.params.depth === phase)))
        return []
      return [{ job, ids: chunks.flatMap((c) => c.instanceIds) }]
    })
    const found = (ofPhase.find((j) => j.ids.includes(id)) ?? ofPhase[0])?.job
    if (!found) throw new Error(`the honest verify had no job for ${phase}`)
    return { ...found, instanceIds: [id], params: found.params.instance ? { ...found.params, instance: id } : found.params }
  }
}
