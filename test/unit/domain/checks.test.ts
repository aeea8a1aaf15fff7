/** The doctor's table, row by row: what is ok, what is unknown, and what does not apply. */
import type { Area } from '../../../src/domain/causes/areas.ts'
import { checksOf } from '../../../src/domain/checks.ts'
import { type Diagnosed, diagnose } from '../../../src/domain/diagnose.ts'
import { judgeDoctor, judgeEvidence } from '../../../src/domain/doctor-report.ts'
import type { Evidence } from '../../../src/domain/evidence.ts'
import type { FileSystemPolicy } from '../../../src/domain/surroundings.ts'
import {
  around,
  asking,
  healthy,
  hosting,
  place,
  probe,
  probed,
  seenAs,
  target,
  targetGroup,
  unlooked,
  unseen,
  unseenFor,
} from '../../support/evidence.ts'
import { fileSystemId } from '../../support/healthy-facts.ts'

type Policy = Extract<FileSystemPolicy, { readonly kind: 'policy' }>

const row = (area: Area, e: Evidence): string => {
  const { state, seen } = checksOf(e, []).find((c) => c.area === area)!
  return `${state}: ${seen}`
}
const without = <T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>
const here = healthy.facts!.mounts[0]!
const hybrid = (e: Evidence): Evidence => asking({ instanceId: 'mi-0aaaaaaaaaaaaaaaa' }, e)
const nameless = probed({ dns: { ...probe.dns!, outcome: 'none', addresses: [] } })
const unprobed = unlooked(healthy, 'probe')
const roleArn = 'arn:aws:iam::123456789012:role/prism'

test('every row of the table is there, in the order in which a mount goes', () => {
  const checks = checksOf(healthy, [])
  expect(checks.map((c) => c.area).slice(0, 3)).toEqual(['agent', 'profile', 'target'])
  expect(checks.map((c) => c.title).slice(0, 3)).toEqual(['SSM agent', 'instance profile', 'mount target in the zone'])
  expect(checks).toHaveLength(19)
})

test('nothing was looked at where nobody looked', () => {
  const rows = checksOf(unseen, [])
  expect(rows.filter((c) => c.state === 'unknown').map((c) => c.seen)).toEqual([
    ...Array.from({ length: 5 }, () => 'not looked at'),
    'not tried',
    'not tried',
    ...Array.from({ length: 11 }, () => 'not looked at'),
  ])
})

test('a row says what was diagnosed in its area, and is a warning where nothing else is', () => {
  const found = (seen: string, warning?: true): Diagnosed => ({
    ...diagnose(probed({ tcp: [{ address: target.address, outcome: 'refused' }] })).cause!,
    area: 'client',
    seen,
    ...(warning ? { warning } : {}),
  })
  const client = (...all: readonly Diagnosed[]) => checksOf(healthy, all).find((c) => c.area === 'client')
  expect(client(found('no watchdog', true))).toMatchObject({ state: 'warning', title: 'EFS client', seen: 'no watchdog' })
  expect(client(found('no watchdog', true), found('it crashed'))).toMatchObject({ state: 'wrong', seen: 'no watchdog; it crashed' })
  expect(checksOf(healthy, [found('it crashed')]).filter((c) => c.state === 'wrong')).toHaveLength(1)
})

