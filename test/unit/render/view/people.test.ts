/** Who is who to EFS, as a comment says it: what changes the meaning of a green verdict stands beside it, the rest folds away. */
import { identityNotes } from '../../../../src/domain/identity.ts'
import type { Access, AccountAt, IdentityReport, SpaceAccess } from '../../../../src/domain/report.ts'
import { acrossPlaces, notesText, onePersonText, peopleFold } from '../../../../src/render/view/people.ts'
import { emptyView, text } from '../../../../src/render/view/view.ts'
import { asComment, blocksAsComment, leftOutOf } from '../../../support/as-comment.ts'
import { manyId } from '../../../support/many.ts'
import { host, smallReport } from '../../../support/small-report.ts'

const at = (n: number, account: string, uid: number): AccountAt => ({ instanceId: manyId(n), account, uid })
const yes: Access = { can: 'yes', how: 'tried' }
const no: Access = { can: 'no', how: 'tried' }
const space = (name: string, uid: number | undefined, access: SpaceAccess['access'] = []): SpaceAccess => ({
  path: `users/${name}`,
  ...(uid === undefined ? {} : { owner: { uid, mode: '0755' } }),
  access,
})
const identity = (people: IdentityReport['people'], more: Partial<IdentityReport> = {}): IdentityReport => ({
  people,
  spaces: [],
  notLookedAt: 0,
  ...more,
})
const one = (uid: number, ...accounts: readonly AccountAt[]) => ({ uid, accounts })
const shared = one(1000, at(1, 'ubuntu', 1000), at(2, 'rocky', 1000))

describe('several names with one number', () => {
  const shown = (of: IdentityReport | undefined) => blocksAsComment(onePersonText(of ? { identity: of } : {}))
  test('are one person to EFS, and each has what the others have', () => {
    expect(shown(identity([shared]))).toEqual(['⚠️ uid 1000 is **ubuntu and rocky**: one person to EFS'])
    const spaces = [space('ubuntu', 1000), space('rocky', 1000), space('max', 1001), space('unseen', undefined)]
    expect(shown(identity([shared], { spaces: spaces.slice(0, 1) }))).toEqual(['⚠️ uid 1000 is **ubuntu and rocky**: one person to EFS'])
    expect(shown(identity([shared], { spaces }))).toEqual([
      '⚠️ uid 1000 is **ubuntu and rocky**: one person to EFS; each can change both personal spaces of that uid',
    ])
    expect(shown(identity([shared], { spaces: [...spaces, space('eve', 1000)] }))).toEqual([
      '⚠️ uid 1000 is **ubuntu and rocky**: one person to EFS; each can change all 3 personal spaces of that uid',
    ])
  })
  test('are not told where one name has the number everywhere', () => {
    expect(shown(identity([one(1000, at(1, 'ada', 1000), at(2, 'ada', 1000))]))).toEqual([])
    expect(shown(undefined)).toEqual([])
  })
  test('are counted beyond three numbers', () => {
    const people = [1, 2, 3, 4, 5].map((n) => one(n, at(1, `a${n}`, n), at(1, `b${n}`, n)))
    expect(shown(identity(people.slice(0, 3)))).toHaveLength(3)
    expect(shown(identity(people))).toEqual([
      '⚠️ uid 1 is **a1 and b1**: one person to EFS  ',
      '⚠️ uid 2 is **a2 and b2**: one person to EFS  ',
      '⚠️ uid 3 is **a3 and b3**: one person to EFS  ',
      '⚠️ 2 more uids are several people',
    ])
  })
})

describe('a volume at several places', () => {
  const report = (n: number, mountPoint: string, of?: IdentityReport) => {
    const made = smallReport([host(n)], of ? { identity: of } : {})
    return { ...made, operation: { ...made.operation, mountPoint } }
  }
  const apart = [
    report(1, '/mnt/a', identity([one(1001, at(1, 'max', 1001)), one(1000, at(1, 'ada', 1000))], { spaces: [space('ada', 1000)] })),
    report(
      2,
      '/mnt/b',
      identity([one(1001, at(2, 'eve', 1001)), one(1000, at(2, 'ben', 1000))], { spaces: [space('ada', 1000), space('ben', 1000)] }),
    ),
    report(3, '/mnt/c'),
  ]
  const blocks = [text('who is one person to EFS', [['of one place']]), text('the notes', [['a note']])]
  test('is one volume: a number is one person in all of them, in the order of the numbers, each space once', () => {
    expect(blocksAsComment(...acrossPlaces(apart, blocks))).toEqual([
      '⚠️ uid 1000 is **ada and ben**: one person to EFS; each can change both personal spaces of that uid  ',
      '⚠️ uid 1001 is **max and eve**: one person to EFS',
      'ℹ️ each mount point was checked by itself, and no sharing was tried from one to the other: `/mnt/a` on calc-1 · `/mnt/b` on calc-2 · `/mnt/c` on calc-3',
      'a note',
    ])
  })
  test('is one also at two places, and with a report that says nothing of people', () => {
    expect(blocksAsComment(...acrossPlaces(apart.slice(1), blocks))).toEqual([
      'ℹ️ each mount point was checked by itself, and no sharing was tried from one to the other: `/mnt/b` on calc-2 · `/mnt/c` on calc-3',
      'a note',
    ])
  })
  test('is told as it is where it is at one place', () => {
    expect(acrossPlaces(apart.slice(0, 1), blocks)).toBe(blocks)
  })
  test('names what was not tried where that has no room', () => {
    expect(leftOutOf({ ...emptyView, first: acrossPlaces(apart, blocks) })).toEqual(
      'who is one person to EFS; what was not tried; the notes',
    )
  })
})

