/** What a change of the registry would do, as comments, pull requests and check runs show it. */
import type { PersonChange } from '../../../src/domain/people/changes.ts'
import type { PublicKey } from '../../../src/domain/people/public-key.ts'
import { changesMarkdown, groupsMarkdown, keysMarkdown, peopleMarkdown, personMarkdown } from '../../../src/render/markdown-registry.ts'
import { registered, registryWith } from '../../support/registered.ts'

const change = (name: string, gains: readonly string[]): PersonChange => ({ name, uid: 65536, kind: 'joins', gains, loses: [] })

test('a change of any size fits into a comment, and says how much of it is not shown', () => {
  const many = Array.from({ length: 1_000 }, (_, n) => change(`person-${n}`, Array(100).fill(`an account on ${'x'.repeat(128)}`)))
  const text = changesMarkdown(many, [])
  expect(text.length).toBeLessThan(45_000)
  const shown = text.split('\n').filter((line) => line.includes('joins')).length
  expect(shown).toBeGreaterThan(10)
  expect(text).toContain(`⚠️ ${1_000 - shown} more people change and are not shown here`)
  expect(text).toContain('and 88 more')
})

test('names and rules are code, which no bar, backtick or tag ends', () => {
  const text = changesMarkdown([change('ada', ['an account on tag:a=`|<b>@mona'])], [])
  expect(text).toContain('| `ada` joins | 65536 | `an account on tag:a=ˋ\\|<b>@mona` |  |  |')
})

test('a row that is too long by itself is not shown, and the others are', () => {
  const text = changesMarkdown([change('a', ['x'.repeat(50_000)]), change('b', ['shell /bin/sh'])], [])
  expect(text).toContain('`b` joins')
  expect(text).toContain('1 more people change')
})

test('a name that is not there is answered with the nearest', () => {
  const registry = registryWith([registered('ada', 65_536)])
  expect(personMarkdown(registry, 'adda', '2026-11-29')).toBe('`adda` is not in the registry; did you mean ada?')
  expect(personMarkdown(registry, 'grace', '2026-11-29')).toBe('`grace` is not in the registry.')
})

describe('the keys of a person', () => {
  const key = (n: number): PublicKey => ({ type: 'ssh-ed25519', body: '', fingerprint: `SHA256:${n}` })
  const ada = registered('ada', 65_536, { github: { id: 7, login: 'ada-l' }, keys: [key(1), key(2)] })
  const shown = (...given: Parameters<typeof keysMarkdown>) => keysMarkdown(...given).split('\n')

  test('stand beside those of the account on GitHub, with how to propose one that is there alone', () => {
    expect(shown(ada, [key(2), key(3), key(4), { wrong: 'of type `ssh-dss`' }])).toEqual([
      '| Key of `ada` | Type | In the registry | On GitHub |',
      '| - | - | - | - |',
      '| `SHA256:1` | `ssh-ed25519` | yes | no |',
      '| `SHA256:2` | `ssh-ed25519` | yes | yes |',
      '| `SHA256:3` | `ssh-ed25519` | no | yes |',
      '| `SHA256:4` | `ssh-ed25519` | no | yes |',
      '',
      'Asked of `ada-l` (7) on GitHub just now. What stands there alone lets nobody in; what stands in the registry does, whatever GitHub shows.',
      '⚠️ A key on GitHub is not taken: `of type ˋssh-dssˋ`.',
      '',
      'To propose one, compare its fingerprint with its owner first:',
      '',
      '```',
      '/prism user keys ada --add SHA256:3',
      '```',
    ])
  })
  test('are not compared where nobody has the account any more, or the registry says none', () => {
    expect(shown(ada, undefined)).toEqual([
      '| Key of `ada` | Type | In the registry | On GitHub |',
      '| - | - | - | - |',
      '| `SHA256:1` | `ssh-ed25519` | yes | not asked |',
      '| `SHA256:2` | `ssh-ed25519` | yes | not asked |',
      '',
      'Nobody on GitHub has the id of `ada-l` (7) any more.',
    ])
    expect(shown(registered('ben', 65_537), undefined)).toEqual([
      '`ben` has no key: no login by SSH.',
      '',
      'The registry says no account on GitHub.',
    ])
  })
  test('where none is new there is nothing to propose', () => {
    expect(shown(ada, [key(1)]).join()).not.toContain('To propose one')
    expect(shown(registered('ben', 65_537, { github: { id: 8, login: 'ben' } }), [])).toEqual([
      '`ben` has no key: no login by SSH.',
      '',
      'Asked of `ben` (8) on GitHub just now. What stands there alone lets nobody in; what stands in the registry does, whatever GitHub shows.',
    ])
  })
})

