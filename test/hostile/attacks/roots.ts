/** Root of one instance, against the others that have the volume, and against Prism itself. Its own rows it may forge. */
import { whyNoHungServer } from '../../../src/lab/instances/faults.ts'
import type { Attack, Elsewhere } from '../attack.ts'

const root = { seat: 'root', meanwhile: 'look' } as const
const keepEtc = '[ -d /attack/etc ] || cp -a /etc /attack/etc'
const giveEtc = '[ ! -d /attack/etc ] || { cd /etc && find . -mindepth 1 -delete; cp -a /attack/etc/. /etc/; rm -rf /attack/etc; }'
const words = `$(id>>/pwned/ran)|holds|\\x1b[31m<!--@all--> \`id\``
/** What lies in shared/ is everybody's. */
const contents = /contents/
const layout = /permissions|behaviour|contents/

const files: readonly Attack[] = [
  {
    ...root,
    together: 'files for anybody of another instance',
    name: 'a set-id shell on the volume, for anybody of another instance',
    first: 'cp /usr/bin/bash $P/shared/.x; chown 0:0 $P/shared/.x; chmod 6755 $P/shared/.x',
    afterwards: '$P/shared/.x -p -c "echo \\"\\$(/usr/bin/id -u) setuid\\" >>/pwned/ran"',
    touches: contents,
  },
  {
    ...root,
    together: 'files for anybody of another instance',
    name: 'a device on the volume, for anybody of another instance',
    first: 'mknod -m 666 $P/shared/zero c 1 5; mknod -m 666 $P/shared/mem c 1 1; mknod -m 666 $P/shared/disk b 7 0',
    afterwards: '[ "$(head -c 4 $P/shared/zero | wc -c)" != 4 ] || echo "0 device" >>/pwned/ran',
    touches: contents,
  },
  {
    ...root,
    name: 'devices, fifos and sockets in the place of the layout',
    first: 'cd $P; mv shared shared.aside; mknod -m 666 shared c 1 5; mv users users.aside; mkfifo users',
    touches: layout,
  },
  {
    ...root,
    name: 'devices and fifos under the names of tests, of long ago',
    first:
      "cd $P/shared; mknod .prism-look-a c 1 5; mkfifo .prism-look-b; mkdir .prism-sharing-old00000; mknod .prism-sharing-old00000/x c 1 5; mkfifo .prism-sharing-old00000/y; mkdir .prism-sharing-old00000/sub; ln -s /etc .prism-sharing-old00000/sub/l; touch -d '3 hours ago' .prism-sharing-old00000/* .prism-*",
    meanwhile: 'verify',
    touches: contents,
  },
  {
    ...root,
    name: 'a folder of long ago that is swapped for a link while it is emptied',
    meanwhile: { races: 'write' },
    first:
      "cd $P/shared; mkdir -p .prism-sharing-old00000/sub; for n in $(seq 300); do : >.prism-sharing-old00000/sub/f$n; done; touch -d '3 hours ago' .prism-sharing-old00000",
    program: 'exec python3 -u $T/swap.py $P/shared/.prism-sharing-old00000 /etc',
    touches: layout,
  },
  {
    ...root,
    name: 'shared/ is itself and a link to /etc, in turn, by root',
    meanwhile: { races: 'write' },
    program: 'exec python3 -u $T/swap.py $P/shared /etc',
    touches: layout,
  },
  {
    ...root,
    name: 'a sharing test’s folder is given to others and becomes theirs',
    meanwhile: 'verify',
    program: 'exec python3 -u $T/owners.py $P/shared 2002',
    touches: /sharing|behaviour|contents/,
  },
]

