import { nextNumber } from '../../../../src/domain/people/allocate.ts'
import { type Applied, applyNext, nothingApplied } from '../../../../src/domain/people/applied.ts'
import { changesOf } from '../../../../src/domain/people/changes.ts'
import { lawsOf, lawsOfChange, lossOf } from '../../../../src/domain/people/laws.ts'
import type { RegisteredPerson, Registry } from '../../../../src/domain/people/registry.ts'
import { toHostRule } from '../../../../src/registry/parse.ts'
import { registered as person, registryWith as registry } from '../../../support/registered.ts'

const messages = (before: Registry, after: Registry) => lawsOfChange(before, after).map((p) => `${p.path.join('.')}: ${p.message}`)
const ada = person('ada', 65536)
const grace = person('grace', 65537)
const since = '2026-11-01'

describe('a registry by itself', () => {
  const said = (one: Registry) => lawsOf(one).map((p) => `${p.path.join('.')}: ${p.message}`)
  const at = (name: string, uid: number, more: Partial<RegisteredPerson> = {}) => registry([ada, person(name, uid, more)])
  const key = { type: 'ssh-ed25519', body: 'AAAA', fingerprint: 'SHA256:a' } as RegisteredPerson['keys'][number]

  test('holds', () => {
    expect(said(registry([]))).toEqual([])
    expect(
      said(
        registry(
          [
            person('ada', 65536, { groups: ['ml'], github: { id: 1, login: 'a' }, keys: [key] }),
            person('ben', 65537, { github: { id: 2, login: 'b' } }),
          ],
          {
            groups: [
              { name: 'ml', gid: 65540, directory: 'ml' },
              { name: 'bio', gid: 65541, directory: 'bio' },
              { name: 'no-directory', gid: 65542 },
              { name: 'nor-this', gid: 65543 },
            ],
            retired: [{ name: 'eve', number: 70000, since }],
          },
        ),
      ),
    ).toEqual([])
  })

  const outside = ['numbers: from 65536 to 94199: outside, hosts give numbers out by themselves']
  test.each([
    ['from above to below', 65540, 65539, outside],
    ['from below', 65535, 94199, outside],
    ['to above', 65536, 94200, outside],
    ['of one number', 65536, 65536, []],
    ['of all', 65536, 94199, []],
  ])('a space of numbers %s', (_, first, last, problems) => {
    expect(said(registry([], { numbers: { first, last } }))).toEqual(problems)
  })

  test('gives no number outside of its space, and none that is the group of all people; what is retired stays where it was', () => {
    const numbers = { first: 65540, last: 65550 }
    const of = (uid: number) => said(registry([person('ben', uid)], { numbers }))
    expect([of(65540), of(65550)]).toEqual([[], []])
    expect(of(65539)).toEqual(['people.ben.uid: 65539 is outside of 65540 to 65550'])
    expect(of(65551)).toEqual(['people.ben.uid: 65551 is outside of 65540 to 65550'])
    expect(said(registry([], { numbers, retired: [{ name: 'eve', number: 65536, since }] }))).toEqual([])
    expect(said(registry([person('ben', 94199)]))).toEqual(['people.ben.uid: 94199 is the group prism-people’s on every host'])
  })

  test('gives each number once, to people, groups and whoever left', () => {
    expect(said(at('eve', 65536))).toEqual(['people.eve.uid: 65536 is ada’s'])
    expect(said(registry([ada], { groups: [{ name: 'ml', gid: 65536 }], retired: [{ name: 'x', number: 65536, since }] }))).toEqual([
      'people.ada.uid: 65536 is retired, it was x’s',
      'groups.ml.gid: 65536 is retired, it was x’s',
    ])
    const groups = [
      { name: 'ml', gid: 65540 },
      { name: 'bio', gid: 65540 },
    ]
    expect(said(registry([], { groups }))).toEqual(['groups.bio.gid: 65540 is the group ml’s'])
  })

  test('has no name that means something on hosts, and no group called as a person', () => {
    expect(said(at('docker', 65537))).toEqual(['people.docker: docker is a name that hosts give a meaning of their own'])
    const groups = [
      { name: 'wheel', gid: 65540 },
      { name: 'ada', gid: 65541 },
    ]
    expect(said(registry([ada], { groups }))).toEqual([
      'groups.wheel: wheel is a name that hosts give a meaning of their own',
      'groups.ada: ada is a person, whose own group has that name',
    ])
  })

  test('has one group for a directory', () => {
    const groups = ['ml', 'bio', 'law'].map((name, n) => ({ name, gid: 65540 + n, directory: name === 'law' ? 'law' : 'data' }))
    expect(said(registry([], { groups }))).toEqual(['groups.bio.directory: data is the directory of ml'])
  })

  test('has groups that are there, and no more of one person than NFS carries', () => {
    const groups = Array.from({ length: 14 }, (_, n) => ({ name: `g${n}`, gid: 65600 + n }))
    const names = groups.map((g) => g.name)
    expect(said(registry([person('ben', 65537, { groups: ['g1', 'gone'] })], { groups }))).toEqual([
      'people.ben.groups.1: there is no group gone',
    ])
    expect(said(registry([person('ben', 65537, { groups: names.slice(1) })], { groups }))).toEqual([])
    expect(said(registry([person('ben', 65537, { groups: names })], { groups }))).toEqual([
      'people.ben.groups: 14 groups; NFS carries 13 beside ben’s own, prism-shared and prism-people',
    ])
  })

  test('has one person for an account on GitHub, by number and by login, and for a key', () => {
    const of = (first: Partial<RegisteredPerson>, second: Partial<RegisteredPerson>) =>
      said(registry([person('ada', 65536, first), person('eve', 65537, second)]))
    expect(of({ github: { id: 1, login: 'a' } }, { github: { id: 1, login: 'b' } })).toEqual([
      'people.eve.github.id: 1 is ada’s account on GitHub',
    ])
    expect(of({ github: { id: 1, login: 'Ada-L' } }, { github: { id: 2, login: 'ada-l' } })).toEqual([
      'people.eve.github.login: ada-l is ada’s login on GitHub',
    ])
    expect(of({ keys: [key] }, { keys: [{ ...key, fingerprint: 'SHA256:b' }, key] })).toEqual(['people.eve.keys.1: SHA256:a is ada’s key'])
    expect(of({ keys: [key, key] }, {})).toEqual(['people.ada.keys.1: SHA256:a is given more than once'])
  })

  test('has an account on GitHub for whoever’s keys are to follow theirs', () => {
    const github = { id: 1, login: 'ada-l' }
    expect(said(registry([person('ada', 65536, { follows: true })]))).toEqual([
      'people.ada.keys: ada has no account on GitHub here that keys could follow',
    ])
    expect(said(registry([person('ada', 65536, { follows: true, github }), person('eve', 65537)]))).toEqual([])
  })
})

