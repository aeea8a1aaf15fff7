/** The first table of a comment: what differs or is unknown, one row for what is alike, whoever has it. */
import { finding } from '../../../../src/domain/catalogue.ts'
import type { InstanceReport, Report, Row } from '../../../../src/domain/report.ts'
import { differingTable, unreachedTable } from '../../../../src/render/view/differing.ts'
import { emptyView } from '../../../../src/render/view/view.ts'
import { blocksAsComment, leftOutOf } from '../../../support/as-comment.ts'
import { manyId } from '../../../support/many.ts'
import { host, row, smallReport } from '../../../support/small-report.ts'

const red = (subject: string, observed = 'gone', expected = 'there'): Row => row(subject, { verdict: 'differs', expected, observed })
const grey = (subject: string, observed = '', expected = 'there'): Row => row(subject, { verdict: 'unknown', expected, observed })
const shown = (instances: readonly InstanceReport[], more: Partial<Report> = {}) =>
  blocksAsComment(differingTable(smallReport(instances, more))).slice(2)
const nameOf = (id: string) => (id === manyId(1) ? 'calc-1' : id)

describe('of a report', () => {
  test('what differs comes before what is unknown; what holds and notes are not in it', () => {
    const instances = [
      host(1, { rows: [grey('/etc/fstab'), row('/x'), row('/y', { verdict: 'note' })] }),
      host(2, { rows: [red('umask of ada')] }),
    ]
    expect(blocksAsComment(differingTable(smallReport(instances)))).toEqual([
      '| Instance · What | Expected | Seen |',
      '| - | - | - |',
      '| ❌ calc-2 · umask of ada | there | gone |',
      '| ❔ calc-1 · `/etc/fstab` | there | not seen |',
    ])
  })

  test('what is alike on several instances is one row, and not where anything of it is different', () => {
    const [a, b, c] = [red('/x'), red('/x', 'otherwise'), red('/x', 'gone', 'elsewhere')]
    expect(
      shown([host(1, { rows: [a] }), host(2, { rows: [b] }), host(3, { rows: [a, c] }), host(4, { rows: [grey('/x', 'gone')] })]),
    ).toEqual([
      '| ❌ calc-1 and calc-3 · `/x` | there | gone |',
      '| ❌ calc-2 · `/x` | there | otherwise |',
      '| ❌ calc-3 · `/x` | elsewhere | gone |',
      '| ❔ calc-4 · `/x` | there | gone |',
    ])
    expect(shown([1, 2, 3, 4].map((n) => host(n, { rows: [a] })))).toEqual(['| ❌ all 4 · `/x` | there | gone |'])
  })

  test('rows that are unknown for one reason are one line from four on', () => {
    const unseen = ['/a', '/b', '/c'].map((path) => grey(path))
    expect(shown([host(1, { rows: [...unseen, row('/x')] })])).toEqual([
      '| ❔ calc-1 · `/a` | there | not seen |',
      '| ❔ calc-1 · `/b` | there | not seen |',
      '| ❔ calc-1 · `/c` | there | not seen |',
    ])
    expect(shown([host(1, { rows: [...unseen, grey('/d'), row('/x'), red('/e'), grey('/f', 'timed out')] })])).toEqual([
      '| ❌ calc-1 · `/e` | there | gone |',
      '| ❔ calc-1 · `/f` | there | timed out |',
      '| ❔ calc-1 · 4 rows | | not seen |',
    ])
    expect(shown([host(1, { rows: ['/a', '/b', '/c', '/d'].map((path) => grey(path, 'timed out')) })])).toEqual([
      '| ❔ calc-1 · all 4 rows | timed out |',
    ])
  })

  test('what follows from a finding is one line from four rows on', () => {
    const findings = [
      finding('mount-failed', { seen: 'calc-1 (i-00000000000000001): timed out', instanceId: manyId(1), instanceName: 'calc-1' }),
    ]
    const rows = ['/a', '/b', '/c'].map((path) => grey(path))
    expect(shown([host(1, { findings, rows })])).toEqual([
      '| ❌ calc-1 · `mount-failed` | | timed out |',
      '| ❔ calc-1 · `/a` | there | not seen |',
      '| ❔ calc-1 · `/b` | there | not seen |',
      '| ❔ calc-1 · `/c` | there | not seen |',
    ])
    expect(shown([host(1, { findings, rows: [...rows, grey('/d')] })])).toEqual([
      '| ❌ calc-1 · `mount-failed` | timed out |',
      '| ❔ calc-1 · 4 rows | as follows from that |',
    ])
    expect(shown([host(1, { findings, rows: [...rows, red('/d')] })])).toEqual([
      '| ❌ calc-1 · `mount-failed` | timed out |',
      '| ❌ calc-1 · 4 rows | as follows from that |',
    ])
  })

  test('an instance or volume that was never reached is among them', () => {
    expect(shown([host(1)], { findings: [finding('no-instances', { seen: 'tag:team=none' })] })).toEqual([
      '| ❌ `no-instances` | tag:team=none |',
    ])
  })
})

