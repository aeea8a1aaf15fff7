/** What a member puts in the place of the layout's own directories, without a race. */
import type { Attack } from '../attack.ts'

const member = { seat: 'member', meanwhile: 'verify' } as const
/** While shared/ or users/ is something else nothing that is tried there is true. */
const shared = /sharing|permissions · \$P\/shared|behaviour|contents/
const users = /permissions · \$P\/users|behaviour/
const notThere = /sharing · .* to |permissions · \$P\/shared\/|behaviour · (?:ben|bea|mallory|ada) · new (?:file|folder|directory)/
/** What is in the place of shared/, and another thing there that stands for it: whoever opens either meets the same. */
const standsForShared: Readonly<Record<string, string>> = {
  'a link to /etc/profile.d': 'a link to /etc',
  'a link to /var/spool': 'a link to /etc',
  'a link to itself': 'a link to /etc',
  'a link to /dev/shm': 'a link to /tmp',
  'a link to /proc/1/cwd': 'a link to /proc/self/root/etc',
  'a socket': 'a fifo',
  'a file': 'a fifo',
}
const isShared = (what: string): Pick<Attack, 'name' | 'full'> => {
  const stands = standsForShared[what]
  return { name: `shared/ is ${what}`, ...(stands === undefined ? {} : { full: `shared/ is ${stands}` }) }
}
/** Whose the directories with secrets are, and what may be done with them. */
export const privately = "find $P -name secret -execdir stat -c '%u:%g %a' . ';' | sort"
const swapped = (name: string, words: string): string => `python3 $T/put-aside.py $P/${name} ${words}`

export const linkAttacks: readonly Attack[] = [
  // what it leads to is not the volume: no cell may be green
  ...['/etc', '/etc/profile.d', '/var/spool', '/tmp', '/proc/self/root/etc', '/proc/1/cwd', '/dev/shm'].map(
    (to): Attack => ({
      ...member,
      ...isShared(`a link to ${to}`),
      first: swapped('shared', `link ${to}`),
      touches: shared,
      untrue: notThere,
    }),
  ),
  {
    ...member,
    name: 'shared/ is a link to users/',
    first: swapped('shared', 'link users'),
    touches: /sharing|permissions|behaviour|contents/,
  },
  { ...member, ...isShared('a link to itself'), first: swapped('shared', 'link shared'), touches: shared, untrue: notThere },
  ...['fifo', 'socket', 'file'].map(
    (kind): Attack => ({
      ...member,
      ...isShared(`a ${kind}`),
      first: swapped('shared', kind),
      touches: shared,
      untrue: notThere,
    }),
  ),
  ...['/etc', '/home', '/root', '/var/spool/cron'].map(
    (to): Attack => ({
      ...member,
      meanwhile: 'look',
      name: `users/ is a link to ${to}`,
      // where there are folders of people’s names is more to lose
      ...(to === '/home' ? {} : { full: 'users/ is a link to /home' }),
      first: swapped('users', `link ${to}`),
      touches: users,
    }),
  ),
  {
    ...member,
    meanwhile: 'look',
    name: 'users/ is a link to shared/',
    first: swapped('users', 'link shared'),
    touches: /permissions|behaviour/,
  },
  { ...member, meanwhile: 'look', name: 'users/ is a fifo', first: swapped('users', 'fifo'), touches: users },
  ...['/etc/profile.d', '/root', '/home/ben'].map(
    (to): Attack => ({
      ...member,
      meanwhile: 'look',
      name: `users/ben and users/ada are links to ${to}`,
      ...(to === '/root' ? { full: 'users/ben and users/ada are links to /etc/profile.d' } : {}),
      first: `${swapped('users', 'folder')}; ln -s ${to} $P/users/ben; ln -s ${to} $P/users/ada`,
      touches: users,
    }),
  ),
  {
    ...member,
    meanwhile: 'mount',
    name: 'shared/ and users/ are links, met by a mount',
    first: `${swapped('shared', 'link /etc')}; ${swapped('users', 'link /etc')}`,
    touches: /permissions|behaviour|contents/,
  },
  ...(
    [
      ['shared/ is a private directory of root’s', 'mkdir -m 700 $P/vault; echo x >$P/vault/secret', 'shared', 'vault'],
      [
        'shared/ is a directory of root’s that all may read',
        'mkdir -m 755 $P/vault; echo x >$P/vault/secret',
        'shared',
        'vault',
        'shared/ is a private directory of root’s',
      ],
      [
        'users/ is a private directory of root’s',
        'mkdir -m 700 $P/vault; echo x >$P/vault/secret',
        'users',
        'vault',
        'users/ is a directory of homes that are closed',
      ],
      [
        'users/ is a directory of homes that are closed',
        'mkdir -m 755 $P/vault; for u in ada:2001 ben:2002 bea:2003; do mkdir -m 700 $P/vault/${u%:*}; echo x >$P/vault/${u%:*}/secret; chown -R ${u#*:} $P/vault/${u%:*}; done',
        'users',
        'vault',
      ],
      [
        'users/ is a directory of root’s with one for each name',
        'mkdir -m 755 $P/vault; for n in mallory ada ben bea; do mkdir -m 755 $P/vault/$n; echo x >$P/vault/$n/secret; done',
        'users',
        'vault',
        'users/ is a directory of homes that are closed',
      ],
      [
        'groups/ is a directory of root’s with one of a group’s name',
        'mkdir -m 755 $P/vault; mkdir -m 700 $P/vault/ml; echo x >$P/vault/ml/secret',
        'groups',
        'vault',
      ],
      ['shared/ is users/', 'echo x >$P/users/secret', 'shared', 'users'],
    ] as const
  ).map(
    ([name, sceneThere, place, vault, full]): Attack => ({
      ...member,
      meanwhile: 'mount',
      name: `${name}, met by a mount`,
      ...(full === undefined ? {} : { full: `${full}, met by a mount` }),
      sceneThere,
      first: `mv $P/${place} $P/${place}.aside; mv $P/${vault} $P/${place}`,
      keeps: privately,
      touches: /sharing|permissions|behaviour|contents|groups/,
    }),
  ),
  {
    ...member,
    meanwhile: 'mount',
    name: 'shared/ is itself and a private directory of root’s, in turn, while a mount goes on',
    sceneThere: 'mkdir -m 700 $P/vault; echo x >$P/vault/secret',
    program: 'exec python3 -u $T/exchange.py $P/shared $P/vault',
    // while it goes on, one walk may come by twice or not at all
    keeps: `for i in $(seq 30); do ${privately}; done | sort -u`,
    touches: /sharing|permissions|behaviour|contents/,
  },
  {
    ...member,
    together: 'names of tests',
    name: 'tests of long ago whose folders are links and hold links',
    first: `cd $P/shared; ln -s /etc/profile.d .prism-sharing-old00000; mkdir -m 2777 .prism-sharing-old11111 .prism-look-old; ln -s /etc/profile.d .prism-sharing-old11111/l; ln -s /etc .prism-look-x
ln -s /etc/passwd .prism-look-y; touch -h -d '3 hours ago' .prism-sharing-old11111/l .prism-* ; touch -d '3 hours ago' .prism-sharing-old11111`,
    touches: /contents/,
  },
  {
    ...member,
    together: 'names of tests',
    name: 'hard links to other people’s and root’s files under the names of tests',
    first: `cd $P/shared; for n in a b c; do ln pay .prism-look-$n 2>/dev/null || :; ln ../users/ada/x .prism-look-x$n 2>/dev/null || :; done; touch -d '3 hours ago' pay`,
    touches: /contents/,
  },
]
