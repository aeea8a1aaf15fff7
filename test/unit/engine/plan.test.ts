import { finding } from '../../../src/domain/catalogue.ts'
import type { HostFacts, MountFact } from '../../../src/domain/facts.ts'
import type { Operation } from '../../../src/domain/plan.ts'
import type { ClientChoice } from '../../../src/domain/request.ts'
import { jobsOf, planMount, planUnmount, planVerify, seal, shown, withoutTarget } from '../../../src/engine/plan.ts'
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
  expect(differences.map((d) => d.instanceId)).toStrictEqual([ubuntuId])
})

describe('what a mount job is to set up', () => {
  const paramsOf = (asked: Operation, facts: HostFacts = freshFacts()) =>
    planMount(runId, { ...asked, targets: asked.targets.slice(0, 1) }, [observed(ubuntuId, facts)]).jobs.at(-1)!.params
  const guards = 'nosuid,nodev'
  const efs = '_netdev,noresvport,tls'
  const nfs = 'nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2,noresvport,_netdev'

  test('is exact: volume, place, group, accounts, paths and options', () => {
    expect(paramsOf(operation)).toEqual({
      fileSystemId: operation.fileSystemId,
      region: 'us-east-1',
      addresses: '10.0.0.5',
      mountPoint: '/mnt/research-data',
      accounts: 'ubuntu',
      groupName: 'prism-shared',
      gid: '3000',
      groups: '',
      paths: '.:root:2775,shared:root:2775,users:root:2755,users/ubuntu:ubuntu:0755',
      enforced: '0',
      umask: '0002',
      lockSeconds: '60',
      client: 'present',
      clientPackages: '',
      packageManager: '',
      clientUrl: '',
      clientSha256: '',
      clientArchitectures: '',
      adopt: '0',
      access: 'rw',
      takeOver: '',
      keepMount: '0',
      before: '',
      accessPoint: '',
      asked: '1',
      nfsServer: `${operation.fileSystemId}.efs.us-east-1.amazonaws.com`,
      efsOptions: `${efs},${guards}`,
      nfsOptions: `${nfs},${guards}`,
      packageSeconds: '180',
      mountSeconds: '90',
    })
  })

  test('has a quarter of an hour: packages, their lock, the mount and the look', () => {
    const [job] = planMount(runId, operation, [observed(ubuntuId, freshFacts())]).jobs
    expect(job!.executionSeconds).toBe(900)
  })

  test('read-only says so in the options of either client', () => {
    const params = paramsOf(saying(operation, {}, { readOnly: true }))
    expect(params).toMatchObject({ access: 'ro', efsOptions: `${efs},${guards},ro`, nfsOptions: `${nfs},${guards},ro` })
  })

  test('with the role of the instance, in the zone of a One Zone volume, through an access point', () => {
    const point = { id: 'fsap-0123456789abcdef0', name: 'p', path: '/p' }
    const asked = { ...saying(operation, { iam: true }, { accessPoint: point }), oneZone: 'us-east-1a' }
    expect(paramsOf(asked)).toMatchObject({
      efsOptions: `${efs},${guards},iam,az=us-east-1a,accesspoint=${point.id}`,
      nfsOptions: `${nfs},${guards}`,
      accessPoint: point.id,
      enforced: '0',
      nfsServer: `us-east-1a.${operation.fileSystemId}.efs.us-east-1.amazonaws.com`,
    })
  })

  test('behind an enforced user says so', () => {
    const user = { uid: 1500, gid: 1500, groups: [] }
    const point = { id: 'fsap-0123456789abcdef0', name: 'p', path: '/p', user }
    expect(paramsOf(saying(operation, {}, { accessPoint: point })).enforced).toBe('1')
  })

  test('set-id programs work where that was asked for', () => {
    expect(paramsOf(saying(operation, { suid: true })).efsOptions).toBe(`${efs},nodev`)
  })

  test('a root with somebody’s data gets the layout where that was allowed, and further groups are made', () => {
    const asked = saying(operation, { adopt: true, groups: [{ name: 'lab', gid: 4000, accounts: [] }] })
    expect(paramsOf(asked)).toMatchObject({ adopt: '1', groups: 'lab:4000:ubuntu' })
  })
})

