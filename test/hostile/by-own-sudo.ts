/**
 * sudo by the registry on a host whose own configuration somebody made otherwise: ada is to have it, ben is not. Canaries: what each really becomes
 * by `sudo -n`, against what their rows say; that nothing of sudo's own configuration but Prism's files changed; and what is shown.
 */
import type { Instance } from '../../src/lab/instances/instance.ts'
import type { Stage } from '../support/lab-stage.ts'
import { registryOf, reportOf } from '../support/people-stage.ts'
import type { Known, Outcome } from './attack.ts'
import { type OwnSudo, ownSudo } from './attacks/own-sudo.ts'
import { notInert } from './shown.ts'

const team = registryOf('version: 1\npeople:\n  ada: {uid: 65536, hosts: ["*"], sudo: true}\n  ben: {uid: 65537, hosts: ["*"]}\n')
const head = 'PATH=/usr/sbin:/usr/bin:/sbin:/bin S=/etc/sudoers.d\n'

/** All on one host, which is put back after each. */
export async function byOwnSudo(stage: Stage, meant: (one: Known) => boolean, told: (outcome: Outcome) => void): Promise<Outcome[]> {
  const those = ownSudo.filter((one) => meant({ ...one, seat: 'sudo' }))
  if (those.length === 0) return []
  const host = await stage.instance('sudo')
  const sync = () => stage.ask({ verb: 'sync-people', selectors: [{ kind: 'name', name: 'sudo' }], registry: team, confirmRemovals: true })
  const on = async (script: string): Promise<string> => {
    const done = await host.run(head + script, { timeoutMs: 60_000 })
    if (done.code !== 0) throw new Error(`exit ${done.code}: ${done.stderr}${done.stdout}`)
    return done.stdout.trim()
  }
  await on('touch /pwned; chmod 666 /pwned')
  await sync()
  await on('cp -a /etc/sudoers /etc/sudoers.d /root/')
  const outcomes: Outcome[] = []
  for (const attack of those) {
    const start = performance.now()
    const why = await attackOn(attack, host, on, sync).catch((error: unknown) => `could not be tried: ${String(error)}`)
    const outcome: Outcome = { name: attack.name, seat: 'sudo', why, seconds: (performance.now() - start) / 1000 }
    told(outcome)
    outcomes.push(outcome)
    await on(`${attack.undo ?? ':'}; rm -rf /etc/sudoers $S/*; cp -a /root/sudoers /etc/; cp -a /root/sudoers.d/. $S/; : >/pwned`)
  }
  stage.lab.aws.removeInstance(host.id)
  await host.destroy()
  return outcomes
}

const others = 'find /etc/sudoers /etc/sudoers.d/ /home/ben /opt ! -name "prism-*" ! -type d -printf "%p %U:%G %m %s\\n" 2>/dev/null | sort'

async function attackOn(
  { scene, ada, ben }: OwnSudo,
  host: Instance,
  on: (script: string) => Promise<string>,
  sync: () => ReturnType<Stage['ask']>,
) {
  await on(`set -e\n${scene}`)
  const before = await on(others)
  const said = await sync()
  const dead = notInert(said.run)
  if ((await on(others)) !== before) dead.push(`changed: ${await on(others)}, before ${before}`)
  if ((await on('cat /pwned')) !== '') dead.push('ran as root')
  const rows = reportOf(said).hosts.flatMap((h) => h.rows)
  for (const [name, uid, off] of [
    ['ada', 65_536, ada],
    ['ben', 65_537, ben],
  ] as const) {
    const cells = rows.find((r) => r.name === name)?.cells ?? []
    const red = cells.filter((c) => !c.holds).map((c) => c.what)
    const is = (
      await host.run(`${head}setpriv --reuid ${uid} --regid ${uid} --init-groups /usr/bin/sudo -n /usr/bin/id -u 2>/dev/null`)
    ).stdout.trim()
    const isRoot = is.split('\n')[0] === '0'
    if (cells.length === 0) dead.push(`nothing is said of ${name}`)
    if (red.length === 0 && isRoot !== (name === 'ada')) dead.push(`${name} is green, and sudo gives ${is || 'nothing'}`)
    if (off === undefined ? red.length > 0 : !red.some((what) => new RegExp(`^${off}$`).test(what)))
      dead.push(`${name}: ${red.join(', ') || 'green'}, sudo gives ${is || 'nothing'}`)
  }
  return dead.slice(0, 4).join('; ')
}
