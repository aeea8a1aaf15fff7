/** Whether security groups allow an instance's packets to a mount target's port 2049. Pure; what cannot be evaluated is unknown. */
import { BlockList, isIPv6 } from 'node:net'
import type { InstancePlace, Rule, SecurityGroup, TargetPlace } from './surroundings.ts'

export const nfsPort = 2049

/** closed: no rule of any group allows it · unknown: only a prefix list, whose addresses were not queried, could */
export type Verdict = 'open' | 'closed' | 'unknown'

type Peer = { readonly addresses: readonly string[]; readonly groupIds: readonly string[] }

/** The rules of all groups of an interface count together; there are no rules that refuse. */
export function judgeRules(rules: readonly Rule[], peer: Peer): Verdict {
  const fitting = rules.filter(coversPort).flatMap((rule) => rule.peers)
  if (fitting.some((one) => lets(one, peer))) return 'open'
  return fitting.some((one) => one.kind === 'prefix-list') ? 'unknown' : 'closed'
}

/** What the target's groups take from the instance. */
export function ingressVerdict(instance: InstancePlace, target: TargetPlace): Verdict {
  return judgeRules(
    target.groups.flatMap((g) => g.ingress),
    { addresses: instance.addresses, groupIds: ids(instance.groups) },
  )
}

/** What the instance's groups let out to the target. */
export function egressVerdict(instance: InstancePlace, target: TargetPlace): Verdict {
  return judgeRules(
    instance.groups.flatMap((g) => g.egress),
    { addresses: [target.address, target.address6 ?? ''].filter(Boolean), groupIds: ids(target.groups) },
  )
}

const ids = (groups: readonly SecurityGroup[]): string[] => groups.map((g) => g.id)

function coversPort({ protocol, fromPort, toPort }: Rule): boolean {
  if (protocol === '-1') return true
  if (protocol !== 'tcp' && protocol !== '6') return false
  return (fromPort ?? 0) <= nfsPort && nfsPort <= (toPort ?? 65_535)
}

function lets(one: Rule['peers'][number], peer: Peer): boolean {
  switch (one.kind) {
    case 'group':
      return peer.groupIds.includes(one.value)
    case 'prefix-list':
      return false
    case 'ipv4':
    case 'ipv6':
      return peer.addresses.some((address) => isIn(one.value, address))
  }
}

function isIn(cidr: string, address: string): boolean {
  const [net = '', bits = ''] = cidr.split('/')
  const family = isIPv6(net) ? 'ipv6' : 'ipv4'
  if (family !== (isIPv6(address) ? 'ipv6' : 'ipv4')) return false
  try {
    const range = new BlockList()
    range.addSubnet(net, Number(bits), family)
    return range.check(address, family)
  } catch {
    // not a range that anybody can be in
    return false
  }
}
