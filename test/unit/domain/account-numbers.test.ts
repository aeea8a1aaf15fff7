import {
  firstNumber,
  freeNumber,
  lastNumber,
  makeAccount,
  type NumbersSeen,
  numberFor,
  numbersSeen,
} from '../../../src/domain/account-numbers.ts'
import { finding } from '../../../src/domain/catalogue.ts'
import { diagnose } from '../../../src/domain/diagnose.ts'
import type { HostFacts, Observation } from '../../../src/domain/facts.ts'
import { planAdopt } from '../../../src/engine/plan-adopt.ts'
import { failing, healthy } from '../../support/evidence.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

const without = (facts: HostFacts, ...names: string[]): HostFacts => ({
  ...facts,
  accounts: [...facts.accounts, ...names.map((name) => ({ name, exists: false, groups: [], member: false }))],
})
const unseen: Observation = { kind: 'unobserved', instanceId: 'i-0cccccccccccccccc', finding: finding('instance-offline', { seen: '' }) }

test('an account that is to be made gets a number that useradd gives nobody by itself', () => {
  const seen = numbersSeen([observed(ubuntuId, without(healthyFacts('dave', 1001), 'carol'))])
  expect(numberFor('carol', seen)).toMatchObject({ number: 65_536, why: expect.stringContaining('1 instance has it') })
})

test('numbers of users, of groups and of what lies on the volume are not free, on whichever instance', () => {
  const facts = healthyFacts('dave', 65_536)
  const more: HostFacts = {
    ...facts,
    accounts: [{ ...facts.accounts[0]!, gid: 65_537, groups: [65_538] }],
    extraGroups: { seen: [{ name: 'chem', gid: 65_539, nameGid: 65_540 }], tries: [] },
    spaces: { found: 1, seen: [{ name: 'eve', uid: 65_541, gid: 3000, mode: '0700' }], tries: [] },
    unmanaged: { ...facts.unmanaged, data: [{ gid: 65_542, entries: 3 }] },
  }
  const seen = numbersSeen([observed(ubuntuId, without(healthyFacts('ubuntu', 1000), 'carol')), observed(rockyId, more)])
  expect(numberFor('carol', seen).number).toBe(65_543)
})

test('two that are missing get two numbers, and each the same on all instances', () => {
  const looks = [observed(ubuntuId, without(healthyFacts(), 'carol')), observed(rockyId, without(healthyFacts(), 'bob', 'carol'))]
  const numbers = ['bob', 'carol'].map((name) => numberFor(name, numbersSeen(looks)).number)
  expect(numbers).toEqual([65_536, 65_537])
  expect(['bob', 'carol'].map((name) => numberFor(name, numbersSeen(looks.toReversed())).number)).toEqual(numbers)
})

test('who has a number elsewhere that nobody else has keeps it, because one person is one number', () => {
  const looks = [observed(ubuntuId, healthyFacts('carol', 1001)), observed(rockyId, without(healthyFacts('rocky', 1000), 'carol'))]
  expect(numberFor('carol', numbersSeen(looks)).number).toBe(1001)
  const shared = [observed(ubuntuId, healthyFacts('carol', 1000)), looks[1]!]
  expect(numberFor('carol', numbersSeen(shared)).number).toBe(65_536)
})

test('what was not seen is said', () => {
  const seen = numbersSeen([observed(ubuntuId, without(healthyFacts(), 'carol')), unseen])
  expect(numberFor('carol', seen).why).toContain('1 instance was not seen, so it is outside the range')
})

test('the doctor, a failed mount and a plan to adopt all give the number, and make the group first', () => {
  const facts = without(healthyFacts('dave', 1001), 'carol')
  const looks = [observed(ubuntuId, facts)]
  const evidence = {
    ...healthy,
    ...failing('account-missing', 'carol: no such account'),
    about: { ...healthy.about, accounts: ['dave', 'carol'] },
    facts,
    numbers: numbersSeen(looks),
  }
  const command = 'groupadd -g 65536 carol && useradd -m -u 65536 -g carol carol'
  expect(makeAccount('carol', 65_536)).toBe(command)
  expect(diagnose(evidence).cause?.fix).toContain(command)
  const asked = saying({ ...operation, verb: 'adopt' }, { people: [{ name: 'dave' }, { name: 'carol' }] })
  const { adoptions } = planAdopt('r', asked, looks)
  expect(adoptions![0]!.conflicts.flatMap((c) => c.settle)).toContain(command)
})