describe('what a number may become', () => {
  test('it stays, or it is retired; both hold', () => {
    const before = registry([ada, grace])
    expect(messages(before, before)).toEqual([])
    expect(messages(before, registry([ada], { retired: [{ number: 65537, name: 'grace', since }] }))).toEqual([])
  })

  test.each([
    ['moved', registry([person('ada', 65540)]), ['people.ada.uid: ada had 65536; a number never changes, as the files keep the old one']],
    ['gone', registry([]), ['people: 65536 was ada’s and is gone; write it under retired']],
    ['another’s', registry([person('eve', 65536)]), ['people.eve.uid: 65536 was ada’s; a number is never given again']],
    ['a group’s of that name', registry([], { groups: [{ name: 'ada', gid: 65536 }] }), ['groups.ada.gid: 65536 was ada’s']],
    [
      'retired under another name',
      registry([], { retired: [{ number: 65536, name: 'eve', since }] }),
      ['retired.0.number: 65536 was ada’s; a number is never given again'],
    ],
  ])('%s: refused', (_, after, said) => {
    expect(messages(registry([ada]), after)).toEqual(said)
  })

  test('a group’s number stays the group’s, or is retired', () => {
    const ml = { name: 'ml', gid: 65540 }
    const before = registry([], { groups: [ml] })
    expect(messages(before, registry([]))).toEqual(['groups: 65540 was the group ml’s and is gone; write it under retired'])
    expect(messages(before, registry([], { groups: [{ name: 'bio', gid: 65541 }] }))).toEqual([
      'groups: 65540 was the group ml’s and is gone; write it under retired',
    ])
    expect(messages(before, registry([], { groups: [{ name: 'ml', gid: 65541 }] }))).toEqual([
      'groups.ml.gid: the group ml had 65540; a number never changes, as the files keep the old one',
    ])
    expect(messages(before, registry([person('ml', 65541)]))).toEqual([
      'groups: 65540 was the group ml’s and is gone; write it under retired',
    ])
    expect(messages(before, registry([], { retired: [{ name: 'ml', number: 65540, since }] }))).toEqual([])
  })

  test('a retired number that vanished is told as that, whoever has the name by now', () => {
    const before = registry([], { retired: [{ number: 65536, name: 'ada', since }] })
    const again = registry([person('ada', 65540)], { retired: [{ number: 65541, name: 'ada', since }] })
    expect(messages(before, again)).toContain('retired: 65536 was ada’s and is gone; write it under retired')
  })

  test('a retired number is nobody else’s, and it is not forgotten', () => {
    const before = registry([], { retired: [{ number: 65536, name: 'ada', since }] })
    expect(messages(before, before)).toEqual([])
    expect(messages(before, registry([person('eve', 65536)]))).toEqual(['people.eve.uid: 65536 was ada’s; a number is never given again'])
    expect(messages(before, registry([]))).toEqual(['retired: 65536 was ada’s and is gone; write it under retired'])
  })

  test('two who left may have had one name, as hosts’ records tell it of older registries', () => {
    const retired = [
      { number: 65536, name: 'ada', since },
      { number: 65540, name: 'ada', since },
    ]
    expect(messages(registry([]), registry([], { retired }))).toEqual([])
  })

  test('who is listed and retired at once is not told to be somebody else', () => {
    expect(messages(registry([]), registry([ada], { retired: [{ number: ada.uid, name: 'ada', since }] }))).toEqual([])
  })
})

