/** What a run learnt of those who left → the text of `people.yml`. Read anew by whoever writes it: another command may have changed it since. Pure. */
import { type Debts, keyOf } from '../domain/people/debts.ts'
import { type Debt, hostText, type Registry } from '../domain/people/registry.ts'
import { setOwed, setRetired } from './edit.ts'

/** `registry`: of this text. What is not known there any more is left out. */
export function writeDebts(text: string, registry: Registry, { open, paid, asked, region }: Debts): string {
  const known = new Set((registry.owed ?? []).map(keyOf))
  const retired = new Map(registry.retired.map((r) => [r.number, r]))
  const isPaid = new Set(paid.map(keyOf))
  const more = open.filter((debt) => !known.has(keyOf(debt)) && retired.get(debt.number)?.name === debt.name)
  const owed = setOwed(text, (debt) => isPaid.has(keyOf(debt as Debt)), more.map(wordsOf))
  return asked.reduce((t, number) => {
    const entry = retired.get(number)
    if (!entry || entry.regions?.includes(region)) return t
    const { hosts = [], regions = [], ...plain } = entry
    return setRetired(t, number, { ...plain, hosts: hosts.map(hostText), regions: [...regions, region] })
  }, owed)
}

const wordsOf = ({ name, number, instance, region, since }: Debt) => ({ name, number, instance, region, since })
