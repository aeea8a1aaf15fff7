import type { Permission } from '../../../src/domain/github.ts'
import type { Origin, Request } from '../../../src/domain/request.ts'
import { defaultCreateOptions, defaultMountOptions } from '../../../src/domain/request.ts'
import { mayAsk } from '../../../src/policy/may-ask.ts'
import { repositoryRights, stagePolicy, unbounded } from '../../support/rights.ts'

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
  { verb: 'delete', volume, confirm: 'research-data' },
  { verb: 'access-points', volume },
  { verb: 'create-access-point', volume, wanted: { name: 'genomics', path: '/genomics' } },
  { verb: 'delete-access-point', volume, point: { kind: 'name', name: 'genomics' } },
  { verb: 'volumes' },
  { verb: 'instances', selectors: [] },
]
const commentable = ['mount', 'adopt', 'verify', 'verify-all', 'doctor', 'unmount', 'status', 'volumes', 'instances']

const comment = (permission: Permission): Origin => ({ entrypoint: 'github', actor, repository: 'o/r', issue: 1, commentId: 2, permission })
const rights = repositoryRights(stagePolicy)
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
  expect(kinds.filter((k) => k.endsWith('allowed'))).toEqual(['verify-all allowed'])
})

test.each<Origin>([
  { entrypoint: 'workflow', actor, repository: 'o/r', runUrl: 'https://github.com/o/r/actions/runs/1' },
  { entrypoint: 'terminal', actor },
  { entrypoint: 'api', actor },
])('through the $entrypoint entry point everything that it offers is allowed', (origin) => {
  for (const request of requests) expect(mayAsk(request, origin, unbounded)).toEqual({ kind: 'allowed' })
})