describe('the name of somebody who left', () => {
  const retired = [{ number: 65537, name: 'grace', since }]
  const before = registry([ada], { retired })

  test('comes back with their old number, and whoever reviews it is told of the files', () => {
    const after = registry([ada, grace])
    expect(messages(before, after)).toEqual([])
    expect(changesOf(before, after)).toMatchObject([
      {
        name: 'grace',
        kind: 'joins',
        gains: ['the number and the files of grace, who left on 2026-11-01', 'shell /bin/bash'],
      },
    ])
  })

  test.each([
    ['a person’s', registry([ada, person('grace', 65538)], { retired }), 'people.grace.uid'],
    ['a group’s', registry([ada], { retired, groups: [{ name: 'grace', gid: 65538 }] }), 'groups.grace.gid'],
  ])('is not %s with another number', (_, after, path) => {
    expect(messages(before, after)).toEqual([`${path}: grace had 65537 and left on 2026-11-01; somebody else needs another name`])
    // nor where both are one step
    expect(messages(registry([ada, grace]), after)).toContain(
      `${path}: grace had 65537 and left on 2026-11-01; somebody else needs another name`,
    )
    // a registry that has both already is not locked out
    expect(messages(after, after)).toEqual([])
  })
})

describe('people who are missing', () => {
  const of = (count: number) => registry(Array.from({ length: count }, (_, n) => person(`p${n}`, 65536 + n)))
  test.each([
    [10, 8, false],
    [10, 7, true],
    [4, 3, true],
    [5, 4, false],
    [1, 0, true],
    [0, 0, false],
    [2, 2, false],
  ])('%i before, %i now: has to be said: %s', (before, now, needsWord) => {
    const left = Array.from({ length: before - now }, (_, n) => `p${now + n}`)
    expect(lossOf(of(before), of(now))).toEqual({ lost: left, needsWord })
  })
})

