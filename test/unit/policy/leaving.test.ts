/** What follows when somebody leaves, where the policy says that it is acted upon; and that nothing else does. */
import type { PeoplePlan } from '../../../src/domain/people/sync.ts'
import { defaultMountOptions, type Origin, type Request } from '../../../src/domain/request.ts'
import type { RepositoryRights, Rights } from '../../../src/domain/rights.ts'
import { mayApply } from '../../../src/policy/may-apply.ts'
import { mayAsk } from '../../../src/policy/may-ask.ts'
import { newlyAllows } from '../../../src/policy/newly-allows.ts'
import { parsePolicy } from '../../../src/policy/parse.ts'
import { grantsOf, reachOf } from '../../../src/policy/reach.ts'
import { person, repositoryRights, unbounded } from '../../support/rights.ts'

const file = (leaving: string, approvals = '') => `version: 1
volumes: { research-data: }
instances: { calc: { names: ["calc-*"] } }
rights: [{ who: { permission: write }, may: [mount, sync-people] }]
${leaving}
${approvals}
`
const acts = file('leaving: { act: true }')
const nobodyAsked = (text: string, changes: Partial<RepositoryRights> = {}): RepositoryRights => {
  const { asker: _, ...rights } = repositoryRights(text, changes)
  return rights
}
const actor = { id: '7', name: 'olga' }
const leaving: Origin = { entrypoint: 'leaving', actor, repository: 'acme/research', account: { id: 1001, login: 'ada-l' } }
const deprovision: Request = { verb: 'deprovision', name: 'ada' }
const byRest: Origin = { entrypoint: 'api', actor, repository: 'acme/research', principal: 'olga' }
const others: readonly Origin[] = [
  { entrypoint: 'schedule', actor, repository: 'acme/research' },
  { entrypoint: 'workflow', actor, repository: 'acme/research', runUrl: 'https://github.example/1', scheduled: true },
]
const inComment: Origin = {
  entrypoint: 'github',
  actor,
  repository: 'acme/research',
  issue: 1,
  commentId: 2,
  permission: { base: 'write', roleName: 'write' },
}
const calc = { id: 'i-0000000000000000a', tags: { Name: 'calc-1' } }
const far = { id: 'i-0000000000000000b', tags: { Name: 'web-1' } }
const planOf = (verb: PeoplePlan['verb'], ...ids: string[]): PeoplePlan => ({
  verb,
  region: 'us-east-1',
  hosts: ids.map((instanceId) => ({ instanceId, name: instanceId, changes: [{ kind: 'close', name: 'ada', detail: '' }] })),
  jobs: [{ script: 'people' }] as unknown as PeoplePlan['jobs'],
  refused: [],
  digest: 'd16e57',
})
const apply = (plan: PeoplePlan, rights: Rights, origin: Origin = leaving) =>
  mayApply(plan, origin, [], { rights, nodes: [calc, far], blobAsked: 'b10b', planOf: 'r' })

test('they are deprovisioned at once where the policy says so, and else not', () => {
  expect(mayAsk(deprovision, leaving, nobodyAsked(acts))).toEqual({ kind: 'allowed' })
  for (const text of [file(''), file('leaving: { teams: [7] }'), file('leaving: { act: false }')])
    expect(mayAsk(deprovision, leaving, nobodyAsked(text))).toMatchObject({ kind: 'denied', finding: { code: 'policy-denied' } })
  expect(mayAsk(deprovision, leaving, unbounded).kind).toBe('denied')
  expect(mayAsk(deprovision, leaving, nobodyAsked(acts, { bounds: undefined })).kind).toBe('denied')
  expect(parsePolicy(acts)).toMatchObject({ kind: 'policy', policy: { leavingActs: true, leavingTeams: [] } })
})

test('nothing else follows, and nobody else has them deprovisioned by that word', () => {
  const volume = { kind: 'name', name: 'research-data' } as const
  const more: readonly Request[] = [
    { verb: 'sync-people', selectors: [], confirmRemovals: true },
    { verb: 'unmount', volume, selectors: [], options: { lazy: false } },
    { verb: 'verify-all', volume, selectors: [], options: defaultMountOptions, known: [] },
    { verb: 'person-status', name: 'ada' },
  ]
  for (const request of more) expect({ request, ...mayAsk(request, leaving, nobodyAsked(acts)) }).toMatchObject({ kind: 'denied' })
  const asked = repositoryRights(acts, { asker: person('7', 'admin') })
  for (const [origin, rights] of [
    ...others.flatMap((o) => [[o, nobodyAsked(acts)] as const, [o, asked] as const]),
    [byRest, nobodyAsked(acts)] as const,
    [inComment, nobodyAsked(acts)] as const,
  ]) {
    expect(mayAsk(deprovision, origin, rights).kind).toBe('denied')
    expect(apply(planOf('deprovision', calc.id), rights, origin).kind).toBe('denied')
  }
})

