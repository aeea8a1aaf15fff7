/** Whose account was where, and who could reach a volume, as tables for spreadsheets: a line an account and span, in UTC. */
import { stringify } from 'csv-stringify/sync'
import type { AccountSpan, Accounts } from '../domain/ledger/accounts.ts'
import type { Access } from '../domain/ledger/who-could.ts'
import { plainText } from './escape.ts'

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

const ofAccess: Readonly<Record<string, (access: Access) => string | number>> = {
  account: (a) => a.person,
  number: (a) => a.number,
  groups: (a) => a.groups.join(' '),
  instance: (a) => a.instance,
  name: (a) => a.name,
  mount_point: (a) => a.mountPoint,
  access_point: (a) => a.accessPoint ?? '',
  could: (a) => a.may,
  from: (a) => a.from.at,
  from_by: (a) => a.from.by,
  to: (a) => a.to?.at ?? '',
  to_by: (a) => a.to?.by ?? '',
  doubtful: (a) => (a.doubtful ? 'yes' : 'no'),
}

export const renderWhoCsv = ({ spans }: Accounts): string => csv(columns, spans)
/** An account without a name is the instance's own login user. */
export const renderCouldCsv = (all: readonly Access[]): string => csv(ofAccess, all)

/** With a heading. Whatever a spreadsheet would take for a formula is text in it, and what a terminal would obey is spelled out. */
const csv = <T>(of: Readonly<Record<string, (row: T) => string | number>>, rows: readonly T[]): string =>
  stringify([Object.keys(of), ...rows.map((row) => Object.values(of).map((cell) => inert(cell(row))))], { escape_formulas: true })

/** Where a comma is the decimal point, a spreadsheet begins another cell after each semicolon, whatever is quoted. */
const inert = (cell: string | number): string => plainText(String(cell)).replace(/([;|]["'\s]*)(?=[=+\-@＝＋－＠])/g, "$1'")