test('what a registry would do, by person', () => {
  const before = registry([person('ada', 65536, { groups: ['ml'], hosts: [{ kind: 'pattern', pattern: 'calc-*' }] }), grace], {
    groups: [{ name: 'ml', gid: 65600 }],
  })
  const after = registry([
    person('ada', 65536, { hosts: [{ kind: 'pattern', pattern: 'calc-*' }], sudo: true }),
    person('linus', 65538, { until: '2027-01-01' }),
  ])
  expect(changesOf(before, after)).toEqual([
    { name: 'ada', uid: 65536, kind: 'changes', gains: ['root by sudo'], loses: ['group ml (65600)'] },
    { name: 'grace', uid: 65537, kind: 'leaves', gains: [], loses: ['shell /bin/bash'] },
    { name: 'linus', uid: 65538, kind: 'joins', gains: ['shell /bin/bash', 'the last day 2027-01-01'], loses: [] },
  ])
})

test.each<[string, string[], string[], string[], string[]]>([
  ['a wider pattern takes nothing away', ['ubuntu-*', 'calc-1'], ['*'], ['an account on *'], []],
  ['nor does one of several', ['calc-gpu-*'], ['calc-*', 'lab-1'], ['an account on calc-*', 'an account on lab-1'], []],
  ['a narrower one gives nothing', ['calc-*'], ['calc-1'], [], ['an account on calc-*']],
  ['a * is more than one character', ['calc-*'], ['calc-?'], [], ['an account on calc-*']],
  ['the same tag stays', ['tag:a=b'], ['tag:a=b', 'x'], ['an account on x'], []],
  ['a tag is no name', ['tag:a=b'], ['calc-*'], ['an account on calc-*'], ['an account on tag:a=b']],
  ['everywhere is each tag and each id as well', ['tag:a=b', 'i-0123456789abcdef0'], ['*'], ['an account on *'], []],
])('%s', (_, was, is, gains, loses) => {
  const of = (hosts: string[]) => registry([person('ada', 65536, { hosts: hosts.map(toHostRule) })])
  expect(changesOf(of(was), of(is))).toEqual([{ name: 'ada', uid: 65536, kind: 'changes', gains, loses }])
})

test('a last day that is set or taken away is told once, in words', () => {
  const [open, ends] = [registry([ada]), registry([person('ada', 65536, { until: '2027-01-01' })])]
  expect(changesOf(open, ends)).toMatchObject([{ gains: ['the last day 2027-01-01'], loses: [] }])
  expect(changesOf(ends, open)).toMatchObject([{ gains: [], loses: ['the last day 2027-01-01'] }])
})

test("what a lost store forgot, the hosts' record still holds", () => {
  const empty: Applied = { given: [{ kind: 'person', name: 'ada', number: 65536 }] }
  expect(applyNext(empty, registry([person('eve', 65536)]), true)).toMatchObject({
    kind: 'refused',
    problems: [{ path: ['people', 'eve', 'uid'] }],
  })
  expect(applyNext(empty, registry([ada]), true)).toMatchObject({ kind: 'applies' })
})