describe('the client', () => {
  const without = (version = '20.04'): HostFacts => {
    const { efsUtils: _, ...client } = freshFacts().client
    return { ...freshFacts(), client, host: { ...freshFacts().host, version } }
  }
  const of = (client: ClientChoice, facts: HostFacts) =>
    planMount(runId, saying(operation, { client }), [observed(ubuntuId, facts), observed(rockyId, facts)])

  test('that is there is used; each instance that is touched has a row for its client', () => {
    expect(of({ kind: 'auto' }, freshFacts()).clients).toStrictEqual([
      { instanceId: ubuntuId, source: 'present', why: 'amazon-efs-utils 3.2.0 is there' },
      { instanceId: rockyId, source: 'present', why: 'amazon-efs-utils 3.2.0 is there' },
    ])
  })

  test('from the repositories, with Distributor behind it where AWS lists the distribution', () => {
    expect(of({ kind: 'auto' }, without()).clients).toMatchObject([{ source: 'repository', otherwise: 'distributor' }, {}])
    expect(of({ kind: 'auto' }, without('24.04')).clients[0]).not.toHaveProperty('otherwise')
  })

  test('from Distributor is a command of its own before the mounts, for those alone', () => {
    const mixed = planMount(runId, saying(operation, { client: { kind: 'distributor' } }), [
      observed(ubuntuId, without()),
      observed(rockyId, freshFacts()),
    ])
    expect(mixed.jobs.map((j) => [j.script, j.instanceIds, j.key.split('.')[2]])).toEqual([
      ['distributor', [ubuntuId], '1'],
      ['mount', [ubuntuId], '1'],
      ['mount', [rockyId], '2'],
    ])
    expect(jobsOf(runId, [], [])).toEqual([])
  })

  test('by a package that does not fit leaves that instance out, with why', () => {
    const arm = { url: 'https://packages.example/efs.deb', sha256: 'a'.repeat(64), architecture: 'aarch64' } as const
    const { refused, jobs, clients } = planMount(runId, saying(operation, { client: { kind: 'package', packages: [arm] } }), [
      observed(ubuntuId, without()),
      observed(rockyId, freshFacts()),
    ])
    expect(refused).toMatchObject([{ code: 'client-not-for-host', instanceId: ubuntuId }])
    expect(jobs.flatMap((j) => j.instanceIds)).toEqual([rockyId])
    expect(clients.map((c) => c.instanceId)).toEqual([rockyId])
  })

  test('plain NFS where it was allowed', () => {
    expect(of({ kind: 'plain-nfs' }, without()).jobs[0]!.params.client).toBe('plain-nfs')
  })

  test('what was said before on the instance counts: a mount without encryption stays one', () => {
    const asked = saying(operation, {})
    const plain = { ...asked, targets: asked.targets.map((t) => ({ ...t, spec: { ...t.spec, encrypted: false } })) }
    expect(planMount(runId, plain, [observed(ubuntuId, without())]).jobs[0]!.params.client).toBe('plain-nfs')
    expect(planMount(runId, asked, [observed(ubuntuId, without())]).jobs[0]!.params.client).toBe('repository')
  })
})

