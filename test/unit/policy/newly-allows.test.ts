/** What an edit of a policy newly allows. */
import { newlyAllows } from '../../../src/policy/newly-allows.ts'
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
