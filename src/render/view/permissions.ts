/** The permission table that is asked for: paths × instances, from six instances on × groups of instances that show the same. */
import type { InstanceReport, Report, Row } from '../../domain/report.ts'
import { counted, type Line, listed, type Mark, type Span, type Table, table } from './view.ts'

const maxColumns = 5
/** Names of accounts in a cell, beyond which they are counted. */
const maxNames = 3

/** One place of the table; `user`: whose personal space it is. */
type Place = { readonly key: string; readonly row: Row; readonly user?: string }
type Column = { readonly instances: readonly InstanceReport[]; readonly places: ReadonlyMap<string, readonly Place[]> }

/** Empty where nothing of it is expected: after an unmount. */
export function permissionsTable(report: Report): Table {
  const columns = columnsOf(report)
  const keys = [...new Set(columns.flatMap((c) => [...c.places.keys()]))].toSorted(byPath)
  const head = ['Path', 'Owner, group, mode', ...columns.map(({ instances }) => label(instances))]
  const rows = keys.map((key): Line[] => {
    const [path, expected] = JSON.parse(key) as [string, string]
    return [[{ code: path }], [expected], ...columns.map((c) => cell(c.places.get(key) ?? []))]
  })
  return { ...table('paths', head, rows), named: 2 }
}

const label = (instances: readonly InstanceReport[]): string =>
  instances.length > maxNames ? counted(instances.length, 'instance') : listed(instances.map((i) => i.name))

/** The volume's root, what is shared, the people's, the groups'. */
const order = [/"…\/shared\/"/, /"…\/users\/"/, /"…\/users\//, /"…\/groups\/"/, /"…\/groups\//]
const rank = (key: string): number => order.findIndex((place) => place.test(key))
const byPath = (a: string, b: string): number => rank(a) - rank(b)

function columnsOf({ instances, operation: { mountPoint } }: Report): Column[] {
  if (instances.length <= maxColumns) return instances.map((i) => column([i], mountPoint))
  const groups = [...Map.groupBy(instances, (i) => signature(i)).values()].toSorted((a, b) => Number(isFine(a)) - Number(isFine(b)))
  const shown = groups.length > maxColumns ? [...groups.slice(0, maxColumns - 1), groups.slice(maxColumns - 1).flat()] : groups
  return shown.map((g) => column(g, mountPoint))
}

const permissionsOf = ({ rows }: InstanceReport): readonly Row[] => rows.filter((r) => r.section === 'permissions')

/** Those that hold are alike, whoever has a space there. */
const signature = (instance: InstanceReport): string =>
  permissionsOf(instance)
    .flatMap((r) => (r.verdict === 'holds' ? [] : [`${r.subject} ${r.observed}`]))
    .join('\0')

const isFine = (alike: readonly InstanceReport[]): boolean => alike.every((i) => signature(i) === '')

function column(instances: readonly InstanceReport[], mountPoint: string): Column {
  const places = new Map<string, Place[]>()
  for (const instance of instances)
    for (const row of permissionsOf(instance)) {
      const place = placeOf(row, mountPoint)
      const known = places.get(place.key)
      if (known) known.push(place)
      else places.set(place.key, [place])
    }
  return { instances, places }
}

function placeOf(row: Row, mountPoint: string): Place {
  const user = row.subject.startsWith(`${mountPoint}/users/`) ? row.subject.slice(`${mountPoint}/users/`.length, -1) : ''
  if (user === '') {
    const path = row.subject === `${mountPoint}/` ? row.subject : row.subject.replace(mountPoint, '…')
    return { key: JSON.stringify([path, row.expected]), row }
  }
  const expected = row.expected.replace(/^[^:]*/, 'the user')
  return { key: JSON.stringify(['…/users/{user}/', expected]), row, user }
}

const worstFirst: readonly Mark[] = ['differs', 'unknown', 'note', 'holds']

function cell(places: readonly Place[]): Line {
  if (places.length === 0) return [{ mark: 'none' }]
  const worst = worstFirst.find((v) => places.some((p) => p.row.verdict === v)) ?? 'unknown'
  const those = places.filter((p) => p.row.verdict === worst)
  const mark: Span = { mark: worst }
  const seen = worst === 'holds' ? [] : [...new Set(those.map((p) => p.row.observed))]
  const said = seen.length === 1 ? ` ${seen[0]}` : ''
  const users = those.flatMap((p) => p.user ?? [])
  if (users.length === 0) return [mark, said]
  if (worst === 'holds' && users.length > maxNames) return [mark, ` ${users.length} of ${places.length}`]
  return [mark, ` ${listed(users, maxNames)}${said === '' ? '' : `:${said}`}`]
}
