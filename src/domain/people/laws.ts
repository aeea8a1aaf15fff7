/**
 * The law of numbers. To EFS a number is the person, so one that two people have, at once or one after the other, is one person in two bodies. What breaks the law is
 * never applied, whoever merged it. Pure.
 */
import { peopleGroup } from '../account-numbers.ts'
import { type GivenNumber, givenOf } from './given.ts'
import { type Holder, holdersOf, type Registry, type RegistryProblem, usualNumbers } from './registry.ts'

/** NFS carries 16 groups of an account (AUTH_SYS, RFC 5531); the person's own, prism-shared and prism-people are three of them. */
const maxGroups = 13

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
  return holdersOf({ numbers, ...registry }).flatMap(({ kind, path, number }) => {
    if (number === peopleGroup.gid) return [{ path, message: `${number} is the group ${peopleGroup.name}’s on every host` }]
    return kind !== 'retired' && (number < first || number > last) ? [{ path, message: `${number} is outside of ${first} to ${last}` }] : []
  })
}

function oncePerNumber(registry: Registry): RegistryProblem[] {
  const holders = holdersOf(registry)
  // whoever had it first: who takes it is the one that is wrong
  const byNumber = Map.groupBy(
    [...holders.filter((h) => h.kind === 'retired'), ...holders.filter((h) => h.kind !== 'retired')],
    (h) => h.number,
  )
  return [...byNumber.values()].flatMap(([first, ...more]) =>
    more.map((h) => ({
      path: h.path,
      message: first!.kind === 'retired' ? `${h.number} is retired, it was ${first!.name}’s` : `${h.number} is ${spoken(first!)}’s`,
    })),
  )
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
            message: `${p.groups.length} groups; NFS carries ${maxGroups} beside ${p.name}’s own, prism-shared and prism-people`,
          },
        ]
      : []),
  ])
}

/** One account on GitHub, and one key, belong to one person. */
function whoTheyAre({ people }: Registry): RegistryProblem[] {
  const at = (name: string, ...more: (string | number)[]) => ['people', name, ...more]
  const accounts = people.flatMap((p) => (p.github ? [{ name: p.name, ...p.github }] : []))
  const nobody = people.filter((p) => p.follows && !p.github)
  const keys = people.flatMap((p) => p.keys.map((key, n) => ({ name: p.name, n, key })))
  return [
    ...nobody.map((p) => ({ path: at(p.name, 'keys'), message: `${p.name} has no account on GitHub here that keys could follow` })),
    ...twice(accounts, (a) => a.id).map(([a, first]) => ({
      path: at(a.name, 'github', 'id'),
      message: `${a.id} is ${first.name}’s account on GitHub`,
    })),
    ...twice(accounts, (a) => a.login.toLowerCase()).map(([a, first]) => ({
      path: at(a.name, 'github', 'login'),
      message: `${a.login} is ${first.name}’s login on GitHub`,
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

/** `before`: what is applied now, or every registry before it. */
export const lawsOfChange = (before: Registry, after: Registry): RegistryProblem[] => [
  ...lawsOfGiven(givenOf(before), after),
  ...lawsOfNewNames(before, after),
]

/** The name of somebody who left is nobody else’s: their accounts and files are still there, and would be taken for the newcomer’s. */
function lawsOfNewNames(before: Registry, after: Registry): RegistryProblem[] {
  const stood = new Set(holdersOf(before).map((h) => `${h.name} ${h.number}`))
  const gone = new Map(after.retired.map((r) => [r.name, r]))
  return holdersOf(after).flatMap(({ kind, name, number, path }) => {
    const old = gone.get(name)
    if (kind === 'retired' || !old || old.number === number || stood.has(`${name} ${number}`)) return []
    return [{ path, message: `${name} had ${old.number} and left on ${old.since}; somebody else needs another name` }]
  })
}

/** What a number that was ever given may become: nothing else. And an account on GitHub does not change hands unseen. */
export function lawsOfGiven(given: readonly GivenNumber[], after: Registry): RegistryProblem[] {
  const now = Map.groupBy(holdersOf(after), (h) => h.number)
  return given.flatMap((was) => [...lawOfNumber(was, now.get(was.number)?.[0], after), ...lawOfGitHub(was, after)])
}

function lawOfNumber(was: GivenNumber, is: Holder | undefined, after: Registry): RegistryProblem[] {
  const path = [was.kind === 'person' ? 'people' : was.kind === 'group' ? 'groups' : 'retired']
  if (!is) {
    const moved = holdersOf(after).find((h) => h.kind === was.kind && h.kind !== 'retired' && h.name === was.name)
    if (moved)
      return [{ path: moved.path, message: `${spoken(was)} had ${was.number}; a number never changes, as the files keep the old one` }]
    return [{ path, message: `${was.number} was ${spoken(was)}’s and is gone; write it under retired` }]
  }
  if (is.name !== was.name) return [{ path: is.path, message: `${was.number} was ${spoken(was)}’s; a number is never given again` }]
  // back again: one name and one number, so the files are theirs as they were; whoever reviews sees that it is the same person
  if (was.kind === 'retired') return []
  return is.kind !== 'retired' && is.kind !== was.kind ? [{ path: is.path, message: `${was.number} was ${spoken(was)}’s` }] : []
}

/** In two steps, each of them applied, so that whoever reviews sees that the person on GitHub is another one. */
const twoSteps = 'take it out first, apply that, and give the other one then'

function lawOfGitHub({ name, github }: GivenNumber, { people }: Registry): RegistryProblem[] {
  if (github === undefined) return []
  return people.flatMap((p): RegistryProblem[] => {
    const path = ['people', p.name, 'github', 'id']
    if (p.name !== name && p.github?.id === github) return [{ path, message: `${github} was ${name}’s account on GitHub; ${twoSteps}` }]
    const changes = p.name === name && p.github !== undefined && p.github.id !== github
    return changes ? [{ path, message: `${name} was ${github} on GitHub, not ${p.github?.id}; ${twoSteps}` }] : []
  })
}

/** Who would lose their account. An outage, a wrong file or a bad merge must not off-board a team. */
export function lossOf(
  before: { readonly people: readonly { readonly name: string }[] },
  after: Registry,
): { readonly lost: readonly string[]; readonly needsWord: boolean } {
  const stay = new Set(after.people.map((p) => p.name))
  const lost = before.people.filter((p) => !stay.has(p.name)).map((p) => p.name)
  return { lost, needsWord: lost.length * 5 > before.people.length }
}
