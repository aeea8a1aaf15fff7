/**
 * Who is who to EFS, and who can read or change whose personal space: as observed. What an account tried itself counts first; else the
 * mode bits of the space with the account's real uid and gids; what neither was seen of is `unknown`, never concluded from names.
 */
import { accountsFor } from './desired.ts'
import { formatUser } from './enforced-user.ts'
import type { AccountFact, HostFacts, Observation, SpaceOutcome, SpaceTryFact } from './facts.ts'
import { type Operation, targetOf } from './plan.ts'
import type { Access, AccountAt, IdentityReport, SpaceAccess, Through } from './report.ts'
import { claimsPrivate, openTo } from './rows/open-spaces.ts'
import { topmostAt } from './topmost.ts'

type Bits = { readonly uid: number; readonly gid: number; readonly mode: string }
/** `volume`: the host's facts, where the volume is mounted there; what another file system shows proves nothing. */
type Host = {
  readonly instanceId: string
  readonly volume: HostFacts | undefined
  readonly readOnly: boolean
  /** Of the way to the spaces: the root and `users/`. Absent: not seen. */
  readonly way: readonly (Bits | undefined)[]
  readonly tries: ReadonlyMap<string, SpaceTryFact>
}
type Someone = AccountAt & { readonly host: Host; readonly groups: ReadonlySet<number>; readonly passes: Access['can'] }

export function identityOf(operation: Operation, observations: readonly Observation[]): IdentityReport {
  const hosts = observations.flatMap((o) => {
    if (o.kind !== 'observed') return []
    const top = topmostAt(o.facts, operation.mountPoint)
    const volume = top?.fileSystemId === operation.fileSystemId ? o.facts : undefined
    if (targetOf(operation, o.instanceId).spec.accessPoint?.user) return []
    return [{ facts: o.facts, host: hostOf(o.instanceId, volume, top?.readOnly ?? false) }]
  })
  const everybody = hosts.flatMap(({ facts, host }) => {
    const known = new Map(facts.accounts.map((a) => [a.name, a]))
    return accountsFor(targetOf(operation, host.instanceId), facts).flatMap((name) => someoneOf(known.get(name), host))
  })
  const looks = hosts.flatMap(({ host }) => host.volume ?? [])
  const bits = bitsOfSpaces(looks)
  const came = through(operation, observations)
  const names = [
    ...new Set([...everybody.filter((e) => !targetOf(operation, e.instanceId).spec.readOnly).map((e) => e.account), ...bits.keys()]),
  ].sort()
  return {
    people: [...Map.groupBy([...everybody.map(accountAt), ...came.flatMap((c) => c.seen)], (e) => e.uid)]
      .sort(([a], [b]) => a - b)
      .map(([uid, accounts]) => ({ uid, accounts })),
    spaces: names.map((name) => spaceAccess(name, bits.get(name), everybody)),
    notLookedAt: Math.max(0, ...looks.map(({ spaces }) => (spaces ? spaces.found - spaces.seen.length : 0))),
    ...(came.length > 0 ? { through: came } : {}),
  }
}

/** The uid on the host means nothing there: only what somebody created does. Root is included, because it is nobody special. */
function through(operation: Operation, observations: readonly Observation[]): Through[] {
  return observations.flatMap((o) => {
    const point = targetOf(operation, o.instanceId).spec.accessPoint
    if (o.kind !== 'observed' || !point?.user) return []
    const { instanceId, facts } = o
    const came = topmostAt(facts, operation.mountPoint)?.accessPoint === point.id
    const names = [...accountsFor(targetOf(operation, instanceId), facts), 'root']
    const seen = names.flatMap((account): AccountAt[] => {
      const made = facts.behaviours.find((b) => b.account === account && b.try === 'create-file' && b.uid !== undefined)
      return came && made?.uid !== undefined ? [{ instanceId, account, uid: made.uid }] : []
    })
    return [{ instanceId, user: point.user, seen, unseen: names.filter((name) => !seen.some((s) => s.account === name)) }]
  })
}

const accountAt = ({ instanceId, account, uid }: Someone): AccountAt => ({ instanceId, account, uid })

function hostOf(instanceId: string, volume: HostFacts | undefined, readOnly: boolean): Host {
  const bits = (path: string): Bits | undefined => {
    const { uid, gid, mode } = volume?.paths.find((p) => p.path === path) ?? {}
    return uid === undefined || gid === undefined || mode === undefined ? undefined : { uid, gid, mode }
  }
  const tries = new Map((volume?.spaces?.tries ?? []).map((t) => [tryKey(t.account, t.space), t]))
  return { instanceId, volume, readOnly, way: ['.', 'users'].map(bits), tries }
}

/** No name of an account holds a slash, and no directory's name does. */
const tryKey = (account: string, space: string): string => `${account}/${space}`

function someoneOf(account: AccountFact | undefined, host: Host): Someone[] {
  if (account?.uid === undefined) return []
  const groups = new Set([...account.groups, ...(account.gid === undefined ? [] : [account.gid])])
  const known = { instanceId: host.instanceId, account: account.name, uid: account.uid, host, groups }
  // whoever cannot pass the root or users/ does not get to a space
  const way = host.way.filter((w) => w !== undefined)
  const passes = way.length < host.way.length ? 'unknown' : way.every((w) => allows(w, known, 0o1)) ? 'yes' : 'no'
  return [{ ...known, passes }]
}

