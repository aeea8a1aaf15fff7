/** What an edit of a policy newly allows. */
import { changesOf, newlyAllows } from '../../../src/policy/newly-allows.ts'
import { inForce } from '../../support/rights.ts'

const base = `version: 1
volumes:
  data: { mount-point: /srv/data }
  scratch:
instances:
  some: { names: ["calc-*"], ids: [i-0aaaaaaaaaaaaaaaa] }
rights:
  - { who: { role: maintain }, may: [mount, verify], volumes: [data] }
approvals:
  - { of: [mount, unmount], by: { permission: admin }, people: 2, within: 24h }
public: [ids]
`
const of = (text: string) => inForce(text).policy
const edited = (from: string, to: string): readonly string[] => {
  const after = base.replace(from, to)
  expect(after).not.toBe(base)
  return newlyAllows(of(base), of(after))
}

test.each<[string, string, readonly string[]]>([
  [
    'public: [ids]',
    'principals: { laptop: { actor: 5, login: ada }, ci: }\npublic: [ids]',
    ['principal laptop: what actor 5 (ada) may do, by REST'],
  ],
  [
    'rights:\n',
    'principals: { ci: }\nrights:\n  - { who: { principal: ci }, may: [verify], volumes: [scratch], instances: [some] }\n',
    [
      'principal ci: verify scratch',
      'principal ci: verify scratch on instances with id i-0aaaaaaaaaaaaaaaa',
      'principal ci: verify scratch on instances with name calc-*',
    ],
  ],
  // what is about a volume alone is on no instance
  [
    'may: [mount, verify]',
    'may: [mount, verify, create, update, create-access-point, lock]',
    ['the role maintain: create, update, create-access-point, lock data'],
  ],
  // where it is still mounted is asked of instances
  [
    'may: [mount, verify]',
    'may: [mount, verify, delete-access-point]',
    [
      'the role maintain: delete-access-point data',
      'the role maintain: delete-access-point data on instances with id i-0aaaaaaaaaaaaaaaa',
      'the role maintain: delete-access-point data on instances with name calc-*',
    ],
  ],
  ['may: [mount, verify]', 'may: [verify]', []],
  ['["calc-*"]', '["calc-1"]', []],
  ['ids: [i-0aaaaaaaaaaaaaaaa]', 'ids: []', []],
  ['public: [ids]', 'public: []', []],
  ['people: 2, within: 24h', 'people: 2, within: 1h', []],
  [
    'people: 2, within: 24h',
    'people: 2, within: 24h, thumbs: true',
    ['less approval than before for mount, unmount', 'admin permission: approve mount, unmount by a 👍'],
  ],
  // no less than before is asked, and in another way than that
  [
    'people: 2, within: 24h }',
    'people: 2, within: 24h }\n  - { of: [mount, update], by: { role: maintain }, thumbs: true, volumes: [data] }',
    ['the role maintain: approve mount, update of data by a 👍'],
  ],
  [
    '  - { who: { role: maintain }, may: [mount, verify], volumes: [data] }',
    '  - { who: { actor: 5 }, may: [mount] , volumes: [] }'.replace(', volumes: []', ', volumes: [data]'),
    [
      'actor 5: mount data',
      'actor 5: mount data on instances with id i-0aaaaaaaaaaaaaaaa',
      'actor 5: mount data on instances with name calc-*',
    ],
  ],
  [
    'volumes: [data]',
    'volumes: [data, scratch]',
    [
      'the role maintain: mount, verify scratch',
      'the role maintain: mount, verify scratch on instances with id i-0aaaaaaaaaaaaaaaa',
      'the role maintain: mount, verify scratch on instances with name calc-*',
    ],
  ],
  ['["calc-*"]', '["*"]', ['the role maintain: mount, verify data on instances with name *']],
  ['{ mount-point: /srv/data }', '{ allow: [suid] }', ['data: suid', 'data: mounted anywhere']],
  ['people: 2', 'people: 1', ['less approval than before for mount, unmount']],
  ['by: { permission: admin }', 'by: { permission: write }', ['less approval than before for mount, unmount']],
  ['of: [mount, unmount]', 'of: [mount]', ['less approval than before for mount, unmount']],
  ['within: 24h', 'within: 7d', ['less approval than before for mount, unmount']],
  ['public: [ids]', 'public: [ids, accounts]', ['everybody may see accounts in public']],
])('%j → %j', (from, to, newly) => {
  expect([...edited(from, to)].sort()).toEqual([...newly].sort())
})