describe('of findings alone', () => {
  const found = (seen: string, more = {}) => finding('instance-offline', { seen, instanceId: manyId(1), ...more })
  const table = (...findings: Parameters<typeof unreachedTable>[0]) => blocksAsComment(unreachedTable(findings, nameOf)).slice(2)

  test('what was seen does not name the instance again', () => {
    expect(table(found(`${manyId(1)}: agent offline`))).toEqual(['| ❌ calc-1 · `instance-offline` | agent offline |'])
    expect(table(found(`calc-1 (${manyId(1)}): agent offline`, { instanceName: 'calc-1' }))).toEqual([
      '| ❌ calc-1 · `instance-offline` | agent offline |',
    ])
    expect(table(found(`${manyId(1)} is offline`))).toEqual(['| ❌ calc-1 · `instance-offline` | is offline |'])
    expect(table(found('SSM lost it'), finding('no-instances', { seen: 'tag:team=none' }))).toEqual([
      '| ❌ calc-1 · `instance-offline` | SSM lost it |',
      '| ❌ `no-instances` | tag:team=none |',
    ])
    expect(table(found(`${manyId(1)}: two\nlines`))).toEqual(['| ❌ calc-1 · `instance-offline` | two\\\\nlines |'])
    expect(table(finding('no-instances', { seen: 'undefined: x' }))).toEqual(['| ❌ `no-instances` | undefined: x |'])
    expect(table(found(`${manyId(1)}, and: another`))).toEqual(['| ❌ calc-1 · `instance-offline` | i-00000000000000001, and: another |'])
    expect(table(found(manyId(1)))).toEqual(['| ❌ calc-1 · `instance-offline` | i-00000000000000001 |'])
  })

  test('one that leaves in doubt is unknown; who looks may say that for others too', () => {
    const findings = [finding('not-looked-at', { seen: 'nothing came' }), finding('instance-offline', { seen: 'offline' })]
    const mark = (inDoubt?: () => boolean) =>
      blocksAsComment(unreachedTable(findings, nameOf, inDoubt))
        .slice(2)
        .map((line) => line.slice(2, 4).trim())
    expect(mark()).toEqual(['❔', '❌'])
    expect(mark(() => true)).toEqual(['❔', '❔'])
  })

  test('many of one kind are one line, and an instance is named once in it', () => {
    const seen = (...all: readonly number[]) => table(...all.map((n) => found(`call ${n}`)))
    expect(seen(1, 2, 3)).toHaveLength(3)
    expect(seen(1, 2, 3, 4)).toEqual(['| ❌ calc-1 · `instance-offline` | 4 alike, e.g. call 1 |'])
    expect(table(found('same'), found('same', { instanceId: manyId(2) }), found('same'))).toEqual([
      '| ❌ calc-1 and i-00000000000000002 · `instance-offline` | same |',
    ])
  })

  test('is named where there is no room for it', () => {
    expect(leftOutOf({ ...emptyView, first: [unreachedTable([found('x')], nameOf)] })).toBe('1 rows that differ or are unknown')
  })
})
