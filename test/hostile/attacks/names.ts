/** Names that a member gives on the volume, for every root that lists, counts, reports or removes them. */
import type { Attack } from '../attack.ts'

const member = { seat: 'member', meanwhile: 'look' } as const
/** What lies in shared/ is looked at for what the group can write; what lies in the place of users/ or of the root is no layout. */
const contents = /contents/
const spaces = /permissions|behaviour|contents/
const inUsers = 'python3 $T/put-aside.py $P/users copy'

export const nameAttacks: readonly Attack[] = [
  ...(['bytes', 'lines', 'shell', 'dashes', 'longest', 'markup', 'hidden'] as const).map(
    (kind): Attack => ({
      ...member,
      together: 'names in shared/',
      name: `names in shared/: ${kind}`,
      first: `python3 $T/names.py $P/shared ${kind} $N`,
      touches: contents,
    }),
  ),
  ...(['bytes', 'lines', 'shell', 'dashes', 'longest', 'markup', 'hidden'] as const).map(
    (kind): Attack => ({
      ...member,
      together: 'names in the place of users/',
      name: `names in the place of users/: ${kind}`,
      first: `${inUsers}; python3 $T/names.py $P/users ${kind} $N`,
      touches: spaces,
    }),
  ),
  ...(['bytes', 'lines', 'markup', 'dashes'] as const).map(
    (kind): Attack => ({
      ...member,
      together: 'names in the root',
      name: `names in the root: ${kind}`,
      first: `python3 $T/names.py $P ${kind} $N`,
      touches: /permissions|contents/,
    }),
  ),
  {
    ...member,
    name: 'names in the place of users/, met by a mount',
    meanwhile: 'mount',
    first: `${inUsers}; python3 $T/names.py $P/users lines $N`,
    touches: spaces,
  },
  { ...member, name: 'a hundred thousand entries in shared/', first: 'python3 $T/names.py $P/shared many', touches: contents },
  {
    ...member,
    name: 'a hundred thousand entries in the place of users/',
    first: `${inUsers}; python3 $T/names.py $P/users many`,
    touches: spaces,
  },
  {
    ...member,
    name: 'folders deeper than a path can say',
    together: 'names in shared/',
    first: 'python3 $T/deep.py $P/shared 400',
    touches: contents,
  },
]
