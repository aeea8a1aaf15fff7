/** The doctor's table: one row an area, in the order in which a mount goes. What nobody looked at is unknown, and never ok. */
import { type Area, areas } from './causes/areas.ts'
import { roleOf } from './causes/identity.ts'
import { placesOf, targetInZone } from './causes/volume.ts'
import type { Diagnosed } from './diagnose.ts'
import type { Evidence } from './evidence.ts'
import { allowsRole } from './file-system-policy.ts'
import { isHybrid } from './names.ts'
import { egressVerdict, ingressVerdict } from './reach.ts'
import type { Looked } from './surroundings.ts'
import { topmostAt } from './topmost.ts'

/**
 * ok: looked at, nothing wrong · wrong: a cause was identified there · warning: nothing fails by it, and somebody should know
 * · unknown: not looked at, or not determined
 */
export type CheckState = 'ok' | 'wrong' | 'warning' | 'unknown' | 'not-applicable'
export type Check = { readonly area: Area; readonly title: string; readonly state: CheckState; readonly seen: string }

type Told = { readonly state: Exclude<CheckState, 'wrong' | 'warning'>; readonly seen: string }
const ok = (seen: string): Told => ({ state: 'ok', seen })
const unknown = (seen: string): Told => ({ state: 'unknown', seen })
const notApplicable = (seen: string): Told => ({ state: 'not-applicable', seen })

export function checksOf(e: Evidence, found: readonly Diagnosed[]): Check[] {
  return (Object.keys(areas) as Area[]).map((area) => {
    const wrong = found.filter((d) => d.area === area)
    const state = wrong.every((d) => d.warning) ? 'warning' : 'wrong'
    if (wrong.length > 0) return { area, title: areas[area], state, seen: wrong.map((d) => d.seen).join('; ') }
    return { area, title: areas[area], ...looks[area](e) }
  })
}

const why = (part: Looked<unknown> | undefined): string => (part?.kind === 'unseen' ? part.why : 'not looked at')

