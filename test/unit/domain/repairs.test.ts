/** The mounts that are offered say what they need and no more. */
import { mountsOf } from '../../../src/domain/repairs.ts'
import { formatCommand } from '../../../src/language/format.ts'
import { manyId, manyReport } from '../../support/many.ts'

const asked = (batch: { readonly unit: 'instances' | 'percent'; readonly size: number }) =>
  manyReport({ instances: 40, accounts: 1, options: { batch, maxErrors: 2 } }).operation
const repair = (batch: Parameters<typeof asked>[0], count: number): string[] =>
  mountsOf(
    { kind: 'name', name: 'research-data' },
    asked(batch),
    Array.from({ length: count }, (_, n) => manyId(n + 1)),
  ).map(formatCommand)

test.each([
  ['percent', 10, 4, false],
  ['percent', 10, 5, true],
  ['instances', 7, 7, false],
  ['instances', 7, 8, true],
] as const)('%s %i: a repair of %i instances goes in batches: %s', (unit, size, count, batched) => {
  const [command, ...more] = repair({ unit, size }, count)
  expect(more).toEqual([])
  expect(command!.includes('--batch')).toBe(batched)
  expect(command!.includes('--max-errors')).toBe(batched)
})
