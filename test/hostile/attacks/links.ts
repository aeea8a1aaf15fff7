/** What a member puts in the place of the layout's own directories, without a race. */
import type { Attack } from '../attack.ts'

const member = { seat: 'member', meanwhile: 'verify' } as const
/** While shared/ or users/ is something else nothing that is tried there is true. */
const shared = /sharing|permissions · \$P\/shared|behaviour|contents/
const users = /permissions · \$P\/users|behaviour/
const notThere = /sharing · .* to |permissions · \$P\/shared\/|behaviour · (?:ben|bea|mallory|ada) · new (?:file|folder|directory)/
/** Where others of the list lead to the like. */
const isOfAKind = (to: string): boolean => ['/etc/profile.d', '/var/spool', '/proc/1/cwd', '/var/spool/cron'].includes(to)
const swapped = (name: string, words: string): string => `python3 $T/put-aside.py $P/${name} ${words}`

export const linkAttacks: readonly Attack[] = [
  // what it leads to is not the volume: no cell may be green
  ...['/etc', '/etc/profile.d', '/var/spool', '/tmp', '/proc/self/root/etc', '/proc/1/cwd', '/dev/shm'].map(
    (to): Attack => ({
      ...member,
      name: `shared/ is a link to ${to}`,
      ...(isOfAKind(to) ? { full: true as const } : {}),
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
  { ...member, name: 'shared/ is a link to itself', first: swapped('shared', 'link shared'), touches: shared, untrue: notThere },
  ...['fifo', 'socket', 'file'].map(
    (kind): Attack => ({ ...member, name: `shared/ is a ${kind}`, first: swapped('shared', kind), touches: shared, untrue: notThere }),
  ),
  ...['/etc', '/home', '/root', '/var/spool/cron'].map(
    (to): Attack => ({
      ...member,
      meanwhile: 'look',
      name: `users/ is a link to ${to}`,
      ...(isOfAKind(to) ? { full: true as const } : {}),
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
  {
    ...member,
    name: 'tests of long ago whose folders are links and hold links',
    first: `cd $P/shared; ln -s /etc/profile.d .prism-sharing-old00000; mkdir -m 2777 .prism-sharing-old11111 .prism-look-old; ln -s /etc/profile.d .prism-sharing-old11111/l; ln -s /etc .prism-look-x
ln -s /etc/passwd .prism-look-y; touch -h -d '3 hours ago' .prism-sharing-old11111/l .prism-* ; touch -d '3 hours ago' .prism-sharing-old11111`,
    touches: /contents/,
  },
  {
    ...member,
    name: 'hard links to other people’s and root’s files under the names of tests',
    first: `cd $P/shared; for n in a b c; do ln pay .prism-look-$n 2>/dev/null || :; ln ../users/ada/x .prism-look-x$n 2>/dev/null || :; done; touch -d '3 hours ago' pay`,
    touches: /contents/,
  },
]