test.each([
  ['by REST', byRest],
  ['in a comment', inComment],
])(
  '%s whoever may sync people may ask for it, on the instances of that rule alone; a leaving that is acted upon adds nothing to that',
  (_, by) => {
    const asker = (permission: 'read' | 'write') => person('7', permission)
    for (const text of [file(''), acts]) {
      const rights = repositoryRights(text, { asker: asker('write') })
      expect(mayAsk(deprovision, by, rights)).toEqual({ kind: 'allowed' })
      expect(apply(planOf('deprovision', calc.id), rights, by)).toEqual({ kind: 'allowed' })
      expect(apply(planOf('deprovision', calc.id, far.id), rights, by)).toMatchObject({ finding: { code: 'policy-denied' } })
      const reader = repositoryRights(text, { asker: asker('read') })
      const mounts = repositoryRights(text.replace('[mount, sync-people]', '[mount]'), { asker: asker('write') })
      for (const without of [reader, mounts]) {
        expect(mayAsk(deprovision, by, without)).toMatchObject({ finding: { code: 'policy-denied' } })
        expect(apply(planOf('deprovision', calc.id), without, by)).toMatchObject({ finding: { code: 'policy-denied' } })
      }
    }
    const asks = file('', 'approvals: [{ of: [sync-people], by: { permission: write } }]')
    expect(apply(planOf('deprovision', calc.id), repositoryRights(asks, { asker: asker('write') }), by)).toMatchObject({
      kind: 'needs-approval',
      by: 'others',
    })
  },
)

test('what is reached are the instances of the file, within what the operator lets it reach', () => {
  const reach = (changes: Partial<RepositoryRights> = {}) => reachOf(nobodyAsked(acts, changes), 'deprovision')
  expect([reach().instance(calc), reach().instance(far)]).toEqual([true, false])
  expect(reach({ bounds: { approvals: [], tags: { Team: 'chem' } } }).instance(calc)).toBe(false)
  expect(reachOf(nobodyAsked(file('')), 'deprovision').instance(calc)).toBe(false)
  expect(apply(planOf('deprovision', calc.id), nobodyAsked(acts))).toEqual({ kind: 'allowed' })
  expect(apply(planOf('deprovision', calc.id, far.id), nobodyAsked(acts))).toMatchObject({ finding: { code: 'policy-denied' } })
  expect(apply(planOf('sync-people', calc.id), nobodyAsked(acts)).kind).toBe('denied')
})

test('what it gives is what a sync may do, on nobody’s behalf; at a terminal without a policy whoever has the credentials does it', () => {
  expect(grantsOf(nobodyAsked(acts), 'deprovision')).toStrictEqual([{ who: [], may: ['sync-people'] }])
  expect(grantsOf(nobodyAsked(file('')), 'deprovision')).toStrictEqual([])
  const terminal: Origin = { entrypoint: 'terminal', actor }
  expect(mayAsk(deprovision, terminal, unbounded)).toEqual({ kind: 'allowed' })
  expect(apply(planOf('deprovision', calc.id), unbounded, terminal)).toEqual({ kind: 'allowed' })
})

test('where others have to approve what is done to accounts, it is refused: nobody is there who asks them', () => {
  const asks = file('leaving: { act: true }', 'approvals: [{ of: [sync-people], by: { permission: write } }]')
  expect(apply(planOf('deprovision', calc.id), nobodyAsked(asks))).toMatchObject({ finding: { code: 'approval-elsewhere' } })
  const rule = { of: ['sync-people'], by: [{ kind: 'permission', least: 'admin' }], people: 1, withinMinutes: 60 } as const
  expect(apply(planOf('deprovision', calc.id), nobodyAsked(acts, { bounds: { approvals: [rule] } }))).toMatchObject({
    finding: { code: 'approval-elsewhere' },
  })
})

test('a pull request that brings the word in is told what it allows', () => {
  const policy = (text: string) => {
    const parsed = parsePolicy(text)
    if (parsed.kind === 'wrong') throw new Error(JSON.stringify(parsed.errors))
    return parsed.policy
  }
  expect(newlyAllows(policy(file('')), policy(acts))).toEqual([expect.stringMatching(/Prism itself.*deprovision them on all instances/)])
  expect(newlyAllows(policy(acts), policy(acts))).toEqual([])
})
