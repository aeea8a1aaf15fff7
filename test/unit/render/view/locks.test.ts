/** Locks as a comment shows them: who, why, until when, how to remove each and who may. */
import type { LockTold } from '../../../../src/domain/lock.ts'
import { formatCommand } from '../../../../src/language/format.ts'
import { locksView } from '../../../../src/render/view/locks.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'

const lock = (more: Partial<LockTold> = {}): LockTold => ({
  fileSystemId: 'fs-0123456789abcdef0',
  volume: 'research-data',
  region: 'us-east-1',
  by: { id: '1', name: 'ada' },
  since: '2026-11-20T08:30:00Z',
  runId: 'r',
  unlockedBy: 'ada and ops',
  ...more,
})
const shown = (locks: readonly LockTold[], did?: 'locked' | 'unlocked') =>
  asComment(locksView({ kind: 'locks', locks, ...(did ? { did } : {}) }, { say: formatCommand }))

test('each with who may remove it, and how', () => {
  const more = lock({
    volume: 'not a name',
    fileSystemId: 'fs-2',
    repository: 'lab/data',
    reason: 'a backup runs',
    until: '2026-11-24T00:00:00Z',
  })
  expect(shown([lock(), more])).toEqual([
    '### ✅ 2 volumes locked',
    '| Volume | Locked by | Why | Since | Until | Unlock by | Who may |',
    '| - | - | - | - | - | - | - |',
    '| **research-data** `fs-0123456789abcdef0` | ada | not said | 2026-11-20T08:30:00Z | it is unlocked | `/prism unlock research-data` | ada and ops |',
    '| **not a name** `fs-2` | ada in lab/data | a backup runs | 2026-11-20T08:30:00Z | 2026-11-24T00:00:00Z | `/prism unlock fs-2` | ada and ops |',
  ])
  expect(shown([lock()])[0]).toEqual('### ✅ 1 volume locked')
})

test('none is said', () => {
  expect(shown([])).toEqual(['### ✅ No volume is locked'])
  expect(shown([], 'unlocked')).toEqual(['### ✅ No volume is locked'])
})

test('one that was set says what it means', () => {
  expect(shown([lock()], 'locked')).toEqual([
    '### ✅ `research-data` is locked',
    '| Volume | Locked by | Why | Since | Until | Unlock by | Who may |',
    '| - | - | - | - | - | - | - |',
    '| **research-data** `fs-0123456789abcdef0` | ada | not said | 2026-11-20T08:30:00Z | it is unlocked | `/prism unlock research-data` | ada and ops |',
    'Nothing that changes it begins until then. What had begun before goes on.',
  ])
  expect(leftOutOf(locksView({ kind: 'locks', locks: [lock()], did: 'locked' }, { say: formatCommand }))).toEqual(
    '1 locks; what that means',
  )
})

test('one that was removed says whose it was, and why it was there', () => {
  expect(shown([lock()], 'unlocked')).toEqual(['### ✅ `research-data` is unlocked', 'It was locked by ada since 2026-11-20T08:30:00Z'])
  expect(shown([lock({ reason: 'a backup runs' })], 'unlocked')[1]).toEqual(
    'It was locked by ada since 2026-11-20T08:30:00Z: a backup runs',
  )
  expect(leftOutOf(locksView({ kind: 'locks', locks: [lock()], did: 'unlocked' }, { say: formatCommand }))).toBe('the lock')
})
