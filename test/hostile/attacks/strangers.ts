/** Somebody with an account on the instance and no part in the volume; where Debian gives /usr/local to group staff, of that. */
import type { Attack } from '../attack.ts'

const stranger = { seat: 'stranger', meanwhile: 'look', alone: true } as const
const folders = '/usr/local/bin /usr/local/sbin'
/** As Debian ships /usr/local; put back as it was found. */
const staffs = (paths: string): string =>
  `for d in ${paths}; do [ -d $d ] || { mkdir -p $d; echo $d >>/attack/made; }; stat -c '%u:%g %a %n' $d >>/attack/modes; chgrp 50 $d; chmod 2775 $d; done`
const back = `[ ! -f /attack/modes ] || while read -r owner mode path; do find "$path" -mindepth 1 -maxdepth 1 -user 1777 -delete; chown "$owner" "$path"; chmod "00$mode" "$path"; done </attack/modes
[ ! -f /attack/made ] || tac /attack/made | while read -r path; do rmdir "$path"; done; rm -f /attack/modes /attack/made`
const packages =
  '/usr/local/lib/python3.9 /usr/local/lib/python3 /usr/local/lib/python3.11 /usr/local/lib/python3.12 /usr/local/lib/python3.11/dist-packages /usr/local/lib/python3.12/dist-packages /usr/local/lib/python3/dist-packages'

export const strangerAttacks: readonly Attack[] = [
  {
    ...stranger,
    name: 'programs of every name in /usr/local/bin and sbin, by group staff',
    meanwhile: 'verify',
    sceneThere: staffs(folders),
    first: `$T/shadow.sh ${folders}`,
    undo: back,
    touches: /^attacked · (?:umask|behaviour)/,
  },
  {
    ...stranger,
    name: 'programs of every name in /usr/local, met by a mount',
    meanwhile: 'mount',
    sceneThere: staffs(folders),
    first: `$T/shadow.sh ${folders}`,
    undo: back,
    touches: /^attacked · (?:umask|behaviour)/,
  },
  {
    ...stranger,
    together: 'files of a stranger’s',
    name: 'modules that Python takes in at its start, in /usr/local, by group staff',
    sceneThere: staffs(packages),
    first: `for d in ${packages}; do [ -d $d ] || continue; for m in sitecustomize usercustomize prism json zlib select pwd os; do echo 'import os; open("/pwned/ran", "a").write("%d module\\n" % os.getuid())' >$d/$m.py; done; echo 'import sitecustomize' >$d/x.pth; done`,
    undo: back,
  },
  {
    ...stranger,
    name: 'locks held on all that can be opened',
    program:
      'exec python3 -u $T/hold.py /run/prism/lock /run/prism /var/lib/prism /var/lib/prism/jobs /run/lock $P $P/shared $P/users /etc/fstab /etc/passwd /etc/group /run/prism-lab/where',
  },
  {
    ...stranger,
    name: 'whatever root makes in places that all may write becomes a link, by a loop',
    meanwhile: 'verify',
    program: '{ for d in /tmp /var/tmp /dev/shm /run/lock; do python3 -u $T/replace-new.py $d "" link /etc/passwd loop & done; wait; }',
  },
  {
    ...stranger,
    together: 'files of a stranger’s',
    name: 'state of mounts, jobs and notes written where it can be, under names that want to be more',
    first: `for d in /run/efs /var/run/efs /run/prism /var/lib/prism /var/lib/prism/jobs /var/lib/prism/asked /var/lib/prism/left /etc $P $P/shared $P/users $P/users/ada /var/lib/amazon /run; do
for n in "$V.mnt.x.20049" 'a[$(id>>/pwned/ran)]' .prism-look-x; do { echo '{"pid": 1, "mountpoint": "$(id)"}' >"$d/$n"; ln -s /etc/passwd "$d/$n"; mkfifo "$d/$n.f"; } 2>/dev/null || :; done; done`,
  },
  {
    ...stranger,
    name: 'signals to every process that takes them',
    program: 'exec python3 -u $T/signals.py',
  },
  { ...stranger, name: 'two hundred processes with names that want to be more', program: 'exec python3 -u $T/processes.py / 200' },
  {
    ...stranger,
    name: 'programs called as the EFS client’s tunnel and agent are',
    silent: true,
    program: `cd ~; for n in efs-proxy stunnel stunnel5 amazon-ssm-agent prism mount.efs; do cp /usr/bin/sleep $n; done; for n in efs-proxy stunnel stunnel5 amazon-ssm-agent prism mount.efs; do ./$n 600 & done; wait`,
  },
  {
    ...stranger,
    name: 'a home that is swapped for links while sessions open',
    program: 'cd ~; exec python3 -u $T/home.py /etc .cache /root .config',
  },
]
