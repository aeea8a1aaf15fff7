/** The registry's people on one instance: a row for each account, and the login user, who is none of them. */
import type { Finding } from '../catalogue.ts'
import type { HostFacts } from '../facts.ts'
import type { PeopleSeen, WantedPeople } from '../people/accounts.ts'
import { type AccountRow, accountRows } from '../people/compare.ts'
import { type NumbersOf, overlapsOf } from '../people/ranges.ts'
import { causeOf } from '../people/sync.ts'
import type { Row } from '../report.ts'
import { noteRow, seenRow, unknownRow } from './row.ts'

/** `seen`: undefined where nobody looked; `why`, where that is known. */
export function peopleRows(
  wanted: WantedPeople,
  seen: PeopleSeen | undefined,
  facts: HostFacts | undefined,
  why?: Finding,
  numbers?: NumbersOf,
): Row[] {
  const rows = seen ? accountRows(wanted, seen).map((row) => rowOf(row, seen)) : unseenRows(wanted, why)
  const overlaps = overlapsOf(seen?.ranges ?? [], numbers).map((words) =>
    seenRow('people', 'numbers of the registry', 'given out by nothing else there', words, false, 'number-ranges-overlap'),
  )
  return [...rows, ...overlaps, ...machineAccount(wanted, facts)]
}

/** Who left from there only the host’s record tells, so that even where nobody is to have an account something is not known. */
function unseenRows({ accounts }: WantedPeople, why: Finding | undefined): Row[] {
  const row = (subject: string, expected: string) => unknownRow('people', subject, expected, why?.seen, why?.code)
  return [...accounts.map(({ name, uid }) => row(`${name} (${uid})`, 'the account of the registry')), row('those who left', 'closed')]
}

function rowOf(row: AccountRow, { did }: PeopleSeen): Row {
  const subject = `${row.name} (${row.uid}${row.kind === 'left' ? ', left' : ''})`
  const expected = row.kind === 'left' ? 'closed' : 'the account of the registry'
  const failed = did.find((d) => d.name === row.name && d.status === 'failed')
  const off = row.cells.filter((c) => !c.holds).map((c) => `${c.what}: ${c.seen}, not ${c.expected}`)
  const why = row.blocked?.seen ?? failed?.detail
  const observed = [...(why === undefined ? [] : [why]), ...off].join('; ')
  if (row.verdict === 'unknown' && !failed) return unknownRow('people', subject, expected, observed)
  const holds = row.verdict === 'holds' && !failed
  const code = row.blocked?.code ?? failed?.code ?? causeOf(row)
  return seenRow(
    'people',
    subject,
    expected,
    holds ? (row.kind === 'left' ? 'closed' : 'as in the registry, and tried') : observed,
    holds,
    code,
  )
}

function machineAccount(wanted: WantedPeople, facts: HostFacts | undefined): Row[] {
  const login = facts?.login?.user
  if (login === undefined || wanted.accounts.some((a) => a.name === login)) return []
  const uid = facts?.accounts.find((a) => a.name === login)?.uid
  return [
    noteRow(
      'people',
      `${login}${uid === undefined ? '' : ` (${uid})`}`,
      'a person of the registry',
      'the machine’s account: whoever may log in as it',
    ),
  ]
}
