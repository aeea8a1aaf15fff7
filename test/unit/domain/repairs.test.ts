/** The mounts that are offered say what they need and no more. */
import type { Difference, Operation, Plan } from '../../../src/domain/plan.ts'
import { inParts, mountsOf, placeOf, repairsOf, selectorsFor } from '../../../src/domain/repairs.ts'
import type { VolumeCheck } from '../../../src/domain/volume-check.ts'
import { formatCommand } from '../../../src/language/format.ts'
import { manyId, manyReport } from '../../support/many.ts'
import { operation, rockyId, ubuntuId } from '../../support/operation.ts'

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

describe('an instance is named', () => {
  const named = (...names: readonly string[]): Operation => ({
    ...operation,
    targets: names.map((name, n) => ({ ...operation.targets[0]!, instanceId: manyId(n + 1), name })),
  })
  const first = (of: Operation) => selectorsFor(of, [manyId(1)])
  const byId = [{ kind: 'id', id: manyId(1) }]

  test('by the name that people know it by', () => expect(first(named('calc-1'))).toEqual([{ kind: 'name', name: 'calc-1' }]))

  test('by its id, where another has that name, nobody can say it, or it looks like an id', () => {
    expect(first(named('calc', 'calc'))).toEqual(byId)
    expect(first(named('two words'))).toEqual(byId)
    expect(first(named(''))).toEqual(byId)
    expect(first(named('i-0123456789abcdef0'))).toEqual(byId)
    expect(selectorsFor(named('calc-1'), ['i-9'])).toEqual([{ kind: 'id', id: 'i-9' }])
  })
})

test('a line has room for fifty of them', () => {
  const all = Array.from({ length: 101 }, (_, n) => manyId(n))
  expect(inParts(all)).toEqual([all.slice(0, 50), all.slice(50, 100), all.slice(100)])
  expect(inParts([])).toEqual([])
})

test('the mount point is said where it is not the usual one', () => {
  const volume = { kind: 'name', name: 'research-data' } as const
  expect(placeOf(volume, { ...operation, mountPoint: '/mnt/research-data' })).toEqual({})
  expect(placeOf(volume, { ...operation, mountPoint: '/data' })).toEqual({ mountPoint: '/data' })
})

test('instances that are expected otherwise are mounted by lines of their own', () => {
  const [ubuntu, rocky] = operation.targets
  const mixed: Operation = { ...operation, targets: [ubuntu!, { ...rocky!, spec: { ...rocky!.spec, privateSpaces: true } }] }
  expect(mountsOf({ kind: 'name', name: 'research-data' }, mixed, [ubuntuId, rockyId]).map(formatCommand)).toEqual([
    '/prism mount research-data ubuntu-instance',
    '/prism mount research-data rocky-instance --private',
  ])
  expect(mountsOf({ kind: 'name', name: 'research-data' }, operation, [ubuntuId, rockyId]).map(formatCommand)).toEqual([
    '/prism mount research-data ubuntu-instance rocky-instance',
  ])
})

describe('what a check found', () => {
  const difference = (instanceId: string, repair?: string): Difference => ({
    instanceId,
    subject: 'shared',
    expected: '2775',
    observed: '0755',
    code: 'row-differs',
    ...(repair ? { repair } : {}),
  })
  const repairs = (...differences: readonly Difference[]) =>
    repairsOf({
      volume: 'research-data',
      places: [{ report: { operation }, plan: { differences, jobs: [{ instanceIds: [ubuntuId, rockyId] }] } as unknown as Plan }],
    } as unknown as VolumeCheck).map(formatCommand)

  test('is repaired where a mount does that, and on no other instance', () => {
    const set = 'set owner, group and mode'
    expect(repairs(difference(rockyId, set))).toEqual(['/prism mount research-data rocky-instance'])
    expect(repairs(difference(rockyId, set), difference(ubuntuId, 'none: a read-only mount sets nothing'))).toEqual([
      '/prism mount research-data rocky-instance',
    ])
    expect([repairs(difference(rockyId)), repairs(difference('i-9', set)), repairs()]).toEqual([[], [], []])
  })
})
