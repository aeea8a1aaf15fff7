/** Whose account was where, as a table for spreadsheets: a line an account and span, in UTC. */
import { stringify } from 'csv-stringify/sync'
import type { AccountSpan, Accounts } from '../domain/ledger/accounts.ts'

const columns: Readonly<Record<string, (span: AccountSpan) => string | number>> = {
  person: (s) => s.person,
  number: (s) => s.number,
  groups: (s) => s.groups.join(' '),
  instance: (s) => s.instance,
  name: (s) => s.name,
  from: (s) => s.from?.at ?? '',
  from_by: (s) => s.from?.by ?? '',
  from_approved_by: (s) => s.from?.approvedBy.join(' ') ?? '',
  to: (s) => s.to?.at ?? '',
  to_by: (s) => s.to?.by ?? '',
  to_approved_by: (s) => s.to?.approvedBy.join(' ') ?? '',
  doubtful: (s) => (s.doubtful ? 'yes' : 'no'),
  registry: (s) => (s.to ?? s.from)?.registry ?? '',
}

/** With a heading. Whatever a spreadsheet would take for a formula is text in it. */
export const renderWhoCsv = ({ spans }: Accounts): string =>
  stringify([Object.keys(columns), ...spans.map((span) => Object.values(columns).map((cell) => cell(span)))], { escape_formulas: true })
