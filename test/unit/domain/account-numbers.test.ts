import { makeAccount, numberFor, numbersSeen } from '../../../src/domain/account-numbers.ts'
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