const mounts: readonly Attack[] = [
  {
    ...root,
    name: 'its own /etc mounted over shared/',
    meanwhile: 'verify',
    sceneThere: 'mount --bind /etc $P/shared',
    undo: 'umount -l $P/shared',
    touches: /sharing/,
  },
  {
    ...root,
    alone: true,
    together: 'mounts beside the volume’s',
    name: 'a tmpfs over users/',
    sceneThere: 'mount -t tmpfs x $P/users',
    undo: 'umount -l $P/users',
  },
  {
    ...root,
    alone: true,
    together: 'mounts beside the volume’s',
    name: 'five hundred mounts with names that want to be more',
    sceneThere: `mkdir -p /mnt/m; mount -t tmpfs m /mnt/m; cd /mnt/m; for n in $(seq 500); do d="$(printf 'a b\\n\\\\040|%s$(id)' $n)"; mkdir -p "$d"; mount -t tmpfs 'x|$(id) \`id\`' "$d"; done`,
    undo: 'umount -R -l /mnt/m; rmdir /mnt/m',
  },
  {
    ...root,
    name: 'another file system mounted over the mount point, with a layout of its own',
    sceneThere:
      'mount -t tmpfs 127.0.0.1:/ $P; chgrp 3000 $P; chmod 2775 $P; mkdir -m 2775 $P/shared; mkdir -m 2755 $P/users; chgrp 3000 $P/shared $P/users',
    meanwhile: 'verify',
    undo: 'while [ "$(grep -c " $P " /proc/self/mountinfo)" -gt 1 ]; do umount -l $P; done',
    touches: /sharing/,
  },
  ...(whyNoHungServer() === undefined
    ? [
        {
          ...root,
          alone: true,
          name: 'a file system that never answers, over a personal space',
          program:
            'exec 3<>/dev/fuse; mount -n -i -t fuse -o fd=3,rootmode=40755,user_id=0,group_id=0,allow_other hung $P/users/mallory; echo ready; exec sleep 600',
          undo: 'umount -l $P/users/mallory',
          limit: 120,
        } satisfies Attack,
      ]
    : []),
]

