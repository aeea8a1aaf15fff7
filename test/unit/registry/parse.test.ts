import { parseRegistry } from '../../../src/registry/parse.ts'
import { keysOfSshKeygen, rsa1024 } from '../../support/public-keys.ts'

const [key] = keysOfSshKeygen.ed25519
const text = `version: 1
# the lab's people
people:
  ada:
    uid: 65536
    github: { id: 1001, login: ada-l }
    groups: [genomics]
    hosts: ["calc-*", i-0123456789abcdef0, "tag:team=genomics"]
    until: 2027-01-31
    keys:
      - ${key} ada@laptop
  grace:
    uid: 65537
groups:
  genomics: { gid: 65600, directory: genomics, description: Sequencing }
retired:
  - { number: 65538, name: linus, since: 2026-10-01 }
`
const errors = (changed: string) => {
  const parsed = parseRegistry(changed)
  return parsed.kind === 'wrong' ? parsed.errors.map((e) => `${e.line}: ${e.message}`) : []
}
const changed = (from: string | RegExp, to: string) => {
  expect(text).toMatch(from)
  return errors(text.replace(from, to))
}

test('a registry as a team writes it', () => {
  const parsed = parseRegistry(text)
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors))
  const { people, groups, retired, numbers } = parsed.registry
  expect(people).toEqual([
    {
      name: 'ada',
      uid: 65536,
      github: { id: 1001, login: 'ada-l' },
      groups: ['genomics'],
      hosts: [
        { kind: 'pattern', pattern: 'calc-*' },
        { kind: 'id', id: 'i-0123456789abcdef0' },
        { kind: 'tag', key: 'team', value: 'genomics' },
      ],
      until: '2027-01-31',
      shell: '/bin/bash',
      sudo: false,
      keys: [expect.objectContaining({ type: 'ssh-ed25519', fingerprint: keysOfSshKeygen.ed25519[1] })],
    },
    { name: 'grace', uid: 65537, groups: [], hosts: [], shell: '/bin/bash', sudo: false, keys: [] },
  ])
  expect(groups).toEqual([{ name: 'genomics', gid: 65600, directory: 'genomics', description: 'Sequencing' }])
  expect(retired).toEqual([{ number: 65538, name: 'linus', since: '2026-10-01' }])
  expect(numbers).toEqual({ first: 65536, last: 94199 })
})

test('keys that follow GitHub are a word in the place of the list, and need an account there', () => {
  const parsed = parseRegistry(text.replace(/keys:\n.*\n/, 'keys: follow\n'))
  expect(parsed).toMatchObject({ kind: 'registry', registry: { people: [{ name: 'ada', follows: true, keys: [] }, { name: 'grace' }] } })
  expect(parsed.kind === 'registry' && parsed.registry.people[1]).not.toHaveProperty('follows')
  expect(changed('    uid: 65537', '    uid: 65537\n    keys: follow')).toEqual([
    '14: people.grace.keys: grace has no account on GitHub here that keys could follow',
  ])
  expect(changed(/keys:\n.*\n/, 'keys: all\n')).toEqual([expect.stringMatching(/^10: people\.ada\.keys: .*the word follow/)])
})

test.each(['version: 1\n', 'version: 1\npeople:\ngroups:\nretired:\n'])('an empty one: %j', (empty) => {
  expect(parseRegistry(empty)).toMatchObject({ kind: 'registry', registry: { people: [], groups: [], retired: [] } })
})

