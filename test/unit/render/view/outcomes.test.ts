/** Instances by equal outcome, and how many rows hold, as a comment shows them. */

import { finding } from '../../../../src/domain/catalogue.ts'
import type { InstanceReport, Report, Row, Section } from '../../../../src/domain/report.ts'
import { heldText, outcomesTable } from '../../../../src/render/view/outcomes.ts'
import { emptyView } from '../../../../src/render/view/view.ts'
import { blocksAsComment, leftOutOf } from '../../../support/as-comment.ts'
import { manyId } from '../../../support/many.ts'
import { host, row, smallReport } from '../../../support/small-report.ts'

const noLine = row('/etc/fstab', { verdict: 'differs', observed: 'no line' })
const unseen = row('/etc/fstab', { verdict: 'unknown', observed: '' })
const good = row('/mnt/research-data')
const red = (n: number, ...rows: readonly Row[]) => host(n, { verdict: 'differs', rows: [good, ...(rows.length > 0 ? rows : [noLine])] })
const grey = (n: number) => host(n, { verdict: 'unknown', rows: [good, unseen] })
const table = (instances: readonly InstanceReport[], more: Partial<Report> = {}) =>
  blocksAsComment(outcomesTable(smallReport(instances, more)))
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, n) => host(n + from))

describe('instances by equal outcome', () => {
  test('are groups: what differs, what is unknown, what holds', () => {
    expect(table([host(1), grey(2), red(3), red(4), host(5)])).toEqual([
      '| Instances | Rows that hold | Accounts |',
      '| - | - | - |',
      '| ❌ calc-3 and calc-4 | 1 of 2 each | |',
      '| ❔ calc-2 | 1 of 2 | |',
      '| ✅ calc-1 and calc-5 | 1 of 1 each | |',
    ])
  })

  test('are not told where there is nothing to compare', () => {
    expect(table([red(1)])).toEqual([])
    expect(table([host(1), host(2)])).toEqual([])
    // the permission table has a column for each
    expect(table(upTo(5))).toEqual([])
    expect(table(upTo(6))).toEqual([
      '| Instances | Rows that hold | Accounts |',
      '| - | - | - |',
      '| ✅ 6: calc-1, calc-2, calc-3, calc-4, calc-5 and calc-6 | 1 of 1 each | |',
    ])
  })

  test('are counted from four on, and beyond eight not all are named', () => {
    expect(table([red(1), ...upTo(9, 2)])).toEqual([
      '| Instances | Rows that hold | Accounts |',
      '| - | - | - |',
      '| ❌ calc-1 | 1 of 2 | |',
      '| ✅ 9: calc-2, calc-3, calc-4, calc-5, calc-6, calc-7, calc-8, calc-9 and 1 more | 1 of 1 each | |',
    ])
  })

  test('are different where they differ in something else, or for another reason', () => {
    const mode = row('/mnt/research-data/shared', { verdict: 'differs', observed: '0755' })
    const failed = host(3, { verdict: 'differs', rows: [], findings: [finding('mount-failed', { seen: 'mount: timed out' })] })
    const other = host(4, { verdict: 'differs', rows: [], findings: [finding('mount-failed', { seen: 'mount: refused' })] })
    expect(table([red(1), red(2, mode), failed, other])).toEqual([
      '| Instances | Rows that hold | Accounts |',
      '| - | - | - |',
      '| ❌ calc-1 | 1 of 2 | |',
      '| ❌ calc-2 | 1 of 2 | |',
      '| ❌ calc-3 | 0 of 0 | |',
      '| ❌ calc-4 | 0 of 0 | |',
    ])
  })

  test('where nearly every one is different the last ones are one line, by the worst of them', () => {
    const each = Array.from({ length: 8 }, (_, n) => red(n + 1, row('/x', { verdict: 'differs', observed: `${n}` })))
    expect(table([...each, host(9)])).toEqual([
      '| Instances | Rows that hold | Accounts |',
      '| - | - | - |',
      '| ❌ calc-1 | 1 of 2 | |',
      '| ❌ calc-2 | 1 of 2 | |',
      '| ❌ calc-3 | 1 of 2 | |',
      '| ❌ calc-4 | 1 of 2 | |',
      '| ❌ calc-5 | 1 of 2 | |',
      '| ❌ calc-6, calc-7 and calc-8 | 1 of 2 each | |',
      '| ✅ calc-9 | 1 of 1 | |',
    ])
    expect(table([...each.slice(0, 6), host(9)])).toHaveLength(9)
    const mixed = each.map((i, n): InstanceReport => (n === 7 ? { ...i, verdict: 'unknown' } : i))
    expect(table([...mixed, host(9)]).at(-2)).toEqual('| ❌ calc-6, calc-7 and calc-8 | 1 of 2 each | |')
    const doubts = Array.from({ length: 7 }, (_, n) =>
      host(n + 1, { verdict: 'unknown', rows: [row('/x', { verdict: 'unknown', observed: `${n}` })] }),
    )
    expect(table(doubts).at(-1)).toEqual('| ❔ calc-6 and calc-7 | 0 of 1 each | |')
  })

  test('tell the least and the most rows that hold where they are not the same', () => {
    expect(table([red(1), host(2), host(3, { rows: [good, good] })])).toEqual([
      '| Instances | Rows that hold | Accounts |',
      '| - | - | - |',
      '| ❌ calc-1 | 1 of 2 | |',
      '| ✅ calc-2 and calc-3 | 1 to 2 of 1 to 2 each | |',
    ])
  })

  test('name who has an account there, each once', () => {
    const accounts = [
      { instanceId: manyId(1), account: 'ada', uid: 1000 },
      { instanceId: manyId(2), account: 'ada', uid: 1000 },
      { instanceId: manyId(2), account: 'ben', uid: 1000 },
    ]
    const people = [
      { uid: 1000, accounts },
      { uid: 1001, accounts: 'cdefgh'.split('').map((account) => ({ instanceId: manyId(2), account, uid: 1001 })) },
    ]
    expect(table([host(1), host(2), red(3)], { identity: { people, spaces: [], notLookedAt: 0 } })).toEqual([
      '| Instances | Rows that hold | Accounts |',
      '| - | - | - |',
      '| ❌ calc-3 | 1 of 2 | |',
      '| ✅ calc-1 and calc-2 | 1 of 1 each | ada, ben, c, d, e, f and 2 more |',
    ])
  })

  test('are named where they are left out', () => {
    expect(leftOutOf({ ...emptyView, first: [outcomesTable(smallReport([red(1), host(2)]))] })).toBe('2 groups of instances')
  })
})

