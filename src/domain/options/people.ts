/** Who gets the volume, and the groups that they are in. */
import { fail } from '../catalogue.ts'
import { type ExtraGroup, formatGroup, groupFromText, parseGroups } from '../groups.ts'
import { parseAccount, unixName } from '../names.ts'
import { namesOf, type Person } from '../person.ts'
import { type MountOption, only } from './option.ts'
import { looking, table } from './verbs.ts'

/** As many accounts as one transcript has room for (`too-many-accounts`). */
const maxAccounts = 40

function parsePeople(names: readonly string[]): readonly Person[] {
  const accounts = [...new Set(names)].map(parseAccount)
  if (accounts.length > maxAccounts) throw fail('too-many-accounts', { seen: `${accounts.length} accounts` })
  return accounts.map((name) => ({ name }))
}

export const users = {
  name: 'users',
  argument: 'NAME,…',
  list: true,
  verbs: looking,
  member: { name: 'accounts' },
  doc: 'Unix accounts that get the volume on every instance; default: each instance’s own login user',
  reads: (said) => {
    const list = only(said, 'users')
    return list === undefined ? {} : { people: parsePeople(list.split(',')) }
  },
  sets: 'accounts',
  words: ({ people }) => (people.length > 0 ? ['--users', namesOf(people).join(',')] : []),
  effect: {
    row: { section: 'group' },
    spec: ({ people }) => ({ people }),
    word: 'users',
    remembered: ({ people }) => (people.length > 0 ? namesOf(people).join(',') : undefined),
    recall: (value) => ({ people: value.split(',').map((name) => ({ name: parseAccount(name) })) }),
    asks: ({ people }) => ({ people }),
    merge: (said, noted) => ({ people: said.people.length > 0 ? said.people : noted.people }),
    note: ({ people }) => (people.length > 0 ? `accounts ${namesOf(people).join(', ')}` : undefined),
  },
} as const satisfies MountOption

export const group = {
  name: 'group',
  argument: 'NAME:GID[:ACCOUNT,…]',
  pattern: new RegExp(`^${unixName}:[1-9][0-9]{3,9}(?::${unixName}(?:,${unixName})*)?$`),
  repeatable: true,
  verbs: table,
  input: { name: 'groups' },
  member: { name: 'groups' },
  doc: 'a further group with a directory of its own, groups/NAME, for these accounts or for all; may be repeated',
  reads: (said, { people }) => {
    const groups = parseGroups((said.get('group') ?? []).map(groupFromText), namesOf(people))
    return groups.length > 0 ? { groups } : {}
  },
  sets: 'groups',
  words: ({ groups = [] }) => groups.flatMap((g) => ['--group', formatGroup(g)]),
  effect: {
    row: { section: 'group' },
    spec: ({ groups = [] }) => ({ groups }),
    word: 'groups',
    remembered: ({ groups }) => (groups.length > 0 ? groups.map((g) => `${g.name}:${g.gid}:${g.accounts.join('+')}`).join(',') : undefined),
    recall: (value, { people }) => ({ groups: parseGroups(value.split(',').map(rememberedGroup), namesOf(people)) }),
    asks: ({ groups }) => (groups.length > 0 ? { groups } : {}),
    merge: (said, noted) => ({ groups: said.groups.length > 0 ? said.groups : noted.groups }),
    note: ({ groups }) => (groups.length > 0 ? groups.map(groupNote).join('; ') : undefined),
  },
} as const satisfies MountOption

function rememberedGroup(text: string): ExtraGroup {
  const [name = '', gid = '', accounts = ''] = text.split(':')
  return { name, gid: Number(gid), accounts: accounts.split('+').filter(Boolean) }
}

const groupNote = ({ name, gid, accounts }: ExtraGroup): string =>
  `group ${name} (gid ${gid})${accounts.length > 0 ? ` for ${accounts.join(', ')}` : ''}`