test.each([
  ['a number twice', 'uid: 65537', 'uid: 65536', ['13: people.grace.uid: 65536 is ada’s']],
  ['a person’s number as a group’s', 'gid: 65600', 'gid: 65537', ['15: groups.genomics.gid: 65537 is grace’s']],
  ['a retired number given again', 'uid: 65537', 'uid: 65538', ['13: people.grace.uid: 65538 is retired, it was linus’s']],
  ['a number that a host gives out', 'uid: 65537', 'uid: 1001', ['13: people.grace.uid: 1001 is outside of 65536 to 94199']],
  [
    'a space that hosts give numbers out of',
    'version: 1',
    'version: 1\nnumbers: { first: 2000, last: 9999 }',
    [/^2: numbers: from 65536 to 94199/],
  ],
  ['a group that is not there', '[genomics]', '[genomics, physics]', ['7: people.ada.groups.1: there is no group physics']],
  [
    'a group with a person’s name',
    'genomics: { gid',
    'grace: { gid',
    [/^7: .*no group genomics/, '15: groups.grace: grace is a person, whose own group has that name'],
  ],
  [
    'a name that is root’s on hosts',
    'genomics: { gid',
    'docker: { gid',
    [/^7:/, /^15: groups.docker: docker is a name that hosts give a meaning/],
  ],
  ['a login user of an image', '  grace:', '  ubuntu:', [/^12: people.ubuntu: ubuntu is a name/]],
  [
    'one account on GitHub for two',
    'uid: 65537',
    'uid: 65537\n    github: { id: 1001, login: grace-h }',
    ['14: people.grace.github.id: 1001 is ada’s account on GitHub'],
  ],
  [
    'one login for two, in other letters',
    'uid: 65537',
    'uid: 65537\n    github: { id: 1002, login: ADA-L }',
    ['14: people.grace.github.login: ADA-L is ada’s login on GitHub'],
  ],
  ['one key for two', 'uid: 65537', `uid: 65537\n    keys: ["${key}"]`, [/^14: people.grace.keys.0: SHA256:\S+ is ada’s key$/]],
  ['a weak key', 'uid: 65537', `uid: 65537\n    keys: ["${rsa1024}"]`, [/^14: people.grace.keys.0: RSA of 1024 bits is weak/]],
  [
    'more groups than NFS carries',
    '[genomics]',
    `[${Array.from({ length: 15 }, () => 'genomics').join(', ')}]`,
    [/^7: people.ada.groups: 15 groups; NFS carries 13/],
  ],
  ['an octal number', '65537', '0o200001', [/^13: 0o200001: a number is written in decimal digits alone/]],
  ['a number that two YAMLs read as two', '65537', '065537', [/^13: 065537: a number/]],
  ['a float', '65537', '65537.0', [/^13: 65537.0: a number/]],
  ['a number with an exponent', '65537', '6.5537e4', [/^13: 6.5537e4/]],
  ['a key twice', '  grace:\n', '  ada:\n', [/^12: .*second time/]],
  ['an anchor', 'uid: 65537', 'uid: &n 65537', [/^13: anchors/]],
  ['an alias', '65537', '*n', [/^13: .*alias/i]],
  ['a tag', 'uid: 65537', 'uid: !!int "65537"', [/^13: .*/]],
  ['a merge key', 'uid: 65537', '<<: { uid: 65537 }', [/^13: << is not read as a key/]],
  ['a name that objects of JavaScript have', '  grace:', '  __proto__:', [/^12: __proto__ is not read as a key/]],
  ['a name in capitals', '  grace:', '  Grace:', [/^12: people.Grace: a name has lower-case letters/]],
  ['a name with a dot', '  grace:', '  grace.h:', [/^12: people.grace.h: a name/]],
  ['a member that is not known', 'uid: 65537', 'uid: 65537\n    admin: true', ['14: people.grace: there is no "admin"']],
  ['no number', '    uid: 65537\n', '    groups: []\n', [/^12: people.grace.uid/]],
  ['a day that is none', '2027-01-31', '2027-02-31', [/^9: people.ada.until: a day/]],
  ['two documents', 'retired:', '---\nretired:', [/document/]],
])('%s is told with its line', (_, from, to, said) => {
  expect(changed(from, to)).toEqual(said.map((one) => (typeof one === 'string' ? one : (expect.stringMatching(one) as string))))
})

test('a file without an end is refused before it is read', () => {
  expect(errors(`version: 1\n# ${'x'.repeat(1_100_000)}`)).toEqual(['1: longer than 1048576 characters'])
})
