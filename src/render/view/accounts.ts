/** A sync of people: as a plan, and as what was seen of each account afterwards. What differs comes first. */
import { findingsIn } from '../../domain/meaning/answer.ts'
import { causesOfFindings } from '../../domain/next-steps.ts'
import type { AccountCell, AccountRow, CellName } from '../../domain/people/compare.ts'
import type { OpenDebt } from '../../domain/people/debts.ts'
import { noKeys } from '../../domain/people/ssh.ts'
import type { HostPeople, PeoplePlan, PeopleReport } from '../../domain/people/sync.ts'
import type { Answer } from '../../domain/run.ts'
import { nameOf as nameOfVerb } from '../../domain/verbs.ts'
import { causesItems } from './causes.ts'
import { unreachedTable } from './differing.ts'
import type { NameOf } from './names.ts'
import type { Saying } from './say.ts'
import { type Block, counted, emptyView, type Line, listed, sizeWords, table, text, type View } from './view.ts'

type OfPeople = Extract<Answer, { readonly kind: 'people' }>

export function accountsView(answer: OfPeople, saying: Saying): View {
  const { plan, report, refusal } = answer
  const names = new Map([...plan.hosts, ...(report?.hosts ?? [])].map((h) => [h.instanceId, h.name]))
  const nameOf: NameOf = (id) => names.get(id) ?? (answer.names?.[id] || id)
  const findings = findingsIn(answer)
  const trouble = [unreachedTable(findings, nameOf), causesItems(causesOfFindings(findings), plan.hosts.length, nameOf, saying)]
  const foot: Line[] = [['digest ', { code: plan.digest.slice(0, 16) }]]
  if (report)
    return {
      ...reported(report, answer, nameOf),
      first: [...trouble, notesText(answer), debtsTable(answer, nameOf), accountsTable(report), leaversTable(report), dataTable(report)],
      rest: [keylessText(report), changesTable(plan, 'did')],
      foot: plan.verb === 'person-status' ? [] : foot,
    }
  const count = plan.hosts.flatMap((h) => h.changes).length
  const where = plan.hosts.filter((h) => h.changes.length > 0).map((h) => h.name)
  const takesOver = plan.hosts.some((h) => h.changes.some((c) => c.kind === 'adopt'))
  return {
    ...emptyView,
    mark: refusal || findings.length > 0 ? 'differs' : 'note',
    headline: [
      'Plan: ',
      { code: nameOfVerb(plan.verb) },
      plan.hosts.length === 0 && findings.length > 0
        ? ' could look at no instance'
        : count === 0
          ? ' would change nothing'
          : ` would change ${counted(count, 'thing')} on ${listed(where)}`,
      ' · nothing was changed',
    ],
    first: [...trouble, notesText(answer), debtsTable(answer, nameOf), changesTable(plan, 'would')],
    foot: takesOver
      ? [
          ...foot,
          [
            'An account that somebody made by hand becomes Prism’s: repeat the command with ',
            { code: `--plan ${plan.digest.slice(0, 16)}` },
          ],
        ]
      : foot,
  }
}

const notesText = ({ notes = [] }: OfPeople): Block =>
  text(
    'the notes',
    notes.map((note): Line => [{ mark: 'note' }, ` ${note}`]),
  )

function reported({ hosts, verdict, findings }: PeopleReport, { plan, debts }: OfPeople, nameOf: NameOf): View {
  const rows = hosts.flatMap((h) => h.rows.map((row) => markOf(h, row)))
  const holding = rows.filter((mark) => mark === 'holds').length
  const off = hosts.filter((h) => h.verdict !== 'holds').map((h) => h.name)
  const known = new Set(hosts.map((h) => h.instanceId))
  const lost = [...new Set(findings.flatMap((f) => f.instanceId ?? []))].filter((id) => !known.has(id))
  const isLeaving =
    plan.verb === 'deprovision' || (plan.verb === 'person-status' && hosts.some((h) => h.rows.some((row) => row.kind === 'left')))
  if (isLeaving) {
    const owed = debts?.open.map((d) => d.name) ?? []
    return { ...emptyView, mark: verdict, headline: [...leavingLine(hosts, owed, lost.map(nameOf)), changedWords(plan, hosts)] }
  }
  return {
    ...emptyView,
    mark: verdict,
    headline: [
      `${holding} of ${counted(rows.length, 'account')} on ${counted(hosts.length, 'instance')} ${rows.length === 1 ? 'holds' : 'hold'}`,
      ...(off.length > 0 ? [' · not all on ', { strong: listed(off) }] : []),
      ...(lost.length > 0 ? [' · not reached: ', { strong: listed(lost.map(nameOf)) }] : []),
      changedWords(plan, hosts),
      ...(debts && debts.open.length > 0 ? [' · ', { mark: 'warning' as const }, ` ${owedWords(debts.open)}`] : []),
    ],
  }
}

