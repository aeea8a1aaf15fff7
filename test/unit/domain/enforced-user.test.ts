/** The user that an access point enforces, from what is said of it. */
import { PrismError } from '../../../src/domain/catalogue.ts'
import { formatFolder, formatUser, parseEnforcement, type SpokenEnforcement } from '../../../src/domain/enforced-user.ts'

function refusal(spoken: SpokenEnforcement): string {
  try {
    parseEnforcement(spoken)
  } catch (error) {
    if (error instanceof PrismError && error.finding.code === 'bad-access-point-user') return error.finding.seen
    throw error
  }
  throw new Error('it was taken')
}

test('nobody is enforced where nothing is said', () => {
  expect(parseEnforcement({})).toBeUndefined()
})

test('a user alone owns the folder, which its group shares', () => {
  expect(parseEnforcement({ user: '5001:3000' })).toEqual({
    user: { uid: 5001, gid: 3000, groups: [] },
    folder: { uid: 5001, gid: 3000, mode: '2775' },
  })
})

test('owner and mode are the folder’s, secondary groups the user’s: by number, each once', () => {
  expect(parseEnforcement({ user: '5001:3000', gids: '3200,3100,3200,10000', owner: '0:0', mode: '750' })).toEqual({
    user: { uid: 5001, gid: 3000, groups: [3100, 3200, 10_000] },
    folder: { uid: 0, gid: 0, mode: '0750' },
  })
})

test.each<SpokenEnforcement>([{ gids: '3100' }, { owner: '0:0' }, { mode: '2775' }])('%j needs a user', (spoken) => {
  expect(refusal(spoken)).toBe('secondary groups, owner and mode without a user')
})

test.each<SpokenEnforcement>([{ user: '0:3000' }, { user: '5001:0' }, { user: '5001:3000', gids: '3100,0' }])(
  'nobody is made root, nor root’s group: %j',
  (spoken) => {
    expect(refusal(spoken)).toBe(`"${spoken.user}": root, or root’s group`)
  },
)

test('EFS takes 16 secondary groups', () => {
  const gids = (count: number) => Array.from({ length: count }, (_, i) => `${3100 + i}`).join(',')
  expect(parseEnforcement({ user: '5001:3000', gids: gids(16) })?.user.groups).toHaveLength(16)
  expect(refusal({ user: '5001:3000', gids: gids(17) })).toBe('17 secondary groups')
})

test('a number is one that Linux has: decimal, without zeros before it, and not the last', () => {
  expect(parseEnforcement({ user: '4294967294:1' })?.user.uid).toBe(4_294_967_294)
  for (const uid of ['4294967295', '05001', '-1', '5001x', 'x5001', '', 'ada', '10000000000', '1e3'])
    expect(refusal({ user: `${uid}:3000` })).toBe(`"${uid}"`)
  expect(refusal({ user: '5001:3000', gids: '3100,' })).toBe('""')
})

test.each(['5001', '5001:3000:1', ''])('a user is two numbers: not %j', (user) => {
  expect(refusal({ user })).toBe(`"${user}"`)
})

test('an owner is two numbers as well', () => {
  expect(refusal({ user: '5001:3000', owner: '5001' })).toBe('"5001"')
})

test('a mode is three or four octal digits', () => {
  expect(['700', '2770'].map((mode) => parseEnforcement({ user: '5001:3000', mode })?.folder.mode)).toEqual(['0700', '2770'])
  for (const mode of ['70', '02770', '780', '2770x', 'x770', '']) expect(refusal({ user: '5001:3000', mode })).toBe(`mode "${mode}"`)
})

test('both are shown as they are said', () => {
  expect(formatUser({ uid: 5001, gid: 3000, groups: [] })).toBe('5001:3000')
  expect(formatUser({ uid: 5001, gid: 3000, groups: [3100, 3200] })).toBe('5001:3000+3100+3200')
  expect(['0750', '2775'].map((mode) => formatFolder({ uid: 5001, gid: 3000, mode }))).toEqual(['5001:3000 750', '5001:3000 2775'])
})