test('an account on GitHub does not change hands unseen: it is taken out in one applied step, and given in another', () => {
  const of = (...people: RegisteredPerson[]) => registry(people)
  const ada1 = person('ada', 65536, { github: { id: 1001, login: 'ada-l' } })
  const renamed = person('ada', 65536, { github: { id: 1001, login: 'ada-lovelace' } })
  const other = person('ada', 65536, { github: { id: 6666, login: 'ada-l' } })
  const taken = person('eve', 65537, { github: { id: 1001, login: 'ada-l' } })
  const bare = person('ada', 65536)
  expect(messages(of(ada1), of(renamed))).toEqual([])
  expect(messages(of(ada1), of(ada1, person('ben', 65537), person('cy', 65538, { github: { id: 2, login: 'cy' } })))).toEqual([])
  expect(messages(of(ada1), of(other))).toEqual([expect.stringMatching(/^people.ada.github.id: ada was 1001 on GitHub, not 6666/)])
  expect(messages(of(ada1), of(bare, taken))).toEqual([expect.stringMatching(/^people.eve.github.id: 1001 was ada’s account/)])
  expect(messages(of(ada1), of(bare))).toEqual([])
  expect(messages(of(bare), of(other, taken))).toEqual([])
})

/** The same numbers for the same seed (mulberry32). */
function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

test('10,000 sequences of pull requests, with merges, conflicts and restored files: no number is ever two people’s', () => {
  const seed = Number(process.env.PRISM_SEED ?? 7)
  let refused = 0
  let applied = 0
  for (let sequence = 0; sequence < 10_000; sequence++) {
    const next = random(seed * 10_000 + sequence)
    const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!
    let now: Applied = nothingApplied
    let registryNow: Registry = { numbers: { first: 65536, last: 65545 }, people: [], groups: [], retired: [] }
    /** What the branches were made from, and what a backup could bring back. */
    const seen: Registry[] = [registryNow]
    /** Outside of what is tested: who had a number, by what was applied. */
    const had = new Map<number, string>()
    for (let step = 0; step < 8; step++) {
      const from = pick(seen)
      const proposed = change(from, pick(['join', 'join', 'leave', 'vanish', 'move', 'rename', 'restore', 'group'] as const), step, next)
      seen.push(proposed)
      const result = applyNext(now, proposed, next() < 0.5)
      if (result.kind === 'refused') {
        refused += 1
        expect(result.problems.length + result.needsWord.length).toBeGreaterThan(0)
        continue
      }
      applied += 1
      now = result.applied
      registryNow = proposed
      const holders = [
        ...registryNow.people.map((p) => [p.uid, p.name] as const),
        ...registryNow.groups.map((g) => [g.gid, `group ${g.name}`] as const),
      ]
      expect(new Set(holders.map(([number]) => number)).size).toBe(holders.length)
      for (const [number, name] of holders) {
        if ((had.get(number) ?? name) !== name)
          throw new Error(`seed ${seed}, sequence ${sequence}: ${number} was ${had.get(number)}, is ${name}`)
        had.set(number, name)
      }
    }
  }
  expect({ refused: refused > 1000, applied: applied > 1000 }).toEqual({ refused: true, applied: true })
})

/** As somebody would change the file that is in front of them, which may be an old one. */
function change(
  from: Registry,
  what: 'join' | 'leave' | 'vanish' | 'move' | 'rename' | 'restore' | 'group',
  step: number,
  next: () => number,
): Registry {
  const someone = from.people[Math.floor(next() * from.people.length)]
  const rest = from.people.filter((p) => p !== someone)
  const number = from.numbers.first + Math.floor(next() * 10)
  switch (what) {
    case 'join':
      try {
        return { ...from, people: [...from.people, person(`p${step}-${Math.floor(next() * 3)}`, next() < 0.7 ? nextNumber(from) : number)] }
      } catch {
        return from
      }
    case 'group':
      return { ...from, groups: [...from.groups, { name: `g${step}`, gid: number }] }
    case 'leave':
      return someone ? { ...from, people: rest, retired: [...from.retired, { number: someone.uid, name: someone.name, since }] } : from
    case 'vanish':
      return { ...from, people: rest }
    case 'move':
      return someone ? { ...from, people: [...rest, { ...someone, uid: number }] } : from
    case 'rename':
      return someone ? { ...from, people: [...rest, { ...someone, name: `r${step}` }] } : from
    case 'restore':
      return { ...from, retired: from.retired.slice(1) }
  }
}