describe('of what a run saw', () => {
  const none: NumbersSeen = { uids: new Map(), taken: new Set(), missing: [], looked: 2, unseen: 0 }
  const uids = (of: Readonly<Record<string, readonly number[]>>) => new Map(Object.entries(of).map(([name, all]) => [name, new Set(all)]))

  test('everything is kept: who has which number, who is missing, how much was seen', () => {
    const seen = numbersSeen([
      observed(ubuntuId, without(healthyFacts('dave', 1001), 'carol', 'bob')),
      observed(rockyId, without(healthyFacts('dave', 1002), 'carol')),
      unseen,
    ])
    expect(seen.uids).toEqual(uids({ dave: [1001, 1002] }))
    expect(seen).toMatchObject({ missing: ['bob', 'carol'], looked: 2, unseen: 1 })
    expect([3000, 1001, 1002, 0].map((n) => seen.taken.has(n))).toEqual([true, true, true, true])
    // an instance that was looked at once was looked at
    expect(numbersSeen([observed(unseen.instanceId), unseen])).toMatchObject({ looked: 1, unseen: 0 })
    expect(numbersSeen([])).toEqual({ uids: new Map(), taken: new Set([3000]), missing: [], looked: 0, unseen: 0 })
  })

  test('numbers of files that somebody tried to make, and of groups by their names, are taken', () => {
    const facts: HostFacts = {
      ...healthyFacts(),
      group: { nameGid: 70_001, members: [] },
      behaviours: [{ account: 'root', try: 'create-file', path: '', outcome: 'done', uid: 70_002, gid: 70_003 }],
      paths: [{ path: 'users/eve', exists: true, uid: 70_004, gid: 70_005 }],
    }
    const { taken } = numbersSeen([observed(ubuntuId, facts)])
    expect([70_001, 70_002, 70_003, 70_004, 70_005].every((n) => taken.has(n))).toBe(true)
    expect(taken.has(undefined as unknown as number)).toBe(false)
  })

  test('a number of one’s own is kept only where it is one, nobody else’s, and not root’s', () => {
    const own = 'carol already has this uid elsewhere, and one person needs one uid'
    expect(numberFor('carol', { ...none, uids: uids({ carol: [1001], dave: [1002] }) })).toEqual({ number: 1001, why: own })
    for (const of of [{ carol: [1001, 1002] }, { carol: [0] }, { carol: [1001], dave: [1002, 1001] }, {}])
      expect(numberFor('carol', { ...none, uids: uids(of) })).toEqual({
        number: firstNumber,
        why: 'no account, group or file that was seen on 2 instances has it',
      })
  })

  test('those that are missing get free ones in the order of their names, but who has one of their own', () => {
    const seen = { ...none, missing: ['ada', 'bob', 'carol'], taken: new Set([firstNumber + 1]) }
    expect(['ada', 'bob', 'carol'].map((name) => numberFor(name, seen).number)).toEqual([firstNumber, firstNumber + 2, firstNumber + 3])
    expect(numberFor('carol', { ...seen, uids: uids({ bob: [1001] }) }).number).toBe(firstNumber + 2)
    // with two numbers they have none
    expect(numberFor('carol', { ...seen, uids: uids({ bob: [1001, 1002] }) }).number).toBe(firstNumber + 3)
    expect(freeNumber(seen)).toBe(firstNumber + 4)
  })

  test('what was not seen is counted', () => {
    const because = (unseenOnes: number) => numberFor('carol', { ...none, looked: 1, unseen: unseenOnes }).why
    expect(because(0)).toBe('no account, group or file that was seen on 1 instance has it')
    expect(because(1)).toMatch(/on 1 instance has it; 1 instance was not seen, so it is outside the range that useradd picks from$/)
    expect(because(3)).toMatch(/; 3 instances were not seen/)
  })

  test('where all are taken the last is left', () => {
    const taken = new Set(Array.from({ length: lastNumber - firstNumber }, (_, i) => firstNumber + i))
    expect(freeNumber({ ...none, taken })).toBe(lastNumber)
    expect(freeNumber({ ...none, taken: new Set([...taken].slice(0, -1)) })).toBe(lastNumber - 1)
  })
})
