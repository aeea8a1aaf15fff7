/** What instances are called where a report tells of them. */
import { finding } from '../../../../src/domain/catalogue.ts'
import { instancesWords, namesIn, subjectSpan } from '../../../../src/render/view/names.ts'
import { manyId } from '../../../support/many.ts'
import { host, smallReport } from '../../../support/small-report.ts'

test('by the report, else by what was asked for, else by what was not reached, else by the id', () => {
  const report = smallReport([host(1)])
  const target = report.operation.targets[0]!
  const lost = [
    finding('instance-offline', { seen: 'x', instanceId: manyId(3), instanceName: 'calc-3' }),
    finding('instance-offline', { seen: 'x', instanceId: manyId(4) }),
    finding('no-instances', { seen: 'x' }),
  ]
  const nameOf = namesIn({
    ...report,
    operation: {
      ...report.operation,
      targets: [
        { ...target, name: 'asked' },
        { ...target, instanceId: manyId(2), name: 'calc-2' },
      ],
    },
    findings: lost,
  })
  expect([1, 2, 3, 4, 5].map((n) => nameOf(manyId(n)))).toEqual(['calc-1', 'calc-2', 'calc-3', manyId(4), manyId(5)])
})

test('few are all named; all of many are one word', () => {
  const words = (...given: [count: number, all: number, most?: number]) =>
    instancesWords(
      Array.from({ length: given[0] }, (_, n) => `${n}`),
      given[1],
      (id) => `c${id}`,
      given[2],
    )
  expect([words(3, 3), words(4, 4), words(4, 9), words(7, 9), words(3, 9, 2), words(0, 0)]).toEqual([
    'c0, c1 and c2',
    'all 4',
    'c0, c1, c2 and c3',
    'c0, c1, c2, c3, c4, c5 and 1 more',
    'c0, c1 and 1 more',
    '',
  ])
})

test('a path is code, anything else words', () => {
  expect(['/etc/fstab', '/', '/mnt/a b', 'ada · cron', 'see /etc'].map(subjectSpan)).toEqual([
    { code: '/etc/fstab' },
    { code: '/' },
    '/mnt/a b',
    'ada · cron',
    'see /etc',
  ])
})
