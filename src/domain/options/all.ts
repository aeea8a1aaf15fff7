/** All options, in the order of the help. */
import { patterns } from '../names.ts'
import type { Verb } from '../request.ts'
import type { Place } from '../verbs.ts'
import { accessPoint, accessPointOn, iam, mountPoint, readOnly, readOnlyOn } from './access.ts'
import { batch, maxErrors } from './batches.ts'
import { allowPlainNfs, client, clientSums, clientUrls } from './client.ts'
import { adopt, allowSuid, privateSpaces, sticky } from './layout.ts'
import { ofLocks } from './locks.ts'
import { all, asSaid, noSharingTest, scan } from './looking.ts'
import { ofMigration } from './migration.ts'
import type { Effect, MountOption, OptionSpec } from './option.ts'
import { group, users } from './people.ts'
import { ofAccessPoints, ofVolumes } from './volumes.ts'

/** Those that an instance remembers, in the order of its note, which is part of the note's grammar: a new one goes to the end. */
export const effects: readonly Effect[] = [users, group, sticky, privateSpaces, readOnly, allowPlainNfs, accessPoint, allowSuid, iam].map(
  (o) => o.effect,
)

export const options = [
  users,
  mountPoint,
  adopt,
  {
    name: 'plan',
    argument: 'DIGEST',
    pattern: patterns.planDigest,
    rule: 'the digest below the plan: 16 characters at least of 0 to 9 and a to f',
    verbs: ['adopt', 'sync-people', 'migrate'],
    doc: 'the digest of the plan to carry out; without it what was made by hand stays as it is, and the plan is shown',
  },
  sticky,
  privateSpaces,
  group,
  accessPoint,
  accessPointOn,
  readOnly,
  readOnlyOn,
  client,
  clientUrls,
  clientSums,
  allowPlainNfs,
  iam,
  allowSuid,
  noSharingTest,
  batch,
  maxErrors,
  all,
  asSaid,
  scan,
  {
    name: 'registry',
    argument: 'FILE',
    verbs: ['sync-people', 'deprovision', 'person-status', 'mount', 'verify', 'migrate'],
    at: ['terminal'],
    doc: 'the registry of people; default of user commands: .github/prism/people.yml; a mount enrols those who have an account there, verify looks at them',
  },
  {
    name: 'person',
    argument: 'NAME',
    pattern: patterns.account,
    rule: 'a name in the registry',
    verbs: ['sync-people'],
    at: ['comment', 'terminal', 'api'],
    doc: 'all instances that this person’s hosts mean, in the place of named ones; `user provision NAME` says the same',
  },
  {
    name: 'confirm-removals',
    verbs: ['sync-people'],
    doc: 'more than a fifth of the people on these instances are to lose their account',
  },
  ...ofMigration,
  { name: 'lazy', verbs: ['unmount'], doc: 'detach the volume even while processes use it' },
  ...ofLocks,
  ...ofAccessPoints,
  ...ofVolumes,
] as const satisfies readonly OptionSpec[]

/** The options of the verbs that work on instances, each with its meaning for a request. */
export const mountOptions: readonly MountOption[] = options.filter((option) => 'reads' in option)

export type OptionName = (typeof options)[number]['name']

/** The options of a verb, in the table's order; with a place: those that are offered there. */
export function optionsOf(verb: Verb, place?: Place): readonly OptionSpec[] {
  return (options as readonly OptionSpec[]).filter((o) => o.verbs.includes(verb) && isOfferedAt(o, place))
}

export const isOfferedAt = ({ at }: OptionSpec, place: Place | undefined): boolean =>
  at === undefined || place === undefined || at.includes(place)

/** `--users NAME,…` as help texts and usage lines show it. */
export const formatOption = (o: OptionSpec): string => (o.argument ? `--${o.name} ${o.argument}` : `--${o.name}`)