const rows: readonly [Area, string, Evidence][] = [
  ['agent', 'ok: online, version 3.3.3572.0', healthy],
  ['agent', 'ok: answers', { ...healthy, agent: { online: true, version: '' } }],
  ['agent', 'unknown: not looked at', { ...healthy, agent: { online: false, version: '3.3' } }],

  ['profile', 'ok: role prism', healthy],
  ['profile', `ok: ${place.profile}`, unprobed],
  [
    'profile',
    'ok: none; the mount needs none, and the agent registered without one',
    around({ instance: seenAs(without(place, 'profile')) }, unprobed),
  ],
  ['profile', 'unknown: none is attached', asking({ iam: true }, around({ instance: seenAs(without(place, 'profile')) }, unprobed))],
  ['profile', `ok: ${place.profile}`, asking({ iam: true }, unprobed)],
  ['profile', 'unknown: ec2 refused', around({ instance: unseenFor('ec2 refused') }, unprobed)],
  ['profile', 'not-applicable: a hybrid node uses the role of its activation', hybrid(unprobed)],

  ['target', `ok: ${target.id} (10.0.0.10) in us-east-1a`, healthy],
  [
    'target',
    `ok: ${target.id} (2001:db8::1) in us-east-1a`,
    around({ targets: seenAs([{ ...target, address: '', address6: '2001:db8::1' }]) }),
  ],
  ['target', `ok: ${target.id} (no address) in us-east-1a`, around({ targets: seenAs([{ ...target, address: '' }]) })],
  ['target', 'unknown: not looked at', around({ targets: seenAs([{ ...target, state: 'creating' }]) })],
  ['target', 'unknown: ec2 refused', around({ instance: unseenFor('ec2 refused'), targets: unseenFor('efs refused') })],
  ['target', 'unknown: efs refused', around({ targets: unseenFor('efs refused') })],
  ['target', `ok: ${target.id} (10.0.0.10) was reached from the node`, hybrid(around({ instance: unseenFor('a hybrid node') }))],
  [
    'target',
    `ok: ${target.id} (2001:db8::1) was reached from the node`,
    hybrid(
      probed(
        { tcp: [{ address: '2001:db8::1', outcome: 'open' }] },
        around({ instance: unseenFor('a hybrid node'), targets: seenAs([{ ...target, address: '', address6: '2001:db8::1' }]) }),
      ),
    ),
  ],
  [
    'target',
    'unknown: no connection to one of the mount targets was seen',
    hybrid(around({ instance: unseenFor('a hybrid node'), targets: seenAs([{ ...target, state: 'creating' }]) })),
  ],
  [
    'target',
    'unknown: no connection to one of the mount targets was seen',
    hybrid(probed({ tcp: [{ address: target.address, outcome: 'timeout' }] }, around({ instance: unseenFor('a hybrid node') }))),
  ],
  ['target', 'unknown: efs refused', hybrid(around({ instance: unseenFor('a hybrid node'), targets: unseenFor('efs refused') }))],

  ['dns', `ok: ${probe.name} resolves to 10.0.0.10, 2001:db8::1`, probed({ dns: { ...probe.dns!, addresses6: ['2001:db8::1'] } })],
  ['dns', 'unknown: the name does not resolve', nameless],
  ['dns', 'unknown: not looked at', unprobed],
  ['dns', 'not-applicable: the name does not resolve on the node, and the mount does not need it', hybrid(nameless)],
  ['dns', 'unknown: the name does not resolve', hybrid(hosting({ mounts: [] }, nameless))],
  ['dns', 'unknown: not looked at', hybrid(unprobed)],

  ['groups', 'ok: they allow TCP 2049: a connection was seen', healthy],
  ['groups', 'ok: rules on both ends allow TCP 2049', unprobed],
  [
    'groups',
    'unknown: only a prefix list could allow it',
    around(
      {
        targets: seenAs([
          { ...target, groups: [{ ...targetGroup, ingress: [{ protocol: '-1', peers: [{ kind: 'prefix-list', value: 'pl-1' }] }] }] },
        ]),
      },
      unprobed,
    ),
  ],
  ['groups', 'unknown: ec2 refused', around({ instance: unseenFor('ec2 refused') }, unprobed)],
  ['groups', 'unknown: efs refused', around({ targets: unseenFor('efs refused') }, unprobed)],
  ['groups', 'ok: the mount answers', hybrid(around({ instance: unseenFor('a hybrid node') }, unprobed))],
  [
    'groups',
    'unknown: a hybrid node',
    hybrid(hosting({ mounts: [{ ...here, answers: 'timeout' }] }, around({ instance: unseenFor('a hybrid node') }, unprobed))),
  ],
  [
    'groups',
    'unknown: a hybrid node',
    hybrid(
      hosting({ mounts: [{ ...here, fileSystemId: 'fs-0fedcba9876543210' }] }, around({ instance: unseenFor('a hybrid node') }, unprobed)),
    ),
  ],

  ['port', 'ok: 10.0.0.10:2049 is open from the host', healthy],
  ['port', 'unknown: not tried', probed({ tcp: [{ address: target.address, outcome: 'timeout' }] })],

  ['tls', 'ok: the server’s certificate is valid', healthy],
  ['tls', 'not-applicable: plain NFS', asking({ encrypted: false }, unprobed)],
  [
    'tls',
    'not-applicable: no EFS client to check with',
    probed({ tls: { address: '', outcome: 'failed', detail: '' }, client: { ...probe.client!, helper: false } }),
  ],
  ['tls', 'ok: the mount answers through its tunnel', unprobed],
  ['tls', 'unknown: not tried', hosting({ mounts: [{ ...here, answers: 'timeout' }] }, unprobed)],
  ['tls', 'unknown: not tried', hosting({ mounts: [{ ...here, encrypted: 'no' }] }, unprobed)],
  ['tls', 'unknown: not tried', unlooked(unprobed, 'facts')],
  ['tls', 'unknown: no route', hosting({ mounts: [] }, probed({ tls: { address: '10.0.0.10', outcome: 'failed', detail: 'no route' } }))],
  ['tls', 'unknown: timeout', hosting({ mounts: [] }, probed({ tls: { address: '10.0.0.10', outcome: 'timeout', detail: '' } }))],

  ['clock', 'ok: same as the caller’s', { ...healthy, clock: { skewSeconds: 0.4 } }],
  ['clock', 'ok: 3 s off the caller’s', { ...healthy, clock: { skewSeconds: -3.2 } }],

  ['client', 'ok: amazon-efs-utils 3.2.0, efs-proxy', healthy],
  ['client', 'ok: amazon-efs-utils of unknown version, efs-proxy', unlooked(healthy, 'facts')],
  [
    'client',
    'ok: NFS client, without encryption, as allowed',
    asking({ encrypted: false }, probed({ client: { ...probe.client!, helper: false } })),
  ],
  ['client', 'unknown: no client', probed({ client: { ...probe.client!, helper: false } })],
  ['client', 'unknown: no client', asking({ encrypted: false }, probed({ client: { ...probe.client!, helper: false, nfs: false } }))],

  ['access-point', 'not-applicable: none is used', healthy],
  ['access-point', 'ok: fsap-1 is available', around({ accessPoints: seenAs([{ id: 'fsap-1', state: 'available', fileSystemId }]) })],
  ['access-point', 'unknown: efs refused', around({ accessPoints: unseenFor('efs refused') })],

  ['group', 'ok: prism-shared has gid 3000', healthy],
  ['group', 'ok: gid 3000 is free', hosting({ group: { members: [] } })],

  ['accounts', 'ok: ubuntu (uid 1000)', healthy],
  [
    'accounts',
    'ok: ada (uid ?), grace (uid 1002)',
    hosting({
      accounts: [
        { name: 'ada', exists: true, groups: [], member: false },
        { name: 'grace', exists: true, uid: 1002, groups: [], member: false },
        { name: 'eve', exists: false, groups: [], member: false },
      ],
    }),
  ],
  ['accounts', 'unknown: not looked at', hosting({ accounts: [] })],
  ['accounts', 'unknown: nobody', asking({ accounts: [] }, hosting({ accounts: [] }))],

  ['selinux', 'not-applicable: not on this host', healthy],
  ['selinux', 'ok: permissive', probed({ selinux: { present: true, enforcing: false, label: '', homes: ['ada'], allowed: 'unknown' } })],
  ['selinux', 'ok: enforcing', probed({ selinux: { present: true, enforcing: true, label: '', homes: [], allowed: 'unknown' } })],
  [
    'selinux',
    'ok: enforcing; the mount point is a:b:nfs_t',
    probed({ selinux: { present: true, enforcing: true, label: 'a:b:nfs_t', homes: ['ada'], allowed: 'yes' } }),
  ],
  [
    'selinux',
    'unknown: enforcing; the mount point is a:b:nfs_t; homes are on the volume, and use_nfs_home_dirs could not be read',
    probed({ selinux: { present: true, enforcing: true, label: 'a:b:nfs_t', homes: ['ada'], allowed: 'unknown' } }),
  ],

  ['disk', 'ok: 3906 MiB free on /', healthy],
  [
    'disk',
    'ok: 100 MiB free on /var',
    probed({
      disks: [4_000_000, 102_400, 204_800].map((freeKilobytes, i) => ({
        ...probe.disks[0]!,
        path: ['/', '/var', '/run'][i]!,
        freeKilobytes,
      })),
    }),
  ],
  ['disk', 'unknown: not looked at', probed({ disks: [] })],

  ['mount-point', 'ok: mounted', healthy],
  ['mount-point', 'ok: an empty directory', hosting({ mounts: [] })],
  ['mount-point', 'ok: not there yet', hosting({ mounts: [], mountPoint: { exists: false, sample: [] } })],

  ['fstab', 'ok: line 3 is Prism’s', healthy],
  ['fstab', 'ok: line 3, 7 is Prism’s', hosting({ fstab: [3, 7].map((line) => ({ ...healthy.facts!.fstab[0]!, line })) })],
  ['fstab', 'ok: no line for that mount point', hosting({ fstab: [{ ...healthy.facts!.fstab[0]!, ours: false }] })],
  ['fstab', 'ok: no line for that mount point', hosting({ fstab: [{ ...healthy.facts!.fstab[0]!, place: '/data' }] })],

  ['mount', `ok: ${fileSystemId} is mounted and answers`, healthy],
  ['mount', 'not-applicable: not mounted', hosting({ mounts: [] })],
  ['mount', 'unknown: what is mounted could not be determined', hosting({ mounts: [{ ...here, answers: 'timeout' }] })],
  ['mount', 'unknown: what is mounted could not be determined', hosting({ mounts: [without(here, 'fileSystemId')] })],

  ['scan', 'not-applicable: looked for with --scan', healthy],
  ['scan', 'unknown: not looked at', asking({ scan: true })],
  ['scan', 'ok: none among 5 entries', asking({ scan: true }, probed({ scan: { looked: 5, found: 0, finished: true, sample: [] } }))],
  [
    'scan',
    'unknown: none among 5 entries, but not all were scanned',
    asking({ scan: true }, probed({ scan: { looked: 5, found: 0, finished: false, sample: [] } })),
  ],
]

