/** A lane: two instances and a volume, attacked again and again; what an attack leaves behind costs it new instances. */
import { on, type Stage } from '../support/lab-stage.ts'
import type { Attack, Fault, Outcome } from './attack.ts'
import { changes, ranPlanted, type Snapshot, snapshot } from './canaries.ts'
import { dispose, type Hosts, openHosts, restore } from './hosts.ts'
import { judge } from './judge.ts'
import { work } from './meanwhile.ts'
import { beginAs, runAs, tryThere } from './seats.ts'

export type Lane = {
  /** `fault`: of the Prism that is attacked. */
  readonly run: (attack: Attack, fault?: Fault) => Promise<Outcome>
  /** The instances as they are before an attack, put back afterwards. */
  readonly lend: <T>(use: (hosts: Hosts) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

export function openLane(stage: Stage, number: number, rounds: number): Lane {
  let hosts: Hosts | undefined
  let pristine: readonly Snapshot[] = []

  const both = (on: Hosts) => [on.attacked, on.other]
  const look = (at: Hosts) => Promise.all(both(at).map((instance) => snapshot(stage.lab.world, instance)))

  async function ready(): Promise<Hosts> {
    if (hosts) return hosts
    hosts = await openHosts(stage, number)
    pristine = await look(hosts)
    return hosts
  }

  async function close(): Promise<void> {
    const old = hosts
    hosts = undefined
    if (old) await dispose(stage, old)
  }

  async function run(attack: Attack, fault?: Fault): Promise<Outcome> {
    const began = performance.now()
    const end = (why: string): Outcome => ({ name: attack.name, seat: attack.seat, why, seconds: (performance.now() - began) / 1000 })
    try {
      const at = await ready()
      const why = await attackOn(at, attack, fault)
      const left = await tidied(at, attack, why === '' && isPlain(attack))
      if (left === '') return end(why)
      await close()
      return { ...end(why), left }
    } catch (error) {
      await close().catch(() => undefined)
      return end(`could not be tried: ${String(error)}`)
    }
  }

  async function attackOn(at: Hosts, attack: Attack, fault: Fault | undefined): Promise<string> {
    const { attacked, other, volume, place } = at
    const head = `PATH=/usr/sbin:/usr/bin:/sbin:/bin P='${place}' N='${volume.name}' V='${volume.id}' T=/attack O='${other.id}' I='${attacked.id}'\nset -e\n`
    const pay = `echo "$(id -u) pay" >>/pwned/ran\n`
    const scene = `${attack.scene ? `(${attack.scene}\n)\n` : ''}`
    await on(
      attacked,
      `${head}printf %s '${pay}' >$P/shared/pay; chown 1666:3000 $P/shared/pay; chmod 664 $P/shared/pay\n${scene}${attack.sceneThere ?? ''}`,
    )
    if (scene) await on(other, head + scene)
    if (attack.first) await runAs(attacked, attack.seat, `${head}cd /\n${attack.first}`)
    if (attack.program) await beginAs(attacked, attack, `${head}set +e\ncd /\n${attack.program}`)
    // where nobody but the attacker did anything so far, what that one reached counts too
    const before = isPlain(attack) ? pristine : await look(at)
    const keeps = () => (attack.keeps ? on(attacked, head + attack.keeps) : '')
    const kept = await keeps()
    const sent = fault ? withFaults(both(at), place, fault) : () => undefined
    const began = performance.now()
    const run = await work(stage, at, attack, rounds).finally(sent)
    const seconds = (performance.now() - began) / 1000
    if (attack.afterwards) await tryThere(other, `${head}cd /\n${attack.afterwards}`)
    const after = await look(at)
    const ran = (await Promise.all(both(at).map((instance) => ranPlanted(stage.lab.world, instance)))).join('\n')
    return judge(at, attack, { before, after, run, seconds, rounds, ran, kept: [kept, await keeps()] })
      .slice(0, 4)
      .join('; ')
  }

  /** What is not as it was before. */
  async function tidied(at: Hosts, attack: Attack, clean: boolean): Promise<string> {
    // what was planted in /usr/local is nobody's to tidy up by
    const head = `PATH=/usr/sbin:/usr/bin:/sbin:/bin P='${at.place}' N='${at.volume.name}' V='${at.volume.id}' T=/attack\n`
    try {
      if (attack.undo) for (const instance of both(at)) await instance.run(head + attack.undo, { timeoutMs: 60_000 })
      await restore(at)
      // nothing had changed, and only homes and the volume were put back since
      if (clean) return ''
      const now = await look(at)
      return now.flatMap((one, n) => changes(pristine[n]!, one))[0] ?? ''
    } catch (error) {
      return String(error)
    }
  }

  async function lend<T>(use: (hosts: Hosts) => Promise<T>): Promise<T> {
    try {
      const at = await ready()
      const answer = await use(at)
      await restore(at)
      return answer
    } catch (error) {
      await close().catch(() => undefined)
      throw error
    }
  }

  return { run, lend, close }
}

/** Whether nobody but the seat, which is no root, does anything to the instances. */
const isPlain = ({ seat, scene, sceneThere, undo }: Attack): boolean =>
  (seat === 'member' || seat === 'stranger') && !scene && !sceneThere && !undo

/** From now on these instances are sent something else; the answer ends that. */
function withFaults(instances: readonly Hosts['attacked'][], place: string, fault: Fault): () => void {
  const honest = instances.map(({ execute }) => execute)
  instances.forEach((instance, n) => {
    const execute: typeof instance.execute = (execution) => honest[n]!({ ...execution, script: fault(execution.script, place) })
    Object.assign(instance, { execute })
  })
  return () => instances.forEach((instance, n) => void Object.assign(instance, { execute: honest[n] }))
}
