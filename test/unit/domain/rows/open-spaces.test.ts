/** Private spaces that are open to somebody else all the same, as rows of whoever can. */
import type { Operation } from '../../../../src/domain/plan.ts'
import type { Access, IdentityReport, SpaceAccess } from '../../../../src/domain/report.ts'
import { claimsPrivate, openSpaceRows, openTo } from '../../../../src/domain/rows/open-spaces.ts'
import { operation, rockyId, saying, ubuntuId } from '../../../support/operation.ts'
import { linesIn } from '../../../support/rows.ts'

const inWords = linesIn('behaviour')

const yes: Access = { can: 'yes', how: 'tried' }
const no: Access = { can: 'no', how: 'tried' }
const doubt: Access = { can: 'unknown', how: 'tried' }
const untried: Access = { can: 'unknown', how: 'not-tried' }
const who = (account: string, read: Access, change: Access, uid = 1001, instanceId = rockyId) => ({
  instanceId,
  account,
  uid,
  read,
  change,
})
const space = (mode: string | undefined, ...access: SpaceAccess['access']): SpaceAccess => ({
  path: 'users/ada',
  ...(mode === undefined ? {} : { owner: { uid: 1000, mode } }),
  access: [who('ada', yes, yes, 1000, ubuntuId), ...access],
})
const identity = (...spaces: readonly SpaceAccess[]): IdentityReport => ({ people: [], spaces, notLookedAt: 0 })
const asked = saying(operation, { privateSpaces: true }, { privateSpaces: true, readOnly: false })
const rows = (of: Operation, ...spaces: readonly SpaceAccess[]) =>
  [...openSpaceRows(of, identity(...spaces))].map(([id, those]) => [id, inWords(those)])

describe('spaces are called private', () => {
  test('where that was asked for, or each one that was seen is closed', () => {
    expect(claimsPrivate(asked, identity())).toBe(true)
    expect(claimsPrivate(operation, identity(space('0700'), space('0700')))).toBe(true)
    expect(claimsPrivate(operation, identity(space('0700'), space(undefined)))).toBe(true)
    expect(claimsPrivate(operation, identity(space('0700'), space('0755')))).toBe(false)
    expect([claimsPrivate(operation, identity()), claimsPrivate(operation, identity(space(undefined)))]).toEqual([false, false])
    // of one of several instances is enough
    expect(claimsPrivate({ ...operation, targets: [operation.targets[0]!, asked.targets[1]!] }, identity())).toBe(true)
  })

  test('and then each that somebody else can read or change has a row', () => {
    expect(rows(asked, space('0755', who('eve', yes, no)))).toEqual([
      [rockyId, ['eve · reading DIR/users/ada: differs (space-open): reads (uid 1001, mode 0755); refused expected']],
    ])
    expect(rows(operation, space('0755', who('eve', yes, no)))).toEqual([])
    expect(rows(asked, space(undefined, who('eve', yes, no)))).toEqual([])
    expect(rows(asked, space('0700', who('eve', no, no)))).toEqual([])
  })
})

test('whoever has the owner’s number is the owner to EFS', () => {
  expect(rows(asked, space('0700', who('eve', yes, yes, 1000)))).toEqual([
    [
      rockyId,
      ['eve · reading DIR/users/ada: differs (space-open): reads and changes (uid 1000, the owner’s: one person to EFS); refused expected'],
    ],
  ])
})

test('one who cannot read it and changes it has come in too', () => {
  expect(rows(asked, space('0703', who('eve', no, yes)))[0]?.[1]).toEqual([
    'eve · reading DIR/users/ada: differs (space-open): changes (uid 1001, mode 0703); refused expected',
  ])
})

test('what somebody tried, and nobody knows how that ended, is in doubt; what nobody tried is not told', () => {
  const line = 'eve · reading DIR/users/ada: unknown (not-tried): could not be determined; refused expected'
  expect(rows(asked, space('0700', who('eve', doubt, no)))).toEqual([[rockyId, [line]]])
  expect(rows(asked, space('0700', who('eve', no, doubt)))).toEqual([[rockyId, [line]]])
  expect(rows(asked, space('0700', who('eve', untried, untried)))).toEqual([])
  // one’s own space is nobody else’s
  expect(rows(asked, space('0700', who('ada', doubt, doubt)))).toEqual([])
})

test('each instance has the rows of its own accounts', () => {
  const all = rows(asked, space('0755', who('eve', yes, no), who('bob', yes, no, 1002, ubuntuId), who('zoe', yes, no, 1003)))
  expect(all.map(([id, lines]) => [id, lines!.length])).toEqual([
    [rockyId, 2],
    [ubuntuId, 1],
  ])
})

test('the account of the same name is its owner on any instance', () => {
  expect(
    openTo(space('0755', who('ada', yes, yes, 1001), who('eve', yes, no), who('bob', no, yes), who('zoe', no, untried))).map(
      (a) => a.account,
    ),
  ).toEqual(['eve', 'bob'])
})
