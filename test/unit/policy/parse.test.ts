/** What a policy file may say, and on which line it is wrong. */
import { parsePolicy } from '../../../src/policy/parse.ts'
import { stagePolicy } from '../../support/rights.ts'

test('a file that says everything becomes its value', () => {
  const text = `version: 1
volumes:
  research-data: { id: fs-0123456789abcdef0, region: eu-central-1, mount-point: /srv/data, allow: [suid] }
  scratch:
instances:
  workstations: { ids: [i-0aaaaaaaaaaaaaaaa], names: ["ubuntu-*"], tags: { Team: genomics } }
rights:
  - who: [{ role: storage-operator }, { team: 42 }, { actor: 583231 }]
    may: [mount]
    volumes: [scratch]
    instances: [workstations]
approvals:
  - { of: [mount], by: { permission: admin }, people: 2, within: 3d }
leaving: { teams: [4711] }
public: [ids]
`
  expect(parsePolicy(text)).toEqual({
    kind: 'policy',
    policy: {
      volumes: [
        { name: 'research-data', id: 'fs-0123456789abcdef0', region: 'eu-central-1', mountPoint: '/srv/data', allow: ['suid'] },
        { name: 'scratch', allow: [] },
      ],
      instances: [{ name: 'workstations', ids: ['i-0aaaaaaaaaaaaaaaa'], names: ['ubuntu-*'], tags: { Team: 'genomics' } }],
      principals: [],
      grants: [
        {
          who: [
            { kind: 'role', name: 'storage-operator' },
            { kind: 'team', id: 42 },
            { kind: 'actor', id: 583231 },
          ],
          may: ['mount'],
          volumes: ['scratch'],
          instances: ['workstations'],
        },
      ],
      approvals: [{ of: ['mount'], by: [{ kind: 'permission', least: 'admin' }], people: 2, withinMinutes: 4320 }],
      leavingTeams: [4711],
      shows: ['ids'],
    },
  })
})

test('a 👍 counts where a rule says so, and nowhere else', () => {
  const rule = (more: string) => {
    const parsed = parsePolicy(`version: 1\napprovals: [{ of: [mount], by: { permission: admin }${more} }]\n`)
    return parsed.kind === 'policy' ? parsed.policy.approvals[0] : parsed.errors
  }
  expect(rule(', thumbs: true')).toMatchObject({ thumbs: true })
  for (const off of ['', ', thumbs: false']) expect(rule(off)).not.toHaveProperty('thumbs')
  expect(rule(', thumbs: up')).toMatchObject([{ line: 2, message: expect.stringContaining('thumbs') }])
})

test.each([
  ['a line’s end to some', '\r'],
  ['a line’s end to others', '\u2028'],
  ['the direction of what follows', '\u202e'],
  ['nothing', '\u200b'],
  ['a byte order mark in the middle', '\ufeff'],
])('a character that is not seen as it counts is not read: %s', (_, character) => {
  const text = `version: 1\r\n# everything needs an approval${character}approvals: [{ of: [mount], by: { permission: admin } }]\r\n`
  expect(parsePolicy(text)).toMatchObject({ kind: 'wrong', errors: [{ line: 2, message: expect.stringMatching(/U\+[0-9A-F]{4}/) }] })
  expect(parsePolicy(text.replaceAll(character === '\r' ? /\r(?!\n)/g : character, ' '))).toMatchObject({ kind: 'policy' })
})

