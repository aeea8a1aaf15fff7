/**
 * Instances that were off when somebody left: a debt for each, which only a look at that instance pays. An instance that AWS no longer knows is said to
 * be that, and stays owed: nobody has seen its disk. Pure.
 */
import { type Debt, type HostRule, hostText, type Registry, type RegistryProblem, type RetiredNumber } from './registry.ts'
import type { HostPeople } from './sync.ts'

/** `called`: its Name, where that is known · `why`: what kept it from being seen gone now; absent: nobody asked that instance. */
export type OpenDebt = Debt & { readonly called?: string; readonly why?: string }

/** What a run knows of the debts at its end. */
export type Debts = {
  readonly open: readonly OpenDebt[]
  readonly paid: readonly Debt[]
  /** Numbers whose instances were looked up in this run’s region: their debts are written from now on. */
  readonly asked: readonly number[]
  readonly region: string
}

/** By a rule as the file has it: the ids of all instances that it means, on or off. */
export type Meant = ReadonlyMap<string, ReadonlySet<string>>

export const meantBy = (rules: readonly HostRule[], meant: Meant): readonly string[] => [
  ...new Set(rules.flatMap((rule) => [...(meant.get(hostText(rule)) ?? [])])),
]

/** Those who left and of whom nobody has looked up in that region where they had an account. */
export const unasked = ({ retired }: Registry, region: string): readonly RetiredNumber[] =>
  retired.filter(({ hosts = [], regions = [] }) => hosts.length > 0 && !regions.includes(region))

/** The debts of a registry in which those who left are looked up: each instance that their rules fit is owed until it was seen. */
export function debtsOf(registry: Registry, region: string, meant: Meant): readonly Debt[] {
  const more = unasked(registry, region).flatMap(({ name, number, since, hosts = [] }) =>
    meantBy(hosts, meant).map((instance): Debt => ({ name, number, instance, region, since })),
  )
  return [...new Map([...(registry.owed ?? []), ...more].map((debt) => [keyOf(debt), debt])).values()]
}

/** What `hosts` showed of them. An account that is to be there again is none that is owed. */
export function debtsAfter(
  before: readonly Debt[],
  hosts: readonly Pick<HostPeople, 'instanceId' | 'rows'>[],
  whyOf: ReadonlyMap<string, string>,
): Pick<Debts, 'open' | 'paid'> {
  const seen = new Map(hosts.map((h) => [h.instanceId, h]))
  const state = (debt: Debt): 'paid' | 'open' => {
    const host = seen.get(debt.instance)
    const row = host?.rows.find((r) => r.name === debt.name && r.uid === debt.number)
    return host && (!row || row.verdict === 'holds') ? 'paid' : 'open'
  }
  const open = before.filter((debt) => state(debt) === 'open')
  return {
    open: open.map((debt) => ({ ...debt, ...reason(debt, seen.has(debt.instance), whyOf) })),
    paid: before.filter((debt) => state(debt) === 'paid'),
  }
}

function reason({ instance }: Debt, isSeen: boolean, whyOf: ReadonlyMap<string, string>): { readonly why?: string } {
  const why = isSeen ? 'they are not gone there' : whyOf.get(instance)
  return why === undefined ? {} : { why }
}

export const keyOf = ({ number, instance, region }: Pick<Debt, 'number' | 'instance' | 'region'>): string =>
  `${number} ${instance} ${region}`

/** A debt is of somebody who left. */
export function lawsOfDebts({ owed = [], retired }: Registry): RegistryProblem[] {
  const names = new Map(retired.map((r) => [r.number, r.name]))
  return owed.flatMap(({ name, number }, n) =>
    names.get(number) === name ? [] : [{ path: ['owed', n, 'number'], message: `${number} is not ${name}’s under retired` }],
  )
}

/** Of each who left and is still owed, by the file alone: what a report says that is about something else. */
export function owedNotes({ owed = [] }: Pick<Registry, 'owed'>): string[] {
  return [...Map.groupBy(owed, (d) => d.number).values()].map((those) => {
    const { name, number, since } = those[0]!
    const ids = those.slice(0, 3).map((d) => d.instance)
    const more = those.length > ids.length ? ` and ${those.length - ids.length} more` : ''
    return `${name} (${number}) left on ${since} and was not yet seen gone from ${ids.join(', ')}${more}: prism user deprovision ${name}`
  })
}
