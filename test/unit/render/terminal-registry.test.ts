/** The registry of people at a terminal. */
import type { PersonChange } from '../../../src/domain/people/changes.ts'
import type { RegisteredPerson } from '../../../src/domain/people/registry.ts'
import { renderChangesOfPeople, renderErrors, renderGroups, renderPeople, renderPerson } from '../../../src/render/terminal-registry.ts'
import { registered, registryWith } from '../../support/registered.ts'

const look = { color: false, width: 160 }
const key = { type: 'ssh-ed25519', body: '', fingerprint: 'SHA256:abc' } as const
const ada = registered('ada', 65_536, {
  github: { id: 7, login: 'ada-l' },
  groups: ['genomics', 'imaging'],
  hosts: [
    { kind: 'pattern', pattern: 'calc-*' },
    { kind: 'tag', key: 'team', value: 'a\u001b' },
    { kind: 'id', id: 'i-0123456789abcdef0' },
  ],
  until: '2026-10-31',
  sudo: true,
  keys: [key, { ...key, fingerprint: 'SHA256:def' }],
})
const today = '2026-11-23'
const people = (...all: readonly RegisteredPerson[]) => renderPeople(registryWith(all), today, look).split('\n')
const person = (of: RegisteredPerson) => renderPerson(of, today, look).split('\n')

test('everybody in a table; whose last day is over is told apart', () => {
  expect(people(ada, registered('ben', 65_537, { until: today }))).toEqual([
    '  person  number  GitHub  groups             machines                                       until              keys',
    '  ada     65536   ada-l   genomics, imaging  calc-*, tag:team=a\\u{1b}, i-0123456789abcdef0  2026-10-31 (over)  2',
    '  ben     65537                              none                                           2026-11-23         0',
  ])
  expect(people()).toEqual(['Nobody is in the registry.'])
})

test('one person with all that the registry says', () => {
  expect(person(ada)).toEqual([
    'ada',
    '  number    65536, also of the group ada',
    '  GitHub    ada-l (7)',
    '  groups    genomics, imaging',
    '  machines  calc-*, tag:team=a\\u{1b}, i-0123456789abcdef0',
    '  until     2026-10-31 (over)',
    '  shell     /bin/bash',
    '  sudo      yes: root on those machines',
    '  key       SHA256:abc (ssh-ed25519)',
    '  key       SHA256:def (ssh-ed25519)',
  ])
  expect(person(registered('ben', 65_537))).toEqual([
    'ben',
    '  number    65537, also of the group ben',
    '  GitHub    none',
    '  groups    none',
    '  machines  none',
    '  until     no end',
    '  shell     /bin/bash',
    '  sudo      no',
    '  key       none: no login by SSH',
  ])
  expect(renderPerson(ada, today, { ...look, color: true }).split('\n')[0]).toBe('\u001b[1mada\u001b[22m')
})

test('groups with who is in them', () => {
  const groups = [
    { name: 'genomics', gid: 70_000, directory: 'genomics', description: 'the lab\u001b' },
    { name: 'imaging', gid: 70_001 },
  ]
  expect(renderGroups(registryWith([ada, registered('ben', 65_537, { groups: ['genomics'] })], { groups }), look).split('\n')).toEqual([
    '  group     number  directory        members',
    '  genomics  70000   groups/genomics  ada, ben  the lab\\u{1b}',
    '  imaging   70001                    ada',
  ])
  expect(renderGroups(registryWith([]), look)).toBe('There are no groups in the registry.')
})

test('what a change would do, with what each gets and loses; who leaves loses everything', () => {
  const change = (kind: PersonChange['kind'], name: string): PersonChange => ({
    kind,
    name,
    uid: 65_536,
    gains: ['group a\u001b'],
    loses: ['shell x\u001b'],
  })
  const changes = [change('joins', 'ada'), change('changes', 'ben'), change('leaves', 'eve')]
  expect(renderChangesOfPeople(changes, look).split('\n')).toEqual([
    '+ ada (65536) joins',
    '    gets group a\\u{1b}',
    '    loses shell x\\u{1b}',
    '~ ben (65536) changes',
    '    gets group a\\u{1b}',
    '    loses shell x\\u{1b}',
    '- eve (65536) leaves',
  ])
  expect(
    renderChangesOfPeople(changes, { ...look, color: true })
      .replaceAll('\u001b', '^')
      .split('\n')[0],
  ).toEqual('^[32m+^[39m ^[1mada^[22m (65536) joins')
  expect(renderChangesOfPeople([], look)).toBe('It changes nobody’s account, groups, keys or rights.')
})

test('errors as compilers print them', () => {
  const errors = [
    { line: 3, message: 'ada stands on line 2 too' },
    { line: 9, message: 'x\u001b' },
  ]
  expect(renderErrors('people.yml', errors, look).split('\n')).toEqual([
    '✗ people.yml:3: ada stands on line 2 too',
    '✗ people.yml:9: x\\u{1b}',
  ])
})