const looks: Record<Area, (e: Evidence) => Told> = {
  agent: ({ agent }) =>
    agent?.online ? ok(agent.version === '' ? 'answers' : `online, version ${agent.version}`) : unknown('not looked at'),
  profile: ({ about, surroundings, probe }) => {
    if (probe?.metadata?.role) return ok(`role ${probe.metadata.role}`)
    if (isHybrid(about.instanceId)) return notApplicable('a hybrid node uses the role of its activation')
    if (surroundings?.instance.kind !== 'seen') return unknown(why(surroundings?.instance))
    const { profile } = surroundings.instance.value
    // the account’s default host management lets an agent register without one
    if (profile === undefined && about.iam) return unknown('none is attached')
    return ok(profile ?? 'none; the mount needs none, and the agent registered without one')
  },
  target: (e) => {
    const target = targetInZone(e)
    if (target?.state === 'available') return ok(`${target.id} (${target.address || target.address6 || 'no address'}) in ${target.zone}`)
    if (isHybrid(e.about.instanceId)) return reachedTarget(e)
    return unknown(why(e.surroundings?.instance.kind === 'unseen' ? e.surroundings.instance : e.surroundings?.targets))
  },
  dns: (e) => {
    const dns = e.probe?.dns
    if (dns?.outcome === 'answered') return ok(`${e.probe?.name} resolves to ${[...dns.addresses, ...dns.addresses6].join(', ')}`)
    if (isHybrid(e.about.instanceId) && dns && answers(e))
      return notApplicable('the name does not resolve on the node, and the mount does not need it')
    return unknown(unresolved(dns?.outcome))
  },
  groups: (e) => {
    const target = targetInZone(e)
    const places = placesOf(e)
    if (e.probe?.tcp.some((t) => t.outcome === 'open')) return ok('they allow TCP 2049: a connection was seen')
    if (isHybrid(e.about.instanceId) && answers(e)) return ok('the mount answers')
    if (!target || !places)
      return unknown(why(e.surroundings?.instance.kind === 'unseen' ? e.surroundings.instance : e.surroundings?.targets))
    const verdicts = [egressVerdict(places.instance, target), ingressVerdict(places.instance, target)]
    return verdicts.every((v) => v === 'open') ? ok('rules on both ends allow TCP 2049') : unknown('only a prefix list could allow it')
  },
  port: (e) => {
    const open = openTo(e)
    return open ? ok(`${open.address}:2049 is open from the host`) : unknown('not tried')
  },
  tls: (e) => {
    if (e.probe?.tls?.outcome === 'verified') return ok('the server’s certificate is valid')
    if (!e.about.encrypted) return notApplicable('plain NFS')
    if (e.probe?.client?.helper === false) return notApplicable('no EFS client to check with')
    const top = e.facts && topmostAt(e.facts, e.about.mountPoint)
    if (top?.encrypted === 'yes' && top.answers === 'yes') return ok('the mount answers through its tunnel')
    return unknown(e.probe?.tls ? e.probe.tls.detail || e.probe.tls.outcome : 'not tried')
  },
  clock: ({ clock }) => {
    if (!clock) return unknown('not looked at')
    const seconds = Math.round(Math.abs(clock.skewSeconds))
    return ok(seconds === 0 ? 'same as the caller’s' : `${seconds} s off the caller’s`)
  },
  client: ({ probe, facts, about }) => {
    if (!probe?.client) return unknown('not looked at')
    const { helper, tunnelProgram, nfs } = probe.client
    if (helper) return ok(`amazon-efs-utils ${facts?.client.efsUtils ?? 'of unknown version'}, ${tunnelProgram}`)
    return !about.encrypted && nfs ? ok('NFS client, without encryption, as allowed') : unknown('no client')
  },
  'access-point': ({ surroundings }) => {
    const points = surroundings?.accessPoints
    if (points?.kind !== 'seen') return unknown(why(points))
    return points.value.length > 0 ? ok(points.value.map((p) => `${p.id} is ${p.state}`).join(', ')) : notApplicable('none is used')
  },
  policy: (e) => {
    const policy = e.surroundings?.policy
    if (policy?.kind !== 'seen') return unknown(why(policy))
    if (policy.value.kind === 'none') return ok('none: anybody who reaches a mount target may mount')
    if (policy.value.kind === 'unreadable') return unknown(`contains ${policy.value.what}, which Prism does not evaluate`)
    const { mount, write, root, tlsOnly } = policy.value
    if ([mount, write, root].every((g) => g === 'everybody'))
      return ok(`allows every client to mount, write and be root${tlsOnly ? ', over TLS' : ''}`)
    const role = e.about.iam ? roleOf(e) : undefined
    if (role && Object.values(policy.value.named).every((named) => allowsRole(named, role)))
      return ok(`allows the role ${role.role} to mount, write and be root`)
    return unknown('allows only named identities, or only under conditions')
  },
  group: ({ facts, about }) => {
    if (!facts) return unknown('not looked at')
    return ok(facts.group.nameGid === undefined ? `gid ${about.gid} is free` : `${about.group} has gid ${facts.group.nameGid}`)
  },
  accounts: ({ facts, about }) => {
    if (!facts) return unknown('not looked at')
    const names = facts.accounts.filter((a) => a.exists).map((a) => `${a.name} (uid ${a.uid ?? '?'})`)
    return names.length > 0 ? ok(names.join(', ')) : unknown(about.accounts.length > 0 ? 'not looked at' : 'nobody')
  },
  selinux: ({ probe }) => {
    const selinux = probe?.selinux
    if (!selinux) return unknown('not looked at')
    if (!selinux.present) return notApplicable('not on this host')
    const label = selinux.label === '' ? '' : `; the mount point is ${selinux.label}`
    if (selinux.enforcing && selinux.homes.length > 0 && selinux.allowed === 'unknown')
      return unknown(`enforcing${label}; homes are on the volume, and use_nfs_home_dirs could not be read`)
    return ok(`${selinux.enforcing ? 'enforcing' : 'permissive'}${label}`)
  },
  disk: ({ probe }) => {
    const [first, ...rest] = probe?.disks ?? []
    if (!first) return unknown('not looked at')
    const least = rest.reduce((a, b) => (b.freeKilobytes < a.freeKilobytes ? b : a), first)
    return ok(`${Math.round(least.freeKilobytes / 1024)} MiB free on ${least.path}`)
  },
  'mount-point': ({ facts, about }) => {
    if (!facts) return unknown('not looked at')
    if (topmostAt(facts, about.mountPoint)) return ok('mounted')
    return ok(facts.mountPoint.exists ? 'an empty directory' : 'not there yet')
  },
  fstab: ({ facts, about }) => {
    if (!facts) return unknown('not looked at')
    const ours = facts.fstab.filter((l) => l.place === about.mountPoint && l.ours)
    return ok(ours.length > 0 ? `line ${ours.map((l) => l.line).join(', ')} is Prism’s` : 'no line for that mount point')
  },
  mount: (e) => {
    if (!e.facts) return unknown('not looked at')
    const top = topmostAt(e.facts, e.about.mountPoint)
    if (!top) return notApplicable('not mounted')
    return top.answers === 'yes' && top.fileSystemId === e.about.fileSystemId
      ? ok(`${top.fileSystemId} is mounted and answers`)
      : unknown('what is mounted could not be determined')
  },
  scan: ({ about, probe }) => {
    if (!about.scan) return notApplicable('looked for with --scan')
    if (!probe?.scan) return unknown('not looked at')
    const { looked, finished } = probe.scan
    return finished ? ok(`none among ${looked} entries`) : unknown(`none among ${looked} entries, but not all were scanned`)
  },
}

const openTo = (e: Evidence) => e.probe?.tcp.find((t) => t.outcome === 'open')

/** AWS does not know which target a hybrid node should use: the host's own connection shows it. */
function reachedTarget(e: Evidence): Told {
  const targets = e.surroundings?.targets
  if (targets?.kind !== 'seen') return unknown(why(targets))
  const address = openTo(e)?.address
  const reached = targets.value.find((t) => t.state === 'available' && address !== undefined && [t.address, t.address6].includes(address))
  return reached
    ? ok(`${reached.id} (${address}) was reached from the node`)
    : unknown('no connection to one of the mount targets was seen')
}

function answers({ facts, about }: Evidence): boolean {
  const top = facts && topmostAt(facts, about.mountPoint)
  return top?.answers === 'yes' && top.fileSystemId === about.fileSystemId
}

const unresolved = (outcome: string | undefined): string => (outcome === undefined ? 'not looked at' : 'the name does not resolve')
