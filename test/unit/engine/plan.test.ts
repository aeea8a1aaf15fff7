import { finding } from '../../../src/domain/catalogue.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import { planMount, planUnmount, planVerify } from '../../../src/engine/plan.ts'
import { healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { freshFacts, observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

const runId = '01JDM3C0000000000000000000'
const plan = (ubuntu: HostFacts, rocky: HostFacts = freshFacts('rocky')) =>
  planMount(runId, operation, [observed(ubuntuId, ubuntu), observed(rockyId, rocky)])

test('instances with the same accounts share one job, others get their own', () => {
  expect(plan(freshFacts(), freshFacts()).jobs.map((j) => j.instanceIds)).toEqual([[ubuntuId, rockyId]])
  expect(plan(freshFacts()).jobs.map((j) => [j.instanceIds, j.params.accounts])).toEqual([
    [[ubuntuId], 'ubuntu'],
    [[rockyId], 'rocky'],
  ])
})

test('equal looks give equal digests, another look another', () => {
  expect(plan(freshFacts()).digest).toBe(plan(freshFacts()).digest)
  expect(plan(freshFacts()).digest).not.toBe(plan(healthyFacts()).digest)
})

test('a host on which everything holds has nothing to change', () => {
  expect(plan(healthyFacts()).differences.filter((d) => d.instanceId === ubuntuId)).toEqual([])
})

const blocked: [string, Partial<HostFacts>][] = [
  ['gid-taken', { group: { gidHolder: 'video', members: [] } }],
  ['group-gid-differs', { group: { nameGid: 1007, members: [] } }],
  ['account-missing', { accounts: [{ name: 'ubuntu', exists: false, groups: [], member: false }] }],
  ['mount-point-not-empty', { mountPoint: { exists: true, type: 'directory', entries: 2, sample: ['a', 'b'] } }],
  ['mount-point-not-directory', { mountPoint: { exists: true, type: 'regular-file', sample: [] } }],
  [
    'fstab-taken',
    {
      fstab: [
        {
          line: 2,
          spec: '/dev/sdb',
          place: mountPoint,
          type: 'ext4',
          options: 'defaults',
          dump: '',
          pass: '',
          ours: false,
          volume: false,
          text: '/dev/sdb x ext4',
        },
      ],
    },
  ],
  ['mount-point-taken', { mounts: [{ ...healthyFacts().mounts[0]!, fileSystemId: 'fs-0fedcba9876543210' }] }],
  ['no-mount-target', { zone: { availabilityZone: 'us-east-1f', region: 'us-east-1', instanceId: ubuntuId } }],
]

test.each(blocked)('%s: that instance is not touched, the other is', (code, change) => {
  const { refused, jobs } = plan({ ...freshFacts(), ...change })
  expect(refused).toMatchObject([{ code, instanceId: ubuntuId }])
  expect(jobs.flatMap((j) => j.instanceIds)).toEqual([rockyId])
})

describe('of several accounts', () => {
  const named = saying(operation, { people: [{ name: 'ubuntu' }, { name: 'ghost' }, { name: 'phantom' }] })
  const missing = (...names: string[]): HostFacts => ({
    ...freshFacts(),
    accounts: [
      { name: 'ubuntu', exists: !names.includes('ubuntu'), uid: 1000, gid: 1000, groups: [1000], member: false },
      ...['ghost', 'phantom'].map((name) => ({ name, exists: false, groups: [], member: false })),
    ],
  })
  const planned = (facts: HostFacts) => planMount(runId, named, [observed(ubuntuId, facts)])

  test('those that are missing are all named, and keep nothing from the others', () => {
    const { jobs, refused, differences } = planned(missing())
    expect(refused).toEqual([])
    expect(differences.filter((d) => d.code === 'account-missing').map((d) => d.subject)).toEqual(['ghost', 'phantom'])
    expect(jobs).toMatchObject([{ instanceIds: [ubuntuId], params: { accounts: 'ubuntu' } }])
    expect(jobs[0]!.params.paths).not.toMatch(/ghost|phantom/)
    // what was asked for stays asked for: a later look finds who is still missing
    expect(jobs[0]!.params.asked).toContain('users=ubuntu,ghost,phantom')
  })

  test('one has to be there', () => {
    const { jobs, refused } = planned(missing('ubuntu'))
    expect(refused.map((f) => [f.code, f.seen.split(':')[0]])).toEqual(
      ['ubuntu', 'ghost', 'phantom'].map((name) => ['account-missing', name]),
    )
    expect(jobs).toEqual([])
  })
})

test('nobody to enrol is an error, not a guess; named accounts need no login user', () => {
  const { login: _, ...nobody } = freshFacts()
  expect(plan(nobody).refused).toMatchObject([{ code: 'no-login-user', instanceId: ubuntuId }])
  const named = saying(operation, { people: [{ name: 'ubuntu' }] })
  expect(planMount(runId, named, [observed(ubuntuId, nobody)]).refused).toEqual([])
  expect(planVerify(operation, [observed(ubuntuId, nobody)]).refused).toMatchObject([{ code: 'no-login-user' }])
})

test('an instance that could not be looked at is not touched', () => {
  const why = finding('not-delivered', { seen: 'Delivery Timed Out' })
  const { refused, jobs } = planMount(runId, operation, [{ kind: 'unobserved', instanceId: ubuntuId, finding: why }, observed(rockyId)])
  expect(refused).toEqual([{ ...why, instanceId: ubuntuId }])
  expect(jobs.flatMap((j) => j.instanceIds)).toEqual([rockyId])
})

test('an unmount is one job for all, and names what is mounted', () => {
  const { jobs, differences } = planUnmount(runId, { ...operation, verb: 'unmount' }, [observed(ubuntuId), observed(rockyId, freshFacts())])
  expect(jobs.map((j) => j.instanceIds)).toEqual([[ubuntuId, rockyId]])
  expect(differences.map((d) => d.instanceId)).toEqual([ubuntuId])
})
