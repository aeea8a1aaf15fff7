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
import type { Outcome } from './attack.ts'
import { notInert } from './shown.ts'

type Leaver = {
  readonly name: string
  /** Bash as root, before: what an image or a site brings. */
  readonly scene?: string
  /** Bash as the leaver, whose number is 65538; `$K` a public key of theirs that is not the registry's, `$R` the registry's. */
  readonly first: string
  /** Bash as root of this instance, just before they leave. */
  readonly spoiled?: string
  /** Bash as root with their key (`$C`: ssh as them with a connection to share), before and after: the last prints `in` where they are in. */
  readonly connects?: { readonly before: string; readonly after: string }
  /** Bash as ada, who stays, after they left: what she may do for them. */
  readonly helped?: string
  /** What the last sync says of them: done where nothing is left, else a cell that tells. */
  readonly says?: RegExp
}

const began = 'setsid "$@" </dev/null >/dev/null 2>&1 &'
const attacks: readonly Leaver[] = [
  { name: 'programs that hear no signal', first: `set -- sh -c 'trap "" TERM HUP INT; while :; do sleep 1; done'; ${began}` },
  {
    name: 'programs that begin others all the time',
    first: `ulimit -u 400; set -- sh -c 'while :; do sleep 5 & sleep 0.01; done'; ${began}`,
  },
  {
    name: 'a program whose first thread has ended',
    first: `set -- python3 -c 'import ctypes, threading, time; threading.Thread(target=time.sleep, args=(600,)).start(); ctypes.CDLL(None).syscall({"x86_64": 60}.get(__import__("os").uname().machine, 93), 0)'; ${began} sleep 0.5`,
  },
  {
    name: 'a program that ends whatever else has its number',
    first: `set -- python3 -c 'import os\nwhile True:\n  try: os.kill(-1, 9)\n  except OSError: pass'; ${began}`,
  },
  {
    name: 'a program that stops whatever else has its number',
    first: `set -- python3 -c 'import os\nwhile True:\n  try: os.kill(-1, 19)\n  except OSError: pass'; ${began}`,
  },
  { name: 'a program in namespaces of its own', first: `set -- unshare -Ur sleep 600; ${began} sleep 0.2` },
  {
    name: 'programs with names that want to be more',
    first: `set -- python3 -u -c 'import ctypes, time; ctypes.CDLL(None).prctl(15, b"|\\x1b[31m,\\n<@x", 0, 0, 0); time.sleep(600)'; ${began}`,
  },
  {
    name: 'keys planted at home',
    first:
      'mkdir -m 700 ~/.ssh; echo "$K" >~/.ssh/authorized_keys; cp ~/.ssh/authorized_keys ~/.ssh/authorized_keys2; echo "id >/pwned" >~/.ssh/rc',
  },
  {
    name: 'the registry’s key planted at home',
    first: 'mkdir -m 700 ~/.ssh; echo "$R" >~/.ssh/authorized_keys',
    says: /their keys: in \/home\/eve\/\.ssh\/authorized_keys/,
  },
  {
    name: 'the registry’s key behind a file too large to read',
    first: 'mkdir -m 700 ~/.ssh; { head -c 3000000 /dev/zero | tr "\\0" "#"; echo; echo "$R"; } >~/.ssh/authorized_keys',
    says: /their keys: not every file of keys could be read|comes in: sshd takes/,
  },
  { name: 'a pipe in the place of keys', first: 'mkdir -m 700 ~/.ssh; mkfifo ~/.ssh/authorized_keys', says: /their keys: not every file/ },
  { name: 'keys that are a link to what is root’s', first: 'mkdir -m 700 ~/.ssh; ln -s /etc/shadow ~/.ssh/authorized_keys' },
  {
    name: 'a home of many and odd files',
    first: `cd; for n in $(seq 3000); do : >f$n; done; d=.; for n in $(seq 60); do d=$d/x; mkdir $d; done; printf '' >"$(printf 'a\\nb|<@x')"; mkfifo p; ln -s / root`,
  },
  { name: 'a home that nobody may enter', first: 'chmod 000 ~' },
  {
    name: 'a set-id shell that a friend begins afterwards',
    says: /set-id files: 1 below \/tmp/,
    first: 'cp /bin/bash /tmp/.x; chmod 6755 /tmp/.x',
    helped: `setsid /tmp/.x -p -c 'while :; do read -t 1 <> <(:); done' </dev/null >/dev/null 2>&1 & sleep 0.3`,
  },
  {
    name: 'units and timers of their own',
    first: `mkdir -p ~/.config/systemd/user; printf '[Service]\\nExecStart=/bin/sh -c "id >/pwned"\\n' >~/.config/systemd/user/x.service`,
  },
  {
    name: 'a crontab of odd lines and jobs of at',
    scene: `mkdir -p /var/spool/cron/crontabs /var/spool/cron/atjobs; printf '* * * * * \\033[31m$(id>/pwned)|\\n' >/var/spool/cron/crontabs/eve; ln /var/spool/cron/crontabs/eve /var/spool/cron/atjobs/a1; chown 65538 /var/spool/cron/crontabs/eve`,
    first: ':',
  },
  {
    name: 'a crontab that is a link to what is root’s',
    scene:
      'mkdir -p /var/spool/cron/crontabs; ln -s /etc/shadow /var/spool/cron/crontabs/eve; ln -s /etc/shadow /var/lib/prism/put-away || :',
    first: ':',
  },
  {
    name: 'a connection that others share (ControlMaster)',
    first: ':',
    connects: { before: '$C -MNf eve@127.0.0.1; $C eve@127.0.0.1 true', after: '$C eve@127.0.0.1 "echo in" </dev/null' },
  },
  {
    name: 'a connection with a terminal of its own, and one that forwards',
    first: ':',
    connects: {
      before:
        '$C -MNf -D 127.0.0.1:1080 eve@127.0.0.1; setsid script -qec "$C -tt eve@127.0.0.1 cat" /dev/null </dev/zero >/dev/null 2>&1 & sleep 0.5',
      after: 'ss -Hltn "sport = :1080" | grep -q . && pgrep -u 65538 >/dev/null && echo in',
    },
  },
  {
    name: 'lingering, with a timer of their own and a job of at',
    scene:
      'mkdir -p /var/lib/systemd/linger /var/spool/cron/atjobs; touch /var/lib/systemd/linger/eve; printf "#!/bin/sh\\nid >>/pwned\\n" >/var/spool/cron/atjobs/a0001; chown 65538 /var/spool/cron/atjobs/a0001; chmod 700 /var/spool/cron/atjobs/a0001',
    first: `mkdir -p ~/.config/systemd/user/timers.target.wants; printf '[Timer]\\nOnBootSec=1\\n' >~/.config/systemd/user/x.timer; ln -s ../x.timer ~/.config/systemd/user/timers.target.wants/; ln -s /etc/shadow ~/.config/systemd/user/x.service`,
  },
  {
    name: 'a line for them in rules that sudoers includes from elsewhere',
    first: ':',
    spoiled:
      'mkdir -p /opt/team; echo "eve ALL=(ALL) NOPASSWD: ALL" >/opt/team/rules; echo "@include /opt/team/rules" >/etc/sudoers.d/x; chmod 440 /opt/team/rules /etc/sudoers.d/x',
    says: /named in: \/opt\/team\/rules/,
  },
  {
    name: 'a second account that has their number',
    first: ':',
    spoiled: "useradd -o -u 65538 -g users -M twin; usermod -p '*' twin",
    says: /number alone: /,
  },
  {
    name: 'root of the instance gave their account another number',
    first: ':',
    spoiled: 'usermod -u 70123 eve',
    says: /still open: the name has another number there, 70123/,
  },
  {
    name: 'root of the instance took them out of its record',
    first: `set -- sleep 600; ${began}`,
    spoiled: "sed -i '/ eve /d' /var/lib/prism/people",
  },
  {
    name: 'root of the instance took them out of its record and their account another name',
    first: ':',
    spoiled: "sed -i '/ eve /d' /var/lib/prism/people; usermod -l twin eve",
    says: /number alone: twin/,
  },
  {
    name: 'a Match block of sshd of their own, with keys elsewhere',
    first: 'echo "$K" >/tmp/keys; chmod 644 /tmp/keys',
    spoiled: 'printf "Match User eve\\nAuthorizedKeysFile /tmp/keys\\n" >/etc/ssh/sshd_config.d/50-x.conf; kill -HUP $(cat /run/sshd.pid)',
    says: /named in: \/etc\/ssh\/sshd_config\.d\/50-x\.conf/,
  },
  {
    name: 'set-id programs in a home that they opened, and in folders for all',
    first:
      'chmod 711 ~; for d in ~ /tmp /var/tmp; do cp /bin/sh $d/.$$; chmod 6755 $d/.$$; done; mkdir -m 700 /tmp/mine; cp /bin/sh /tmp/mine/x; chmod 4755 /tmp/mine/x',
    says: /set-id files: 3 below /,
  },
  {
    name: 'a set-id program behind more folders than are looked at',
    first: 'cd /tmp; d=x; for n in $(seq 80); do mkdir $d; cd $d; done; cp /bin/sh .; chmod 4755 sh',
    says: /set-id files: not every folder/,
  },
  {
    name: 'a set-id program beside links to folders, pipes and names that want to be more',
    first:
      'cd /tmp; mkdir d "$(printf "a\\n|<@x>")"; for d in d a*; do cp /bin/sh "$d"/; chmod 4755 "$d"/sh; done; ln -s / d/root; ln -s .. d/up; mkfifo -m 6777 d/p',
    says: /set-id files: 2 below /,
  },
  {
    name: 'a set-id shell without a name, which a friend has open',
    first: 'mkdir -m 777 /tmp/d; cp /bin/bash /tmp/d/.x; chmod 6755 /tmp/d/.x',
    helped: 'exec 7</tmp/d/.x; rm /tmp/d/.x; setsid sleep 900 </dev/null >/dev/null 2>&1 & sleep 0.2',
    says: /set-id files: 1 below \/proc\/\d+$/,
  },
  {
    name: 'a set-id shell in the home of a friend, who closes it',
    scene: 'install -d -o 65536 -g 65536 -m 711 /home/ada; install -d -o 65536 -g 65536 -m 777 /home/ada/drop',
    first: 'cp /bin/bash /home/ada/drop/.x; chmod 6755 /home/ada/drop/.x',
    helped: 'chmod 700 ~',
    says: /set-id files: 1 below \/home$/,
  },
  {
    name: 'set-id shells that a friend of root’s put into root’s folders',
    first: ':',
    spoiled: 'for d in /opt /usr/local/bin /usr/lib; do install -o 65538 -g 65538 -m 4755 /bin/bash $d/tool; done',
    says: /set-id files: 3 below \/opt, \/usr/,
  },
  {
    name: 'a unit that is gone at the next start, and a rule of polkit’s old kind',
    first: ':',
    spoiled:
      "mkdir -p /run/systemd/transient /etc/polkit-1/localauthority/50-local.d; printf '[Service]\\nUser=\\\\\\n eve\\n' >/run/systemd/transient/run-r1.service; printf '[x]\\nIdentity=unix-user:eve\\n' >/etc/polkit-1/localauthority/50-local.d/x.pkla",
    says: /named in: \/etc\/polkit-1\/localauthority\/50-local\.d\/x\.pkla, unit run-r1\.service/,
  },
  {
    name: 'a record that names root and the login user',
    first: ':',
    spoiled: 'printf "person root 0\\nperson ubuntu 1000\\nperson daemon 1\\n" >>/var/lib/prism/people',
  },
  {
    name: 'a record whose names are paths',
    first: ':',
    spoiled:
      'printf "person ../../shadow 65599\\nperson ../../../root/k 65598\\nperson . 65597\\nperson -rf 65596\\nperson * 65595\\n" >>/var/lib/prism/people',
  },
  {
    name: 'a record that is a link to what is root’s',
    first: ':',
    spoiled: 'mv /var/lib/prism/people /root/people; ln -s /root/people /var/lib/prism/people',
  },
  {
    name: 'docker, out of which a sync took them long ago',
    scene: 'groupadd -f docker; gpasswd -a eve docker',
    first: ':',
    says: /root there: group docker/,
  },
]

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

