/** What a member does the moment that Prism makes something: many rounds each. */
import type { Attack } from '../attack.ts'

const member = { seat: 'member' } as const
const anything = /permissions|behaviour|contents/
const place = '/etc/profile.d'
const replace = (folder: string, words: string): string => `exec python3 -u $T/replace-new.py ${folder} ${words}`

export const raceAttacks: readonly Attack[] = [
  ...(['loop', 'inotify'] as const).map(
    (how): Attack => ({
      ...member,
      name: `a sharing test’s new folder becomes a link, by ${how}`,
      ...(how === 'loop' ? { full: 'a sharing test’s new folder becomes a link, by inotify' } : {}),
      meanwhile: { races: 'write' },
      program: replace('$P/shared', `.prism-sharing link ${place} ${how}`),
      touches: anything,
    }),
  ),
  ...(['folder', 'fifo'] as const).map(
    (kind): Attack => ({
      ...member,
      name: `a sharing test’s new folder becomes a ${kind}`,
      ...(kind === 'folder' ? { full: 'root’s own folder in shared/ takes the name of a sharing test’s new one' } : {}),
      meanwhile: { races: 'write' },
      program: replace('$P/shared', `.prism-sharing ${kind} - inotify`),
      touches: anything,
    }),
  ),
  {
    ...member,
    name: 'root’s own folder in shared/ takes the name of a sharing test’s new one',
    meanwhile: { races: 'write' },
    sceneThere: 'mkdir -m 700 $P/shared/.vault; echo secret >$P/shared/.vault/secret',
    program: replace('$P/shared', '.prism-sharing takes .vault inotify'),
    keeps: "find $P/shared -name secret -execdir stat -c '%u:%g %a' . ';'",
    touches: anything,
  },
  ...(['link', 'fifo', 'copy', 'truncate', 'append'] as const).map(
    (kind): Attack => ({
      ...member,
      name: `the files in a sharing test’s folder: ${kind}`,
      ...(kind === 'append' ? { full: 'the files in a sharing test’s folder: truncate' } : {}),
      meanwhile: 'verify',
      program: `exec python3 -u $T/tests-files.py $P/shared ${kind} /etc/passwd`,
      touches: /sharing|contents|behaviour/,
    }),
  ),
  ...(['link', 'hardlink', 'fifo', 'folder'] as const).map(
    (kind): Attack => ({
      ...member,
      name: `a look’s new files in shared/: ${kind}`,
      ...(kind === 'folder' ? { full: 'a look’s new files in shared/: link' } : {}),
      meanwhile: { races: 'behaviour' },
      first: kind === 'hardlink' ? 'ln $P/shared/pay $P/shared/.to' : 'true',
      program: replace('$P/shared', `.prism-look ${kind} ${kind === 'hardlink' ? '.to' : '/etc/passwd'} inotify`),
      touches: anything,
    }),
  ),
  ...(['/etc', '/etc/profile.d'] as const).map(
    (to): Attack => ({
      ...member,
      name: `shared/ is itself and a link to ${to}, in turn`,
      ...(to === '/etc' ? {} : { full: 'shared/ is itself and a link to /etc, in turn' }),
      meanwhile: { races: 'write' },
      program: `exec python3 -u $T/swap.py $P/shared ${to}`,
      touches: anything,
    }),
  ),
  {
    ...member,
    name: 'shared/ is itself and users/, in turn',
    meanwhile: { races: 'write' },
    program: 'exec python3 -u $T/swap.py $P/shared users',
    touches: anything,
  },
  ...(['write', 'behaviour'] as const).map(
    (races): Attack => ({
      ...member,
      name: `users/ is itself and a link to /home, in turn, while a ${races} goes on`,
      ...(races === 'write' ? { full: 'users/ is itself and a link to /home, in turn, while a behaviour goes on' } : {}),
      meanwhile: { races },
      program: 'exec python3 -u $T/swap.py $P/users /home',
      touches: anything,
    }),
  ),
  {
    ...member,
    name: 'users/ben is a folder and a link to /home/ben, in turn',
    meanwhile: { races: 'behaviour' },
    first: 'python3 $T/put-aside.py $P/users copy',
    program: 'exec python3 -u $T/swap.py $P/users/ben /home/ben',
    touches: anything,
  },
  {
    ...member,
    name: 'files planted for other accounts while they try',
    meanwhile: 'verify',
    scene: 'for u in ada ben bea; do [ ! -d /home/$u ] || echo "umask 077" >>/home/$u/.profile; done',
    program: 'exec python3 -u $T/plant.py $P/shared $P/users ada ben bea',
    touches: /sharing|contents|behaviour|umask/,
    untrue: /umask · (?:ada|ben|bea) · su|behaviour · (?:ada|ben|bea) · new|sharing · (?:ada|ben|bea) on .* to (?:mallory|ada|ben|bea)/,
  },
]
