/** What a comment says of the sharing test: how many pairs, which of them do not share, and who shares with whom. */
import type { Identity } from '../../../../src/domain/facts.ts'
import type { Operation } from '../../../../src/domain/plan.ts'
import type { Report, SharingCell } from '../../../../src/domain/report.ts'
import { matrixFold, pairsTable, sharingText } from '../../../../src/render/view/sharing.ts'
import { emptyView } from '../../../../src/render/view/view.ts'
import { asComment, blocksAsComment, leftOutOf } from '../../../support/as-comment.ts'
import { manyId } from '../../../support/many.ts'
import { host, smallReport } from '../../../support/small-report.ts'

const who = (n: number, account: string, uid: number): Identity => ({ instanceId: manyId(n), account, uid, temporary: false })
const [ada, ben, eve] = [who(1, 'ada', 1000), who(2, 'ben', 1001), who(2, 'eve', 1000)]
const cell = (writer: Identity, reader: Identity, verdict: SharingCell['verdict'], more: Partial<SharingCell> = {}): SharingCell => ({
  writer,
  reader,
  read: 'done',
  append: 'done',
  verdict,
  ...more,
})

function tested(cells: readonly SharingCell[], more: Partial<Report['sharing']> = {}, operation: Partial<Operation> = {}): Report {
  const ids = [...new Set(cells.flatMap((c) => [c.writer.instanceId, c.reader.instanceId]))]
  const report = smallReport(ids.map((id) => host(Number.parseInt(id.slice(2), 16))))
  const verdict = cells.some((c) => c.verdict === 'not-shared')
    ? 'differs'
    : cells.some((c) => c.verdict === 'unknown')
      ? 'unknown'
      : 'holds'
  return { ...report, operation: { ...report.operation, ...operation }, sharing: { verdict, cells, notes: [], ...more } }
}
const line = (report: Report) => blocksAsComment(sharingText(report)).join(' | ')

describe('the line beside the verdict', () => {
  test('counts the pairs that read and appended, and says which were not tried', () => {
    const cells = [cell(ada, ben, 'shared'), cell(ben, ada, 'shared'), cell(ada, eve, 'same-identity'), cell(eve, ada, 'same-identity')]
    expect(line(tested(cells))).toEqual('**Sharing:** ✅ 2 of 2 pairs of different uids read and appended · 2 pairs not tried: same uid')
    expect(line(tested(cells.slice(0, 3)))).toEqual(
      '**Sharing:** ✅ 2 of 2 pairs of different uids read and appended · 1 pair not tried: same uid',
    )
  })

  test('counts neither what was refused nor what was not seen', () => {
    expect(line(tested([cell(ada, ben, 'shared'), cell(ben, ada, 'not-shared'), cell(eve, ben, 'unknown')]))).toEqual(
      '**Sharing:** ❌ 1 of 3 pairs of different uids read and appended',
    )
    expect(line(tested([cell(ada, ben, 'unknown')]))).toEqual('**Sharing:** ❔ 0 of 1 pairs of different uids read and appended')
  })

  test('says where only accounts of one instance were tried', () => {
    expect(line(tested([cell(ben, eve, 'shared'), cell(eve, ben, 'shared')]))).toEqual(
      '**Sharing:** ✅ 2 of 2 pairs of different uids of one instance read and appended',
    )
  })

  test('says that people behind an access point are one, and that a read-only instance appends nothing', () => {
    expect(line(tested([cell(ada, ben, 'as-one'), cell(ben, ada, 'as-one')]))).toEqual(
      '**Sharing:** ✅ 2 of 2 pairs of different accounts read and appended · 2 of them as the one user of an access point',
    )
    expect(line(tested([cell(ada, ben, 'shared'), cell(ben, ada, 'as-one')]))).toEqual(
      '**Sharing:** ✅ 2 of 2 pairs of different uids read and appended · 1 of them as the one user of an access point',
    )
    expect(line(tested([cell(ada, ben, 'shared'), cell(ben, ada, 'read-only', { append: 'refused' })]))).toEqual(
      '**Sharing:** ✅ 2 of 2 pairs of different uids did as asked · 1 of them read, and were refused to append; the others read and appended',
    )
  })

  test('claims no pair where all have one uid', () => {
    expect(line(tested([cell(ada, eve, 'same-identity'), cell(eve, ada, 'same-identity')], { verdict: 'unknown' }))).toEqual(
      '**Sharing:** ❔ no pair of different uids · 2 pairs not tried: same uid',
    )
  })

  test('says what was seen where no pair is told', () => {
    const verdicts = ['holds', 'differs', 'unknown'] as const
    expect(verdicts.map((verdict) => line(tested([], { verdict })))).toEqual([
      '**Sharing:** ✅ holds',
      '**Sharing:** ❌ does not work',
      '**Sharing:** ❔ not seen',
    ])
  })

  test('tells a test that somebody left out from one that could not run', () => {
    const untried = { verdict: 'not-tried', notes: ['turned off'] } as const
    expect(line(tested([], untried, { options: { ...tested([]).operation.options, sharingTest: false } }))).toEqual(
      '**Sharing:** ⚠️ not tested, by choice',
    )
    expect(line(tested([], untried))).toEqual('**Sharing:** ℹ️ not tried: nothing is claimed')
  })

  test('is not there after an unmount', () => {
    expect(line(tested([cell(ada, ben, 'shared')], {}, { verb: 'unmount' }))).toBe('')
  })

  test('has the notes beside it without which the count would be misread, and calls the instance by its name', () => {
    const notes = [`${manyId(2)} could not write: disk full`, 'by cover: one of each', 'visitor-1 is a temporary uid']
    expect(line(tested([cell(ada, ben, 'shared')], { notes }))).toEqual(
      '**Sharing:** ✅ 1 of 1 pairs of different uids read and appended   | calc-2 could not write: disk full   | by cover: one of each',
    )
  })
})