describe('a mount point', () => {
  const refusedOn = (facts: HostFacts) => plan(facts).refused.map((f) => [f.code, f.seen])

  test('that is a folder, or not there, is no reason', () => {
    expect(refusedOn({ ...freshFacts(), mountPoint: { exists: true, type: 'directory', sample: [] } })).toEqual([])
    expect(refusedOn({ ...freshFacts(), mountPoint: { exists: true, sample: [] } })).toEqual([])
    expect(refusedOn({ ...freshFacts(), mountPoint: { exists: true, type: 'directory', entries: 0, sample: [] } })).toEqual([])
  })
  test('that is something else, or holds something, is named with what is there', () => {
    expect(refusedOn({ ...freshFacts(), mountPoint: { exists: true, type: 'symlink', sample: [] } })).toEqual([
      ['mount-point-not-directory', `${mountPoint} is a symlink`],
    ])
    expect(refusedOn({ ...freshFacts(), mountPoint: { exists: true, type: 'directory', entries: 1, sample: ['a', 'b'] } })).toEqual([
      ['mount-point-not-empty', `${mountPoint} holds 1 entries: a, b`],
    ])
  })
  test('that is not there is of no kind', () => {
    expect(refusedOn({ ...freshFacts(), mountPoint: { exists: false, type: 'symlink', sample: [] } })).toEqual([])
  })
  test('under the volume itself is not looked at: it has what the volume has', () => {
    expect(refusedOn({ ...healthyFacts(), mountPoint: { exists: true, type: 'other', entries: 7, sample: ['a'] } })).toEqual([])
  })
  test('with a mount over the volume’s is taken', () => {
    const other: MountFact = { ...healthyFacts().mounts[0]!, fileSystemId: 'fs-0fedcba9876543210' }
    const found = refusedOn({ ...healthyFacts(), mounts: [healthyFacts().mounts[0]!, other] })
    expect(found.map(([code]) => code)).toEqual(['mount-point-taken'])
    expect(found[0]![1]).toContain('fs-0fedcba9876543210')
  })
})

describe('the zone of an instance', () => {
  const facts = (availabilityZone?: string): HostFacts => {
    const { zone: _, ...rest } = freshFacts()
    return availabilityZone === undefined ? rest : { ...rest, zone: { availabilityZone, region: 'us-east-1', instanceId: ubuntuId } }
  }
  const found = (zone: string | undefined, more: Partial<Operation> = {}) =>
    withoutTarget(observed(ubuntuId, facts(zone)), { ...operation, ...more }).map((f) => [f.code, f.seen, f.instanceId])
  const id = operation.fileSystemId

  test('needs a mount target, of which it is said where there are some', () => {
    expect(found('us-east-1a')).toEqual([])
    expect(found('us-east-1b', { zones: ['us-east-1a', 'us-east-1c'] })).toEqual([
      ['no-mount-target', `the instance is in us-east-1b; ${id} has mount targets in us-east-1a, us-east-1c`, ubuntuId],
    ])
    expect(found('us-east-1b', { zones: [] })).toEqual([
      ['no-mount-target', `the instance is in us-east-1b; ${id} has no mount target that is available`, ubuntuId],
    ])
  })
  test('does not count for a One Zone volume, whose own does', () => {
    expect(found('us-east-1b', { oneZone: 'us-east-1a' })).toEqual([])
    expect(found('us-east-1a', { oneZone: 'us-east-1b' })).toEqual([
      ['no-mount-target', `${id} is in us-east-1b; ${id} has mount targets in us-east-1a`, ubuntuId],
    ])
  })
  test('that nobody knows is no reason', () => {
    expect(found(undefined)).toEqual([])
  })
})

describe('an unmount', () => {
  const unmounting: Operation = { ...operation, verb: 'unmount' }
  test('says what is mounted there, and what it would do', () => {
    const unnamed = { ...healthyFacts().mounts[0]!, source: '10.0.0.5:/' }
    const { fileSystemId: _, ...foreign } = unnamed
    expect(
      planUnmount(runId, unmounting, [observed(ubuntuId), observed(rockyId, { ...healthyFacts(), mounts: [foreign] })]).differences,
    ).toEqual(
      [
        [ubuntuId, `${operation.fileSystemId} (nfs4)`],
        [rockyId, '10.0.0.5:/ (nfs4)'],
      ].map(([instanceId, seen]) => ({
        instanceId,
        subject: mountPoint,
        expected: 'not mounted',
        observed: seen,
        code: 'row-differs',
        repair: 'unmount, remove our fstab line',
      })),
    )
  })
  test('leaves out whoever could not be looked at, and says why', () => {
    const why = finding('not-delivered', { seen: 'x' })
    const { refused, jobs } = planUnmount(runId, { ...unmounting, lazy: true }, [
      { kind: 'unobserved', instanceId: ubuntuId, finding: why },
      observed(rockyId),
    ])
    expect(refused).toEqual([{ ...why, instanceId: ubuntuId }])
    expect(jobs).toMatchObject([{ instanceIds: [rockyId], params: { lazy: '1', mountPoint, addresses: '10.0.0.5' } }])
  })
})

