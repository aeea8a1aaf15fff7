/** Where those who left had an account: every instance that the rules mean, on or off, so that one that is off is not forgotten. */
import { PrismError } from '../domain/catalogue.ts'
import { type Debts, debtsAfter, debtsOf, type Meant, unasked } from '../domain/people/debts.ts'
import { fits, selectorOf } from '../domain/people/hosts.ts'
import { type Debt, type HostRule, hostText, type Registry } from '../domain/people/registry.ts'
import type { HostPeople, PeopleReport } from '../domain/people/sync.ts'
import type { Instance } from '../domain/ports.ts'
import type { EngineContext } from './context.ts'

/** `names`: of instances, as far as they were asked for. */
export type DebtsBefore = {
  readonly debts: readonly Debt[]
  readonly asked: readonly number[]
  readonly names: ReadonlyMap<string, string>
}

/** AWS is asked only where somebody left and nobody has asked for them in this region yet. Throws where it does not say. */
export async function debtsBefore(registry: Registry, ctx: EngineContext): Promise<DebtsBefore> {
  const { region } = ctx.cloud
  // what is learnt there is not written down, so it would be asked for ever: the lines of the file count alone
  const those = 'repository' in ctx.run().origin ? [] : unasked(registry, region)
  const meant = await meantInstances(
    those.flatMap((r) => r.hosts ?? []),
    ctx,
  )
  return { debts: debtsOf(registry, region, meant), asked: those.map((r) => r.number), names: new Map() }
}

/** `report`: what was seen, and what was not and why. Without one nothing is paid. */
export function debtsNow(
  { debts, asked, names }: DebtsBefore,
  report: Pick<PeopleReport, 'findings'> & { hosts: readonly HostPeople[] },
  ctx: EngineContext,
): Debts {
  const whyOf = new Map(report.findings.flatMap((f) => (f.instanceId === undefined ? [] : [[f.instanceId, f.seen]])))
  const { open, paid } = debtsAfter(debts, report.hosts, whyOf)
  const called = (id: string) => (names.has(id) ? { called: names.get(id)! } : {})
  return { open: open.map((debt) => ({ ...debt, ...called(debt.instance) })), paid, asked, region: ctx.cloud.region }
}

/** The list has all that SSM knows; what is stopped for longer than SSM remembers, EC2 alone knows. */
export async function meantInstances(rules: readonly HostRule[], ctx: EngineContext): Promise<Meant> {
  const all = rules.some((rule) => rule.kind === 'pattern') ? await ctx.cloud.instances.list() : []
  const distinct = [...new Map(rules.map((rule) => [hostText(rule), rule])).values()]
  return new Map(await Promise.all(distinct.map(async (rule) => [hostText(rule), new Set(await meant(rule, all, ctx))] as const)))
}

async function meant(rule: HostRule, all: readonly Instance[], ctx: EngineContext): Promise<readonly string[]> {
  if (rule.kind === 'id') return [rule.id]
  const found = await ctx.cloud.instances.resolve([selectorOf(rule)])
  const findings = found.flatMap((r) => r.findings)
  const unasked = findings.find((f) => f.instanceId === undefined && f.code !== 'no-instances')
  if (unasked) throw new PrismError(unasked)
  const known = rule.kind === 'tag' ? found.flatMap((r) => r.instances) : all.filter((i) => fits(rule, i, new Map()))
  const off = findings.filter((f) => f.code === 'instance-stopped' || (rule.kind === 'tag' && f.code === 'instance-offline'))
  return [...known.map((i) => i.id), ...off.flatMap((f) => f.instanceId ?? [])]
}