test.each(rows)('%s is %s', (area, expected, e) => expect(row(area, e)).toBe(expected))

describe('the file-system policy', () => {
  const policy = (change: Partial<Policy>, e: Evidence = healthy): string =>
    row(
      'policy',
      around(
        {
          policy: seenAs({
            kind: 'policy' as const,
            mount: 'everybody' as const,
            write: 'everybody' as const,
            root: 'everybody' as const,
            tlsOnly: false,
            named: { mount: ['*'], write: ['*'], root: ['*'] },
            ...change,
          }),
        },
        e,
      ),
    )
  const byName = { mount: 'some', named: { mount: [roleArn], write: ['*'], root: ['*'] } } as const

  test('is ok where there is none, and where it lets everybody do everything', () => {
    expect(row('policy', healthy)).toBe('ok: none: anybody who reaches a mount target may mount')
    expect(policy({})).toBe('ok: allows every client to mount, write and be root')
    expect(policy({ tlsOnly: true })).toBe('ok: allows every client to mount, write and be root, over TLS')
  })

  test('is unknown where it was not read, or is not evaluated', () => {
    expect(row('policy', around({ policy: unseenFor('efs refused') }))).toBe('unknown: efs refused')
    expect(row('policy', around({ policy: seenAs({ kind: 'unreadable', what: 'NotAction' }) }))).toBe(
      'unknown: contains NotAction, which Prism does not evaluate',
    )
  })

  test('that names somebody is ok for a mount that shows a role which may do all three', () => {
    const iam = asking({ iam: true })
    const unknown = 'unknown: allows only named identities, or only under conditions'
    expect(policy(byName, iam)).toBe('ok: allows the role prism to mount, write and be root')
    expect(policy(byName)).toBe(unknown)
    expect(policy({ ...byName, named: { ...byName.named, write: [] } }, iam)).toBe(unknown)
    expect(policy({ ...byName, named: { ...byName.named, root: undefined } }, iam)).toBe(unknown)
    expect(policy(byName, asking({ iam: true }, unprobed))).toBe(unknown)
    for (const one of ['write', 'root'] as const) expect(policy({ [one]: 'some' })).toBe(unknown)
  })
})