describe('how many rows hold', () => {
  const of = (...rows: readonly Row[]) => blocksAsComment(heldText(smallReport([host(1, { rows })])))
  const inSection = (section: Section, subject = '/x', more: Partial<Row> = {}) => row(subject, { section, ...more })

  test('is told with what they are about', () => {
    const sections = ['persistence', 'group', 'permissions', 'behaviour', 'contents', 'people'] as const
    expect(of(inSection('mount'), ...sections.map((section) => inSection(section)))).toEqual([
      '7 of 7 rows hold: the mount, after a reboot (fstab), who is in the group, owners and modes, what members and strangers can do, the files that are there already, the accounts of the registry.',
    ])
    expect(of(row('/mnt', { expected: 'TLS' }))).toEqual(['1 of 1 rows hold: the mount over TLS.'])
  })

  test('tells of people’s spaces where they were looked at', () => {
    expect(of(inSection('people', 'ada (65536)'), inSection('people', 'users/ada'))).toEqual([
      '2 of 2 rows hold: the accounts of the registry and what is theirs on the volume.',
    ])
  })

  test('says by which sessions the umask was seen', () => {
    const umasks = ['ubuntu · cron', 'ubuntu · ssh host command', 'ubuntu · su -', 'ada · cron'].map((s) => inSection('umask', s))
    expect(of(...umasks)).toEqual(['4 of 4 rows hold: umask 002 by cron, ssh and su.'])
    expect(of(...umasks.map((r): Row => ({ ...r, verdict: 'note' })), inSection('umask', 'ubuntu'))).toEqual([
      '1 of 1 rows hold: umask 002.',
    ])
  })

  test('leaves out what does not hold everywhere; a note proves nothing', () => {
    expect(of(good, noLine)).toEqual(['1 of 2 rows hold.'])
    expect(of(inSection('group'), unseen, inSection('people', 'ada', { verdict: 'note' }))).toEqual([
      '1 of 2 rows hold: who is in the group.',
    ])
    expect(of(row('/x', { verdict: 'note' }))).toEqual([])
    expect(of()).toEqual([])
  })

  test('is named where it is left out', () => {
    expect(leftOutOf({ ...emptyView, first: [heldText(smallReport([host(1)]))] })).toBe('how many rows hold')
  })
})
