/** What a person is told of what they may do in a repository. */
import { standingOf } from '../../../src/policy/standing-of.ts'
import { person, repositoryRights } from '../../support/rights.ts'

const policy = (more = '') => `version: 1
volumes:
  research-data: {}
  archive: {}
instances:
  calc: { names: ["calc-*"] }
  web: { names: ["web-*"] }
rights:
  - who: { permission: write }
    may: [status, verify]
  - who: { team: 42 }
    may: [mount]
    volumes: [archive]
    instances: [web]
${more}`
const approvals = `approvals:
  - of: [mount, unmount]
    by: [{ team: 42 }, { permission: admin }]
    people: 2
    volumes: [archive]
`
const nobody = { id: '1', teams: [], notes: [], rows: [], approvals: [], hidden: [] }
const of = (text: string | undefined, changes: Parameters<typeof repositoryRights>[1] = {}) =>
  standingOf('583231', repositoryRights(text, changes))

test('without a repository, or where rights are not known, it says why nothing is allowed', () => {
  expect(standingOf('1', { kind: 'unbounded' })).toEqual({ ...nobody, nothing: 'no repository was asked' })
  expect(standingOf('1', { kind: 'unknown', why: 'GitHub did not answer' })).toEqual({ ...nobody, nothing: 'GitHub did not answer' })
})

test('each rule that means somebody is a row, and a rule that names none means all volumes and instances', () => {
  expect(of(policy(), { notes: ['said'] })).toEqual({
    ...nobody,
    id: '583231',
    role: 'write',
    policy: 'b10b',
    notes: ['said'],
    rows: [{ may: 'verify, status', volumes: ['research-data', 'archive'], instances: ['calc', 'web'] }],
  })
  const member = person('583231', 'write', { teams: [{ id: 42 }] as never })
  expect(of(policy(), { asker: member })).toMatchObject({
    teams: [42],
    rows: [{ may: 'verify, status' }, { may: 'mount', volumes: ['archive'], instances: ['web'] }],
  })
})

test('whoever no rule means is told so', () => {
  expect(of(policy(), { asker: person('583231', 'read') })).toMatchObject({
    role: 'read',
    rows: [],
    nothing: 'no rule of the policy means you',
  })
  expect(of(policy())).not.toHaveProperty('nothing')
})

test('where the operator does not name the repository nothing is allowed', () => {
  expect(of(policy(), { bounds: undefined })).toMatchObject({ nothing: expect.stringContaining('operator'), rows: [], policy: 'b10b' })
})

test('in public nothing is told that the policy does not say may be seen', () => {
  const open = { isPublic: true }
  expect(of(policy(), open)).toMatchObject({ hidden: ['ids', 'accounts'], nothing: expect.stringContaining('ids and accounts'), rows: [] })
  expect(of(policy('public: [ids]\n'), open)).toMatchObject({ hidden: ['accounts'] })
  expect(of(policy('public: [ids, accounts]\n'), open)).toMatchObject({ hidden: [], rows: [{ may: 'verify, status' }] })
  expect(of(undefined, open)).toMatchObject({ hidden: ['ids', 'accounts'] })
})

test('where nobody asked nothing is allowed', () => {
  const { asker: _, ...unasked } = repositoryRights(policy())
  const found = standingOf('583231', unasked)
  expect(found).toMatchObject({ nothing: 'nobody asked', teams: [] })
  expect(found).not.toHaveProperty('role')
})

test('without a policy that counts administrators alone may look', () => {
  const admin = of(undefined, { asker: person('583231', 'admin') })
  expect(admin.rows).toEqual([{ may: 'verify, doctor, status', volumes: ['all'], instances: ['all'] }])
  expect([admin.nothing, admin.policy]).toEqual([undefined, undefined])
  expect(of(undefined)).toMatchObject({ rows: [], nothing: expect.stringContaining('administrators') })
})

test('whose approval what needs is said, the operator’s rules first', () => {
  const bounds = { approvals: [{ of: ['adopt'], by: [{ kind: 'actor', id: 7 }], people: 1 }] } as never
  expect(of(policy(approvals), { bounds }).approvals).toEqual([
    'adopt: one person besides the one who asks, of actor 7',
    'mount, unmount of archive: 2 people besides the one who asks, of team 42, or admin permission',
  ])
})

test('a rule that takes a 👍 says so', () => {
  const bounds = { approvals: [{ of: ['adopt'], by: [{ kind: 'actor', id: 7 }], people: 1, thumbs: true }] } as never
  expect(of(policy(), { bounds }).approvals).toEqual([
    'adopt: one person besides the one who asks, of actor 7; a 👍 on the plan’s comment counts',
  ])
})
