import { parseRegistry } from '../../../src/registry/parse.ts'
import { readRoster } from '../../../src/registry/roster.ts'
import { keysOfSshKeygen } from '../../support/public-keys.ts'

const team = `version: 1
people:
  ada: {uid: 65536, github: {id: 1001, login: ada-l}, groups: [staff-x]}
  grace: {uid: 65537, until: 2030-01-01}
groups:
  staff-x: {gid: 65600}
  course: {gid: 65601}
`
function registry() {
  const parsed = parseRegistry(team)
  if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors))
  return parsed.registry
}
const roster = (text: string, forAll = {}) => readRoster(text, registry(), forAll)
const errors = (text: string) => {
  const read = roster(text)
  return read.kind === 'wrong' ? read.errors : []
}
const [key] = keysOfSshKeygen.ed25519

test('each row is a person, with what is the same for all', () => {
  const text = `name,github,groups,hosts,until,key\nlinus,linus-t:2001,"kernel, course",,2027-01-31,${key} linus@home\n,Bell-B:2002,,calc-1,,\n`
  expect(roster(text, { groups: ['course'], hosts: ['lab-*'], until: '2027-02-28' })).toEqual({
    kind: 'roster',
    joining: ['linus', 'bell-b'],
    present: [],
    changes: [
      {
        kind: 'set',
        where: 'people',
        name: 'linus',
        isNew: true,
        words: {
          github: { id: 2001, login: 'linus-t' },
          groups: ['course', 'kernel'],
          hosts: ['lab-*'],
          until: '2027-01-31',
          keys: [`${key} linus@home`],
        },
      },
      {
        kind: 'set',
        where: 'people',
        name: 'bell-b',
        isNew: true,
        words: { github: { id: 2002, login: 'Bell-B' }, groups: ['course'], hosts: ['calc-1'], until: '2027-02-28' },
      },
    ],
  })
})

test('who is in the registry gains groups, and loses and keeps what they have: their last day too', () => {
  const text = 'name,github,groups,until\nada-the-second,ada-renamed:1001,course,2026-12-01\ngrace,,course,2026-12-01\n'
  expect(roster(text)).toEqual({
    kind: 'roster',
    joining: [],
    present: ['ada', 'grace'],
    changes: [
      { kind: 'member', group: 'course', name: 'ada', isIn: true },
      { kind: 'member', group: 'course', name: 'grace', isIn: true },
    ],
  })
})

test('a name alone is not taken for somebody with an account on GitHub', () => {
  expect(errors('name\nada\n')).toEqual([{ line: 2, message: 'ada is in the registry as ada-l on GitHub; say which account this is' }])
})

test('semicolons, a byte-order mark and Windows’ line ends are a spreadsheet’s', () => {
  expect(roster('\ufeffName;Groups\r\n\r\nlinus;course\r\n')).toMatchObject({ kind: 'roster', joining: ['linus'] })
})

test.each([
  ['', 1, 'nobody is in it'],
  ['name,groups\n', 1, 'nobody is in it'],
  ['name,sudo\nlinus,yes\n', 1, 'no column "sudo" is known: name, github'],
  ['name,name\nlinus,linus\n', 1, 'the column name stands twice'],
  ['name,groups\nlinus\n', 2, 'Invalid Record Length'],
  ['name\n"linus\n', 2, 'Quote Not Closed'],
  ['name,github\nlinus,linus-t\n', 2, 'gh api users/LOGIN'],
  ['name,groups\n,course\n', 2, 'neither a name nor an account on GitHub'],
  ['name\nlinus\nlinus\n', 3, 'linus is in line 2 already'],
  ['name\nLinus Torvalds\n', 2, 'name: a name has lower-case letters'],
  ['name,until\nlinus,31.1.2027\n', 2, 'until: a day such as 2027-01-31'],
  ['name,shell\nlinus,/bin/sh -c id\n', 2, 'shell: an absolute path'],
  ['name\nlin\u202eus\n', 2, 'U+202E'],
  ['name\nlin\u0000us\n', 2, 'U+0000'],
])('%j is wrong, in its line', (text, line, message) => {
  expect(errors(text)).toEqual([{ line, message: expect.stringContaining(message) }])
})

test('a list as long as nobody writes is not read', () => {
  expect(errors(`name\n${'a\n'.repeat(600_000)}`)).toEqual([{ line: 1, message: expect.stringContaining('longer than') }])
})