/** From where they are gone, and from where not: each instance once. */
function leavingLine(hosts: readonly HostPeople[], owed: readonly string[], lost: readonly string[]): Line {
  const who = [...new Set([...hosts.flatMap((h) => h.rows.map((row) => row.name)), ...owed])]
  const of = (verdict: HostPeople['verdict']) => hosts.filter((h) => h.verdict === verdict).map((h) => h.name)
  const [gone, all] = [of('holds').length, hosts.length + lost.length]
  const told = (words: string, names: readonly string[]): Line => (names.length === 0 ? [] : [` · ${words} `, { strong: listed(names) }])
  return [
    ...(who.length === 0 ? ['Whoever leaves'] : [{ strong: listed(who) }]),
    all === 0 ? ' was on no instance' : ` is gone from ${gone === all ? '' : `${gone} of `}${counted(all, 'instance')}`,
    ...told('not gone from', of('differs')),
    ...told('not proved gone from', of('unknown')),
    ...told('not reached:', lost),
  ]
}

/** As the plan counts them: each thing of which a step changed something, and none failed; and what a step found to do besides. */
function changedWords({ hosts: planned }: PeoplePlan, hosts: readonly HostPeople[]): string {
  const plannedOn = new Map(planned.map((h) => [h.instanceId, h.changes]))
  const all = planned.flatMap((h) => h.changes).length
  let [made, besides] = [0, 0]
  for (const { instanceId, did } of hosts) {
    const changes = plannedOn.get(instanceId) ?? []
    const changed = new Set(did.filter((d) => d.status === 'changed').map((d) => d.name))
    const failed = new Set(did.filter((d) => d.status === 'failed').map((d) => d.name))
    made += changes.filter(({ kind, name }) => (kind === 'record' ? did.length > 0 : changed.has(name) && !failed.has(name))).length
    besides += [...changed].filter((name) => !changes.some((c) => c.name === name)).length
  }
  if (made + besides === 0) return ' · nothing was changed'
  if (all === 0) return ` · ${counted(besides, 'change')}, not planned`
  return ` · ${made === all ? counted(all, 'change') : `${made} of ${counted(all, 'planned change')}`}${besides > 0 ? `, and ${besides} not planned` : ''}`
}

/** An account without a key is as the registry has it, and nobody comes in by it. */
function keylessText({ hosts }: PeopleReport): Block {
  const rows = hosts.flatMap((h) => h.rows.filter((row) => row.kind === 'listed' && cellOf(row, 'keys')?.expected === noKeys))
  const who = [...new Set(rows.map((row) => row.name))].sort()
  const said = `No key in the registry, so no login by SSH yet: ${listed(who, 6)}. `
  return text(
    'who has no key',
    who.length === 0
      ? []
      : [[{ mark: 'warning' }, ' ', said, { code: `prism user modify ${who.length === 1 ? who[0] : 'NAME'} --key FILE` }]],
  )
}

const columns: readonly CellName[] = ['groups', 'shell', 'last day', 'password']
const order = ['differs', 'unknown', 'holds'] as const

/** Who is the same on several instances is one row. */
function accountsTable({ hosts }: PeopleReport): Block {
  const all = hosts.flatMap((host) => host.rows.map((row) => ({ host, row, mark: markOf(host, row) })))
  const groups = Map.groupBy(all, ({ row, mark }) => JSON.stringify([row, mark]))
  const isMore = all.some(({ row }) => elseWords(row) !== '')
  const rows = [...groups.values()]
    .toSorted(([a], [b]) => order.indexOf(a!.mark) - order.indexOf(b!.mark))
    .map((those): Line[] => {
      const { row, mark } = those[0]!
      return [
        [{ mark }, ' ', { strong: row.name }, ...(row.kind === 'left' ? [' (left)'] : [])],
        [
          listed(
            those.map(({ host }) => host.name),
            8,
          ),
        ],
        numberLine(row),
        ...columns.map((what) => cellLine(row, what)),
        sudoLine(row),
        triedLine(row),
        ...(isMore ? [[elseWords(row)]] : []),
      ]
    })
  return table(
    'accounts',
    ['Account', 'Instances', 'Number', 'Groups', 'Shell', 'Last day', 'Password', 'Sudo', 'Tried', ...(isMore ? ['Else'] : [])],
    rows,
  )
}

/** Whether those who left are gone: what of them runs, would run again, or is named. */
function leaversTable({ hosts }: PeopleReport): Block {
  const rows = hosts.flatMap((host) =>
    host.rows
      .filter((row) => row.kind === 'left' && cellOf(row, 'processes'))
      .map((row): Line[] => [
        [{ mark: markOf(host, row) }, ' ', { strong: row.name }],
        [host.name],
        ...ofLeavers.map((name) => [cellOf(row, name)?.seen ?? '']),
      ]),
  )
  return table(
    'who left',
    ['Who left', 'Instance', 'Runs', 'Runs again', 'Named in', 'Their keys', 'Comes in', 'Set-id files', 'Root there'],
    rows,
  )
}