test('a verify plans no job; it has what differs, who was not seen, and where nobody was found', () => {
  const verifying: Operation = { ...operation, verb: 'verify' }
  const why = finding('not-delivered', { seen: 'x' })
  const found = planVerify(verifying, [
    { kind: 'unobserved', instanceId: ubuntuId, finding: why },
    observed(rockyId, { ...healthyFacts(), fstab: [] }),
  ])
  expect(found).toMatchObject({ jobs: [], clients: [], refused: [{ code: 'not-delivered', instanceId: ubuntuId }] })
  expect(found.refused).toHaveLength(1)
  expect(found.differences.map((d) => [d.instanceId, d.code])).toEqual([[rockyId, 'not-persistent']])
})

describe('a digest', () => {
  const [job] = planMount(runId, operation, [observed(ubuntuId, freshFacts())]).jobs
  const why = finding('not-delivered', { seen: 'x', instanceId: ubuntuId })
  const digest = (given: {
    of?: Partial<Operation>
    jobs?: Parameters<typeof seal>[2]
    refused?: Parameters<typeof seal>[3]
    also?: Parameters<typeof seal>[4]
  }) => seal({ ...operation, ...given.of }, [], given.jobs ?? [job!], given.refused ?? [], given.also).digest
  const client = { instanceId: ubuntuId, source: 'present', why: 'it is there' } as const
  const plain = digest({})

  test('is another’s where what is done, where, or who is left out is otherwise', () => {
    const others = [
      digest({ of: { mountPoint: '/srv/data' } }),
      digest({ of: { targets: [] } }),
      digest({ of: { unresolved: [why] } }),
      digest({ jobs: [] }),
      digest({ jobs: [{ ...job!, params: { ...job!.params, adopt: '1' } }] }),
      digest({ refused: [{ ...why, instanceId: rockyId }] }),
      digest({ also: { clients: [client] } }),
      digest({ also: { clients: [{ ...client, source: 'repository' }] } }),
      digest({ also: { adoptions: [] } }),
      digest({ also: { adoptions: [{ instanceId: ubuntuId, changes: [], kept: [], conflicts: [] }] } }),
      digest({ also: { adoptions: [{ instanceId: rockyId, changes: [], kept: [], conflicts: [] }] } }),
      digest({
        also: { adoptions: [{ instanceId: ubuntuId, changes: [{ what: 'a', before: 'b', after: 'c' }], kept: [], conflicts: [] }] },
      }),
    ]
    expect(new Set([plain, ...others]).size).toBe(others.length + 1)
  })

  test('leaves out what differs from look to look: job keys and words', () => {
    expect(digest({ jobs: [{ ...job!, key: 'other' }] })).toBe(plain)
    expect(digest({ refused: [{ ...why, seen: 'y', why: 'z' }] })).toBe(digest({ refused: [why] }))
    expect(digest({ also: { clients: [{ ...client, why: 'other words' }] } })).toBe(digest({ also: { clients: [client] } }))
    expect(digest({ of: { unresolved: [{ ...why, seen: 'y' }] } })).toBe(digest({ of: { unresolved: [why] } }))
  })

  test('is of a plan that has adoptions only where it is one to adopt', () => {
    expect(seal(operation, [], [], [])).not.toHaveProperty('adoptions')
    expect(seal(operation, [], [], [], { adoptions: [] })).toHaveProperty('adoptions', [])
  })
})

test('a plan that may not be done is shown with the refusal, any other without', () => {
  const found = plan(freshFacts())
  const refusal = finding('denied', { seen: 'no rule' })
  expect(shown(found, { kind: 'show' })).toStrictEqual({ kind: 'plan', plan: found })
  expect(shown(found, { kind: 'show', refusal })).toStrictEqual({ kind: 'plan', plan: found, refusal })
})
