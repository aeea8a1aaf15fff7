/** An instance with a volume that was mounted with a registry, on which fault after fault is put; it is green before each. */
import { defaultMountOptions } from '../../../src/domain/request.ts'
import type { Instance } from '../../../src/lab/instances/instance.ts'
import type { Said, Stage } from '../../support/lab-stage.ts'
import { registryOf } from '../../support/people-stage.ts'
import type { PeopleFault } from './fault.ts'
import type { PeopleOutcome } from './lane.ts'

const registry = registryOf(`
version: 1
people:
  ada: {uid: 65536, hosts: ["*"], groups: [genomics]}
  ben: {uid: 65537, hosts: ["*"], groups: [imaging]}
groups:
  genomics: {gid: 65540, directory: genomics}
  imaging: {gid: 65541, directory: imaging}
retired:
  - {number: 65538, name: eve, since: 2026-01-01}
`)

type Word = Pick<PeopleOutcome, 'says' | 'seen'>

export function openSpaceLane(stage: Stage, name: string) {
  let host: { readonly instance: Instance; readonly volume: string } | undefined

  const ask = (verb: 'mount' | 'verify', volume: string): Promise<Said> =>
    stage.ask({
      verb,
      volume: { kind: 'name', name: volume },
      selectors: [{ kind: 'name', name }],
      options: { ...defaultMountOptions, sharingTest: false },
      people: { file: 'people.yml', registry },
    })

  async function fresh() {
    const instance = await stage.instance(name)
    const { name: volume } = await stage.volume()
    const words = told(await ask('mount', volume))
    if (words) throw new Error(`a new host is not green: ${words.says}: ${words.seen}`)
    return { instance, volume }
  }

  async function inflict(script: string, on: { readonly instance: Instance; readonly volume: string }): Promise<void> {
    const place = `/mnt/${on.volume}`
    const done = await on.instance.run(`set -e\nH=/home/ada M=${place}\ncd $M\n${script}`, { timeoutMs: 30_000 })
    if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}${done.stdout}`)
  }

  async function run(fault: PeopleFault): Promise<PeopleOutcome> {
    try {
      host ??= await fresh()
      await inflict(fault.script, host)
      const seen = told(await ask('verify', host.volume)) ?? { says: '', seen: '' }
      let left = told(await ask('mount', host.volume))
      const repaired = left === undefined
      if (left && fault.fix !== undefined) {
        await inflict(fault.fix, host)
        left = told(await ask('mount', host.volume))
      }
      if (left) await dispose()
      return { fault, ...seen, repaired }
    } catch (error) {
      await dispose()
      return { fault, says: 'could not be tried', seen: String(error), repaired: false }
    }
  }

  async function healthy(customs: readonly (readonly [string, string])[]): Promise<string[]> {
    host ??= await fresh()
    const on = host
    const alarms: string[] = []
    for (const [custom, script] of customs) {
      const words = await inflict(script, on)
        .then(async () => told(await ask('verify', on.volume)))
        .catch((error: unknown): Word => ({ says: 'could not be tried', seen: String(error) }))
      if (words) alarms.push(`${custom}: ${words.says}: ${words.seen}`)
    }
    return alarms
  }

  async function dispose(): Promise<void> {
    if (!host) return
    stage.lab.aws.removeInstance(host.instance.id)
    await host.instance.destroy()
    host = undefined
  }

  return { run, healthy }
}

/** The first row of people that does not hold. */
function told({ report }: Said): Word | undefined {
  const rows = report.instances.flatMap((i) => i.rows).filter((r) => r.section === 'people')
  if (rows.length === 0) return { says: 'no rows', seen: '' }
  const row = rows.find((r) => r.verdict === 'differs') ?? rows.find((r) => r.verdict === 'unknown')
  return row && { says: row.code ?? row.verdict, seen: `${row.subject}: ${row.observed}` }
}
