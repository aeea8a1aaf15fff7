/** What a migration proves afterwards: nothing that was not looked at is green, and what stays is no green either. */
import {
  bytesOf,
  type Counted,
  findingsOf,
  type MigrationTold,
  migrationRows,
  nothingCounted,
  of,
  type Why,
  withTold,
  words,
  worstOf,
} from '../../../../src/domain/people/migration.ts'

const rule = { under: 'users/ubuntu', uid: 1000, gid: 1000, to: { uid: 65_536, gid: 65_536 }, itself: false }
const counts = (...those: readonly (readonly [Why, number])[]) => those.map(([why, entries]) => ({ why, entries, bytes: entries * 2 }))
const seen = (...those: readonly (readonly [Why, number])[]): Counted => ({ ...nothingCounted, counts: counts(...those), finished: true })
const verdicts = (counted: Counted) => migrationRows(rule, counted, false).map((r) => r.verdict)

test('none left is green only where the walk came to its end and saw everything', () => {
  expect(verdicts(seen(['already', 5], ['other', 2]))).toEqual(['holds'])
  expect(verdicts({ ...seen(['already', 5]), finished: false })).toEqual(['unknown', 'unknown'])
  for (const why of ['mounted', 'unreadable', 'deep', 'many'] as const) expect(verdicts(seen([why, 1]))).toEqual(['unknown', 'unknown'])
})

test('what has the old number still is red, whatever keeps it', () => {
  for (const why of ['move', 'linked', 'setid', 'device'] as const) expect(verdicts(seen([why, 1], ['already', 3]))).toEqual(['differs'])
  const [row] = migrationRows(rule, seen(['move', 1], ['linked', 2], ['other', 4]), false)
  expect(row).toEqual({ what: 'entries of uid 1000 below users/ubuntu', expected: '0', seen: '3', verdict: 'differs' })
  expect(migrationRows(rule, { ...seen(['move', 1]), finished: false }, false)[0]).toMatchObject({ seen: 'at least 1', verdict: 'differs' })
})

test('an undo is of what its list has', () => {
  expect(migrationRows(rule, seen(['unlisted', 3]), true)).toMatchObject([
    { what: expect.stringContaining('that the list has'), verdict: 'holds' },
  ])
})

test('why not all was seen is told', () => {
  const [, row] = migrationRows(rule, { ...seen(['deep', 2], ['already', 4], ['mounted', 1]), finished: false }, false)
  expect(row).toMatchObject({ expected: 'yes', seen: '2 too deep, 1 under another mount, the walk did not come to the end' })
  expect(migrationRows(rule, seen(['deep', 2]), false)[1]?.seen).toBe('2 too deep')
})

test('what stays is a finding, by its reasons; what is of others is none', () => {
  expect(findingsOf(seen(['other', 3], ['already', 1]), nothingCounted, 'i-1')).toEqual([])
  expect(findingsOf(seen(['linked', 2], ['setid', 1], ['move', 3]), seen(['refused', 3]), 'i-1')).toMatchObject([
    { code: 'migrate-refused', seen: '3 entries', instanceId: 'i-1' },
    { code: 'migrate-left', seen: `2 ${words.linked}, 1 ${words.setid}`, instanceId: 'i-1' },
  ])
})

test('a walk of several jobs is one count, and is finished when its last job is', () => {
  const told = (at: string, finished: boolean): MigrationTold => ({
    rule,
    counts: counts(['move', 2], ['linked', 1]),
    folders: [{ top: 'data', uid: 1000, gid: 1000, entries: 3 }],
    left: Array.from({ length: 8 }, (_, n) => ({ path: `${at}${n}`, why: 'linked' as const, uid: 1000 })),
    open: [],
    walk: { looked: 3, at, more: 1, finished },
  })
  const one = withTold(nothingCounted, told('61', false))
  const both = withTold(one, told('62', true))
  expect([one.finished, both.finished, both.looked, both.more, of(both, 'move', 'linked')]).toEqual([false, true, 6, 2, 6])
  expect(both.folders).toEqual([{ top: 'data', uid: 1000, gid: 1000, entries: 6 }])
  expect(both.left).toHaveLength(10)
  expect([bytesOf(both, 'linked'), bytesOf(both, 'move', 'linked'), both.counts.map((c) => c.why)]).toEqual([4, 12, ['move', 'linked']])
})

test('what stays is named up to ten times for each reason, and folders are counted by whose they are', () => {
  const told = (why: 'linked' | 'device', uid: number, walk = {}): MigrationTold => ({
    rule,
    counts: [],
    folders: [{ top: 'data', uid, gid: uid, entries: 2 }],
    left: Array.from({ length: 11 }, (_, n) => ({ path: `${why}${n}`, why, uid })),
    open: [],
    ...walk,
  })
  const walk = { looked: 2, at: '', more: 3, finished: true }
  const counted = withTold(withTold(nothingCounted, told('linked', 1000, { walk })), told('device', 1001))
  expect(counted.left.map((l) => l.why)).toEqual([...Array(10).fill('linked'), ...Array(10).fill('device')])
  expect(counted.folders.map((f) => [f.uid, f.entries])).toEqual([
    [1000, 2],
    [1001, 2],
  ])
  // a job that told of no walk did not come to its end
  expect(counted).toMatchObject({ counts: [], looked: 2, more: 3, finished: false })
})

test('the worst verdict counts', () => {
  expect(worstOf(['holds', 'unknown', 'differs'])).toBe('differs')
  expect(worstOf(['holds', 'unknown'])).toBe('unknown')
  expect(worstOf([])).toBe('holds')
})
