/** What a registry would do that another one did not: accounts, groups, keys and rights, by person. Pure. */
import { covers } from './hosts.ts'
import { type HostRule, hostText, type RegisteredPerson, type Registry } from './registry.ts'

export type PersonChange = {
  readonly name: string
  readonly uid: number
  readonly kind: 'joins' | 'leaves' | 'changes'
  readonly gains: readonly string[]
  readonly loses: readonly string[]
}

export function changesOf(before: Registry, after: Registry): PersonChange[] {
  const was = new Map(before.people.map((p) => [p.name, p]))
  const is = new Map(after.people.map((p) => [p.name, p]))
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((name): PersonChange[] => {
    const [old, now] = [was.get(name), is.get(name)]
    const had = old ? rightsOf(old, before) : []
    const has = now ? [...backAgain(now, before), ...rightsOf(now, after)] : []
    const stays = { gains: withinHosts(now, old), loses: withinHosts(old, now) }
    const gains = has.filter((right) => !had.includes(right) && !stays.gains.includes(right))
    const loses = had.filter((right) => !has.includes(right) && !stays.loses.includes(right))
    if (gains.length === 0 && loses.length === 0 && old && now) return []
    return [{ name, uid: (now ?? old)!.uid, kind: !old ? 'joins' : !now ? 'leaves' : 'changes', gains, loses }]
  })
}

/** Whoever reviews it is to know that files with that number are there, and become theirs. */
const backAgain = ({ name, uid }: RegisteredPerson, { retired }: Registry): string[] =>
  retired.flatMap((r) => (r.number === uid && r.name === name ? [`the number and the files of ${name}, who left on ${r.since}`] : []))

/** Each as one line, so that two of them are compared as text. What weighs most comes first: a long list is cut. */
function rightsOf(p: RegisteredPerson, { groups, spaces }: Registry): string[] {
  const gid = new Map(groups.map((g) => [g.name, g.gid]))
  return [
    ...(p.sudo ? ['root by sudo'] : []),
    ...(spaces ? ['a space on volumes that others can read (0755)'] : []),
    ...(p.follows && p.github ? [`whatever keys ${p.github.login} (${p.github.id}) has on GitHub, where the policy lets keys follow`] : []),
    ...p.keys.map((k) => `key ${k.fingerprint} (${k.type})`),
    ...p.groups.map((g) => `group ${g} (${gid.get(g)})`),
    ...p.hosts.map(accountOn),
    ...(p.github ? [`GitHub ${p.github.login} (${p.github.id})`] : []),
    `shell ${p.shell}`,
    ...(p.since === undefined ? [] : [`an account again, if they left before ${p.since} or on that day`]),
    ...(p.until === undefined ? [] : [`the last day ${p.until}`]),
  ]
}

const accountOn = (rule: HostRule): string => `an account on ${hostText(rule)}`

/** Accounts of one that the other one's wider rules give, too: those are neither got nor lost. */
const withinHosts = (one: RegisteredPerson | undefined, other: RegisteredPerson | undefined): string[] =>
  (one?.hosts ?? []).filter((rule) => other?.hosts.some((wide) => covers(wide, rule))).map(accountOn)