/** One host for each, so that nothing of one is seen by the next. */
export async function fromLeavers(
  stage: Stage,
  meant: (one: { readonly name: string; readonly seat: string }) => boolean,
  told: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const attack of attacks.filter(({ name }) => meant({ name, seat: 'leaver' }))) {
    const start = performance.now()
    const why = await leave(stage, attack).catch((error: unknown) => `could not be tried: ${String(error)}`)
    const outcome: Outcome = { name: attack.name, seat: 'leaver', why, seconds: (performance.now() - start) / 1000 }
    told(outcome)
    outcomes.push(outcome)
  }
  return outcomes
}

async function leave(stage: Stage, { name, scene, first, spoiled, connects, helped, says }: Leaver): Promise<string> {
  const host = await stage.instance('left')
  const sync = (registry: Registry): Promise<Said> =>
    stage.ask({ verb: 'sync-people', selectors: [{ kind: 'name', name: 'left' }], registry, confirmRemovals: true })
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
    if (says?.source.includes('docker')) await sync(before)
    await host.run('setpriv --reuid 65536 --regid 65536 --clear-groups setsid sleep 1000 </dev/null >/dev/null 2>&1 &')
    // one that ends all of its number ends who began it
    await as(65_538, 'eve', first)
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
    await host.destroy().catch((error: unknown) => process.stderr.write(`${name}: ${String(error)}\n`))
  }
}