const ofLeavers: readonly CellName[] = ['processes', 'runs again', 'named in', 'their keys', 'comes in', 'set-id files', 'root there']

const owedWords = (open: readonly OpenDebt[]): string =>
  `${listed([...new Set(open.map((d) => d.name))], 3)} not yet seen gone from ${counted(new Set(open.map((d) => d.instance)).size, 'instance')}`

/** Where somebody who left was not yet seen to be gone, of this run and of earlier ones; and where that was seen now. */
function debtsTable({ debts }: OfPeople, nameOf: NameOf): Block {
  const { open = [], paid = [] } = debts ?? {}
  const row = (debt: OpenDebt, mark: 'unknown' | 'holds', said: string): Line[] => [
    [{ mark }, ' ', { strong: debt.name }],
    [`${debt.number}`],
    [debt.called === undefined || debt.called === debt.instance ? nameOf(debt.instance) : `${debt.called} (${debt.instance})`],
    [debt.since],
    [said],
  ]
  const rows = [
    ...open.map((debt) => row(debt, 'unknown', debt.why ?? `not asked, in ${debt.region}`)),
    ...paid.map((debt) => row(debt, 'holds', 'seen gone now')),
  ]
  return table('who left and is owed', ['Owed', 'Number', 'Instance', 'Left', 'Why'], rows)
}

/** It stays, under a number that nobody else ever gets. */
function dataTable({ hosts }: PeopleReport): Block {
  const rows = hosts.flatMap((host) =>
    host.data.map(({ name, place, entries, bytes, whole }): Line[] => [
      [{ strong: name }],
      [host.name],
      [{ code: place }],
      [`${whole ? '' : 'at least '}${entries}`],
      [`${whole ? '' : 'at least '}${sizeWords(bytes)}`],
    ]),
  )
  return table('data that stays', ['Whose', 'Instance', 'Place', 'Entries', 'Size'], rows)
}

const markOf = ({ did }: HostPeople, { name, verdict }: AccountRow): AccountRow['verdict'] =>
  did.some((d) => d.name === name && d.status === 'failed') ? 'differs' : verdict

const cellOf = ({ cells }: AccountRow, what: CellName) => cells.find((c) => c.what === what)

/** Whose account it is where that is what differs, then its number, and that of its own group where it is another. */
function numberLine(row: AccountRow): Line {
  const [account, group] = [cellOf(row, 'account'), cellOf(row, 'own group')]
  const number = cellOf(row, 'number')
  return [
    number ? spokenCell(number) : `${row.uid}`,
    ...(account && (!account.holds || !number) ? [`, ${account.seen}`] : []),
    ...(group && !group.holds ? [`, own group ${spokenCell(group)}`] : []),
  ]
}

function cellLine(row: AccountRow, what: CellName): Line {
  const found = cellOf(row, what)
  return [found ? spokenCell(found) : '']
}

/** What was not seen is not said to be anything else than expected. */
const spokenCell = ({ holds, seen, expected }: AccountCell): string => (holds === false ? `${seen}, not ${expected}` : seen)

/** What differs of it, else what they can do by it. */
function sudoLine(row: AccountRow): Line {
  const found = (['sudo', 'root by sudo', 'other root', 'other sudo'] as const).flatMap((what) => cellOf(row, what) ?? [])
  const told = found.find((c) => !c.holds) ?? found.at(-1)
  return [told ? spokenCell(told) : '']
}

/** What has a place of its own in a table. */
const placed: ReadonlySet<CellName> = new Set([
  ...columns,
  ...ofLeavers,
  'account',
  'number',
  'own group',
  'sudo',
  'root by sudo',
  'other sudo',
  'tried',
])

/** No account is red or in doubt for something that no cell says. */
function elseWords({ cells }: AccountRow): string {
  const off = cells.filter((c) => !c.holds && !placed.has(c.what))
  return off.map(({ what, seen, expected, holds }) => `${what}: ${seen}${holds === false ? ` (to be: ${expected})` : ''}`).join('; ')
}

function triedLine(row: AccountRow): Line {
  const tried = cellOf(row, 'tried')
  return [tried?.holds ? 'yes' : (tried?.seen ?? '')]
}

function changesTable(plan: PeoplePlan, tense: 'would' | 'did'): Block {
  const rows = plan.hosts.flatMap((h) => h.changes.map((c): Line[] => [[h.name], [words[c.kind]], [{ code: c.name }], [c.detail]]))
  return table('changes', ['Instance', tense === 'would' ? 'Would' : 'Planned', 'Name', 'How'], rows)
}

const words: Readonly<Record<PeoplePlan['hosts'][number]['changes'][number]['kind'], string>> = {
  record: 'take over the record of',
  close: 'close',
  group: 'make the group',
  make: 'make',
  change: 'change',
  adopt: 'take over',
  sshd: 'tell sshd of',
  sudo: 'take sudo away that is',
  move: 'give to a person what lies below',
}
