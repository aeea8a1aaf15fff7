/** What folds away below a report: every row by instance, and what was done on the hosts. */
import type { InstanceReport } from '../../../../src/domain/report.ts'
import { rowFolds, stepsFold } from '../../../../src/render/view/folds.ts'
import { emptyView, type Fold } from '../../../../src/render/view/view.ts'
import { asComment, blocksAsComment, leftOutOf } from '../../../support/as-comment.ts'
import { host, row, smallReport } from '../../../support/small-report.ts'

const shown = (folds: readonly Fold[]) => asComment({ ...emptyView, folds }).slice(1)
const titles = (instances: readonly InstanceReport[], among?: string) =>
  shown(rowFolds(smallReport(instances), among)).filter((l) => l.startsWith('<details'))
const red = (n: number) =>
  host(n, { verdict: 'differs', rows: [row('/etc/fstab', { verdict: 'differs', observed: 'no line' }), row('umask of ada')] })

test('every row of each instance, with what it is', () => {
  expect(shown(rowFolds(smallReport([red(1), host(2, { about: '', verdict: 'unknown', rows: [] })])))).toEqual([
    '<details><summary>Every row, by instance (2)</summary>',
    '❌ **calc-1** `i-00000000000000001` · ubuntu 24.04',
    '| What | Expected | Seen |',
    '| - | - | - |',
    '| ❌ `/etc/fstab` | as asked | no line |',
    '| ✅ umask of ada | as asked | as asked |',
    '❔ **calc-2** `i-00000000000000002`',
    'nothing was seen',
    '</details>',
  ])
})

test('those that do not hold have a fold of their own, which comes first', () => {
  expect(titles([host(1), host(2)])).toEqual(['<details><summary>Every row, by instance (2)</summary>'])
  expect(titles([host(1), red(2), red(3), host(4)])).toEqual([
    '<details><summary>Every row, by instance (4, of the 2 that differ or are unknown)</summary>',
    '<details><summary>Every row, by instance (2, of the 2 that hold)</summary>',
  ])
  expect(titles([host(1), red(2)])).toEqual([
    '<details><summary>Every row of calc-2 (2)</summary>',
    '<details><summary>Every row of calc-1 (1)</summary>',
  ])
  expect(titles([red(1), red(2)])).toEqual(['<details><summary>Every row, by instance (4)</summary>'])
  expect(titles([host(1)], 'research-data')).toEqual(['<details><summary>research-data: Every row of calc-1 (1)</summary>'])
  expect(titles([host(1, { rows: [] })])).toEqual([])
})

test('is named where it has no room', () => {
  expect(leftOutOf({ ...emptyView, folds: rowFolds(smallReport([host(1), red(2), red(3)])) })).toEqual('every row of 2 instances, calc-1')
  expect(leftOutOf({ ...emptyView, folds: rowFolds(smallReport([host(1)]), 'research-data') })).toEqual(
    'every row of calc-1 of research-data',
  )
})

const steps = [
  { step: 'group', status: 'changed', detail: 'gid 3000', milliseconds: 900 },
  { step: 'mount', status: 'failed', detail: '', milliseconds: 0 },
] as const

test('what was done on the hosts, and how long it took', () => {
  expect(shown(stepsFold(smallReport([host(1, { steps }), host(2)])))).toEqual([
    '<details><summary>What was done on the hosts</summary>',
    '| Instance | Step | Status | Detail | Time |',
    '| - | - | - | - | - |',
    '| calc-1 | group | changed | gid 3000 | 900 ms |',
    '| calc-1 | mount | failed | | 0 ms |',
    '</details>',
  ])
  expect(stepsFold(smallReport([host(1)]))).toEqual([])
  expect(leftOutOf({ ...emptyView, folds: stepsFold(smallReport([host(1, { steps })])) })).toBe('what was done on the hosts')
})

test('each is reckoned with at about the size that it has', () => {
  const many = Array.from({ length: 6 }, (_, n) =>
    host(n + 1, { rows: Array(5).fill(row('/mnt/research-data')), steps: [...steps, ...steps] }),
  )
  for (const fold of [...rowFolds(smallReport(many)), ...stepsFold(smallReport(many))]) {
    const size = blocksAsComment(...fold.blocks()).join('\n').length
    expect(fold.least).toBeLessThanOrEqual(size)
    expect(fold.least).toBeGreaterThan(size / 2)
  }
})
