/** What somebody does before they leave, so as to stay: as themselves, as root of the host, or by a friend. */
import type { Known } from '../attack.ts'

export type Leaver = Pick<Known, 'name' | 'full'> & {
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
  /** With others of this name it shares a host, where their places lie apart. Where a canary dies, each is tried by itself. */
  readonly together?: string
}

const began = 'setsid "$@" </dev/null >/dev/null 2>&1 &'

export const leavers: readonly Leaver[] = [
  {
    name: 'programs that hear no signal',
    together: 'programs',
    first: `set -- sh -c 'trap "" TERM HUP INT; while :; do sleep 1; done'; ${began}`,
  },
  {
    name: 'programs that begin others all the time',
    together: 'a closed home',
    first: `ulimit -u 400; set -- sh -c 'while :; do sleep 5 & sleep 0.01; done'; ${began}`,
  },
  {
    name: 'a program whose first thread has ended',
    together: 'programs',
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
  { name: 'a program in namespaces of its own', together: 'programs', first: `set -- unshare -Ur sleep 600; ${began} sleep 0.2` },
  {
    name: 'programs with names that want to be more',
    together: 'programs',
    first: `set -- python3 -u -c 'import ctypes, time; ctypes.CDLL(None).prctl(15, b"|\\x1b[31m,\\n<@x", 0, 0, 0); time.sleep(600)'; ${began}`,
  },
  {
    name: 'keys planted at home',
    together: 'homes',
    first:
      'mkdir -m 700 ~/.ssh; echo "$K" >~/.ssh/authorized_keys; cp ~/.ssh/authorized_keys ~/.ssh/authorized_keys2; echo "id >/pwned" >~/.ssh/rc',
  },
  {
    name: 'the registry’s key planted at home',
    together: 'key and set-id',
    first: 'mkdir -m 700 ~/.ssh; echo "$R" >~/.ssh/authorized_keys',
    says: /their keys: in \/home\/eve\/\.ssh\/authorized_keys/,
  },
  {
    name: 'the registry’s key behind a file too large to read',
    together: 'too large and too deep',
    first: 'mkdir -m 700 ~/.ssh; { head -c 3000000 /dev/zero | tr "\\0" "#"; echo; echo "$R"; } >~/.ssh/authorized_keys',
    says: /their keys: not every file of keys could be read|comes in: sshd takes/,
  },
  {
    name: 'a pipe in the place of keys',
    together: 'pipes and names',
    first: 'mkdir -m 700 ~/.ssh; mkfifo ~/.ssh/authorized_keys',
    says: /their keys: not every file/,
  },
  {
    name: 'keys that are a link to what is root’s',
    together: 'programs',
    first: 'mkdir -m 700 ~/.ssh; ln -s /etc/shadow ~/.ssh/authorized_keys',
  },
  {
    name: 'a home of many and odd files',
    together: 'homes',
    first: `cd; for n in $(seq 3000); do : >f$n; done; d=.; for n in $(seq 60); do d=$d/x; mkdir $d; done; printf '' >"$(printf 'a\\nb|<@x')"; mkfifo p; ln -s / root`,
  },
  { name: 'a home that nobody may enter', together: 'a closed home', first: 'chmod 000 ~' },
  {
    name: 'a set-id shell that a friend begins afterwards',
    together: 'set-id shells',
    says: /set-id files: [16] below (?:.*, )?\/tmp(?:,|$)/,
    first: 'cp /bin/bash /tmp/.x; chmod 6755 /tmp/.x',
    helped: `setsid /tmp/.x -p -c 'while :; do read -t 1 <> <(:); done' </dev/null >/dev/null 2>&1 & sleep 0.3`,
  },
  {
    name: 'units and timers of their own',
    together: 'homes',
    first: `mkdir -p ~/.config/systemd/user; printf '[Service]\\nExecStart=/bin/sh -c "id >/pwned"\\n' >~/.config/systemd/user/y.service`,
  },
  {
    name: 'a crontab of odd lines and jobs of at',
    together: 'homes',
    scene: `mkdir -p /var/spool/cron/crontabs /var/spool/cron/atjobs; printf '* * * * * \\033[31m$(id>/pwned)|\\n' >/var/spool/cron/crontabs/eve; ln /var/spool/cron/crontabs/eve /var/spool/cron/atjobs/a1; chown 65538 /var/spool/cron/crontabs/eve`,
    first: ':',
  },
  {
    name: 'a crontab that is a link to what is root’s',
    together: 'programs',
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
    together: 'homes',
    scene:
      'mkdir -p /var/lib/systemd/linger /var/spool/cron/atjobs; touch /var/lib/systemd/linger/eve; printf "#!/bin/sh\\nid >>/pwned\\n" >/var/spool/cron/atjobs/a0001; chown 65538 /var/spool/cron/atjobs/a0001; chmod 700 /var/spool/cron/atjobs/a0001',
    first: `mkdir -p ~/.config/systemd/user/timers.target.wants; printf '[Timer]\\nOnBootSec=1\\n' >~/.config/systemd/user/x.timer; ln -s ../x.timer ~/.config/systemd/user/timers.target.wants/; ln -s /etc/shadow ~/.config/systemd/user/x.service`,
  },
  {
    name: 'a line for them in rules that sudoers includes from elsewhere',
    together: 'a configured host',
    first: ':',
    spoiled:
      'mkdir -p /opt/team; echo "eve ALL=(ALL) NOPASSWD: ALL" >/opt/team/rules; echo "@include /opt/team/rules" >/etc/sudoers.d/x; chmod 440 /opt/team/rules /etc/sudoers.d/x',
    says: /named in: .*\/opt\/team\/rules/,
  },
  {
    name: 'a second account that has their number',
    together: 'a configured host',
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
    together: 'a configured host',
    first: 'echo "$K" >/tmp/keys; chmod 644 /tmp/keys',
    spoiled: 'printf "Match User eve\\nAuthorizedKeysFile /tmp/keys\\n" >/etc/ssh/sshd_config.d/50-x.conf; kill -HUP $(cat /run/sshd.pid)',
    says: /named in: .*\/etc\/ssh\/sshd_config\.d\/50-x\.conf/,
  },
  {
    name: 'set-id programs in a home that they opened, and in folders for all',
    together: 'key and set-id',
    first:
      'chmod 711 ~; for d in ~ /tmp /var/tmp; do cp /bin/sh $d/.$$; chmod 6755 $d/.$$; done; mkdir -m 700 /tmp/mine; cp /bin/sh /tmp/mine/x; chmod 4755 /tmp/mine/x',
    says: /set-id files: 3 below /,
  },
  {
    name: 'a set-id program behind more folders than are looked at',
    together: 'too large and too deep',
    first: 'cd /tmp; d=x; for n in $(seq 80); do mkdir $d; cd $d; done; cp /bin/sh .; chmod 4755 sh',
    says: /set-id files: not every folder/,
  },
  {
    name: 'a set-id program beside links to folders, pipes and names that want to be more',
    together: 'pipes and names',
    first:
      'cd /tmp; mkdir d "$(printf "a\\n|<@x>")"; for d in d a*; do cp /bin/sh "$d"/; chmod 4755 "$d"/sh; done; ln -s / d/root; ln -s .. d/up; mkfifo -m 6777 d/p',
    says: /set-id files: 2 below /,
  },
  {
    name: 'a set-id shell without a name, which a friend has open',
    together: 'set-id shells',
    first: 'mkdir -m 777 /tmp/d; cp /bin/bash /tmp/d/.x; chmod 6755 /tmp/d/.x',
    helped: 'exec 7</tmp/d/.x; rm /tmp/d/.x; setsid sleep 900 </dev/null >/dev/null 2>&1 & sleep 0.2',
    says: /set-id files: [16] below (?:.*, )?\/proc\/\d+(?:,|$)/,
  },
  {
    name: 'a set-id shell in the home of a friend, who closes it',
    together: 'set-id shells',
    scene: 'install -d -o 65536 -g 65536 -m 711 /home/ada; install -d -o 65536 -g 65536 -m 777 /home/ada/drop',
    first: 'cp /bin/bash /home/ada/drop/.x; chmod 6755 /home/ada/drop/.x',
    helped: 'chmod 700 ~',
    says: /set-id files: [16] below \/home(?:,|$)/,
  },
  {
    name: 'set-id shells that a friend of root’s put into root’s folders',
    together: 'set-id shells',
    first: ':',
    spoiled: 'for d in /opt /usr/local/bin /usr/lib; do install -o 65538 -g 65538 -m 4755 /bin/bash $d/tool; done',
    says: /set-id files: [36] below (?:.*, )?\/opt, (?:.*, )?\/usr/,
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
    together: 'records',
    first: ':',
    spoiled: 'printf "person root 0\\nperson ubuntu 1000\\nperson daemon 1\\n" >>/var/lib/prism/people',
  },
  {
    name: 'a record whose names are paths',
    together: 'records',
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
    together: 'a configured host',
    scene: 'groupadd -f docker; gpasswd -a eve docker',
    first: ':',
    says: /root there: group docker/,
  },
]