test('people, groups and one person are the tables of a terminal, which nothing in them can end', () => {
  const ada = registered('ada', 65_536, { groups: ['lab'], hosts: [{ kind: 'pattern', pattern: '```' }] })
  const registry = registryWith([ada], { groups: [{ name: 'lab', gid: 70_000 }] })
  expect(peopleMarkdown(registry, '2026-11-29').split('\n')).toEqual([
    '```',
    '  person  number  GitHub  groups  machines  until  keys',
    '  ada     65536           lab     ˋˋˋ              0',
    '```',
  ])
  expect(groupsMarkdown(registry).split('\n')).toEqual([
    '```',
    '  group  number  directory  members',
    '  lab    70000              ada',
    '```',
  ])
  expect(personMarkdown(registry, 'ada', '2026-11-29').split('\n').slice(0, 3)).toEqual([
    '```',
    'ada',
    '  number    65536, also of the group ada',
  ])
})

describe('a change', () => {
  test('says what each gets and loses, and on which instances, root apart', () => {
    const host = { name: 'ada', gains: ['calc-1'], loses: ['calc-2'], gainsRoot: ['calc-1'], losesRoot: ['calc-3'] }
    const bare = { name: 'ben', gains: [], loses: [], gainsRoot: [], losesRoot: [] }
    const changes = [{ ...change('ada', ['group a', 'group b']), loses: ['shell x'] }, change('ben', []), change('eve', [])]
    expect(changesMarkdown(changes, [host, bare]).split('\n')).toEqual([
      '| Person | Number | Gets | Loses | Instances |',
      '| - | - | - | - | - |',
      '| `ada` joins | 65536 | `group a`<br>`group b` | `shell x` | + `calc-1`<br>− `calc-2`<br>**root** + `calc-1`<br>root − `calc-3` |',
      '| `ben` joins | 65536 |  |  |  |',
      '| `eve` joins | 65536 |  |  |  |',
    ])
  })
  test('of many lines or instances counts what it does not show', () => {
    const many = Array.from({ length: 13 }, (_, n) => `group ${n}`)
    const hosts = [{ name: 'ada', gains: Array.from({ length: 9 }, (_, n) => `c${n}`), loses: [], gainsRoot: [], losesRoot: [] }]
    const row = (gains: readonly string[], on: typeof hosts) => changesMarkdown([change('ada', gains)], on).split('\n')[2]
    expect(row(many, hosts)).toEqual(
      '| `ada` joins | 65536 | `group 0`<br>`group 1`<br>`group 2`<br>`group 3`<br>`group 4`<br>`group 5`<br>`group 6`<br>`group 7`<br>`group 8`<br>`group 9`<br>`group 10`<br>`group 11`<br>and 1 more |  | + `c0`, `c1`, `c2`, `c3`, `c4`, `c5`, `c6`, `c7` and 1 more |',
    )
    const eight = hosts.map((h) => ({ ...h, gains: h.gains.slice(0, 8) }))
    expect(row(many.slice(0, 12), eight)).not.toContain('more')
  })
  test('that changes nothing says so', () => {
    expect(changesMarkdown([], [])).toBe('It changes nobody’s account, groups, keys or rights.')
  })
})