const host: readonly Attack[] = [
  {
    ...root,
    alone: true,
    name: 'an fstab of a hundred thousand lines',
    sceneThere: `${keepEtc}; seq 100000 | sed 's|.*|fs-&:/ /mnt/x& efs _netdev 0 0|' >>/etc/fstab`,
    undo: giveEtc,
  },
  {
    ...root,
    alone: true,
    together: 'files of the host',
    name: 'fstab lines that want to be more',
    sceneThere: `${keepEtc}; printf '%b\\n' "$V:/ /mnt/${words.replaceAll('`', '\\`').replaceAll('$', '\\$')} efs a[\\$(id>>/pwned/ran)] 0+PIPESTATUS[\\$(id>>/pwned/ran)] 0" '\\0\\377\\r x' >>/etc/fstab`,
    undo: giveEtc,
  },
  {
    ...root,
    together: 'accounts of the host',
    name: 'accounts and groups whose names and numbers want to be more',
    sceneThere: `${keepEtc}; printf '%b\\n' 'a[$(id>>/pwned/ran)]:x:0+a[$(id>>/pwned/ran)]:3000:x:/:/bin/sh' '|holds|:x:2001:3000::/x\\n:/bin/sh' '\\x1b[31m:x:1:1:::' >>/etc/passwd; printf '%b\\n' '|holds|\\x1b[31m:x:3000:$(id),\`id\`' 'a[$(id>>/pwned/ran)]:x:0+a[$(id>>/pwned/ran)]:mallory' >>/etc/group; sed -i '1i |first|\\x1b[2J:x:3000:x' /etc/group`,
    undo: giveEtc,
  },
  {
    ...root,
    together: 'accounts of the host',
    name: 'accounts by the ten thousand',
    sceneThere: `${keepEtc}; seq 10000 60000 | sed 's/.*/u&:x:&:3000::\\/:\\/bin\\/sh/' >>/etc/passwd; printf 'big:x:9999:%s\\n' "$(seq -s, 10000 60000)" >>/etc/group`,
    undo: giveEtc,
  },
  {
    ...root,
    alone: true,
    name: 'a release and a host name that want to be more',
    sceneThere: `${keepEtc}; printf '%b' 'ID="$(id>>/pwned/ran)|holds"\\nID_LIKE=a[$(id>>/pwned/ran)]\\nVERSION_ID="\\x1b[31m|24\\r"\\nPRETTY_NAME="<!-- @all"\\n' >/etc/os-release; hostname 'a|b$(id)' || :`,
    undo: `${giveEtc}; [ "$(cat /etc/hostname)" = "" ] || hostname "$(cat /etc/hostname)"`,
  },
  {
    ...root,
    alone: true,
    together: 'files of the host',
    name: 'states of the EFS client under names that want to be more',
    sceneThere: `cd /var/run/efs; for n in $(seq 3000); do : >"$V.mnt.x$n.$((20049+n))"; done; printf '{"pid": 0+a[$(id>>/pwned/ran)], "cmd": ["x", "--tls"], "mountpoint": "$(id)"}' >"$V.a[\\$(id>>.)].1"; mkfifo $V.fifo.20050; ln -s /dev/zero $V.zero.20051; mkdir $V.dir.20052; ln -s /etc/shadow $V.shadow.20053; printf '%0.s[' $(seq 100000) >$V.deep.20054`,
    undo: 'rm -rf /var/run/efs/$V.mnt.x* /var/run/efs/$V.a* /var/run/efs/$V.fifo* /var/run/efs/$V.zero* /var/run/efs/$V.dir* /var/run/efs/$V.shadow* /var/run/efs/$V.deep*',
  },
  ...(
    [
      ['root and people of others', '1~users=root,ben,mallory'],
      ['words of a shell', '1~users=$(id>>/pwned/ran)'],
      ['private spaces, for all', '1~users=mallory,ada~private~sticky~read-only', 'root and people of others'],
      ['six thousand letters', `1~users=${'a,'.repeat(2990)}a`],
    ] as const
  ).map(
    ([what, note, full]): Attack => ({
      ...root,
      name: `a forged note of what was asked: ${what}`,
      ...(full === undefined ? {} : { full: `a forged note of what was asked: ${full}` }),
      sceneThere: `cp -a /var/lib/prism /attack/prism; printf '%s %s %s\\n' "$P" 1 '${note}' >/var/lib/prism/asked/$V; mkdir -p /var/lib/prism/left; echo '$(id)' >/var/lib/prism/left/$V`,
      undo: '[ ! -d /attack/prism ] || { rm -rf /var/lib/prism; mv /attack/prism /var/lib/prism; }',
    }),
  ),
  {
    ...root,
    name: 'stored jobs that are forged as they begin',
    meanwhile: 'verify',
    program: 'exec python3 -u $T/forge-jobs.py',
    touches: /sharing/,
  },
  {
    ...root,
    name: 'no room where jobs are kept',
    meanwhile: 'verify',
    sceneThere: 'mount -t tmpfs -o size=4k full /var/lib/prism/jobs; head -c 100000 /dev/zero >/var/lib/prism/jobs/x 2>/dev/null || :',
    undo: 'umount -l /var/lib/prism/jobs',
    touches: /sharing/,
  },
  {
    ...root,
    name: 'no room and no names left in /run and /tmp',
    meanwhile: 'verify',
    sceneThere:
      'mount -t tmpfs -o size=4k,nr_inodes=2 full /run/prism; mount -t tmpfs -o size=4k,nr_inodes=2,mode=1777 full /tmp; : >/tmp/x',
    undo: 'umount -l /run/prism /tmp',
    touches: /sharing/,
  },
  {
    ...root,
    alone: true,
    name: 'Prism’s own lock held',
    meanwhile: 'look',
    program: 'exec python3 -u $T/hold.py /run/prism/lock',
    limit: 90,
  },
  {
    ...root,
    name: 'a file of everybody’s sessions that starts what it likes',
    meanwhile: 'verify',
    sceneThere: `${keepEtc}; printf 'echo "PRISM/1 end job=x records=0"; setsid sleep 600 & umask 000; trap "" TERM\\n' >/etc/profile.d/x.sh`,
    undo: giveEtc,
    touches: /sharing/,
  },
]

export const rootAttacks: readonly Attack[] = [...files, ...mounts, ...host]

const why = whyNoHungServer()
export const elsewhere: readonly Elsewhere[] = [
  ...(why === undefined ? [] : [{ name: 'a file system that never answers, over a personal space', why }]),
  { name: 'cgroup names that want to be more', why: 'the lab’s instances have no cgroup tree of their own; processes’ names are tried' },
  { name: 'mounts of a member’s own (fusermount)', why: 'it is not among the machine’s programs; root of an instance mounts instead' },
]