/** The spaces as any host saw them: it is one file system. */
function bitsOfSpaces(all: readonly HostFacts[]): Map<string, Bits> {
  const bits = new Map<string, Bits>()
  for (const facts of all) {
    for (const { name, ...seen } of facts.spaces?.seen ?? []) bits.set(name, seen)
    for (const { path, type, uid, gid, mode } of facts.paths)
      if (path.startsWith('users/') && type === 'directory' && uid !== undefined && gid !== undefined && mode !== undefined)
        bits.set(path.slice('users/'.length), { uid, gid, mode })
  }
  return bits
}

function spaceAccess(name: string, bits: Bits | undefined, everybody: readonly Someone[]): SpaceAccess {
  return {
    path: `users/${name}`,
    ...(bits ? { owner: { uid: bits.uid, mode: bits.mode } } : {}),
    access: everybody.map((someone) => {
      const tried = someone.host.tries.get(tryKey(someone.account, name))
      const read = tried ? asTried(tried.read) : byBits(bits, someone, 0o5)
      const change = tried ? asTried(tried.change) : byBits(bits, someone, 0o3)
      return { ...accountAt(someone), read, change }
    }),
  }
}

function asTried(outcome: SpaceOutcome): Access {
  switch (outcome) {
    case 'done':
      return { can: 'yes', how: 'tried' }
    case 'refused':
      return { can: 'no', how: 'tried' }
    case 'error':
      return { can: 'unknown', how: 'tried' }
  }
}

/** The way to the space counts too. */
function byBits(space: Bits | undefined, someone: Someone, wanted: number): Access {
  if (!space || someone.passes === 'unknown') return { can: 'unknown', how: 'not-tried' }
  const writes = (wanted & 0o2) === 0 || !someone.host.readOnly
  return { can: someone.passes === 'yes' && writes && allows(space, someone, wanted) ? 'yes' : 'no', how: 'mode-bits' }
}

/** The first class that fits decides, as the kernel does it: owner, group, others. */
function allows({ uid, gid, mode }: Bits, someone: Pick<Someone, 'uid' | 'groups'>, wanted: number): boolean {
  const shift = someone.uid === uid ? 6 : someone.groups.has(gid) ? 3 : 0
  return ((Number.parseInt(mode, 8) >> shift) & wanted) === wanted
}

/** The section in sentences: who is one person, whose space is open to another, and what nobody tried. */
export function identityNotes(operation: Operation, identity: IdentityReport): string[] {
  const name = new Map(operation.targets.map((t) => [t.instanceId, t.name]))
  const at = (a: AccountAt) => `${a.account} on ${name.get(a.instanceId) ?? a.instanceId}`
  const oneness = identity.people
    .filter(({ accounts }) => new Set(accounts.map((a) => a.account)).size > 1)
    .map(({ uid, accounts }) => `uid ${uid} is ${accounts.map(at).join(' and ')}: one person to EFS.`)
  const seen = identity.spaces.filter((s) => s.owner !== undefined)
  const unseen = identity.spaces.length - seen.length
  const isClosed = (s: SpaceAccess) => s.owner?.mode === '0700'
  const open = claimsPrivate(operation, identity) ? seen.filter((s) => openTo(s).length > 0) : []
  return [
    ...oneness,
    ...(identity.through ?? []).flatMap((t) => throughNotes(t, name.get(t.instanceId) ?? t.instanceId, operation)),
    ...open.map((s) => `${s.path} is not private: open to ${openTo(s).map(at).join(', ')}.`),
    ...(seen.length > 0 && seen.every(isClosed) && open.length === 0
      ? ['Personal spaces are private: 0700, and no other account that was seen has their owner’s uid.']
      : []),
    ...(seen.length > 0 && !seen.every(isClosed)
      ? [
          `${seen.filter((s) => !isClosed(s)).length} of ${seen.length} personal spaces are not 0700; the table says who can read and change them.`,
        ]
      : []),
    ...(identity.notLookedAt > 0
      ? [`${identity.notLookedAt} more personal space(s) were not checked: nothing is claimed about them.`]
      : []),
    ...(unseen > 0 ? [`${unseen} personal space(s) were not seen: nothing is claimed about them.`] : []),
  ]
}

function throughNotes({ instanceId, user, seen, unseen }: Through, instance: string, operation: Operation): string[] {
  const by = `${targetOf(operation, instanceId).spec.accessPoint?.name} makes everybody ${formatUser(user)}`
  const those = seen.filter((s) => s.uid === user.uid).map((s) => s.account)
  const others = seen.filter((s) => s.uid !== user.uid).map((s) => `${s.account} (uid ${s.uid})`)
  return [
    ...(those.length > 0
      ? [`On ${instance}, ${by}: seen for ${those.join(', ')}, so none of them has anything there that the others do not have.`]
      : []),
    ...(others.length > 0 ? [`On ${instance}, ${by}, and it did not: ${others.join(', ')}.`] : []),
    ...(unseen.length > 0 ? [`On ${instance}, ${by}; as which user ${unseen.join(', ')} appears to EFS was not seen.`] : []),
  ]
}