describe('the pairs that do not share', () => {
  test('are one row for each instance that read with one result', () => {
    const refused = { read: 'refused', append: 'refused' } as const
    const cells = [
      cell(ada, ben, 'not-shared', refused),
      cell(ada, eve, 'not-shared', refused),
      cell(ben, ada, 'not-shared', { ...refused, detail: 'root squashed' }),
      cell(eve, ben, 'unknown', { read: 'timeout', append: 'timeout' }),
      cell(eve, ada, 'same-identity'),
    ]
    expect(blocksAsComment(pairsTable(tested(cells)))).toEqual([
      '| Wrote | Read and appended | What came of it | Pairs |',
      '| - | - | - | - |',
      '| ❌ ada@\u2060calc-1 (uid 1000) | ben@\u2060calc-2 (uid 1001) and eve@\u2060calc-2 (uid 1000) | read: refused, append: refused | 2 |',
      '| ❌ ben@\u2060calc-2 (uid 1001) | ada@\u2060calc-1 (uid 1000) | read: refused, append: refused (root squashed) | 1 |',
      '| ❔ eve@\u2060calc-2 (uid 1000) | ben@\u2060calc-2 (uid 1001) | read: timeout, append: timeout | 1 |',
    ])
  })

  test('name three people and count the others', () => {
    const writers = [1, 2, 3, 4, 5].map((n) => who(1, `p${n}`, 2000 + n))
    expect(blocksAsComment(pairsTable(tested(writers.map((w) => cell(w, ben, 'not-shared')))))).toEqual([
      '| Wrote | Read and appended | What came of it | Pairs |',
      '| - | - | - | - |',
      '| ❌ p1@\u2060calc-1 (uid 2001), p2@\u2060calc-1 (uid 2002), p3@\u2060calc-1 (uid 2003) and 2 more | ben@\u2060calc-2 (uid 1001) | read: done, append: done | 5 |',
    ])
  })

  test('are no table where all share', () => {
    expect(blocksAsComment(pairsTable(tested([cell(ada, ben, 'shared'), cell(ada, eve, 'same-identity')])))).toEqual([])
  })
})

const everyPair = (all: readonly Identity[], of: (writer: Identity, reader: Identity) => SharingCell | undefined): SharingCell[] =>
  all.flatMap((w) => all.flatMap((r) => (w === r ? [] : (of(w, r) ?? []))))
const shown = (report: Report) => asComment({ ...emptyView, folds: matrixFold(report) }).slice(1)

