import { emptyRegistry, retireEntry, setEntry } from '../../../src/registry/edit.ts'
import { parseRegistry } from '../../../src/registry/parse.ts'
import { keysOfSshKeygen } from '../../support/public-keys.ts'

const team = `# numbers are for ever
version: 1

# who is who
people:
  # the first of us
  ada: # began it
    uid: 65536 # by hand
    groups: [genomics] # and nothing else
    keys:
      - ${keysOfSshKeygen.ed25519[0]} ada@laptop # her laptop
      # a line about nothing
  # from another team
  grace:
    uid: 65537
    groups:
      - genomics

groups:
  genomics: { gid: 65600 } # since 2024
# those who left
retired:
  - { number: 65540, name: linus, since: 2026-01-01 }
`
const valid = (text: string) => {
  const parsed = parseRegistry(text)
  expect(parsed.kind === 'wrong' ? parsed.errors : []).toEqual([])
  return text
}

test.each([
  ['a member that is there', setEntry(team, 'people', 'ada', { uid: 65539 }), team.replace('65536 # by', '65539 # by')],
  ['a list on one line', setEntry(team, 'people', 'ada', { groups: [] }), team.replace('[genomics] #', '[] #')],
  ['a list of lines', setEntry(team, 'people', 'grace', { groups: [] }), team.replace('groups:\n      - genomics', 'groups: []')],
  [
    'a new member',
    setEntry(team, 'people', 'grace', { sudo: true }),
    team.replace('      - genomics\n', '      - genomics\n    sudo: true\n'),
  ],
  [
    'a new member behind keys with comments',
    setEntry(team, 'people', 'ada', { until: '2027-01-31' }),
    team.replace('# her laptop\n', '# her laptop\n    until: 2027-01-31\n'),
  ],
  [
    'a member that goes',
    setEntry(team, 'people', 'ada', { groups: null }),
    team.replace('    groups: [genomics] # and nothing else\n', ''),
  ],
  ['a member that is not there and goes', setEntry(team, 'people', 'ada', { until: null }), team],
  ['a member of an entry on one line', setEntry(team, 'groups', 'genomics', { gid: 65601 }), team.replace('65600', '65601')],
  [
    'a new person',
    setEntry(team, 'people', 'eve', { uid: 65541, groups: ['genomics'] }),
    team.replace('      - genomics\n', '      - genomics\n  eve:\n    uid: 65541\n    groups: [genomics]\n'),
  ],
  ['a new group', setEntry(team, 'groups', 'ml', { gid: 65602 }), team.replace('# since 2024\n', '# since 2024\n  ml:\n    gid: 65602\n')],
  [
    'whoever leaves',
    retireEntry(team, 'people', 'grace', 65537, '2026-11-29'),
    `${team.replace('  grace:\n    uid: 65537\n    groups:\n      - genomics\n', '')}  - {number: 65537, name: grace, since: 2026-11-29}\n`,
  ],
])('%s: those lines change, and no other', (_, changed, expected) => {
  expect(changed).toBe(expected)
})

test('an entry on one line gets a member, and loses it', () => {
  const described = setEntry(team, 'groups', 'genomics', { description: 'Sequencing: all of it' })
  expect(valid(described)).toContain('genomics: { gid: 65600, description: "Sequencing: all of it" } # since 2024')
  expect(valid(setEntry(described, 'groups', 'genomics', { description: null }))).toContain('genomics: {gid: 65600} # since 2024')
})

test('keys are written one below the other', () => {
  const keys = [keysOfSshKeygen.rsa2048[0], keysOfSshKeygen.ecdsa256[0]]
  expect(valid(setEntry(team, 'people', 'grace', { keys }))).toContain(`    keys:\n      - ${keys[0]}\n      - ${keys[1]}\n`)
})

test.each([
  ['', 'people:\n  ada:\n    uid: 65536\n'],
  ['version: 1', 'version: 1\npeople:\n  ada:\n    uid: 65536\n'],
  ['version: 1\npeople: {}\n', 'version: 1\npeople:\n  ada:\n    uid: 65536\n'],
  ['version: 1\npeople: # nobody yet\ngroups:\n', 'version: 1\npeople: # nobody yet\n  ada:\n    uid: 65536\ngroups:\n'],
  [emptyRegistry, 'version: 1\npeople:\n  ada:\n    uid: 65536\ngroups:\nretired:\n'],
])('into %j', (text, expected) => {
  expect(setEntry(text, 'people', 'ada', { uid: 65536 })).toBe(expected)
})

test.each(['version: 1\nretired: []\n', 'version: 1\nretired:\n', 'version: 1\n', 'version: 1'])(
  'the first who leaves, from %j',
  (text) => {
    const there = setEntry(text, 'people', 'ada', { uid: 65536 })
    const gone = valid(retireEntry(there, 'people', 'ada', 65536, '2026-11-29'))
    expect(parseRegistry(gone)).toMatchObject({ registry: { people: [], retired: [{ number: 65536, name: 'ada', since: '2026-11-29' }] } })
  },
)
