/** Faults of the permission table: every bit, owner and group of its paths, and what is in their place. */
import type { HostFault } from './host-fault.ts'

const paths = [
  { name: 'the root', at: '$P' },
  { name: 'shared/', at: '$P/shared' },
  { name: 'users/', at: '$P/users' },
  { name: 'the personal space', at: '$P/users/$U' },
] as const
const bits: readonly (readonly [string, string])[] = [
  ['setuid', '4000'],
  ['setgid', '2000'],
  ['sticky', '1000'],
  ['owner r', '400'],
  ['owner w', '200'],
  ['owner x', '100'],
  ['group r', '40'],
  ['group w', '20'],
  ['group x', '10'],
  ['others r', '4'],
  ['others w', '2'],
  ['others x', '1'],
]

const modes: readonly HostFault[] = paths.flatMap(({ name, at }) =>
  bits.map(([bit, value]) => ({
    name: `${name}: ${bit} bit turned over`,
    // five digits: with four, chmod keeps a directory's setgid
    script: `chmod "$(printf %05o $((8#$(stat -c %a "${at}") ^ 8#${value})))" "${at}"`,
    says: ['row-differs'] as const,
    mount: 'repairs' as const,
  })),
)

const owners: readonly HostFault[] = [
  { name: 'the root: another owner', script: 'chown eve "$P"', says: ['row-differs'], mount: 'repairs' },
  { name: 'shared/: another owner', script: 'chown eve "$P/shared"', says: ['row-differs'], mount: 'repairs' },
  { name: 'users/: another owner', script: 'chown eve "$P/users"', says: ['row-differs'], mount: 'repairs' },
  {
    name: 'the personal space: of another uid',
    script: 'chown eve "$P/users/$U"',
    says: ['row-differs'],
    mount: { left: 'the space may hold somebody’s data' },
    fix: 'chown "$U" "$P/users/$U"',
  },
  {
    name: 'the root: another group',
    script: 'chgrp 100 "$P"',
    says: ['row-differs'],
    mount: { left: 'a root of another group may be another system’s; --adopt says otherwise' },
    fix: 'chgrp 3000 "$P"',
  },
  { name: 'shared/: another group', script: 'chgrp 100 "$P/shared"', says: ['row-differs'], mount: 'repairs' },
  { name: 'users/: another group', script: 'chgrp 100 "$P/users"', says: ['row-differs'], mount: 'repairs' },
  { name: 'the personal space: another group', script: 'chgrp 100 "$P/users/$U"', says: ['row-differs'], mount: 'repairs' },
]

const places: readonly HostFault[] = [
  { name: 'shared/ is missing', script: 'rmdir "$P/shared"', says: ['row-differs'], mount: 'repairs' },
  { name: 'users/ is missing', script: 'rm -r "$P/users"', says: ['row-differs'], mount: 'repairs' },
  { name: 'the personal space is missing', script: 'rm -r "$P/users/$U"', says: ['row-differs'], mount: 'repairs' },
  {
    name: 'a file in the place of shared/',
    script: 'rmdir "$P/shared"; install -m 2775 -g 3000 /dev/null "$P/shared"',
    says: ['row-differs'],
    mount: { left: 'the file is somebody’s' },
    fix: 'rm "$P/shared"',
  },
  {
    name: 'a link in the place of shared/',
    script: 'rmdir "$P/shared"; install -d -m 2775 -g 3000 "$P/real"; ln -s real "$P/shared"',
    says: ['row-differs'],
    mount: { left: 'a link could lead root anywhere' },
    fix: 'rm "$P/shared"; rmdir "$P/real"',
  },
  {
    name: 'a private directory in the place of shared/',
    script: 'mkdir -m 700 "$P/vault"; echo secret >"$P/vault/secret"; mv "$P/shared" "$P/.shared"; mv "$P/vault" "$P/shared"',
    says: ['row-differs'],
    mount: { left: 'it may be root’s, put there by a member to be opened' },
    fix: 'rm -r "$P/shared"; mv "$P/.shared" "$P/shared"',
  },
  {
    name: 'a directory of closed homes in the place of users/',
    script: `mkdir -m 755 "$P/homes"; install -d -m 700 -o "$U" "$P/homes/$U"; echo secret >"$P/homes/$U/secret"; mv "$P/users" "$P/.users"; mv "$P/homes" "$P/users"`,
    says: ['row-differs'],
    mount: { left: 'it would open what its owner closed, and nobody knows that it is the space' },
    fix: 'rm -r "$P/users"; mv "$P/.users" "$P/users"',
  },
  {
    name: 'a file in the place of users/',
    script: 'rm -r "$P/users"; install -m 2755 -g 3000 /dev/null "$P/users"',
    says: ['row-differs'],
    mount: { left: 'the file is somebody’s' },
    fix: 'rm "$P/users"',
  },
  {
    name: 'a link in the place of the personal space',
    script:
      'rm -r "$P/users/$U"; install -d -m 755 -o "$U" -g 3000 "$P/users/real"; ln -s real "$P/users/$U"; chown -h "$U:3000" "$P/users/$U"',
    says: ['row-differs'],
    mount: { left: 'a link could lead root anywhere' },
    fix: 'rm "$P/users/$U"; rmdir "$P/users/real"',
  },
]

export const volumeFaults: readonly HostFault[] = [...modes, ...owners, ...places]
