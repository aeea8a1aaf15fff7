/** Who can do something in a personal space, in words. */
import type { Access, SpaceAccess } from '../../../src/domain/report.ts'
import { accessWords, accountWords, ownerWords } from '../../../src/render/identity-words.ts'

type Can = readonly [can: Access['can'], how: Access['how']]
const space = (...all: readonly Can[]): SpaceAccess => ({
  path: 'users/ada',
  owner: { uid: 1000, mode: '0700' },
  access: all.map(([can, how], n) => ({
    instanceId: 'i-1',
    account: `p${n}`,
    uid: n,
    read: { can, how } as Access,
    change: { can: 'no', how: 'tried' } as Access,
  })),
})
const words = (...all: readonly Can[]) => accessWords(space(...all), 'read', (id) => (id === 'i-1' ? 'ws' : id))

test('who could, and how that is known', () => {
  expect(words(['yes', 'tried'], ['yes', 'mode-bits'], ['no', 'tried'])).toEqual('p0 on ws (tried); p1 on ws (by mode bits)')
})

test('where nobody could it is said of how many, and whether all of them tried', () => {
  expect(words(['no', 'tried'], ['no', 'tried'])).toBe('nobody of 2 (tried)')
  expect(words(['no', 'tried'], ['no', 'mode-bits'])).toBe('nobody of 2 (tried or by mode bits)')
  expect(words()).toBe('')
})

test('what could not be told is not left out', () => {
  expect(words(['unknown', 'tried'], ['unknown', 'not-tried'], ['no', 'tried'])).toEqual(
    'nobody of 1 (tried); could not be told: p0 on ws; not tried: p1 on ws',
  )
})

test('more than six are counted', () => {
  expect(words(...Array<Can>(6).fill(['yes', 'tried']))).not.toContain('more')
  expect(words(...Array<Can>(8).fill(['yes', 'tried']))).toEqual(
    'p0 on ws, p1 on ws, p2 on ws, p3 on ws, p4 on ws, p5 on ws and 2 more (tried)',
  )
})

test('reading and changing are two questions', () => {
  expect(accessWords(space(['yes', 'tried']), 'change', (id) => id)).toBe('nobody of 1 (tried)')
})

test('whose it is, and an account where it is', () => {
  const { owner: _, ...unseen } = space()
  expect([ownerWords(space()), ownerWords({ ...space(), owner: { uid: 0, mode: '2775' } }), ownerWords(unseen)]).toEqual([
    'uid 1000, 700',
    'uid 0, 2775',
    'not seen',
  ])
  expect(accountWords({ instanceId: 'i-1', account: 'ada', uid: 1 }, () => 'ws')).toBe('ada on ws')
})
