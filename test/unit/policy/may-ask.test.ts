import type { Permission } from '../../../src/domain/github.ts'
import type { Origin, Request } from '../../../src/domain/request.ts'
import { defaultCreateOptions, defaultMountOptions } from '../../../src/domain/request.ts'
import { mayAsk } from '../../../src/policy/may-ask.ts'
import { person, repositoryRights, stagePolicy, unbounded } from '../../support/rights.ts'

const volume = { kind: 'name', name: 'research-data' } as const
const selectors = [{ kind: 'name', name: 'ubuntu-instance' }] as const
const actor = { id: '583231', name: 'octocat' }

const mount: Request = { verb: 'mount', volume, selectors, options: defaultMountOptions }
const requests: readonly Request[] = [
  mount,
  { verb: 'adopt', volume, selectors, options: defaultMountOptions, plan: '0123456789abcdef' },
  { verb: 'verify', volume, selectors, options: defaultMountOptions },
  { verb: 'doctor', volume, selectors, options: defaultMountOptions },
  { verb: 'unmount', volume, selectors, options: { lazy: false } },
  { verb: 'verify-all', volume, selectors: [], options: defaultMountOptions, known: [] },
  { verb: 'status', volume },
  { verb: 'create', name: 'research-data', options: defaultCreateOptions },
  { verb: 'update', volume, options: { backups: true } },
  { verb: 'delete', volume, confirm: 'research-data' },
  { verb: 'access-points', volume },
  { verb: 'create-access-point', volume, wanted: { name: 'genomics', path: '/genomics' } },
  { verb: 'delete-access-point', volume, point: { kind: 'name', name: 'genomics' } },
  { verb: 'volumes' },
  { verb: 'instances', selectors: [] },
]
const commentable = ['mount', 'adopt', 'verify', 'verify-all', 'doctor', 'unmount', 'status', 'volumes', 'instances', 'create', 'update']

const comment = (permission: Permission): Origin => ({ entrypoint: 'github', actor, repository: 'o/r', issue: 1, commentId: 2, permission })
const rights = repositoryRights(stagePolicy.replace('lock]', 'lock, create, update]'))
const role = (base: Permission['base'], roleName: string = base): Permission => ({ base, roleName })

describe('a comment', () => {
  for (const permission of [role('write'), role('write', 'maintain'), role('admin'), role('write', 'storage-operator'), role('write', '')])
    test.each(requests)(
      `by somebody with the role "${permission.roleName}" on ${permission.base} may $verb only what is offered there`,
      (request) => {
        expect(mayAsk(request, comment(permission), rights).kind).toBe(commentable.includes(request.verb) ? 'allowed' : 'denied')
      },
    )

  // a custom role has the name that somebody gave it
  for (const permission of [
    role('none'),
    role('none', ''),
    role('read'),
    role('read', 'triage'),
    role('read', 'write'),
    role('read', 'admin'),
  ])
    test.each(requests)(`by somebody with the role "${permission.roleName}" on ${permission.base} may not $verb`, (request) => {
      expect(mayAsk(request, comment(permission), rights)).toMatchObject({ kind: 'denied', finding: { code: 'denied' } })
    })

  test('sends nobody’s look to every instance of the account', () => {
    const everything: Request = { verb: 'verify-all', selectors: [], options: defaultMountOptions, known: [] }
    expect(mayAsk(everything, comment(role('admin')), rights)).toMatchObject({ kind: 'denied', finding: { code: 'denied' } })
  })

  test('a denial says what is not offered at all', () => {
    const everything: Request = { verb: 'verify-all', selectors: [], options: defaultMountOptions, known: [] }
    for (const request of requests.filter((r) => !commentable.includes(r.verb)))
      expect(mayAsk(request, comment(role('admin')), rights)).toMatchObject({
        finding: { seen: `${request.verb} is not offered in comments` },
      })
    expect(mayAsk(everything, comment(role('admin')), rights)).toMatchObject({
      finding: { seen: expect.stringContaining('without a volume') },
    })
  })

  test('a denial says what the person has', () => {
    const decision = mayAsk(mount, comment(role('read')), rights)
    expect(decision).toMatchObject({ finding: { seen: '"octocat" has "read" permission' } })
  })
})

