/**
 * The law of numbers. To EFS a number is the person, so one that two people have, at once or one after the other, is one person in two bodies. What breaks the law is
 * never applied, whoever merged it. Pure.
 */
import { type Holder, holdersOf, type Registry, type RegistryProblem, usualNumbers } from './registry.ts'

/** NFS carries 16 groups of an account (AUTH_SYS, RFC 5531); the person's own and prism-shared are two of them. */
const maxGroups = 14

/** Names that mean something on hosts already: rights (a member of docker is root), services, and the images' own login users. */
const takenNames = new Set(
  [
    'root daemon bin sys adm lp mail news uucp proxy www-data backup list irc games man sync halt shutdown operator ftp nobody nogroup',
    'sudo wheel admin staff users docker lxd libvirt kvm disk kmem mem tty dialout cdrom floppy tape audio video plugdev netdev input render shadow',
    'utmp systemd-journal systemd-network systemd-resolve systemd-timesync messagebus sshd polkitd ssm-user ec2-instance-connect',
    'ubuntu rocky almalinux ec2-user centos debian fedora opensuse cloud-user prism-shared prism-people',
  ].flatMap((line) => line.split(' ')),
)

/** Of one registry by itself. Empty: it holds. */
export function lawsOf(registry: Registry): RegistryProblem[] {
  return [...spaceOf(registry), ...oncePerNumber(registry), ...oncePerName(registry), ...groupsOfPeople(registry), ...whoTheyAre(registry)]
}

function spaceOf({ numbers, ...registry }: Registry): RegistryProblem[] {
  const { first, last } = numbers
  if (first > last || first < usualNumbers.first || last > usualNumbers.last)
    return [
      { path: ['numbers'], message: `from ${usualNumbers.first} to ${usualNumbers.last}: outside, hosts give numbers out by themselves` },
    ]
  // a number from before the space was narrowed stays where it is
  return holdersOf({ numbers, ...registry })
    .filter(({ kind, number }) => kind !== 'retired' && (number < first || number > last))
    .map(({ path, number }) => ({ path, message: `${number} is outside of ${first} to ${last}` }))
}

function oncePerNumber(registry: Registry): RegistryProblem[] {
  const byNumber = Map.groupBy(holdersOf(registry), (h) => h.number)
  return [...byNumber.values()]
    .filter((holders) => holders.length > 1)
    .flatMap((holders) => holders.slice(1).map((h) => ({ path: h.path, message: `${h.number} is ${spoken(holders[0]!)}’s` })))
}

export const spoken = ({ kind, name }: Pick<Holder, 'kind' | 'name'>): string => (kind === 'group' ? `the group ${name}` : name)

/** A person's own group has the person's name: so people and groups have one space of names. */
function oncePerName({ people, groups }: Registry): RegistryProblem[] {
  const persons = new Set(people.map((p) => p.name))
  return [
    ...people.filter((p) => takenNames.has(p.name)).map((p) => ({ path: ['people', p.name], message: taken(p.name) })),
    ...groups.filter((g) => takenNames.has(g.name)).map((g) => ({ path: ['groups', g.name], message: taken(g.name) })),
    ...groups
      .filter((g) => persons.has(g.name))
      .map((g) => ({ path: ['groups', g.name], message: `${g.name} is a person, whose own group has that name` })),
    ...twice(
      groups.filter((g) => g.directory !== undefined),
      (g) => g.directory,
    ).map(([g, first]) => ({
      path: ['groups', g.name, 'directory'],
      message: `${g.directory} is the directory of ${first.name}`,
    })),
  ]
}

const taken = (name: string): string => `${name} is a name that hosts give a meaning of their own`

function groupsOfPeople({ people, groups }: Registry): RegistryProblem[] {
  const known = new Set(groups.map((g) => g.name))
  return people.flatMap((p) => [
    ...p.groups.flatMap((name, n) =>
      known.has(name) ? [] : [{ path: ['people', p.name, 'groups', n], message: `there is no group ${name}` }],
    ),
    ...(p.groups.length > maxGroups
      ? [
          {
            path: ['people', p.name, 'groups'],
            message: `${p.groups.length} groups; NFS carries ${maxGroups} beside ${p.name}’s own and prism-shared`,
          },
        ]
      : []),
  ])
}

/** One account on GitHub, and one key, belong to one person. */
function whoTheyAre({ people }: Registry): RegistryProblem[] {
  const at = (name: string, ...more: (string | number)[]) => ['people', name, ...more]
  const keys = people.flatMap((p) => p.keys.map((key, n) => ({ name: p.name, n, key })))
  return [
    ...twice(
      people.filter((p) => p.github),
      (p) => p.github?.id,
    ).map(([p, first]) => ({
      path: at(p.name, 'github', 'id'),
      message: `${p.github?.id} is ${first.name}’s account on GitHub`,
    })),
    ...twice(
      people.filter((p) => p.github),
      (p) => p.github?.login.toLowerCase(),
    ).map(([p, first]) => ({
      path: at(p.name, 'github', 'login'),
      message: `${p.github?.login} is ${first.name}’s login on GitHub`,
    })),
    ...twice(keys, ({ key }) => key.fingerprint).map(([k, first]) => ({
      path: at(k.name, 'keys', k.n),
      message: `${k.key.fingerprint} is ${first.name === k.name ? 'given more than once' : `${first.name}’s key`}`,
    })),
  ]
}

/** Each but the first that has the same, with the first. */
function twice<T>(all: readonly T[], of: (one: T) => unknown): [T, T][] {
  return [...Map.groupBy(all, of).values()].flatMap((same) => same.slice(1).map((one): [T, T] => [one, same[0]!]))
}

/** What a number that was ever given may become: nothing else. `before`: what is applied now, or every registry before it. */
export function lawsOfChange(before: Registry, after: Registry): RegistryProblem[] {
  const now = Map.groupBy(holdersOf(after), (h) => h.number)
  return holdersOf(before).flatMap((was): RegistryProblem[] => {
    const is = now.get(was.number)?.[0]
    const path = [was.kind === 'person' ? 'people' : was.kind === 'group' ? 'groups' : 'retired']
    if (!is) {
      const moved = holdersOf(after).find((h) => h.kind === was.kind && h.kind !== 'retired' && h.name === was.name)
      if (moved)
        return [{ path: moved.path, message: `${spoken(was)} had ${was.number}; a number never changes, as the files keep the old one` }]
      return [{ path, message: `${was.number} was ${spoken(was)}’s and is gone; write it under retired` }]
    }
    if (is.name !== was.name) return [{ path: is.path, message: `${was.number} was ${spoken(was)}’s; a number is never given again` }]
    if (was.kind === 'retired' && is.kind !== 'retired')
      return [{ path: is.path, message: `${was.number} is retired; ${is.name} needs a new number` }]
    return is.kind !== 'retired' && is.kind !== was.kind ? [{ path: is.path, message: `${was.number} was ${spoken(was)}’s` }] : []
  })
}

/** Who would lose their account. An outage, a wrong file or a bad merge must not off-board a team. */
export function lossOf(before: Registry, after: Registry): { readonly lost: readonly string[]; readonly needsWord: boolean } {
  const stay = new Set(after.people.map((p) => p.name))
  const lost = before.people.filter((p) => !stay.has(p.name)).map((p) => p.name)
  return { lost, needsWord: before.people.length > 0 && (after.people.length === 0 || lost.length * 5 > before.people.length) }
}
