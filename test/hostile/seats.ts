/** The attackers' processes: each with the rights of its seat and no others. */
import type { Instance } from '../../src/lab/instances/instance.ts'
import { on } from '../support/lab-stage.ts'
import type { Attack } from './attack.ts'

const person = (uid: number, group: number, home: string): string =>
  `setpriv --reuid ${uid} --regid ${uid} --groups ${uid},${group} --inh-caps=-all --no-new-privs env -i PATH=/usr/bin:/bin HOME=${home}`
const root = 'env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root'

const identity: Readonly<Record<Attack['seat'], string>> = {
  member: person(1666, 3000, '/home/mallory'),
  stranger: person(1777, 50, '/home/eve'),
  root,
  liar: root,
}

/** Runs a script to its end. Throws where it fails. */
export async function runAs(attacked: Instance, seat: Attack['seat'], script: string): Promise<void> {
  const done = await attacked.run(`exec ${identity[seat]} /usr/bin/bash -c "$1"`, { args: [script], timeoutMs: 60_000 })
  if (done.code !== 0) throw new Error(`the attack did not begin: exit ${done.code} ${done.stderr}${done.stdout}`)
}

/** Begins a program that goes on; back when it is ready. */
export async function beginAs(attacked: Instance, { seat, silent }: Attack, script: string): Promise<void> {
  const ready = silent ? 'sleep 0.1' : 'for n in $(seq 1000); do [ ! -s /attack/out/said ] || break; sleep 0.01; done'
  const begun = await attacked.run(
    `/usr/bin/rm -f /attack/out/*; setsid ${identity[seat]} /usr/bin/bash -c "$1" </dev/null >/attack/out/said 2>&1 & echo $! >/attack/out/pid
${ready}
kill -0 "$(cat /attack/out/pid)" && ${silent ? 'true' : '[ -s /attack/out/said ]'} || { cat /attack/out/said; exit 1; }`,
    { args: [script], timeoutMs: 30_000 },
  )
  if (begun.code !== 0) throw new Error(`the attack did not begin: ${begun.stdout}${begun.stderr}`)
}

/** How often it raced, by its own count; undefined where it does not count. */
export async function racedSoFar(attacked: Instance): Promise<number | undefined> {
  const said = await on(attacked, '/usr/bin/cat /attack/out/raced 2>/dev/null || :')
  return said === '' ? undefined : Number(said)
}

/** As nobody in particular, on the other instance: what was planted is tried. */
export const tryThere = (other: Instance, script: string) =>
  other.run(`exec /usr/bin/setpriv --reuid 1777 --regid 1777 --clear-groups /usr/bin/bash -c "$1"`, { args: [script], timeoutMs: 20_000 })
