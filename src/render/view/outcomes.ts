/** Instances by equal outcome: who shows the same is one line. And how many rows hold, with what they are about. */
import { isOff } from '../../domain/next-steps.ts'
import type { InstanceReport, Report, Row, Section } from '../../domain/report.ts'
import { type Line, listed, type Mark, type Table, type Text, table, text } from './view.ts'

const maxNames = 8
const maxAccounts = 6
const maxGroups = 6
/** Up to so many instances the permission table has a column for each, which says it all where everything holds. */
const maxColumns = 5

const order = ['differs', 'unknown', 'holds'] as const

/** Empty where there is nothing to compare. */
export function outcomesTable(report: Report): Table {
  const { instances } = report
  const off = instances.some((i) => i.verdict !== 'holds')
  if (instances.length < 2 || (!off && instances.length <= maxColumns)) return table('groups of instances', [], [])
  const groups = [...Map.groupBy(instances, outcomeOf).values()].toSorted(
    ([a], [b]) => order.indexOf(a!.verdict) - order.indexOf(b!.verdict),
  )
  const holding = groups.filter(([i]) => i!.verdict === 'holds')
  const others = groups.filter(([i]) => i!.verdict !== 'holds')
  const shown = others.length > maxGroups ? [...others.slice(0, maxGroups - 1), others.slice(maxGroups - 1).flat()] : others
  const accounts = accountsIn(report)
  const rows = [...shown, ...holding].map((those): Line[] => [
    [{ mark: worst(those) }],
    [`${those.length > 3 ? `${those.length}: ` : ''}${listed(namesOf(those), maxNames)}`],
    [holdWords(those)],
    [listed([...new Set(those.flatMap((i) => accounts(i.instanceId)))], maxAccounts)],
  ])
  return table('groups of instances', ['', 'Instances', 'Rows that hold', 'Accounts'], rows)
}

const namesOf = (instances: readonly InstanceReport[]): string[] => instances.map((i) => i.name)
const worst = (instances: readonly InstanceReport[]): Mark => order.find((v) => instances.some((i) => i.verdict === v)) ?? 'unknown'

/** Those that hold are one group. */
const outcomeOf = ({ verdict, rows, findings }: InstanceReport): string =>
  verdict === 'holds'
    ? verdict
    : [verdict, ...findings.map((f) => `${f.code} ${f.seen}`), ...rows.filter(isOff).map((r) => `${r.subject} ${r.observed}`)].join('\0')

/** `20 of 20 each`; `19 to 20 of 20 to 24` where they are not the same. */
function holdWords(instances: readonly InstanceReport[]): string {
  const counts = instances.map(({ rows }) => held(rows))
  const range = (all: readonly number[]): string => {
    const least = all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
    const most = all.reduce((a, b) => Math.max(a, b), 0)
    return least === most ? `${most}` : `${least} to ${most}`
  }
  return `${range(counts.map((c) => c.holds))} of ${range(counts.map((c) => c.of))}${instances.length > 1 ? ' each' : ''}`
}

/** Notes prove nothing. */
function held(rows: readonly Row[]): { readonly holds: number; readonly of: number } {
  let holds = 0
  let notes = 0
  for (const { verdict } of rows)
    if (verdict === 'holds') holds++
    else if (verdict === 'note') notes++
  return { holds, of: rows.length - notes }
}

function accountsIn({ identity }: Report): (instanceId: string) => readonly string[] {
  const accounts = new Map<string, string[]>()
  for (const { instanceId, account } of identity?.people.flatMap((p) => p.accounts) ?? []) {
    const known = accounts.get(instanceId)
    if (known) known.push(account)
    else accounts.set(instanceId, [account])
  }
  return (id) => accounts.get(id) ?? []
}

const about: Record<Section, (rows: readonly Row[]) => string> = {
  mount: (rows) => (rows.some((r) => r.expected === 'TLS') ? 'the mount over TLS' : 'the mount'),
  persistence: () => 'after a reboot (fstab)',
  group: () => 'who is in the group',
  permissions: () => 'owners and modes',
  umask: (rows) => `umask 002${sessionsIn(rows).length > 0 ? ` by ${listed(sessionsIn(rows), 6)}` : ''}`,
  behaviour: () => 'what members and strangers can do',
  contents: () => 'the files that are there already',
  people: (rows) => `the accounts of the registry${rows.some(isOnVolume) ? ' and what is theirs on the volume' : ''}`,
}

const isOnVolume = ({ subject }: Row): boolean => /^(?:users|groups)\//.test(subject)

const sessionsIn = (rows: readonly Row[]): string[] => [
  ...new Set(
    rows
      .filter((r) => r.verdict === 'holds')
      .flatMap((r) => (/ · (.+)$/.exec(r.subject)?.[1] ?? '').replace(/ -$| host command$/, '') || []),
  ),
]

/** `38 of 38 rows hold: …`: of the sections in which everything does. */
export function heldText({ instances }: Report): Text {
  const rows = instances.flatMap((i) => i.rows)
  const { holds, of } = held(rows)
  if (of === 0) return text('how many rows hold', [])
  const sections = [...Map.groupBy(rows, (r) => r.section)].filter(
    ([, those]) => those.some((r) => r.verdict === 'holds') && !those.some(isOff),
  )
  const words = sections.map(([section, those]) => about[section](those))
  return text('how many rows hold', [[`${holds} of ${of} rows hold${words.length > 0 ? `: ${words.join(', ')}` : ''}.`]])
}
