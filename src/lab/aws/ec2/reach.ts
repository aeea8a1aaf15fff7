import type { LabNetworkView } from '../../ports.ts'
import type { Efs } from '../efs/state.ts'
import type { KnownInstance, World } from '../world.ts'
import { defaultGroup, isInside, type Network, type Rule } from './network.ts'

const nfsPort = 2049

/** What the rules, the targets and the VPC's attributes let one instance reach. */
export function viewOf(network: Network, efs: Pick<Efs, 'targets'>, one: KnownInstance): LabNetworkView {
  const groups = one.groups ?? [defaultGroup(network).id]
  const rules = (ids: readonly string[], side: 'ingress' | 'egress'): readonly Rule[] =>
    ids.flatMap((id) => network.groups.get(id)?.[side] ?? [])
  const reachable = [...efs.targets.values()].filter((target) => {
    const itsGroups = network.interfaces.get(target.interfaceId)?.groups ?? []
    return (
      target.state === 'available' &&
      rules(groups, 'egress').some((rule) => lets(rule, target.ip, itsGroups)) &&
      rules(itsGroups, 'ingress').some((rule) => lets(rule, one.instance.privateIp, groups))
    )
  })
  const { dnsSupport, dnsHostnames } = network.attributes
  return { reachable: reachable.map((target) => target.ip), names: dnsSupport ? (dnsHostnames ? 'answered' : 'unknown') : 'silent' }
}

function lets(rule: Rule, ip: string, groups: readonly string[]): boolean {
  const fits = rule.protocol === '-1' || (rule.protocol === 'tcp' && (rule.fromPort ?? 0) <= nfsPort && nfsPort <= (rule.toPort ?? 65_535))
  if (!fits) return false
  switch (rule.source.kind) {
    case 'ipv4':
      return isInside(rule.source.value, ip)
    case 'group':
      return groups.includes(rule.source.value)
    case 'ipv6':
    case 'prefix-list':
      return false
  }
}

/** Tells instances what they can reach. What AWS has answered holds on the instances: answers wait for the telling. */
export function createReach(world: World, network: Network, efs: Pick<Efs, 'targets'>) {
  const told = new Map<string, string>()
  let last: Promise<void> = Promise.resolve()
  const tell = async (): Promise<void> => {
    // an instance that was just destroyed cannot be told, and nobody's answer may hurry because of it
    await Promise.allSettled(
      [...world.instances.values()].map(async (one) => {
        if (!one.instance.see || one.state === 'stopped') return
        const view = viewOf(network, efs, one)
        const text = JSON.stringify(view)
        if (told.get(one.instance.id) === text) return
        told.set(one.instance.id, text)
        await one.instance.see(view)
      }),
    )
  }
  return {
    changed: (): Promise<void> => {
      last = last.then(tell)
      return last
    },
    forget: (instanceId: string): void => void told.delete(instanceId),
  }
}