describe('the answer of doctor', () => {
  const well = () => judgeEvidence('calc-1', healthy)
  const ill = () => judgeEvidence('calc-2', probed({ tcp: [{ address: target.address, outcome: 'refused' }] }))
  const doubtful = () => judgeEvidence('calc-3', unseen)

  test('has the log as it is, and an empty one where nobody looked', () => {
    expect(well().log).toEqual(probe.log)
    expect(doubtful().log).toEqual([])
    expect([well().name, well().instanceId]).toEqual(['calc-1', healthy.about.instanceId])
  })

  test('names what follows from the cause beside it, and in its own row', () => {
    const { checks, others } = judgeEvidence(
      'calc-2',
      hosting({ mounts: [{ ...here, answers: 'timeout' }] }, probed({ tcp: [{ address: target.address, outcome: 'refused' }] })),
    )
    expect(others.map((o) => o.cause)).toEqual(['server-hung'])
    expect(checks.filter((c) => c.state === 'wrong').map((c) => c.area)).toEqual(['port', 'mount'])
  })

  test('is ill where one instance is, or one was not found; in doubt where one is, or there is none', () => {
    const verdict = (...all: Parameters<typeof judgeDoctor>[0]['instances']) => judgeDoctor({ instances: all, findings: [] })
    expect(verdict(well())).toBe('healthy')
    expect(verdict(well(), doubtful())).toBe('unknown')
    expect(verdict(doubtful(), ill())).toBe('ill')
    expect(verdict()).toBe('unknown')
    const finding = { code: 'instance-not-found', seen: 'calc-9', why: '', next: '' } as const
    expect(judgeDoctor({ instances: [well()], findings: [finding] })).toBe('ill')
  })
})
