/**
 * sudo by the registry on a host whose own configuration somebody made otherwise: ada is to have it, ben is not. Canaries: what each really becomes
 * by `sudo -n`, against what their rows say; that nothing of sudo's own configuration but Prism's files changed; and what is shown.
 */
import type { Instance } from '../../src/lab/instances/instance.ts'
import type { Stage } from '../support/lab-stage.ts'
import { registryOf, reportOf } from '../support/people-stage.ts'
import type { Outcome } from './attack.ts'
import { notInert } from './shown.ts'

/** As root of this instance, or of what it was made of. `$S` is /etc/sudoers.d. Bash. */
type Attack = {
  readonly name: string
  readonly scene: string
  /** The first cells of ada and ben that do not hold; absent: all of theirs hold. */
  readonly ada?: string
  readonly ben?: string
  readonly undo?: string
}

const planted = (name: string, ...lines: readonly string[]): string =>
  `printf '%s\\n' ${lines.map((l) => `'${l}'`).join(' ')} >$S/${name}; chmod 440 $S/${name}`
const attacks: readonly Attack[] = [
  { name: 'a file that sorts later takes ada’s right away', scene: planted('zz-last', '#65536 ALL=(ALL:ALL) !ALL'), ada: 'root by sudo' },
  {
    name: 'a file that sorts later asks ada for a password',
    scene: planted('zz-last', 'ada ALL=(ALL:ALL) PASSWD: ALL'),
    ada: 'root by sudo',
  },
  {
    name: 'an alias that has everybody',
    scene: planted('10-team', 'User_Alias EVERYBODY = ALL', 'EVERYBODY ALL=(ALL) NOPASSWD: ALL'),
    ben: 'other sudo',
  },
  {
    name: 'an alias of an alias, over lines',
    scene: planted('10-team', 'User_Alias A = root, \\', '  #65537', 'User_Alias B = A', 'B ALL = NOPASSWD: /usr/bin/id'),
    ben: 'other sudo',
  },
  {
    name: 'an alias that has everybody but ben, twice denied',
    scene: planted('10-team', 'User_Alias X = ALL, !#65537', 'User_Alias Y = ALL, !X', 'Y ALL=(ALL) NOPASSWD: ALL'),
    ben: 'other sudo',
  },
  {
    name: 'an include elsewhere',
    scene: `mkdir -p /opt/team; echo 'ben ALL=(ALL) NOPASSWD: ALL' >/opt/team/rules; chmod 440 /opt/team/rules; ${planted('x', '@include /opt/team/rules')}`,
    ben: 'other sudo',
    undo: 'rm -r /opt/team',
  },
  {
    name: 'a folder of includes elsewhere',
    scene: `mkdir -p /opt/team/d; echo 'ben ALL=(root) NOPASSWD: /usr/bin/id' >/opt/team/d/rules; chmod 440 /opt/team/d/rules; ${planted('x', '@includedir /opt/team/d')}`,
    ben: 'other sudo',
    undo: 'rm -r /opt/team',
  },
  {
    name: 'rules in a folder of ben’s, which are ben’s',
    scene: `echo 'ben ALL=(ALL) NOPASSWD: ALL' >/home/ben/rules; chown 65537 /home/ben/rules; chmod 440 /home/ben/rules; ${planted('x', '@include /home/ben/rules')}`,
    undo: 'rm -f /home/ben/rules',
  },
  { name: 'the group that sshd knows people by', scene: planted('10-team', '%prism-people ALL=(ALL) NOPASSWD: ALL'), ben: 'other sudo' },
  { name: 'ben’s own group, by its number', scene: planted('10-team', '%#65537 ALL=(ALL) NOPASSWD: ALL'), ben: 'other sudo' },
  { name: 'a name that is written by its bytes', scene: planted('10-team', '\\x62en ALL=(ALL) NOPASSWD: ALL'), ben: 'other sudo' },
  {
    name: 'a line for everybody that asks nobody',
    scene: planted('10-team', 'Defaults !authenticate', 'ALL ALL=(ALL) ALL'),
    ben: 'other sudo',
  },
  {
    name: 'one program alone, as one of root’s',
    scene: planted('10-team', 'Runas_Alias R = root', 'ben ALL=(R) NOPASSWD: /usr/bin/id'),
    ben: 'other sudo',
  },
  {
    name: 'Prism’s own file for ben',
    scene: planted('prism-65537', '# Prism: sudo by the registry', '#65537 ALL=(ALL:ALL) NOPASSWD: ALL'),
  },
  {
    name: 'Prism’s own file for ada is a link to ben’s home',
    scene: `rm $S/prism-65536; cp -p /home/ben/.profile /home/ben/mine; ln -s /home/ben/mine $S/prism-65536`,
    undo: 'rm -f /home/ben/mine',
  },
  {
    name: 'Prism’s own file for ada has a line for ben too',
    scene: `chmod 640 $S/prism-65536; echo 'ben ALL=(ALL) NOPASSWD: ALL' >>$S/prism-65536; chmod 440 $S/prism-65536`,
  },
  {
    name: 'a folder of ben’s in the place of sudoers.d',
    scene: `mv $S /etc/sudoers.aside; install -d -o 65537 /home/ben/d; ln -s /home/ben/d $S`,
    ada: '.*',
    undo: 'rm -rf $S /home/ben/d; mv /etc/sudoers.aside $S',
  },
  {
    name: 'sudo of somebody else’s, in /usr/local',
    scene: `printf '#!/bin/sh\\nid -u >>/pwned\\necho "User $3 is not allowed to run sudo on x."\\n' >/usr/local/bin/sudo; cp /usr/local/bin/sudo /usr/local/sbin/sudo; cp /usr/local/bin/sudo /usr/local/sbin/visudo; chmod 777 /usr/local/*bin/*sudo; ${planted('10-team', 'ben ALL=(ALL) NOPASSWD: ALL')}`,
    ben: 'other sudo',
    undo: 'rm /usr/local/*bin/*sudo',
  },
  { name: 'a line that is broken off', scene: planted('10-team', 'ben ALL=(ALL') },
  {
    name: 'rules and commands that want to be more',
    scene: planted('10-team', 'ben ALL=(root) NOPASSWD: /bin/x|<!--@all-->`id`, /bin/$(id>>/pwned)'),
    ben: 'other sudo',
  },
]

const team = registryOf('version: 1\npeople:\n  ada: {uid: 65536, hosts: ["*"], sudo: true}\n  ben: {uid: 65537, hosts: ["*"]}\n')
const head = 'PATH=/usr/sbin:/usr/bin:/sbin:/bin S=/etc/sudoers.d\n'

/** All on one host, which is put back after each. */
export async function byOwnSudo(
  stage: Stage,
  meant: (one: { readonly name: string; readonly seat: string }) => boolean,
  told: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const those = attacks.filter(({ name }) => meant({ name, seat: 'sudo' }))
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
  { scene, ada, ben }: Attack,
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
