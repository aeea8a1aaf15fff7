/** A lane: two instances and a volume, attacked again and again; what an attack leaves behind costs it new instances. */
import type { ScriptJob } from '../../src/domain/plan.ts'
import type { Run } from '../../src/domain/run.ts'
import { commandsFor, makeJob } from '../../src/host/job.ts'
import { on, type Stage } from '../support/lab-stage.ts'
import type { Attack, Outcome } from './attack.ts'
import { changes, type Snapshot, snapshot } from './canaries.ts'
import { dispose, type Hosts, openHosts, restore } from './hosts.ts'
import { lies, rowsOf } from './rows.ts'
import { notInert } from './shown.ts'

export type Lane = { readonly run: (attack: Attack) => Promise<Outcome>; readonly close: () => Promise<void> }

const defaultLimit = 60

export function openLane(stage: Stage, number: number, rounds: number): Lane {
  let hosts: Hosts | undefined
  let pristine: readonly Snapshot[] = []
  let races = 0

  const both = (on: Hosts) => [on.attacked, on.other]
  const look = (at: Hosts) => Promise.all(both(at).map((instance) => snapshot(stage.lab.world, instance)))

  async function run(attack: Attack): Promise<Outcome> {
    const began = performance.now()
    const end = (why: string): Outcome => ({ name: attack.name, seat: attack.seat, why, seconds: (performance.now() - began) / 1000 })
    try {
      if (!hosts) {
        hosts = await openHosts(stage, number)
        pristine = await look(hosts)
      }
      const why = await attackOn(hosts, attack)
      const clean = await tidied(hosts, attack)
      if (!clean) {
        await dispose(stage, hosts)
        hosts = undefined
      }
      return end(why)
    } catch (error) {
      if (hosts) await dispose(stage, hosts).catch(() => undefined)
      hosts = undefined
      return end(`could not be tried: ${String(error)}`)
    }
  }

  async function attackOn(at: Hosts, attack: Attack): Promise<string> {
    const { attacked, other, volume, place } = at
    const head = `PATH=/usr/sbin:/usr/bin:/sbin:/bin P='${place}' N='${volume.name}' V='${volume.id}' T=/attack O='${other.id}' I='${attacked.id}'\nset -e\n`
    const pay = `echo "$(id -u) pay" >>/pwned/ran\n`
    await on(attacked, `${head}printf %s '${pay}' >$P/shared/pay; chown 1666:3000 $P/shared/pay; chmod 664 $P/shared/pay`)
    for (const instance of both(at)) if (attack.scene) await on(instance, head + attack.scene)
    if (attack.sceneThere) await on(attacked, head + attack.sceneThere)
    if (attack.first) await as(at, attack, `${head}cd /\n${attack.first}`)
    if (attack.program) await begin(at, attack, `${head}set +e\ncd /\n${attack.program}`)
    const before = await look(at)
    const began = performance.now()
    const run = await work(at, attack)
    const seconds = (performance.now() - began) / 1000
    if (attack.afterwards) await asStranger(at, `${head}cd /\n${attack.afterwards}`)
    const after = await look(at)
    const ran = (await Promise.all(both(at).map((i) => on(i, '/usr/bin/cat /pwned/ran')))).join('\n')
    return verdict(at, attack, { before, after, run, seconds, ran }).slice(0, 4).join('; ')
  }

  /** Each canary that died, in words. */
  function verdict(
    at: Hosts,
    attack: Attack,
    seen: {
      readonly before: readonly Snapshot[]
      readonly after: readonly Snapshot[]
      readonly run: Run
      readonly seconds: number
      readonly ran: string
    },
  ): string[] {
    const dead: string[] = []
    // whoever is root on an instance may change what they like there
    const own = attack.seat === 'root' || attack.seat === 'liar'
    both(at).forEach((instance, n) => {
      if (own && n === 0) return
      for (const change of changes(seen.before[n]!, seen.after[n]!, attack.mayChange)) dead.push(`changed on ${instance.name}: ${change}`)
    })
    const planted = seen.ran.split('\n').filter((line) => line.startsWith('0 '))
    if (planted.length > 0) dead.push(`ran as root: ${planted[0]}`)
    const limit = attack.limit ?? defaultLimit
    if (seen.seconds > limit) dead.push(`took ${Math.round(seen.seconds)} s of ${limit}`)
    const touches = own ? new RegExp(`^attacked · |${attack.touches?.source ?? '^$'}`) : attack.touches
    if (seen.run.answer?.kind === 'report' && attack.meanwhile !== 'unmount')
      dead.push(...lies(expected(at, attack), rowsOf(seen.run, at.lane), touches, attack.untrue))
    else if (attack.meanwhile !== 'unmount') dead.push(`no report: ${seen.run.findings.map((f) => `${f.code} ${f.seen}`).join(', ')}`)
    dead.push(...notInert(seen.run))
    return dead
  }

  function expected(at: Hosts, attack: Attack) {
    if (attack.meanwhile === 'verify') return at.honest.rows
    return new Map([...at.honest.rows].filter(([key]) => !key.includes(' · sharing · ')))
  }

  async function work(at: Hosts, { meanwhile }: Attack): Promise<Run> {
    const { volume, attacked, other } = at
    const on = `${volume.name} ${attacked.name} ${other.name}`
    if (typeof meanwhile === 'object') {
      await race(at, meanwhile.races)
      return (await stage.say(`verify ${on} --no-sharing-test`)).run
    }
    // a repeated mount asks for the same people, who are not the same on both
    if (meanwhile === 'mount') {
      await stage.say(`mount ${volume.name} ${attacked.name} --users mallory,ada --no-sharing-test`)
      await stage.say(`mount ${volume.name} ${other.name} --users ben,bea --group ml:3001:ben --no-sharing-test`)
    }
    if (meanwhile === 'unmount') return (await stage.say(`unmount ${volume.name} ${attacked.name}`)).run
    return (await stage.say(meanwhile === 'verify' ? `verify ${on}` : `verify ${on} --no-sharing-test`)).run
  }

  /** A job of the honest verify under other keys, on both instances at once; a test's folder has another name each time. */
  async function race({ honest, attacked, other }: Hosts, what: 'write' | 'behaviour'): Promise<void> {
    const jobs = honest.run.jobs.map((j) => j.job)
    const model = (phase: string) =>
      jobs.find((j): j is ScriptJob => 'script' in j && (j.params.phase === phase || j.params.depth === phase))
    for (let round = 0; round < rounds; round++) {
      races += 1
      // the first phase is where things are made; what the later ones make of it, some rounds see
      const phases = what === 'behaviour' ? ['behaviour'] : round % 4 === 0 ? ['write', 'exchange', 'clean'] : ['write', 'clean']
      for (const phase of phases) {
        const found = model(phase)
        if (!found) throw new Error(`the honest verify had no job for ${phase}`)
        const params = {
          ...found.params,
          ...(found.params.token === undefined ? {} : { token: `${found.params.token.slice(0, 24)}${races}` }),
        }
        const { script, instanceIds } = found
        const job = makeJob({ runId: `01RACE${number}`, n: races * 10 + phases.indexOf(phase), script, params, instanceIds })
        const commands = commandsFor(job, new Date(Date.now() + 120_000)).join('\n')
        const execution = { script: commands, environment: {}, timeoutSeconds: 120, signal: new AbortController().signal }
        await Promise.all((phase === 'clean' ? [attacked] : [attacked, other]).map((i) => i.execute(execution)))
      }
    }
  }

  const identity = (attack: Attack): string =>
    ({
      member:
        'setpriv --reuid 1666 --regid 1666 --groups 1666,3000 --inh-caps=-all --no-new-privs env -i PATH=/usr/bin:/bin HOME=/home/mallory',
      stranger:
        'setpriv --reuid 1777 --regid 1777 --groups 1777,50 --inh-caps=-all --no-new-privs env -i PATH=/usr/bin:/bin HOME=/home/eve',
      root: 'env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root',
      liar: 'env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root',
    })[attack.seat]

  async function as({ attacked }: Hosts, attack: Attack, script: string): Promise<void> {
    const done = await attacked.run(`exec ${identity(attack)} /usr/bin/bash -c "$1"`, { args: [script], timeoutMs: 60_000 })
    if (done.code !== 0) throw new Error(`the attack did not begin: exit ${done.code} ${done.stderr}${done.stdout}`)
  }

  async function begin({ attacked }: Hosts, attack: Attack, script: string): Promise<void> {
    await on(attacked, '/usr/bin/rm -f /attack/out/*')
    const begun = await attacked.run(
      `setsid ${identity(attack)} /usr/bin/bash -c "$1" </dev/null >/attack/out/said 2>&1 & echo $! >/attack/out/pid
${attack.silent ? 'sleep 0.2' : 'for n in $(seq 500); do [ ! -s /attack/out/said ] || break; sleep 0.02; done'}
kill -0 "$(cat /attack/out/pid)" && ${attack.silent ? 'true' : '[ -s /attack/out/said ]'} || { cat /attack/out/said; exit 1; }`,
      { args: [script], timeoutMs: 30_000 },
    )
    if (begun.code !== 0) throw new Error(`the attack did not begin: ${begun.stdout}${begun.stderr}`)
  }

  const asStranger = ({ other }: Hosts, script: string) =>
    other.run(`exec /usr/bin/setpriv --reuid 1777 --regid 1777 --clear-groups /usr/bin/bash -c "$1"`, { args: [script], timeoutMs: 20_000 })

  /** Whether everything is as it was before. */
  async function tidied(at: Hosts, attack: Attack): Promise<boolean> {
    const head = `P='${at.place}' N='${at.volume.name}' V='${at.volume.id}' T=/attack\n`
    try {
      for (const instance of both(at)) if (attack.undo) await instance.run(head + attack.undo, { timeoutMs: 60_000 })
      await restore(at)
      const now = await look(at)
      return now.every((one, n) => changes(pristine[n]!, one).length === 0)
    } catch {
      return false
    }
  }

  return { run, close: async () => (hosts ? dispose(stage, hosts) : undefined) }
}