test('the same file allows nothing new; the first one all that it says', () => {
  expect(newlyAllows(of(base), of(base))).toEqual([])
  expect(newlyAllows(undefined, of(base)).length).toBeGreaterThan(3)
})

describe('what an edit adds and takes away', () => {
  const looking = 'administrators, in a private repository: verify, doctor, status whatever the operator lets it reach'
  const small = 'version: 1\nvolumes: { data: }\nrights: [{ who: { permission: write }, may: [mount] }]\n'

  test('where there was no policy, and where there is none any more: what goes without one', () => {
    expect(changesOf(undefined, undefined)).toEqual({ newly: [], noLonger: [] })
    expect(changesOf(undefined, of(small))).toEqual({ newly: ['write permission: mount data'], noLonger: [looking] })
    expect(changesOf(of(small), undefined)).toEqual({ newly: [looking], noLonger: ['write permission: mount data'] })
  })

  test('is told in the same words, and more approval is no less', () => {
    const more = `${small}approvals: [{ of: [mount], by: { permission: admin } }]\n`
    expect(changesOf(of(small), of(more))).toEqual({ newly: [], noLonger: ['more approval than before for mount'] })
    expect(changesOf(of(more), of(small))).toEqual({ newly: ['less approval than before for mount'], noLonger: [] })
  })
})

describe('a rule is the same or another', () => {
  const changed = (before: string, after: string) => newlyAllows(of(`version: 1\n${before}`), of(`version: 1\n${after}`))
  const rule = (volume: string, more = '') =>
    `volumes: { data: ${volume} }\nrights: [{ who: { permission: write }, may: [mount] }]\n${more}`

  test('by its id and its region', () => {
    expect(changed(rule('{ id: fs-0123456789abcdef0 }'), rule('{ id: fs-0fedcba9876543210 }'))).toEqual([
      'write permission: mount data (fs-0fedcba9876543210)',
    ])
    expect(changed(rule('{ region: us-east-1 }'), rule('{ region: eu-central-1 }'))).toEqual([
      'write permission: mount data in eu-central-1',
    ])
    expect(changed(rule('{ region: us-east-1 }'), rule('{}'))).toEqual(['write permission: mount data'])
    expect(changed(rule('{}'), rule('{ region: us-east-1 }'))).toEqual([])
    expect(changed(rule('{ region: us-east-1 }'), rule('{ region: us-east-1 }'))).toEqual([])
  })

  test('by whom it means: who writes are administrators too, and not the other way round', () => {
    const by = (who: string) => `volumes: { data: }\nrights: [{ who: ${who}, may: [mount] }]\n`
    expect(changed(by('{ permission: write }'), by('{ permission: admin }'))).toEqual([])
    expect(changed(by('{ permission: admin }'), by('{ permission: write }'))).toEqual(['write permission: mount data'])
    expect(changed(by('{ permission: write }'), by('{ role: maintain }'))).toEqual(['the role maintain: mount data'])
  })

  test('by its instances: a name that a pattern fits was there, a pattern, an id and a tag of the same words were not', () => {
    const on = (instances: string) =>
      `volumes: { data: }\ninstances: { some: ${instances} }\nrights: [{ who: { permission: write }, may: [mount] }]\n`
    const told = 'write permission: mount data on instances with'
    expect(changed(on('{ names: ["calc-*"] }'), on('{ names: ["calc-1*"] }'))).toEqual([`${told} name calc-1*`])
    expect(changed(on('{ names: ["*"] }'), on('{ ids: [i-0aaaaaaaaaaaaaaaa] }'))).toEqual([`${told} id i-0aaaaaaaaaaaaaaaa`])
    expect(changed(on('{ names: ["*"] }'), on('{ tags: { Team: a } }'))).toEqual([`${told} tag Team=a`])
    expect(changed(on('{ tags: { Team: a } }'), on('{ tags: { Team: a } }'))).toEqual([])
    expect(changed(on('{ tags: { Team: a } }'), on('{ tags: { Team: b } }'))).toEqual([`${told} tag Team=b`])
  })

  test('and accounts are of no volume', () => {
    const people = (volumes: string) => `volumes: ${volumes}\nrights: [{ who: { permission: write }, may: [sync-people] }]\n`
    expect(changed(people('{ a: }'), people('{ a: , b: }'))).toEqual([])
    expect(changed('volumes: { a: }\n', people('{ a: }'))).toEqual(['write permission: sync-people accounts'])
    expect(changed(people('{ a: }'), 'volumes: { a: }\nrights: [{ who: { permission: write }, may: [sync-people, mount] }]\n')).toEqual([
      'write permission: mount a',
    ])
  })

  test('a token that speaks for another person is told, one that speaks for the same is not', () => {
    const desk = (actor: number, login = 'ada') =>
      `principals: { desk: { actor: ${actor}, login: ${login} }, other: { actor: 9, login: max } }\n`
    expect(changed(desk(7), desk(8))).toEqual(['principal desk: what actor 8 (ada) may do, by REST'])
    expect(changed(desk(7), desk(7, 'renamed'))).toEqual([])
    expect(changed('principals: { desk: }\n', desk(7))).toHaveLength(2)
  })

  test('that whoever leaves is deprovisioned at once is told when it comes', () => {
    expect(changed('', 'leaving: { act: true }\n')).toEqual([expect.stringContaining('deprovision them on all instances of this file')])
    expect(changed('leaving: { act: true }\n', 'leaving: { act: true }\n')).toEqual([])
    expect(newlyAllows(undefined, of('version: 1\nleaving: { act: true }\n'))).toHaveLength(1)
  })
})

