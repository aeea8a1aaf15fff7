/** What changed between two plans of one command, in words. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { Plan, ScriptJob, VolumePlan } from '../../../src/domain/plan.ts'
import { planDifference, stepsDiffer } from '../../../src/domain/plan-difference.ts'
import { operation, rockyId, ubuntuId } from '../../support/operation.ts'

const job: ScriptJob = {
  key: 'run.mount.0.abc',
  scriptSha: 'a'.repeat(64),
  script: 'mount',
  params: { PRISM_GID: '3000' },
  instanceIds: [ubuntuId, rockyId],
  executionSeconds: 60,
  changes: true,
}
const plan: Plan = {
  operation,
  clients: [],
  differences: [{ instanceId: ubuntuId, subject: 'shared', expected: '2775', observed: '0755', code: 'row-differs' }],
  jobs: [job],
  refused: [finding('gid-taken', { seen: 'video', instanceId: rockyId })],
  digest: 'd',
}
const [ubuntu, rocky] = operation.targets
const otherId = 'i-0cccccccccccccccc'
const to = (change: Partial<Plan['operation']>): Plan => ({ ...plan, operation: { ...operation, ...change } })

test('nothing is otherwise in a plan that would do the same, whatever its keys are', () => {
  expect(planDifference(plan, { ...plan, jobs: [{ ...job, key: 'another.mount.0.abc' }], digest: 'e' })).toEqual([])
})

test.each<[string, Plan, readonly string[]]>([
  ['another volume', to({ fileSystemId: 'fs-0fedcba9876543210' }), ['volume was fs-0123456789abcdef0, is fs-0fedcba9876543210']],
  ['another place', to({ mountPoint: '/data' }), ['mount point was /mnt/research-data, is /data']],
  [
    'another instance under a name',
    to({ targets: [{ ...ubuntu!, instanceId: otherId }, rocky!] }),
    [`ubuntu-instance was ${ubuntuId}, is ${otherId}`, `instance no longer: ${ubuntuId}`, `instance now: ${otherId}`],
  ],
  ['one instance fewer', to({ targets: [ubuntu!] }), [`instance no longer: ${rockyId}`]],
  [
    'a name that selects nothing',
    to({ unresolved: [finding('instance-not-found', { seen: 'calc-9' })] }),
    ['left out now: instance-not-found'],
  ],
  ['nobody left out', { ...plan, refused: [] }, [`left out no longer: ${rockyId} gid-taken`]],
  [
    'something else seen',
    { ...plan, differences: [{ ...plan.differences[0]!, observed: '0700' }] },
    [`seen no longer: ${ubuntuId} shared: 0755`, `seen now: ${ubuntuId} shared: 0700`],
  ],
  [
    'another program',
    { ...plan, jobs: [{ ...job, scriptSha: 'b'.repeat(64), params: {} }] },
    ['program no longer: mount aaaaaaaaaaaa', 'program now: mount bbbbbbbbbbbb'],
  ],
])('%s is said', (_, now, words) => expect(planDifference(plan, now)).toEqual(words))

test('other values for the same program are said by their digests', () => {
  const [before, now, ...more] = planDifference(plan, { ...plan, jobs: [{ ...job, params: { PRISM_GID: '3001' } }] })
  expect(more).toEqual([])
  expect(before).toMatch(new RegExp(`^values no longer: mount on ${ubuntuId}, ${rockyId}: [0-9a-f]{12}$`))
  expect(now).toMatch(new RegExp(`^values now: mount on ${ubuntuId}, ${rockyId}: [0-9a-f]{12}$`))
})

test('five things are said, and the others counted', () => {
  const unresolved = (count: number) =>
    to({ unresolved: Array.from({ length: count }, (_, i) => finding('instance-not-found', { seen: '', instanceId: `i-${i}` })) })
  expect(planDifference(plan, unresolved(5))).toEqual([0, 1, 2, 3, 4].map((i) => `left out now: i-${i} instance-not-found`))
  expect(planDifference(plan, unresolved(7)).slice(4)).toEqual(['left out now: i-4 instance-not-found', 'and 2 more'])
})

describe('of a volume', () => {
  const steps = [{ step: 'file system', status: 'planned', detail: 'encrypted' }] as const
  const create: VolumePlan = { verb: 'create', region: 'us-east-1', parameters: {}, steps, digest: 'd' }

  test('its steps are compared in their words', () => {
    expect(stepsDiffer(create, { ...create, digest: 'e' })).toEqual([])
    expect(stepsDiffer(create, { ...create, steps: [{ ...steps[0], status: 'unchanged' }] })).toEqual([
      'step no longer: file system planned: encrypted',
      'step now: file system unchanged: encrypted',
    ])
  })

  test('one that came to be there meanwhile is said', () => {
    expect(stepsDiffer(create, { ...create, parameters: { fileSystemId: 'fs-1' } })).toEqual(['volume was yet to be made, is fs-1'])
    expect(stepsDiffer({ ...create, parameters: { fileSystemId: 'fs-1' } }, { ...create, parameters: { fileSystemId: 'fs-2' } })).toEqual([
      'volume was fs-1, is fs-2',
    ])
  })
})
