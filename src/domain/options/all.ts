/** All options, in the order of the help. */
import { patterns } from '../names.ts'
import type { Verb } from '../request.ts'
import { accessPoint, accessPointOn, iam, mountPoint, readOnly, readOnlyOn } from './access.ts'
import { allowPlainNfs, client, clientSums, clientUrls } from './client.ts'
import { adopt, allowSuid, privateSpaces, sticky } from './layout.ts'
import { all, asSaid, noSharingTest, scan } from './looking.ts'
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
    verbs: ['adopt', 'sync-people'],
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
  all,
  asSaid,
  scan,
  {
    name: 'registry',
    argument: 'FILE',
    verbs: ['sync-people'],
    doc: 'the registry; default: .github/prism/people.yml',
  },
  {
    name: 'confirm-removals',
    verbs: ['sync-people'],
    doc: 'more than a fifth of the people on these instances are to lose their account',
  },
  { name: 'lazy', verbs: ['unmount'], doc: 'detach the volume even while processes use it' },
  ...ofAccessPoints,
  ...ofVolumes,
] as const satisfies readonly OptionSpec[]

/** The options of the verbs that work on instances, each with its meaning for a request. */
export const mountOptions: readonly MountOption[] = options.filter((option) => 'reads' in option)

export type OptionName = (typeof options)[number]['name']

/** The options of a verb, in the table's order. */
export function optionsOf(verb: Verb): readonly OptionSpec[] {
  return (options as readonly OptionSpec[]).filter((o) => o.verbs.includes(verb))
}

/** `--users NAME,…` as help texts and usage lines show it. */
export const formatOption = (o: OptionSpec): string => (o.argument ? `--${o.name} ${o.argument}` : `--${o.name}`)