describe('notes', () => {
  const shown = (notes: readonly string[], of?: IdentityReport) =>
    blocksAsComment(notesText(smallReport([host(1)], { notes, ...(of ? { identity: of } : {}) })))
  test('are told, beyond six counted', () => {
    expect(shown(['a', 'b', 'c', 'd', 'e', 'f'])).toHaveLength(6)
    expect(shown(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])).toEqual([
      'ℹ️ a  ',
      'ℹ️ b  ',
      'ℹ️ c  ',
      'ℹ️ d  ',
      'ℹ️ e  ',
      'ℹ️ f  ',
      '… and 2 more notes',
    ])
  })
  test('are not told where the line or the table above says the same', () => {
    const two = smallReport([host(1), host(2)])
    const who = identity([shared])
    const notes = [...identityNotes(two.operation, who), 'another']
    expect(notes.length).toBeGreaterThan(1)
    const closed = identity([shared, one(1001, at(1, 'max', 1001))], { spaces: [space('max', 1001)] })
    const told = identityNotes(two.operation, closed)
    expect(blocksAsComment(notesText({ ...two, identity: closed, notes: told }))).toEqual([])
    expect(blocksAsComment(notesText({ ...two, identity: who, notes }))).toEqual(['ℹ️ another'])
    expect(blocksAsComment(notesText({ ...two, notes })).length).toBe(notes.length)
  })
})

describe('who is who, and whose space is open to whom', () => {
  const who = identity([shared, one(1001, at(1, 'max', 1001))], {
    spaces: [
      space('ubuntu', 1000, [
        { ...at(1, 'max', 1001), read: yes, change: no },
        { ...at(2, 'rocky', 1000), read: { can: 'yes', how: 'mode-bits' }, change: { can: 'unknown', how: 'not-tried' } },
      ]),
      space('gone', undefined),
    ],
    notLookedAt: 2,
  })
  const fold = (of: IdentityReport) => peopleFold(smallReport([host(1), host(2)], { identity: of, notes: ['a note'] }))
  test('folds away', () => {
    expect(asComment({ ...emptyView, folds: fold(who) }).slice(1)).toEqual([
      '<details><summary>Who is who, and whose space is open to whom</summary>',
      '| uid | Accounts | To EFS |',
      '| - | - | - |',
      '| 1000 | ubuntu on calc-1 and rocky on calc-2 | one person |',
      '| 1001 | max on calc-1 | |',
      '| Personal space | Owner | Can read | Can change |',
      '| - | - | - | - |',
      '| `users/ubuntu` | uid 1000, 755 | max on calc-1 (tried); rocky on calc-2 (by mode bits) | nobody of 1 (tried); not tried: rocky on calc-2 |',
      '| `users/gone` | not seen | | |',
      '2 more personal spaces were not looked at.  ',
      'a note',
      '</details>',
    ])
    expect(asComment({ ...emptyView, folds: fold({ ...who, notLookedAt: 1 }) }).filter((l) => l.includes('not looked at'))).toEqual([
      '1 more personal space was not looked at.  ',
    ])
    expect(asComment({ ...emptyView, folds: fold({ ...who, notLookedAt: 0 }) }).join()).not.toContain('not looked at')
    expect(leftOutOf({ ...emptyView, folds: fold(who) })).toBe('who is who to EFS')
  })
  test('is not there where nobody is known', () => {
    expect(fold(identity([]))).toEqual([])
    expect(peopleFold(smallReport([host(1)]))).toEqual([])
  })
  test('is reckoned with at less than its size', () => {
    const [made] = fold(who)
    expect(made!.least).toBe(20 * 2 + 40 * 2)
    expect(made!.least).toBeLessThan(blocksAsComment(...made!.blocks()).join('\n').length)
  })
})
