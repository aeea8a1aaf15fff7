import type { PeoplePlan } from '../../../src/domain/people/sync.ts'
import { defaultCreateOptions, type Origin } from '../../../src/domain/request.ts'
import { planMount, planUnmount } from '../../../src/engine/plan.ts'
import { planAdopt } from '../../../src/engine/plan-adopt.ts'
import { sealVolume } from '../../../src/engine/volume-plan.ts'
import { mayApply } from '../../../src/policy/may-apply.ts'
import { freshFacts, observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'
import { unbounded } from '../../support/rights.ts'

const runId = '01JDM3C0000000000000000000'
const ada: Origin = { entrypoint: 'terminal', actor: { id: '1', name: 'ada' } }
const now = { rights: unbounded, nodes: [], blobAsked: undefined, planOf: runId }
const looks = [observed(ubuntuId, freshFacts()), observed(rockyId)]
const adoption = planAdopt(runId, { ...operation, verb: 'adopt' }, looks)
const plans = {
  mount: planMount(runId, operation, looks),
  unmount: planUnmount(runId, { ...operation, verb: 'unmount' }, looks),
  create: sealVolume({ verb: 'create', region: 'us-east-1', parameters: { name: 'x', options: defaultCreateOptions }, steps: [] }),
}

test.each(Object.entries(plans))('a plan to %s needs no second word from who may ask for it; a schedule applies none', (_, plan) => {
  expect(mayApply(plan, ada, [], now)).toEqual({ kind: 'allowed' })
  const schedule: Origin = { entrypoint: 'schedule', actor: { id: 'prism-app', name: 'prism-app' }, repository: 'o/r' }
  expect(mayApply(plan, schedule, [], now)).toMatchObject({ kind: 'denied', finding: { code: 'denied', seen: 'a schedule only looks' } })
})

describe('a plan to adopt', () => {
  const by = ada.actor
  const said = (digest: string) => mayApply(adoption, ada, [{ digest, by }], now)

  test('is confirmed first, by whoever asks', () => {
    expect(mayApply(adoption, ada, [], now)).toEqual({ kind: 'needs-approval', by: 'asker', from: ['ada'], count: 1 })
    expect(mayApply(adoption, ada, [{ digest: adoption.digest, by: { id: '2', name: 'ada' } }], now).kind).toBe('needs-approval')
  })

  test('is applied when it is confirmed, whole or by its beginning', () => {
    const both = [
      { digest: '0123456789abcdef', by },
      { digest: adoption.digest, by },
    ]
    expect(mayApply(adoption, ada, both, now)).toEqual({ kind: 'allowed' })
    expect([said(adoption.digest), said(adoption.digest.slice(0, 16))]).toEqual([{ kind: 'allowed' }, { kind: 'allowed' }])
  })

  test('is not applied for another, and the difference is told', () => {
    const other = '0123456789abcdef'
    expect(said(other)).toMatchObject({
      kind: 'denied',
      finding: { code: 'plan-changed', seen: `agreed to ${other}; the plan is now ${adoption.digest.slice(0, 16)}` },
    })
    expect(said('').kind).toBe('denied')
  })
})

describe('a plan for people', () => {
  const change = (kind: 'make' | 'adopt') => ({ kind, name: 'grace', detail: '' })
  const plan = (kind: 'make' | 'adopt'): PeoplePlan => ({
    verb: 'sync-people',
    region: 'us-east-1',
    hosts: [{ instanceId: ubuntuId, name: 'ubuntu', changes: [change(kind)] }],
    jobs: [],
    refused: [],
    digest: 'a'.repeat(64),
  })
  const said = (digest: string) => [{ digest, by: ada.actor }]

  test('is confirmed first where it takes over what somebody made', () => {
    expect(mayApply(plan('make'), ada, [], now)).toEqual({ kind: 'allowed' })
    expect(mayApply(plan('adopt'), ada, [], now).kind).toBe('needs-approval')
    expect(mayApply(plan('adopt'), ada, said('a'.repeat(16)), now)).toEqual({ kind: 'allowed' })
  })

  test('is not applied under the digest of another', () => {
    for (const kind of ['make', 'adopt'] as const)
      expect(mayApply(plan(kind), ada, said('b'.repeat(16)), now)).toMatchObject({ kind: 'denied', finding: { code: 'plan-changed' } })
  })
})
