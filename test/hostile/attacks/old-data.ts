/** What somebody who means harm has ready while `prism migrate` gives one folder of old numbers to a person. */
import type { Known } from '../attack.ts'

/** `$D` is the folder that is migrated, `$P` the mount point, `$T` the programs. Bash. */
export type OnOldData = Pick<Known, 'name' | 'full'> & {
  /** member: of the volume's group · old: who works by the old number · root: of this instance, or what lay there before */
  readonly seat: 'member' | 'old' | 'root'
  /** To its end, before the plan. */
  readonly first?: string
  /** Goes on from before the plan until the report; prints a line when it is ready. */
  readonly program?: string
  /** As root, once the plan was agreed to and done: then it is taken back. */
  readonly tampered?: string
  readonly undo?: string
  /** What the report's rows, findings or names of what stays have to say; then it may not hold. */
  readonly says?: RegExp
}

const swap = (path: string, target: string): string => `exec python3 -u $T/swap.py ${path} ${target}`
const list = 'f=$(ls /var/lib/prism/migrated/*)'

export const oldData: readonly OnOldData[] = [
  {
    name: 'a folder of it is itself and a link to the home of the old number, in turn',
    full: 'a folder of it is itself and a link to another folder of the volume, in turn',
    seat: 'member',
    program: swap('$D/d05', '/home/ubuntu'),
  },
  {
    name: 'a folder of it is itself and a link to another folder of the volume, in turn',
    seat: 'member',
    program: swap('$D/d05', '$P/users/ubuntu'),
  },
  { name: 'a file of it is itself and a link to /etc/shadow, in turn', seat: 'member', program: swap('$D/d05/f1', '/etc/shadow') },
  { name: 'the folder itself is itself and a link to /home/ubuntu, in turn', seat: 'member', program: swap('$D', '/home/ubuntu') },
  {
    name: 'whatever is listed becomes a link that moment, by inotify',
    seat: 'member',
    program: 'exec python3 -u $T/swap-listed.py /home/ubuntu /home/ubuntu/keep $D/d0*',
  },
  {
    name: 'whatever is listed becomes a pipe that moment, by inotify',
    seat: 'member',
    first: 'mkfifo -m 666 $P/shared/.pipe',
    program: 'exec python3 -u $T/swap-listed.py - $P/shared/.pipe $D/d0*',
  },
  { name: 'set-id bits come and go on programs of the old number', seat: 'old', program: 'exec python3 -u $T/set-ids.py $D/d0*/f*' },
  {
    name: 'a set-id program of the old number',
    seat: 'old',
    first: 'cp /bin/bash $D/d01/sh; chmod 6755 $D/d01/sh',
    says: /setid d01\/sh/,
  },
  {
    name: 'second names of what lies outside of the folder',
    seat: 'root',
    first: 'ln $P/users/ubuntu/keep $D/second; ln $P/users/ubuntu/keep $D/d01/third',
    says: /linked second/,
  },
  {
    name: 'other file systems mounted over folders of it',
    seat: 'root',
    first: 'mount --bind /home/ubuntu $D/d03; mount -t tmpfs x $D/d04; echo x >$D/d04/f; chown 1000:1000 $D/d04/f',
    undo: 'umount $D/d03 $D/d04',
    says: /mounted d03/,
  },
  {
    name: 'a folder of the volume bound into itself, from outside of the folder',
    seat: 'root',
    first: 'mount --bind $P/users/ubuntu $D/d03',
    undo: 'umount $D/d03',
    says: /mounted d03|files-open|migrate-/,
  },
  ...(['ring', 'socket'] as const).map(
    (how): OnOldData => ({
      name: `a file of it that nobody has open, kept in a ${how} to write to it later`,
      seat: 'member',
      program: `exec python3 -u $T/parked.py ${how} $D/d01/f1`,
      says: /files-open .*python3/,
    }),
  ),
  {
    name: 'pipes, sockets and devices of the old number',
    seat: 'root',
    first: `cd $D; mkfifo p; mknod c c 1 5; mknod b b 7 0; python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("s")'; chown 1000:1000 p c b s`,
    says: /device [bc]/,
  },
  {
    name: 'names of 255 bytes, with line feeds, markup, and bytes that are no text',
    seat: 'old',
    first: `cd $D; for n in "$(printf 'x%.0s' $(seq 255))" "$(printf 'a\\n1 0:0 0 0 0 00\\nb')" '<!--@all--> | $(id) \`id\`' "$(printf '\\033[31m\\377\\200')" -rf '..x' '*'; do mkdir -- "$n"; : >"./$n/$n"; done`,
  },
  {
    name: 'folders deeper than it looks',
    seat: 'old',
    first: `cd $D; for n in $(seq 150); do mkdir d; cd d; done; : >f`,
    says: /deep/,
  },
  ...(
    [
      ['another folder', `sed -i '1s, shared/old , ../../home/ubuntu ,' $f`, /migrate-no-folder|undo-list-missing|migration-/],
      ['a folder of other people', `sed -i '1s, shared/old , users/ubuntu ,' $f`, undefined],
      ['root as the one to give it to', `sed -i -E '1s/(shared\\/old) [0-9]+ [0-9]+/\\1 0 0/' $f`, /undo-list-missing/],
      ['a link to what is root’s', 'ln -sf /etc/shadow $f', /undo-list-missing|step-failed/],
      ['a pipe', 'rm $f; mkfifo $f', /undo-list-missing/],
      [
        'lines for what it never changed',
        `stat -c '%d %i 0 0 %f 6b656570' $P/users/ubuntu/keep $D/theirs >>$f; printf '\\377 zz\\n1 2 3\\n' >>$f`,
        undefined,
      ],
    ] as const
  ).map(
    ([what, tampered, says]): OnOldData => ({
      name: `a list to take it back by that has ${what}`,
      seat: 'root',
      tampered: `${list}\n${tampered}`,
      ...(says ? { says } : {}),
    }),
  ),
]
