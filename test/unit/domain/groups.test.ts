import { PrismError } from '../../../src/domain/catalogue.ts'
import { type ExtraGroup, formatGroup, groupFromText, parseGroups } from '../../../src/domain/groups.ts'

const refusal = (groups: readonly ExtraGroup[], users: readonly string[] = []): string => {
  try {
    parseGroups(groups, users)
  } catch (error) {
    if (error instanceof PrismError) return error.finding.code
    throw error
  }
  return 'accepted'
}
const group = (name: string, gid: number, ...accounts: string[]): ExtraGroup => ({ name, gid, accounts })

test('is said as NAME:GID, or with its accounts', () => {
  for (const text of ['genomics:3100', 'chem_2:4000:ada,bob'])
    expect(parseGroups([groupFromText(text)], []).map(formatGroup)).toEqual([text])
})

test.each<[string, ExtraGroup[], string[], string]>([
  ['prism-shared itself', [group('prism-shared', 3100)], [], 'bad-group'],
  ['root', [group('root', 3100)], [], 'bad-group'],
  ['a name that a shell would read', [group('a;reboot', 3100)], [], 'bad-group'],
  ['a name that leads elsewhere', [group('..', 3100)], [], 'bad-group'],
  ['gid 3000', [group('chem', 3000)], [], 'bad-group'],
  ['a system gid', [group('chem', 27)], [], 'bad-group'],
  ['gid 0', [group('chem', 0)], [], 'bad-group'],
  ['nogroup', [group('chem', 65_534)], [], 'bad-group'],
  ['a gid beyond 31 bits', [group('chem', 4_294_967_295)], [], 'bad-group'],
  ['no whole number', [group('chem', 3100.5)], [], 'bad-group'],
  ['one name twice', [group('chem', 3100), group('chem', 3200)], [], 'bad-group'],
  ['one gid twice', [group('chem', 3100), group('bio', 3100)], [], 'bad-group'],
  ['nine of them', Array.from({ length: 9 }, (_, i) => group(`g${i}`, 3100 + i)), [], 'bad-group'],
  ['eight of them', Array.from({ length: 8 }, (_, i) => group(`g${i}`, 3100 + i)), [], 'accepted'],
  ['the smallest gid', [group('chem', 1000)], [], 'accepted'],
  ['the largest gid', [group('chem', 2_147_483_647)], [], 'accepted'],
  ['an account that does not get the volume', [group('chem', 3100, 'eve')], ['ada'], 'bad-group'],
  ['root as a member', [group('chem', 3100, 'root')], [], 'root-account'],
  ['a member of those who get the volume', [group('chem', 3100, 'ada')], ['ada', 'bob'], 'accepted'],
  ['a member where each instance has its own login user', [group('chem', 3100, 'ubuntu', 'rocky')], [], 'accepted'],
])('%s', (_name, groups, users, outcome) => {
  expect(refusal(groups, users)).toBe(outcome)
})

test('what is refused is said with its name', () => {
  expect(() => parseGroups([group('a b', 3100)], [])).toThrow('bad-group: "a b": not a valid group name')
  expect(() => parseGroups([group('chem', 27)], [])).toThrow(
    'bad-group: "chem": gid 27 cannot be used; give 1000 or more, and neither 3000 nor 65534 nor 65535',
  )
  expect(() =>
    parseGroups(
      Array.from({ length: 9 }, () => group('chem', 3100)),
      [],
    ),
  ).toThrow('bad-group: 9 groups; 8 at most')
  expect(() => parseGroups([group('chem', 3100, 'eve')], ['ada'])).toThrow('"chem": eve is not among the accounts that get the volume')
})

test('a member is named once', () => {
  expect(parseGroups([group('chem', 3100, 'ada', 'ada', 'bob')], [])).toEqual([group('chem', 3100, 'ada', 'bob')])
})
