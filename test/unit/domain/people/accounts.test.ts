/** The accounts that a registry wants on one host, and on which day. */
import { lastDay, wantedOn, wantedPeople } from '../../../../src/domain/people/accounts.ts'
import { numbersOf } from '../../../../src/domain/people/ranges.ts'
import { registered, registryWith } from '../../../support/registered.ts'

const zoe = registered('zoe', 65_538, { groups: ['imaging', 'genomics'], sudo: true })
const ada = registered('ada', 65_536, { until: '2026-12-31', shell: '/bin/zsh' })
const retired = [{ number: 65_530, name: 'eve', since: '2026-01-01' }]
const registry = registryWith([zoe, ada], {
  groups: [
    { name: 'imaging', gid: 65_541, directory: 'scans' },
    { name: 'genomics', gid: 65_540 },
  ],
  retired,
})

test('accounts and groups in the order of their names, each person in the group by which sshd knows them', () => {
  expect(wantedPeople(registry, registry.people)).toStrictEqual({
    accounts: [
      { name: 'ada', uid: 65_536, shell: '/bin/zsh', ends: 20_819, groups: ['prism-people'], keys: [], sudo: false },
      { name: 'zoe', uid: 65_538, shell: '/bin/bash', groups: ['genomics', 'imaging', 'prism-people'], keys: [], sudo: true },
    ],
    groups: [
      { name: 'genomics', gid: 65_540 },
      { name: 'imaging', gid: 65_541 },
      { name: 'prism-people', gid: 94_199 },
    ],
  })
})

test('whoever’s last day is over is to have no account any more; on that day they still have it', () => {
  const on = (day: string) => wantedOn(registry, registry.people, day)
  const numbers = numbersOf(registry)
  expect(on('2026-12-31')).toEqual({ wanted: wantedPeople(registry, [zoe, ada]), ended: [], retired, numbers })
  expect(on('2027-01-01')).toEqual({ wanted: wantedPeople(registry, [zoe]), ended: ['ada'], retired, numbers })
})

test('shadow has the day after the last one, or words that are no day', () => {
  expect(['', '1', '20819', 'never', '1234567', '-1'].map(lastDay)).toEqual(['none', '1970-01-01', '2026-12-31', 'never', '1234567', '-1'])
})

test('whoever is back since a day has their account with that day, which the host may ask for; of a day to come it is not told', () => {
  const since = (day: string) => {
    const back = registryWith([registered('eve', 65_530, { since: day })])
    return wantedOn(back, back.people, '2026-12-01').wanted.accounts.map((a) => [a.name, a.since])
  }
  expect(since('2026-12-01')).toEqual([['eve', 20_788]])
  expect(since('1970-01-02')).toEqual([['eve', 1]])
  expect(since('2026-12-02')).toEqual([['eve', undefined]])
  expect(wantedPeople(registry, [zoe]).accounts[0]).not.toHaveProperty('since')
})
