/** What real instances of the lab answer to the jobs of a mount and of a verify, to be told again by many. */
import type { Instance } from '../../../src/lab/instances/instance.ts'
import { openStage } from '../lab-stage.ts'
import { parametersOf, recordsOf } from './transcript.ts'

export type Recorded = {
  readonly instanceId: string
  readonly fileSystemId: string
  /** `inspect facts`, `inspect behaviour`, `mount`: the records of that job. */
  readonly jobs: Readonly<Record<string, string>>
}

export const jobOf = (given: ReadonlyMap<string, string>): string =>
  [given.get('PRISM_SCRIPT'), given.get('PRISM_DEPTH') ?? given.get('PRISM_PHASE')].filter(Boolean).join(' ')

export const place = '/mnt/research-data'
export const people = (accounts: number): readonly string[] =>
  accounts === 1 ? ['ubuntu'] : Array.from({ length: accounts }, (_, i) => `person-${i + 1}`)

/** Mounts a volume on one instance and verifies it, for one account (the login user) or for so many. `broken`: by that script, before the verify. */
export async function record(accounts: number, broken = ''): Promise<Recorded> {
  const stage = await openStage('fleet')
  try {
    const users = accounts === 1 ? [] : people(accounts).map((name, i) => ({ name, uid: 2001 + i }))
    const instance = await stage.instance('recorded', { users })
    const jobs: Record<string, string> = {}
    listen(instance, jobs)
    const volume = await stage.volume()
    const named = accounts === 1 ? '' : ` --users ${people(accounts).join(',')}`
    // the first is the one that mounts, the second finds everything as it is to be
    for (const verb of ['mount', 'mount', 'verify']) {
      if (verb === 'verify' && broken !== '') await instance.run(broken)
      const { run } = await stage.say(`${verb} ${volume.id} recorded --mount-point ${place}${named}`)
      if (run.state !== (verb === 'verify' && broken !== '' ? 'failed' : 'done'))
        throw new Error(`the recorded ${verb} ended as ${run.state}: ${JSON.stringify(run.findings)}`)
    }
    return { instanceId: instance.id, fileSystemId: volume.id, jobs }
  } finally {
    await stage.stop()
  }
}

/** The last answer to each kind of job counts. */
function listen(instance: Instance, jobs: Record<string, string>): void {
  const { execute } = instance
  const listening: Instance['execute'] = async (execution) => {
    const result = await execute(execution)
    jobs[jobOf(parametersOf(execution.script))] = recordsOf(result.stdout)
    return result
  }
  Object.assign(instance, { execute: listening })
}