async function judge(host: Instance, left: Said, says: RegExp | undefined): Promise<string[]> {
  const dead = notInert(left.run)
  const runs = (
    await host.run(
      `for p in /proc/[0-9]*; do grep -qE '^Uid:.*\\b65538\\b' $p/status 2>/dev/null && grep -hE '^(Name|State|Threads)' $p/status; done | tr '\\n' ' '`,
    )
  ).stdout
  // what is dead and waits for its parent has one thread
  if (/State:\t[^ZX]|Threads:\t([2-9]|1\d)/.test(runs)) dead.push(`runs: ${runs.trim()}`)
  if ((await host.run('pgrep -u 65536 -c sleep')).stdout.trim() === '0') dead.push('a program of ada’s was ended')
  if ((await host.run('cat /pwned; stat -c %s /etc/shadow >/dev/null || echo shadow')).stdout !== '') dead.push('ran as root')
  for (const key of [listed, planted]) {
    await host.writeFile('/root/k', key.secret)
    const { stdout } = await host.run(`chmod 600 /root/k; ssh ${sshOptions} -i /root/k eve@127.0.0.1 'echo in' </dev/null`)
    if (stdout.includes('in')) dead.push('came in')
  }
  const cells = reportOf(left).hosts.flatMap((h) => h.rows.flatMap((r) => (r.name === 'eve' ? r.cells : [])))
  const off = cells.filter((c) => !c.holds).map((c) => `${c.what}: ${c.seen}`)
  if (says ? !off.some((one) => says.test(one)) : left.run.state !== 'done')
    dead.push(`said ${left.run.state}: ${off.join(', ') || 'nothing'}`)
  return dead
}
