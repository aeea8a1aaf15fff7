/** The permission table as a comment shows it: paths by instances, or by groups of those that show the same. */
import type { InstanceReport, Report, Row } from '../../../../src/domain/report.ts'
import { permissionsTable } from '../../../../src/render/view/permissions.ts'
import { emptyView } from '../../../../src/render/view/view.ts'
import { blocksAsComment, leftOutOf } from '../../../support/as-comment.ts'
import { host, row, smallReport } from '../../../support/small-report.ts'

const at = (path: string, expected: string, more: Partial<Row> = {}): Row =>
  row(`/mnt/research-data/${path}`, { section: 'permissions', expected, observed: expected, ...more })
const root = at('', 'root:prism-shared 2775')
const shared = at('shared/', 'root:prism-shared 2775')
const users = at('users/', 'root:prism-shared 2755')
const groups = at('groups/', 'root:root 0755')
const genomics = at('groups/genomics/', 'root:genomics 2770')
const of = (user: string, more: Partial<Row> = {}) => at(`users/${user}/`, `${user}:prism-shared 755`, more)
const layout = [genomics, of('ada'), groups, users, shared, root]

const shown = (instances: readonly InstanceReport[], more: Partial<Report> = {}) =>
  blocksAsComment(permissionsTable(smallReport(instances, more)))
const cellOf = (...rows: readonly Row[]) =>
  shown([host(1, { rows })])
    .at(-1)!
    .split('|')
    .at(-2)!
    .trim()

test('the volume’s root, what is shared, the people’s, the groups’, each instance a column', () => {
  expect(shown([host(1, { rows: layout }), host(2, { rows: [root, shared, users, of('ben')] })])).toEqual([
    '| Path · Owner, group, mode | calc-1 | calc-2 |',
    '| - | - | - |',
    '| `/mnt/research-data/` · root:prism-shared 2775 | ✅ | ✅ |',
    '| `…/shared/` · root:prism-shared 2775 | ✅ | ✅ |',
    '| `…/users/` · root:prism-shared 2755 | ✅ | ✅ |',
    '| `…/users/{user}/` · the user:prism-shared 755 | ✅ ada | ✅ ben |',
    '| `…/groups/` · root:root 0755 | ✅ | – |',
    '| `…/groups/genomics/` · root:genomics 2770 | ✅ | – |',
  ])
})

test('only permissions are in it; after an unmount it is not there', () => {
  expect(shown([host(1)])).toEqual([])
})

test('a cell names whose spaces hold, and from four on counts them', () => {
  expect(cellOf(of('ada'), of('ben'), of('eve'))).toBe('✅ ada, ben and eve')
  expect(cellOf(of('ada'), of('ben'), of('eve'), of('max'))).toBe('✅ 4 of 4')
})

test('a cell shows the worst of it, with whose it is and what was seen', () => {
  const red: Partial<Row> = { verdict: 'differs', observed: 'root:root 0700' }
  expect(cellOf(of('ada', red), of('ben'))).toEqual('❌ ada: root:root 0700')
  expect(cellOf(of('ada', red), of('ben', red), of('eve', { verdict: 'unknown', observed: 'not seen' }))).toEqual(
    '❌ ada and ben: root:root 0700',
  )
  expect(cellOf(of('ada', red), of('ben', { ...red, observed: 'x' }))).toEqual('❌ ada and ben')
  expect(cellOf(of('ada', { verdict: 'unknown', observed: 'not seen' }), of('ben', { verdict: 'note' }))).toEqual('❔ ada: not seen')
  expect(cellOf(of('ada', { verdict: 'note', observed: 'read-only' }))).toEqual('ℹ️ ada: read-only')
  expect(cellOf({ ...root, ...red })).toEqual('❌ root:root 0700')
  expect(cellOf(...['ada', 'ben', 'eve', 'max'].map((user) => of(user, red)))).toEqual('❌ ada, ben, eve and 1 more: root:root 0700')
})

test('from six instances on those that show the same are one column, what differs first', () => {
  const fine = (n: number) => host(n, { rows: [root, of(`user-${n}`)] })
  const closed = { ...root, verdict: 'differs', observed: 'root:root 0700' } as const
  const five = [1, 2, 3, 4, 5].map(fine)
  expect(shown(five)[0]).toEqual('| Path · Owner, group, mode | calc-1 | calc-2 | calc-3 | calc-4 | calc-5 |')
  expect(shown([...five, fine(6)])).toEqual([
    '| Path · Owner, group, mode | 6 instances |',
    '| - | - |',
    '| `/mnt/research-data/` · root:prism-shared 2775 | ✅ |',
    '| `…/users/{user}/` · the user:prism-shared 755 | ✅ 6 of 6 |',
  ])
  expect(shown([...five, host(6, { rows: [closed] }), host(7, { rows: [closed] })])).toEqual([
    '| Path · Owner, group, mode | calc-6 and calc-7 | 5 instances |',
    '| - | - | - |',
    '| `/mnt/research-data/` · root:prism-shared 2775 | ❌ root:root 0700 | ✅ |',
    '| `…/users/{user}/` · the user:prism-shared 755 | – | ✅ 5 of 5 |',
  ])
})

test('where nearly every instance is different the last ones are one column', () => {
  const each = (count: number) =>
    Array.from({ length: count }, (_, n) => host(n + 1, { rows: [{ ...root, verdict: 'differs' as const, observed: `mode ${n}` }] }))
  expect(shown(each(7))).toEqual([
    '| Path · Owner, group, mode | calc-1 | calc-2 | calc-3 | calc-4 | calc-5, calc-6 and calc-7 |',
    '| - | - | - | - | - | - |',
    '| `/mnt/research-data/` · root:prism-shared 2775 | ❌ mode 0 | ❌ mode 1 | ❌ mode 2 | ❌ mode 3 | ❌ |',
  ])
  expect(shown([...each(5), host(6, { rows: [root] })])[0]).toEqual(
    '| Path · Owner, group, mode | calc-1 | calc-2 | calc-3 | calc-4 | calc-5 and calc-6 |',
  )
})

test('five kinds of instances are five columns', () => {
  const of = (n: number, mode: string) => host(n, { rows: [{ ...root, verdict: 'differs' as const, observed: mode }] })
  const kinds = ['a', 'b', 'c', 'd', 'e', 'e'].map((mode, n) => of(n + 1, mode))
  expect(shown(kinds)[0]).toEqual('| Path · Owner, group, mode | calc-1 | calc-2 | calc-3 | calc-4 | calc-5 and calc-6 |')
})

test('its paths are counted where it is left out', () => {
  expect(leftOutOf({ ...emptyView, first: [permissionsTable(smallReport([host(1, { rows: layout })]))] })).toBe('6 paths')
})