test('a schedule looks, and does nothing else', () => {
  const schedule: Origin = { entrypoint: 'schedule', actor: { id: '4711', name: 'prism-app' }, repository: 'o/r' }
  const kinds = requests.map((r) => `${r.verb} ${mayAsk(r, schedule, unbounded).kind}`)
  expect(kinds.filter((k) => k.endsWith('allowed'))).toEqual(['verify-all allowed', 'instances allowed'])
})

test.each<Origin>([
  { entrypoint: 'workflow', actor, repository: 'o/r', runUrl: 'https://github.com/o/r/actions/runs/1' },
  { entrypoint: 'terminal', actor },
  { entrypoint: 'api', actor },
])('through the $entrypoint entry point everything that it offers is allowed', (origin) => {
  for (const request of requests) expect(mayAsk(request, origin, unbounded)).toEqual({ kind: 'allowed' })
})

describe('the policy of a repository', () => {
  const api: Origin = { entrypoint: 'api', actor }
  const text = `version: 1
volumes: { research-data: , scratch: { id: fs-0123456789abcdef0 } }
instances: { all: { names: ["*"] } }
rights:
  - { who: { permission: admin }, may: [mount], volumes: [research-data] }
  - { who: { role: storage }, may: [mount], volumes: [scratch] }
  - { who: { permission: write }, may: [status] }
`
  const notes = ['a newer version waits for a review']
  const ask = (request: Request, changes: Parameters<typeof repositoryRights>[1] = {}, file: string | undefined = text) =>
    mayAsk(request, api, repositoryRights(file, changes))
  const seenOf = (request: Request, changes: Parameters<typeof repositoryRights>[1] = {}) => {
    const decision = ask(request, changes)
    return decision.kind === 'denied' ? [decision.finding.code, decision.finding.seen] : decision.kind
  }
  const storage = person('9', 'write', { roleName: 'storage' })
  const of = (kind: 'name' | 'id', value: string): Request =>
    ({ ...mount, volume: kind === 'id' ? { kind, id: value } : { kind, name: value } }) as Request

  test('lets in whoever a rule means, for what it names', () => {
    expect(ask(mount, { asker: person('1', 'admin') })).toEqual({ kind: 'allowed' })
    expect(ask(of('name', 'scratch'), { asker: storage })).toEqual({ kind: 'allowed' })
    expect(ask({ verb: 'status', volume })).toEqual({ kind: 'allowed' })
    // a name that the file does not have: what it turns out to be is looked at later
    expect(ask(of('name', 'other'), { asker: storage })).toEqual({ kind: 'allowed' })
    expect(ask({ verb: 'volumes' })).toEqual({ kind: 'allowed' })
  })

  test('tells who may, and what the one who asked has', () => {
    expect(seenOf(mount)).toEqual(['policy-denied', 'mount is for admin permission, or the role storage; you have "write"'])
    expect(seenOf(mount, { asker: storage })).toEqual([
      'policy-denied',
      'mount "research-data" is for admin permission; you have "storage"',
    ])
    expect(seenOf(of('id', 'fs-0123456789abcdef0'), { asker: person('1', 'admin') })).toEqual([
      'policy-denied',
      'mount "scratch" is for the role storage; you have "admin"',
    ])
    expect(seenOf(requests[4]!, { notes })).toEqual(['policy-denied', `unmount is for nobody; you have "write" (${notes[0]})`])
  })

  test('of several rules one that fits is enough, and all who may are told', () => {
    const rules = (lines: string) => `version: 1
volumes: { research-data: , scratch: }
instances: { all: { names: ["*"] } }
rights:
${lines}`
    const seen = (lines: string, request: Request = mount) => {
      const decision = ask(request, {}, rules(lines))
      return decision.kind === 'denied' ? decision.finding.seen : decision.kind
    }
    const mine = (volumes: string) => `  - { who: { permission: write }, may: [mount], volumes: [${volumes}] }\n`
    expect(seen(mine('scratch') + mine('research-data'))).toBe('allowed')
    // of a word among others too
    expect(seen('  - { who: { permission: admin }, may: [unmount, mount] }\n')).toBe('mount is for admin permission; you have "write"')
    // whoever may for every volume may for this one
    expect(seen(`${mine('scratch')}  - { who: { permission: admin }, may: [mount] }\n`)).toBe(
      'mount "research-data" is for admin permission; you have "write"',
    )
    expect(seen(mine('scratch'))).toBe('mount "research-data" is for nobody; you have "write"')
  })

  test('that is not there lets administrators look, and nobody do anything', () => {
    const without = (request: Request, asker = person('1', 'admin')) => mayAsk(request, api, repositoryRights(undefined, { asker, notes }))
    expect(without({ verb: 'status', volume })).toEqual({ kind: 'allowed' })
    expect(without({ verb: 'volumes' })).toEqual({ kind: 'allowed' })
    expect(without(mount)).toMatchObject({ finding: { code: 'policy-missing', seen: `mount, asked with "admin" (${notes[0]})` } })
    expect(without({ verb: 'status', volume }, person('1'))).toMatchObject({ finding: { code: 'policy-missing' } })
  })

  test('has to say that what a public thread shows may be seen, all of it', () => {
    const shown = (line: string) => mayAsk({ verb: 'status', volume }, api, repositoryRights(`${text}${line}`, { isPublic: true, notes }))
    expect(shown('public: [ids, accounts]\n')).toEqual({ kind: 'allowed' })
    expect(shown('public: [ids]\n')).toMatchObject({
      finding: { code: 'policy-public', seen: `the policy does not say that accounts may be seen here (${notes[0]})` },
    })
    expect(shown('')).toMatchObject({ finding: { seen: expect.stringContaining('ids and accounts') } })
    expect(mayAsk({ verb: 'status', volume }, api, repositoryRights(undefined, { isPublic: true }))).toMatchObject({
      finding: { code: 'policy-public' },
    })
  })

  test('counts for nothing where the operator does not know the repository', () => {
    expect(seenOf(mount, { asker: person('1', 'admin'), bounds: undefined })).toEqual([
      'repository-unknown',
      'the operator’s file does not name this repository',
    ])
  })

  test('that could not be read allows nothing, and a comment needs one', () => {
    const unread = { kind: 'unknown', why: 'GitHub answers 502' } as const
    expect(mayAsk(mount, api, unread)).toMatchObject({ kind: 'denied', finding: { code: 'policy-unread', seen: 'GitHub answers 502' } })
    expect(mayAsk(mount, comment(role('admin')), unbounded)).toMatchObject({
      finding: { code: 'policy-unread', seen: 'nobody asked the repository for its policy' },
    })
  })

  test('is looked at by a schedule only as far as it verifies', () => {
    const schedule: Origin = { entrypoint: 'schedule', actor, repository: 'o/r' }
    const nobody = (file: string | undefined) => {
      const { asker: _, ...rest } = repositoryRights(file)
      return rest as typeof rights
    }
    const every = requests.find((r) => r.verb === 'verify-all')!
    expect(mayAsk(every, schedule, nobody(text))).toEqual({ kind: 'allowed' })
    expect(mayAsk(mount, schedule, nobody(text))).toMatchObject({
      finding: { code: 'denied', seen: 'mount is not allowed on a schedule, which only looks' },
    })
    expect(mayAsk(every, schedule, nobody(undefined))).toEqual({ kind: 'allowed' })
    expect(mayAsk(every, schedule, { ...nobody(text), bounds: undefined })).toMatchObject({ finding: { code: 'repository-unknown' } })
    expect(mayAsk(mount, api, nobody(text))).toMatchObject({
      finding: { code: 'policy-denied', seen: expect.stringContaining('a schedule') },
    })
  })
})
