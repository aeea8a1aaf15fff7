/** The directories of groups beside the shared one, and the words that accounts carry about. */
import type { Attack } from '../attack.ts'

const member = { seat: 'member', meanwhile: 'look' } as const

export const groupAttacks: readonly Attack[] = [
  ...(['lines', 'markup'] as const).map(
    (kind): Attack => ({
      ...member,
      name: `names in the place of groups/: ${kind}`,
      ...(kind === 'markup' ? { full: 'names in the place of groups/: lines' } : {}),
      first: `python3 $T/put-aside.py $P/groups copy; python3 $T/names.py $P/groups ${kind} $N; chmod 777 $P/groups/*`,
      program: 'exec python3 -u $T/plant.py $P/groups $P/groups ml',
      touches: /groups|permissions|contents/,
    }),
  ),
  {
    ...member,
    name: 'groups/ml is a link to /root',
    first: 'python3 $T/put-aside.py $P/groups folder; ln -s /root $P/groups/ml',
    touches: /groups|permissions|contents/,
  },
  {
    ...member,
    alone: true,
    name: 'GECOS fields that want to be more, as chfn lets everybody write them',
    sceneThere: `cp -a /etc /attack/etc; sed -i 's/^\\(mallory\\|eve\\):x:\\([0-9]*:[0-9]*\\):[^:]*:/\\1:x:\\2:$(id>>\\/pwned\\/ran) | holds | \`id\`,umask=0,,umask=000 <!-- \\x1b[31m:/' /etc/passwd`,
    undo: '[ ! -d /attack/etc ] || { cd /etc && find . -mindepth 1 -delete; cp -a /attack/etc/. /etc/; rm -rf /attack/etc; }',
    touches: /mallory/,
  },
  {
    ...member,
    name: 'processes that stand in shared/ with names that want to be more',
    meanwhile: 'unmount',
    program: 'exec python3 -u $T/processes.py $P/shared 12',
  },
  {
    ...member,
    alone: true,
    name: 'processes of a member from before, with names that want to be more',
    program: 'exec setpriv --no-new-privs python3 -u $T/processes.py / 40',
    touches: /mallory/,
  },
]
