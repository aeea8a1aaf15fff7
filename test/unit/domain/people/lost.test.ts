/** Who left and has an account on a host all the same: whose record lost them, and whom the host keeps out though the registry lists them. */
import { type AccountSeen, wantedPeople } from '../../../../src/domain/people/accounts.ts'
import { heldThereNotes, lostOn, withHeldThere, withLost } from '../../../../src/domain/people/lost.ts'
import type { PeopleHost } from '../../../../src/domain/people/sync.ts'
import { registered, registryWith } from '../../../support/registered.ts'
import { goneLeaver, leftAccount, peopleSeen, rightAccount } from '../../../support/seen-people.ts'

const id = 'i-0123456789abcdef0'
const retired = [{ number: 65_538, name: 'eve', since: '2026-01-01' }]
/** Not in the host's record. */
const unrecorded = (name: string, uid: number, more: Partial<AccountSeen> = {}): AccountSeen => ({
  ...leftAccount(name, uid, false),
  ours: false,
  ...more,
})
const kept = (accounts: readonly AccountSeen[], leavers: readonly string[] = []) =>
  withLost(peopleSeen(id, accounts, { leavers: leavers.map((name) => goneLeaver(name, 65_539)) }), retired).accounts

test('an account that neither registry nor record knows is the site’s own, unless its name and number are of one who left', () => {
  const site = unrecorded('gina', 70_000)
  expect(kept([rightAccount('ada', 65_536), leftAccount('joe', 65_540, true), unrecorded('eve', 65_538), site]).map((a) => a.name)).toEqual(
    ['ada', 'joe', 'eve'],
  )
  // listed, and somebody else made it: it is theirs to have
  expect(kept([rightAccount('ada', 65_536, { ours: false })])).toHaveLength(1)
})

test('whom this job ended is told, though the registry does not know the number', () => {
  const ida = unrecorded('ida', 65_539)
  expect(kept([ida], ['ida'])).toEqual([ida])
  expect(kept([ida], ['joe'])).toEqual([])
  expect(kept([unrecorded('ida', 65_540)], ['ida'])).toEqual([])
})

test('a number of one who left that another name has is told once, as theirs, without what that account has', () => {
  const [told, ...more] = kept([unrecorded('gina', 65_538), unrecorded('hugo', 65_538)])
  expect([told, more]).toEqual([expect.objectContaining({ name: 'eve', uid: 65_538, found: 'none', holder: 'gina' }), []])
  expect(told).not.toHaveProperty('has')
})

test('a sync is told of whoever still has the number there in the host’s own files', () => {
  const { has: _, ...mute } = unrecorded('eve', 65_538)
  const names = (account: AccountSeen) => lostOn(peopleSeen(id, [account])).map((a) => a.name)
  expect(names(unrecorded('eve', 65_538))).toEqual(['eve'])
  expect(names(mute)).toEqual([])
  expect(names(unrecorded('eve', 65_538, { found: 'directory' }))).toEqual([])
  expect(names(unrecorded('eve', 65_538, { has: rightAccount('eve', 1700).has! }))).toEqual([])
  // in the record, or in the registry: both see to them by themselves
  expect(names(leftAccount('eve', 65_538, false))).toEqual([])
  expect(names(rightAccount('eve', 65_538, { ours: false }))).toEqual([])
})

describe('whom a host keeps out, as they left before the registry said so', () => {
  const registry = registryWith([registered('ada', 65_536), registered('eve', 65_538)])
  const host: PeopleHost = {
    instanceId: id,
    name: 'calc-1',
    wanted: wantedPeople(registry, registry.people),
    ended: ['joe'],
    retired: [],
  }
  const keptOut = leftAccount('eve', 65_538, true)
  const from = 20_700

  test('they are to have no account there, and that they leave was announced', () => {
    const now = withHeldThere(host, peopleSeen(id, [rightAccount('ada', 65_536), { ...keptOut, held: from }]))
    expect(now.wanted).toEqual({ ...host.wanted, accounts: host.wanted.accounts.filter((a) => a.name === 'ada') })
    expect(now).toMatchObject({ instanceId: id, ended: ['joe', 'eve'], held: [{ name: 'eve', uid: 65_538, from }] })
  })

  test.each<[string, AccountSeen]>([
    ['is not kept out there', keptOut],
    ['has an account by the registry’s word', rightAccount('eve', 65_538, { held: from })],
    ['is of another name with the same number', { ...leftAccount('joe', 65_538, true), held: from }],
    ['had another number', { ...leftAccount('eve', 65_599, true), held: from }],
  ])('nobody is taken out who %s', (_, account) => {
    expect(withHeldThere(host, peopleSeen(id, [account]))).toBe(host)
  })

  test('a reader is told once of each, with the day from which the registry may say that they are back', () => {
    const held = [{ name: 'eve', uid: 65_538, from }]
    const without = { ...host.wanted, accounts: host.wanted.accounts.filter((a) => a.name !== 'eve') }
    const [out, far] = ['calc-2', 'calc-3'].map((name): PeopleHost => ({ ...host, name, wanted: without, held }))
    expect(heldThereNotes([out!, far!])).toEqual([
      'eve (65538) was deprovisioned as they left, though the registry lists them: they stay out of calc-2, calc-3 until it says since: 2026-09-04, or a later day',
    ])
    // root of calc-2 can write that, so it is told of calc-1 and not done there
    expect(heldThereNotes([host, out!])).toEqual([
      expect.stringMatching(
        /out of calc-2 until .*; calc-1 knows nothing of that, and they have an account there: .*prism user deprovision eve/,
      ) as string,
    ])
    const many = Array.from({ length: 5 }, (_, n): PeopleHost => ({ ...out!, name: `calc-${n}` }))
    expect(heldThereNotes(many)[0]).toContain('out of calc-0, calc-1, calc-2, 2 more until')
    expect(heldThereNotes(many.slice(0, 3))[0]).toContain('out of calc-0, calc-1, calc-2 until')
    // who has the name or the number alone is somebody else
    const others = registryWith([registered('eve', 65_599), registered('max', 65_538)])
    const elsewhere: PeopleHost = { ...host, name: 'calc-9', wanted: wantedPeople(others, others.people), held: [] }
    const [note] = heldThereNotes([out!, elsewhere, { ...out!, name: 'calc-8', held: [{ name: 'joe', uid: 65_540, from }] }])
    expect(note).toMatch(/^eve .* they stay out of calc-2 until it says since: 2026-09-04, or a later day$/)
    expect(heldThereNotes([host])).toEqual([])
  })
})