test.each<[string, string, number, RegExp]>([
  ['a key that there is not', 'version: 1\nvolume:\n  data:\n', 2, /there is no "volume"/],
  ['a key that there is not, deep inside', 'version: 1\nvolumes:\n  data:\n    mountpoint: /srv\n', 4, /there is no "mountpoint"/],
  ['another version', '# ours\nversion: 2\n', 2, /version/],
  ['no version', 'volumes:\n  data:\n', 1, /version/],
  [
    'a verb that there is not',
    'version: 1\nrights:\n  - who: { permission: write }\n    may:\n      - mount\n      - format\n',
    6,
    /rights\.0\.may\.1/,
  ],
  ['two meanings of one person', 'version: 1\nrights:\n  - may: [mount]\n    who: { team: 1, actor: 2 }\n', 4, /exactly one/],
  ['nobody', 'version: 1\nrights:\n  - may: [mount]\n    who: {}\n', 4, /exactly one/],
  ['a team by its name', 'version: 1\nrights:\n  - may: [mount]\n    who: { team: storage }\n', 4, /number/],
  ['a permission that anybody may have', 'version: 1\nrights:\n  - may: [mount]\n    who: { permission: read }\n', 4, /permission/],
  [
    'a volume that the file does not have',
    'version: 1\nrights:\n  - who: { permission: write }\n    may: [mount]\n    volumes: [other]\n',
    5,
    /has no "other"/,
  ],
  ['a principal that the file does not have', 'version: 1\nrights:\n  - may: [mount]\n    who: { principal: ci }\n', 4, /has no "ci"/],
  [
    'a principal with two sets of rights',
    'version: 1\nprincipals: { ada: { actor: 5, login: ada } }\nrights:\n  - may: [mount]\n    who: [{ principal: ada }]\n',
    5,
    /speaks for actor 5/,
  ],
  [
    'a principal that approves',
    'version: 1\nprincipals: { ci: }\napprovals:\n  - { of: [mount], by: { principal: ci } }\n',
    4,
    /principal/,
  ],
  ['a principal of half a person', 'version: 1\nprincipals:\n  ada: { login: ada }\n', 3, /actor/],
  ['a key twice', 'version: 1\nvolumes:\n  data:\nvolumes:\n  data: { allow: [suid] }\n', 4, /second time/],
  ['an alias', 'version: 1\nvolumes:\n  a: &x { allow: [suid] }\n  b: *x\n', 3, /anchors/],
  ['a merge key', 'version: 1\nvolumes:\n  a:\n    <<: { allow: [suid] }\n', 4, /<< is not read/],
  ['no YAML at all', 'version: 1\n  volumes: [', 2, /./],
  ['a list', '- version: 1\n', 1, /./],
  ['nothing', '', 1, /./],
  ['a plan that waits for more than a week', 'version: 1\napprovals:\n  - { of: [mount], by: { actor: 1 }, within: 8d }\n', 3, /week/],
])('%s is wrong on its line', (_, text, line, message) => {
  expect(parsePolicy(text)).toEqual({ kind: 'wrong', errors: expect.arrayContaining([{ line, message: expect.stringMatching(message) }]) })
})

test('a file of any size or nesting is answered, and does not blow up', () => {
  expect(parsePolicy(`${stagePolicy}#${'x'.repeat(70_000)}`).kind).toBe('wrong')
  expect(parsePolicy(`version: 1\nvolumes: ${'['.repeat(20_000)}`).kind).toBe('wrong')
  expect(parsePolicy(`version: 1\nvolumes:\n  __proto__: { allow: [suid] }\n`).kind).toBe('wrong')
})

test('what is left out is what it says by default', () => {
  const text = `version: 1
volumes: { data: }
instances: { all: {} }
rights: [{ who: { principal: ci }, may: [mount] }]
principals: { ci: , desk: { actor: 7, login: ada } }
approvals: [{ of: [mount], by: { team: 7 } }]
`
  expect(parsePolicy(text)).toStrictEqual({
    kind: 'policy',
    policy: {
      volumes: [{ name: 'data', allow: [] }],
      instances: [{ name: 'all', ids: [], names: [], tags: {} }],
      principals: [{ name: 'ci' }, { name: 'desk', holder: { id: 7, login: 'ada' } }],
      grants: [{ who: [{ kind: 'principal', name: 'ci' }], may: ['mount'] }],
      approvals: [{ of: ['mount'], by: [{ kind: 'team', id: 7 }], people: 1, withinMinutes: 1440 }],
      leavingTeams: [],
      shows: [],
    },
  })
  expect(parsePolicy('version: 1\nleaving: { act: true }\n')).toMatchObject({
    policy: { volumes: [], grants: [], leavingActs: true, leavingTeams: [] },
  })
})

test('each name that the file does not have is told where it stands', () => {
  const text = `version: 1
volumes: { data: }
instances: { some: {} }
rights:
  - who: { permission: write }
    may: [mount]
    volumes:
      - data
      - other
    instances:
      - some
      - none
approvals:
  - of: [mount]
    by: { team: 7 }
    volumes:
      - data
      - gone
`
  expect(parsePolicy(text)).toEqual({
    kind: 'wrong',
    errors: [
      { line: 9, message: 'volumes has no "other"' },
      { line: 12, message: 'instances has no "none"' },
      { line: 18, message: 'volumes has no "gone"' },
    ],
  })
})
