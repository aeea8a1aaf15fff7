/** Faults of what lies in shared/: what the group cannot change. */
import type { Fault } from './fault.ts'

const notOurs = 'what people made is theirs to change'

const inShared = (name: string, make: string): Fault => ({
  name,
  script: `cd "$P/shared"; ${make}`,
  says: ['unwritable-files'],
  mount: { left: notOurs },
  mend: 'find "$P/shared" -mindepth 1 -delete',
})

export const contentFaults: readonly Fault[] = [
  inShared('a file that the group cannot write', 'install -m 644 -o "$U" -g 3000 /dev/null notes'),
  inShared('a file that the group cannot read', 'install -m 620 -o "$U" -g 3000 /dev/null notes'),
  inShared('a file of another group', 'install -m 664 -o "$U" -g 100 /dev/null notes'),
  inShared('another user’s private file in the way', 'install -m 600 -o eve -g 1005 /dev/null notes'),
  inShared('a folder that the group cannot write', 'install -d -m 2755 -o "$U" -g 3000 folder'),
  inShared('a folder that the group cannot enter', 'install -d -m 2764 -o "$U" -g 3000 folder'),
  inShared('a folder without setgid', 'install -d -m 2775 -o "$U" -g 3000 folder; chmod 00775 folder'),
  inShared('a folder of another group', 'install -d -m 2775 -o "$U" -g 100 folder'),
  inShared(
    'such a file deep below',
    'install -d -m 2775 -o "$U" -g 3000 a a/b a/b/c; install -m 640 -o "$U" -g 3000 /dev/null a/b/c/notes',
  ),
  inShared('a folder where only owners may replace files', 'install -d -m 3775 -o eve -g 3000 folder'),
  inShared('a private folder of another user', 'install -d -m 700 -o eve -g 1005 folder'),
  inShared('a file of mode 0000', 'install -m 0 -o "$U" -g 3000 /dev/null notes'),
  inShared('a file that was moved in, of its owner’s group and 0644', 'install -m 644 -o "$U" -g 1000 /dev/null notes'),
  inShared('a file of a uid and a gid that nobody has', 'install -m 640 -o 7777 -g 7777 /dev/null notes'),
  inShared('such a file under a name of Prism’s', 'install -m 600 -o eve -g 3000 /dev/null .prism-notes'),
  inShared(
    'such a file below a folder with a name of Prism’s',
    'install -d -m 2775 -g 3000 .prism-old; install -m 600 -o eve -g 3000 /dev/null .prism-old/notes',
  ),
  inShared('such a file with a line break in its name', `install -m 640 -o "$U" -g 3000 /dev/null $'no\\ntes'`),
  inShared(
    'such a file among 1500 good ones',
    'seq -f good-%g 1500 | xargs touch; chgrp 3000 good-*; chmod 664 good-*; install -m 640 -o "$U" -g 3000 /dev/null notes',
  ),
  inShared('a folder without setgid, deep below', 'install -d -m 2775 -o "$U" -g 3000 a a/b a/b/c; chmod 00775 a/b/c'),
  {
    name: 'the look into shared/ does not come to its end',
    // the limit of 8 s passes at once
    script: `mkdir -p /usr/local/sbin; printf '#!/bin/bash\\n[ "$1" != 8 ] || exit 124\\nexec /usr/bin/timeout "$@"\\n' >/usr/local/sbin/timeout; chmod 755 /usr/local/sbin/timeout`,
    says: ['not-looked-at'],
    mount: { left: 'the server is as slow as before' },
    mend: 'rm /usr/local/sbin/timeout',
  },
]