describe('who shares with whom', () => {
  test('is a matrix of people, each pair with what came of it', () => {
    const max = who(3, 'max', 1002)
    const cells = [
      cell(ada, ben, 'shared'),
      cell(ada, eve, 'same-identity'),
      cell(ada, max, 'as-one'),
      cell(ben, ada, 'not-shared', { read: 'done', append: 'refused' }),
      cell(ben, eve, 'unknown', { read: 'timeout', append: 'missing' }),
      cell(ben, max, 'read-only', { append: 'refused' }),
    ]
    expect(shown(tested(cells, { notes: ['equal uids prove nothing'] }))).toEqual([
      '<details><summary>Sharing matrix</summary>',
      '| wrote ↓ · read and appended → | ada@\u2060calc-1 (uid 1000) | ben@\u2060calc-2 (uid 1001) | eve@\u2060calc-2 (uid 1000) | max@\u2060calc-3 (uid 1002) |',
      '| - | - | - | - | - |',
      '| ada@\u2060calc-1 (uid 1000) | – | ✅ shared | ＝ same identity | ✅ shared, as one person |',
      '| ben@\u2060calc-2 (uid 1001) | ❌ not shared (read done, append refused) | – | ❔ unknown (read timeout, append missing) | ✅ read; append refused, as asked |',
      '| eve@\u2060calc-2 (uid 1000) | – not tried | – not tried | – | – not tried |',
      '| max@\u2060calc-3 (uid 1002) | – not tried | – not tried | – not tried | – |',
      'equal uids prove nothing',
      '</details>',
    ])
  })

  test('is not shown where nobody took part', () => {
    expect(matrixFold(tested([]))).toEqual([])
  })

  test('is told by instance where there are too many people, and a pair that was not tried is none', () => {
    const people = [1, 2, 3].flatMap((n) => Array.from({ length: 5 }, (_, i) => who(n, `p${i}`, 100 * n + (i === 0 ? 0 : i))))
    const cells = everyPair(people, (w, r) => {
      const [from, to] = [w.instanceId, r.instanceId]
      if (from === to) return cell(w, r, 'same-identity')
      if (from === manyId(1) && to === manyId(3)) return w.account === 'p0' ? cell(w, r, 'not-shared') : cell(w, r, 'shared')
      if (from === manyId(3) && to === manyId(1)) return r.account === 'p1' ? cell(w, r, 'unknown') : cell(w, r, 'shared')
      return from === manyId(2) && to === manyId(3) ? undefined : cell(w, r, 'shared')
    })
    expect(shown(tested(cells))).toEqual([
      '<details><summary>Sharing matrix, by instance</summary>',
      '| wrote ↓ · read and appended → | calc-1 | calc-2 | calc-3 |',
      '| - | - | - | - |',
      '| calc-1 | – | ✅ 25 | ❌ 20 of 25 |',
      '| calc-2 | ✅ 25 | – | – |',
      '| calc-3 | ❔ 20 of 25 | ✅ 25 | – |',
      '</details>',
    ])
    expect(leftOutOf({ ...emptyView, folds: matrixFold(tested(cells)) })).toEqual('the sharing matrix')
  })

  test('by instance a refusal counts more than what was not seen', () => {
    const people = [1, 2].flatMap((n) => Array.from({ length: 8 }, (_, i) => who(n, `p${i}`, 100 * n + i)))
    const cells = everyPair(people, (w, r) => cell(w, r, w.account === 'p0' ? 'not-shared' : w.account === 'p1' ? 'unknown' : 'shared'))
    expect(shown(tested(cells)).slice(3, 5)).toEqual(['| calc-1 | ❌ 42 of 56 | ❌ 48 of 64 |', '| calc-2 | ❌ 48 of 64 | ❌ 42 of 56 |'])
  })

  test('is a matrix of people up to fourteen of them', () => {
    const people = Array.from({ length: 14 }, (_, n) => who(n + 1, 'p', 1000 + n))
    const titles = (all: readonly Identity[]) => matrixFold(tested(everyPair(all, (w, r) => cell(w, r, 'shared')))).map((f) => f.title)
    expect(titles(people)).toEqual([['Sharing matrix']])
    expect(titles([...people, who(1, 'q', 2000)])).toEqual([['Sharing matrix, by instance']])
    expect(titles([...people, who(15, 'q', 2000)])).toEqual([['Sharing, by instance that read (15)']])
  })

  test('is told by what came of each instance’s reading where there are too many instances', () => {
    const people = Array.from({ length: 16 }, (_, n) => who(n + 1, 'p', n < 2 ? 999 : 1000 + n))
    const cells = people.slice(2).flatMap((w) =>
      people.flatMap((r) => {
        if (w === r) return []
        if (r === people[0]) return w === people[2] ? [cell(w, r, 'not-shared')] : [cell(w, r, 'shared')]
        if (r === people[1]) return w === people[2] ? [cell(w, r, 'unknown')] : [cell(w, r, 'shared')]
        if (r === people[15]) return [cell(w, r, 'same-identity')]
        return [cell(w, r, 'shared')]
      }),
    )
    expect(shown(tested(cells))).toEqual([
      '<details><summary>Sharing, by instance that read (16)</summary>',
      '| Instances that read | Read and appended |',
      '| - | - |',
      '| ✅ 13: calc-3, calc-4, calc-5, calc-6, calc-7, calc-8 and 7 more | 13 of 13 pairs each |',
      '| ❌ 1: calc-1 | 13 of 14 pairs each |',
      '| ❔ 1: calc-2 | 13 of 14 pairs each |',
      '| – 1: calc-16 | no pair of different uids |',
      '</details>',
    ])
  })

  test('is reckoned with at about the size that it has, so that nothing is made that cannot fit', () => {
    const people = Array.from({ length: 10 }, (_, n) => who(n + 1, 'p', 1000 + n))
    const [fold] = matrixFold(tested(everyPair(people, (w, r) => cell(w, r, 'shared'))))
    const size = blocksAsComment(...fold!.blocks()).join('\n').length
    expect(fold!.least).toBeLessThanOrEqual(size)
    expect(fold!.least).toBeGreaterThan(size / 5)
  })
})
