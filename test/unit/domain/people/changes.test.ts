/** What a reviewer is told of an edit of the registry: who joins, who leaves, and what each gains and loses. */
import { changesOf } from '../../../../src/domain/people/changes.ts'
import { parsePublicKey } from '../../../../src/domain/people/public-key.ts'
import type { HostRule, RegisteredPerson } from '../../../../src/domain/people/registry.ts'
import { keysOfSshKeygen } from '../../../support/public-keys.ts'
import { registered, registryWith } from '../../../support/registered.ts'

const key = parsePublicKey(keysOfSshKeygen.ed25519[0])
if ('wrong' in key) throw new Error(key.wrong)
const pattern = (text: string): HostRule => ({ kind: 'pattern', pattern: text })
const groups = [{ name: 'genomics', gid: 65_540 }]
const ada = (more: Partial<RegisteredPerson> = {}) => registered('ada', 65_536, more)
const change = (before: RegisteredPerson | undefined, after: RegisteredPerson | undefined, more: Parameters<typeof registryWith>[1] = {}) =>
  changesOf(registryWith(before ? [before] : [], { groups, ...more }), registryWith(after ? [after] : [], { groups }))

test('whoever joins gains all that they have, what weighs most first', () => {
  const everything = ada({
    sudo: true,
    keys: [key],
    groups: ['genomics'],
    hosts: [pattern('calc-*'), { kind: 'tag', key: 'Team', value: 'a' }],
    github: { id: 7, login: 'ada-l' },
    until: '2027-01-31',
  })
  const all = [
    'root by sudo',
    `key ${key.fingerprint} (ssh-ed25519)`,
    'group genomics (65540)',
    'an account on calc-*',
    'an account on tag:Team=a',
    'GitHub ada-l (7)',
    'shell /bin/bash',
    'the last day 2027-01-31',
  ]
  expect(change(undefined, everything)).toEqual([{ name: 'ada', uid: 65_536, kind: 'joins', gains: all, loses: [] }])
  expect(change(everything, undefined)).toEqual([{ name: 'ada', uid: 65_536, kind: 'leaves', gains: [], loses: all }])
  expect(change(everything, everything)).toEqual([])
})

test('whoever stays gains and loses what differs', () => {
  expect(change(ada({ shell: '/bin/sh' }), ada({ sudo: true }))).toEqual([
    { name: 'ada', uid: 65_536, kind: 'changes', gains: ['root by sudo', 'shell /bin/bash'], loses: ['shell /bin/sh'] },
  ])
  expect(change(ada({ until: '2027-01-31' }), ada())).toMatchObject([{ kind: 'changes', gains: [], loses: ['the last day 2027-01-31'] }])
})

test('keys that follow GitHub are gained and lost in words, as no key of them is in the file', () => {
  const github = { id: 7, login: 'ada-l' }
  const follows = 'whatever keys ada-l (7) has on GitHub, where the policy lets keys follow'
  expect(change(ada({ github, keys: [key] }), ada({ github, follows: true }))).toMatchObject([
    { gains: [follows], loses: [`key ${key.fingerprint} (ssh-ed25519)`] },
  ])
  expect(change(ada({ github, follows: true }), ada({ github }))).toMatchObject([{ gains: [], loses: [follows] }])
})

test('an account that a wider rule gives all the same is neither gained nor lost', () => {
  expect(change(ada({ hosts: [pattern('calc-1')] }), ada({ hosts: [pattern('calc-*')] }))).toMatchObject([
    { gains: ['an account on calc-*'], loses: [] },
  ])
  expect(change(ada({ hosts: [pattern('calc-*')] }), ada({ hosts: [pattern('calc-1')] }))).toMatchObject([
    { gains: [], loses: ['an account on calc-*'] },
  ])
  expect(change(ada({ hosts: [pattern('*')] }), ada({ hosts: [pattern('*'), pattern('calc-1')] }))).toEqual([])
})

test('spaces that others may read are everybody’s gain', () => {
  const after = registryWith([ada()], { spaces: 'readable' })
  expect(changesOf(registryWith([ada()]), after)).toMatchObject([{ gains: ['a space on volumes that others can read (0755)'], loses: [] }])
  expect(changesOf(after, registryWith([ada()]))).toMatchObject([{ gains: [], loses: ['a space on volumes that others can read (0755)'] }])
})

test('whoever comes back by their old number and name gets their files again, which is told first', () => {
  const retired = [
    { number: 65_536, name: 'ada', since: '2026-01-01' },
    { number: 65_537, name: 'ada', since: '2026-01-02' },
    { number: 65_536, name: 'eve', since: '2026-01-03' },
  ]
  expect(change(undefined, ada(), { retired })).toMatchObject([
    { kind: 'joins', gains: ['the number and the files of ada, who left on 2026-01-01', 'shell /bin/bash'] },
  ])
  expect(change(undefined, ada())).toMatchObject([{ gains: ['shell /bin/bash'] }])
})

test('people are told in the order of their names', () => {
  const before = registryWith([registered('zoe', 65_540), registered('ben', 65_541)])
  const after = registryWith([registered('ada', 65_542), registered('ben', 65_541, { sudo: true })])
  expect(changesOf(before, after).map((c) => `${c.kind} ${c.name}`)).toEqual(['joins ada', 'changes ben', 'leaves zoe'])
})

test('that somebody is back is told with the day by which they had left', () => {
  expect(change(ada(), ada({ since: '2026-11-29' }))).toMatchObject([
    { kind: 'changes', gains: ['an account again, if they left before 2026-11-29 or on that day'], loses: [] },
  ])
})