describe('an approval is less than before', () => {
  const less = (before: string, after: string) => {
    const approvals = (text: string) => of(`version: 1\nvolumes: { a: , b: }\napprovals: [${text}]\n`)
    return newlyAllows(approvals(before), approvals(after))
  }
  const rule = (more: string) => `{ of: [mount], ${more} }`
  test('where somebody else may give it', () => {
    expect(less(rule('by: { team: 1 }'), rule('by: [{ team: 1 }, { team: 2 }]'))).toEqual(['less approval than before for mount'])
    expect(less(rule('by: [{ team: 1 }, { team: 2 }]'), rule('by: { team: 2 }'))).toEqual([])
  })
  test('where it is about fewer volumes', () => {
    const on = (volumes: string) => rule(`by: { team: 1 }${volumes === '' ? '' : `, volumes: [${volumes}]`}`)
    expect(less(on(''), on('a'))).toEqual(['less approval than before for mount'])
    expect(less(on('a, b'), on('a'))).toEqual(['less approval than before for mount of a, b'])
    expect(less(on('a'), on('a, b'))).toEqual([])
    expect(less(on('a'), on(''))).toEqual([])
  })
  test('not where another rule is as strict', () => {
    expect(less(rule('by: { team: 1 }'), `${rule('by: { team: 2 }')}, ${rule('by: { team: 1 }')}`)).toEqual([])
  })
})

test('a 👍 that counted before is nothing new, where a rule asks for less of it or is about less', () => {
  const on = base.replace('people: 2, within: 24h', 'people: 2, within: 24h, thumbs: true')
  expect(newlyAllows(of(on), of(on.replace('within: 24h', 'within: 1h')))).toEqual([])
  expect(changesOf(of(on), of(base))).toMatchObject({
    newly: [],
    noLonger: ['more approval than before for mount, unmount', 'admin permission: approve mount, unmount by a 👍'],
  })
  const ofData = on.replace('thumbs: true', 'thumbs: true, volumes: [data]')
  expect(newlyAllows(of(ofData), of(on))).toEqual(['admin permission: approve mount, unmount by a 👍'])
})
