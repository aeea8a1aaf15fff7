/** How the volume is laid out. */
import { flagEffect, flagReads, type MountOption } from './option.ts'
import { table } from './verbs.ts'

export const sticky = {
  name: 'sticky',
  verbs: table,
  doc: 'mode 3775 instead of 2775 on the shared directories: only a file’s owner may remove it',
  reads: flagReads('sticky', 'sticky'),
  sets: 'paths',
  words: (o) => (o.sticky ? ['--sticky'] : []),
  effect: flagEffect('sticky', 'sticky', 'the sticky bit', { section: 'permissions' }),
} as const satisfies MountOption

export const privateSpaces = {
  name: 'private',
  verbs: table,
  input: { name: 'private-spaces' },
  member: { name: 'privateSpaces' },
  doc: 'personal spaces with mode 0700 instead of 0755, which everybody can read',
  reads: flagReads('private', 'privateSpaces'),
  sets: 'paths',
  words: (o) => (o.privateSpaces ? ['--private'] : []),
  effect: flagEffect('private', 'privateSpaces', 'private personal spaces', { section: 'permissions' }),
} as const satisfies MountOption

export const allowSuid = {
  name: 'allow-suid',
  verbs: table,
  doc: 'mount without nosuid, so that set-id programs on the volume work: root on one instance can then become root on another',
  reads: flagReads('allow-suid', 'suid'),
  sets: 'efsOptions',
  words: (o) => (o.suid ? ['--allow-suid'] : []),
  effect: {
    ...flagEffect('allow-suid', 'suid', 'set-id programs allowed', { section: 'mount', ends: 'set-id files and devices' }),
    caveat: ({ suid }) =>
      suid ? 'set-id programs on the volume work, as requested: root on one instance can become root on another' : undefined,
  },
} as const satisfies MountOption

export const adopt = {
  name: 'adopt',
  verbs: ['mount'],
  doc: 'set up the layout on a volume whose root already contains data',
  reads: flagReads('adopt', 'adopt'),
  sets: 'adopt',
  words: (o) => (o.adopt ? ['--adopt'] : []),
} as const satisfies MountOption
