/**
 * Somebody who left and would stay: on a host with their account, they prepare what they can as themselves. Then the registry's people are synced without them.
 * Canaries: nothing of their number runs, nobody else's ended, no key lets them in, nothing ran as root; and where something stays, the report says so.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Registry } from '../../src/domain/people/registry.ts'
import type { Instance } from '../../src/lab/instances/instance.ts'
import type { Said, Stage } from '../support/lab-stage.ts'
import { registryOf, reportOf } from '../support/people-stage.ts'
import type { Known, Outcome } from './attack.ts'
import { type Leaver, leavers } from './attacks/leavers.ts'
import { notInert } from './shown.ts'

const sshOptions =
  '-F none -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR'
/** Accounts and files that are nobody's who left. */
const others = `grep -hvE '^(eve|ada):' /etc/passwd /etc/shadow; ls /root/.[a-z]* /etc/sudoers.d`

function newKey(): { readonly open: string; readonly secret: string } {
  const folder = mkdtempSync(join(tmpdir(), 'prism-keys-'))
  try {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(folder, 'key')])
    return { open: readFileSync(join(folder, 'key.pub'), 'utf8').trim(), secret: readFileSync(join(folder, 'key'), 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const [listed, planted] = [newKey(), newKey()]
const team = (eve: string, retired = ''): Registry =>
  registryOf(`version: 1\npeople:\n  ada: {uid: 65536, hosts: ["*"]}\n${eve}\n${retired}`)
const before = team(`  eve: {uid: 65538, hosts: ["*"], keys: [${listed.open}]}`)
const after = team('', 'retired:\n  - {number: 65538, name: eve, since: 2026-01-01}\n')

/** Several at a time, each on a host of its own or with those that it can be tried together with, so that nothing of one is seen by the next. */
export async function fromLeavers(stage: Stage, meant: (one: Known) => boolean, told: (outcome: Outcome) => void): Promise<Outcome[]> {
  const those = leavers.filter((one) => meant({ ...one, seat: 'leaver' }))
  const waiting = Object.values(Object.groupBy(those, (one, n) => one.together ?? `at ${n}`))
  const outcomes: Outcome[] = []
  const chain = async (host: string): Promise<void> => {
    for (let some = waiting.shift(); some; some = waiting.shift()) {
      const all = await tried(stage, host, some)
      all.forEach(told)
      outcomes.push(...all)
    }
  }
  await Promise.all(['left', 'left-too'].map(chain))
  return outcomes
}

/** One departure for all of them. Where a canary dies, one after the other tells whose it was; where none does, it was all of them. */
async function tried(stage: Stage, host: string, some: readonly Leaver[]): Promise<Outcome[]> {
  const start = performance.now()
  const why = await leave(stage, host, some).catch((error: unknown) => `could not be tried: ${String(error)}`)
  const seconds = (performance.now() - start) / 1000 / some.length
  const each = (reason: string): Outcome[] => some.map(({ name }) => ({ name, seat: 'leaver', why: reason, seconds }))
  if (why === '' || some.length === 1) return each(why)
  const alone: Outcome[] = []
  for (const one of some) alone.push(...(await tried(stage, host, [one])))
  return alone.some((outcome) => outcome.why !== '') ? alone : each(`together with others: ${why}`)
}

/** What each of them does, one after the other, each in a shell of its own. */
const allOf = (some: readonly Leaver[], key: 'scene' | 'first' | 'spoiled' | 'helped'): string =>
  some.flatMap((one) => (one[key] === undefined ? [] : [`(${one[key]}\n)`])).join('\n')

async function leave(stage: Stage, at: string, some: readonly Leaver[]): Promise<string> {
  const [scene, first, spoiled, helped] = (['scene', 'first', 'spoiled', 'helped'] as const).map((key) => allOf(some, key))
  const says = some.flatMap((one) => one.says ?? [])
  if (says.length > 0 && says.length < some.length) throw new Error('not to be tried together: some leave nothing')
  const [connects, ...more] = some.flatMap((one) => one.connects ?? [])
  if (more.length > 0) throw new Error('not to be tried together: more than one connects')
  const host = await stage.instance(at)
  const sync = (registry: Registry): Promise<Said> =>
    stage.ask({ verb: 'sync-people', selectors: [{ kind: 'name', name: at }], registry, confirmRemovals: true })
  const as = (uid: number, who: string, script: string) =>
    host.run(`setpriv --reuid ${uid} --regid ${uid} --clear-groups env HOME=/home/${who} K="$1" R="$2" PATH=/usr/bin:/bin bash -c "$3"`, {
      args: [planted.open, listed.open, script],
      timeoutMs: 60_000,
    })
  try {
    await host.run('touch /pwned; chmod 666 /pwned; /usr/sbin/sshd -o PidFile=/run/sshd.pid -E /var/log/sshd.log')
    await sync(before)
    if (scene) await host.run(scene)
    // whatever a scene gave them, a sync of before takes
    if (scene?.includes('docker')) await sync(before)
    await host.run('setpriv --reuid 65536 --regid 65536 --clear-groups setsid sleep 1000 </dev/null >/dev/null 2>&1 &')
    // one that ends all of its number ends who began it
    await as(65_538, 'eve', first ?? '')
    const connected = `C='ssh -S /root/cm ${sshOptions} -i /root/k'\n`
    if (connects) {
      await host.writeFile('/root/k', listed.secret)
      await host.run(`chmod 600 /root/k; ${connected}${connects.before}`, { timeoutMs: 60_000 })
      if ((await host.run('pgrep -u 65538 -c sshd')).stdout.trim() === '0') return 'did not connect'
    }
    if (spoiled) await host.run(spoiled)
    const kept = await host.run(others)
    let left = await sync(after)
    if (helped) {
      await as(65_536, 'ada', helped)
      left = await sync(after)
    }
    const dead = await judge(host, left, says)
    if ((await host.run(others)).stdout !== kept.stdout) dead.push('accounts of others changed')
    if (connects && (await host.run(connected + connects.after, { timeoutMs: 60_000 })).stdout.includes('in')) dead.push('still in')
    return dead.join('; ')
  } finally {
    stage.lab.aws.removeInstance(host.id)
    await host.destroy().catch((error: unknown) => process.stderr.write(`${some[0]?.name}: ${String(error)}\n`))
  }
}

async function judge(host: Instance, left: Said, says: readonly RegExp[]): Promise<string[]> {
  const dead = notInert(left.run)
  const runs = (
    await host.run(
      `grep -lE '^Uid:.*\\b65538\\b' /proc/[0-9]*/status 2>/dev/null | xargs -r grep -hsE '^(Name|State|Threads)' | tr '\\n' ' '`,
    )
  ).stdout
  // what is dead and waits for its parent has one thread
  if (/State:\t[^ZX]|Threads:\t([2-9]|1\d)/.test(runs)) dead.push(`runs: ${runs.trim()}`)
  if ((await host.run('pgrep -u 65536 -c sleep')).stdout.trim() === '0') dead.push('a program of ada’s was ended')
  if ((await host.run('cat /pwned; stat -c %s /etc/shadow >/dev/null || echo shadow')).stdout !== '') dead.push('ran as root')
  const { stdout } = await host.run(
    `umask 077; printf '%s' "$1" >/root/k1; printf '%s' "$2" >/root/k2; ssh ${sshOptions} -i /root/k1 -i /root/k2 eve@127.0.0.1 'echo in' </dev/null`,
    { args: [listed.secret, planted.secret] },
  )
  if (stdout.includes('in')) dead.push('came in')
  const cells = reportOf(left).hosts.flatMap((h) => h.rows.flatMap((r) => (r.name === 'eve' ? r.cells : [])))
  const off = cells.filter((c) => !c.holds).map((c) => `${c.what}: ${c.seen}`)
  if (says.length > 0 ? says.some((word) => !off.some((one) => word.test(one))) : left.run.state !== 'done')
    dead.push(`said ${left.run.state}: ${off.join(', ') || 'nothing'}`)
  return dead
}
