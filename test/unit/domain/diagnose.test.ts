import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FindingCode } from '../../../src/domain/catalogue.ts'
import { type CauseId, causeIds, causes } from '../../../src/domain/causes/all.ts'
import { areas } from '../../../src/domain/causes/areas.ts'
import { diagnose } from '../../../src/domain/diagnose.ts'
import { judgeEvidence } from '../../../src/domain/doctor-report.ts'
import type { Evidence } from '../../../src/domain/evidence.ts'
import type { BootFact } from '../../../src/domain/facts.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import type { HostProbe } from '../../../src/domain/probe.ts'
import type { Section } from '../../../src/domain/report.ts'
import type { FileSystemPolicy, Surroundings } from '../../../src/domain/surroundings.ts'
import { failing, healthy, instanceGroup, place, probe, surroundings, target, targetGroup, unseen } from '../../support/evidence.ts'
import { mountPoint } from '../../support/healthy-facts.ts'

const name = probe.name!
/** Words as the programs print them; each source is named in the catalogue. */
const words = {
  unresolved: `Failed to resolve "${name}" - check that your file system ID is correct, and ensure that the VPC has an EFS mount target for this file system ID. See https://docs.aws.amazon.com/console/efs/mount-dns-name for more detail. Attempting to lookup mount target ip address using botocore.`,
  botocore: 'Failed to import necessary dependency botocore, please install botocore first.',
}

const probed = (change: Partial<HostProbe>): Evidence => ({ ...healthy, probe: { ...probe, ...change } })
const around = (change: Partial<Surroundings>): Evidence => ({ ...healthy, surroundings: { ...surroundings, ...change } })
const told = (seen: string): Evidence => ({ ...healthy, ...failing('mount-failed', seen) })
/** As it is where the client did not come. */
const installs = (code: FindingCode, seen: string): Evidence => ({ ...client({ helper: false, packageState: '' }), ...failing(code, seen) })
const adopted = (code: FindingCode, seen: string): Evidence => ({
  ...healthy,
  about: { ...healthy.about, adopting: true },
  ...failing(code, seen),
})
const client = (change: Partial<NonNullable<HostProbe['client']>>): Evidence => probed({ client: { ...probe.client!, ...change } })
const facts = (change: Partial<NonNullable<Evidence['facts']>>): Evidence => ({ ...healthy, facts: { ...healthy.facts!, ...change } })
const top = (change: object): Evidence => facts({ mounts: [{ ...healthy.facts!.mounts[0]!, ...change }] })
const booting = (change: Partial<BootFact>): Evidence => facts({ boot: { ...healthy.facts!.boot!, ...change } })
/** Nothing is mounted at the place, which is an empty directory. */
const bare = (change: Partial<NonNullable<Evidence['facts']>>): Evidence =>
  facts({ mounts: [], mountPoint: { exists: true, type: 'directory', entries: 0, sample: [] }, ...change })
const down = (change: Partial<BootFact>): Evidence => bare({ boot: { ...healthy.facts!.boot!, ...change } })
const tls = (outcome: NonNullable<HostProbe['tls']>['outcome'], detail: string): Evidence =>
  probed({ tls: { address: target.address, outcome, detail } })
const scanned = (kind: 'setuid' | 'device', mode: string): Evidence => ({
  ...probed({ scan: { looked: 5, found: 1, finished: true, sample: [{ path: `shared/${kind}`, kind, mode, owner: 0 }] } }),
  about: { ...healthy.about, scan: true },
})
const labelled = (label: string, options: { mount?: string; fstab?: string } = {}, enforcing = true): Evidence => ({
  ...facts({
    mounts: [{ ...healthy.facts!.mounts[0]!, ...(options.mount ? { options: options.mount } : {}) }],
    fstab: [{ ...healthy.facts!.fstab[0]!, ...(options.fstab ? { options: options.fstab } : {}) }],
  }),
  probe: { ...probe, selinux: { present: true, enforcing, label, homes: [], allowed: 'no' } },
})
const disk = (change: object): Evidence => probed({ disks: [{ ...probe.disks[0]!, ...change }] })
const targets = (...value: readonly (typeof target)[]): Evidence => around({ targets: { kind: 'seen', value } })
const nowhere = { ...probe.dns!, outcome: 'none', addresses: [] } as const
const timeout = [{ address: target.address, outcome: 'timeout' }] as const
const everybody = { mount: ['*'], write: ['*'], root: ['*'] }
const denied = failing('mount-failed', 'mount.nfs4: access denied by server while mounting 127.0.0.1:/')
const roleArn = 'arn:aws:iam::123456789012:role/teams/prism'
const named = (change: Partial<Extract<FileSystemPolicy, { kind: 'policy' }>>): Surroundings['policy'] => ({
  kind: 'seen',
  value: { kind: 'policy', mount: 'everybody', write: 'everybody', root: 'everybody', tlsOnly: false, named: everybody, ...change },
})
const policy = (change: Partial<Extract<FileSystemPolicy, { kind: 'policy' }>>): Evidence => around({ policy: named(change) })
const { profile: _, ...withoutProfile } = place
const vpcDns = (change: object): Evidence => ({
  ...probed({ dns: nowhere, tcp: [] }),
  surroundings: { ...surroundings, vpcDns: { kind: 'seen', value: { support: true, hostnames: true, ...change } } },
})
const sees = (e: Evidence, change: Partial<Surroundings>): Evidence => ({ ...e, surroundings: { ...surroundings, ...change } })

/** For every cause the evidence that identifies it, as one fault on a healthy host. */
const differing = (section: Section, repairable = true): Evidence => ({
  ...healthy,
  drifted: [{ section, subject: 'shared', expected: 'mode 2775', observed: 'mode 0700', repairable }],
})
const samples: Record<CauseId, Evidence> = {
  'instance-stopped': { ...unseen, ...failing('instance-stopped', 'rocky (i-0aaaaaaaaaaaaaaaa) is stopped') },
  'agent-unregistered': { ...unseen, ...failing('instance-unmanaged', 'i-0aaaaaaaaaaaaaaaa is running in EC2 and unknown to SSM') },
  'agent-offline': { ...unseen, ...failing('instance-offline', 'SSM says Connection Lost, last ping 2026-01-01T00:00:00.000Z') },
  'command-not-delivered': { ...unseen, ...failing('not-delivered', 'DeliveryTimedOut (command 1)') },
  'agent-replaced': {
    ...healthy,
    ...failing(
      'invocation-failed',
      'Failed, exit -1: "document process failed unexpectedly: document worker timed out , check [ssm-document-worker]/[ssm-session-worker] log for crash reason"',
    ),
  },
  'agent-apart': { ...healthy, ...failing('mount-apart', 'mounted for the SSM agent alone, and undone') },
  'script-noexec': {
    ...unseen,
    ...failing(
      'invocation-failed',
      'Failed, exit 126: "sh: 1: /var/lib/amazon/ssm/i-0aaaaaaaaaaaaaaaa/document/orchestration/4/awsrunShellScript/0.awsrunShellScript/_script.sh: Permission denied" (command 1)',
    ),
  },
  'command-time-limit': { ...unseen, ...failing('invocation-timed-out', 'ExecutionTimedOut (command 1)') },
  'host-lock-held': probed({ locks: { packages: '', prism: 'bash (pid 17)' } }),
  'clock-wrong': { ...healthy, clock: { skewSeconds: -301 } },
  'disk-read-only': disk({ readOnly: true }),
  'disk-full': disk({ freeKilobytes: 12 }),
  'inodes-used-up': disk({ freeInodes: 0 }),
  'volume-not-available': { ...healthy, volume: { state: 'deleting', ageSeconds: 86_400 } },
  'volume-is-replica': { ...healthy, volume: { state: 'available', ageSeconds: 86_400, replica: true } },
  'volume-unknown-there': told(`${words.unresolved} The file system fs-0123456789abcdef0 is not found`),
  'no-mount-target': targets(),
  'target-in-other-vpc': targets({ ...target, vpcId: 'vpc-0bbbbbbbbbbbbbbbb' }),
  'no-target-in-zone': targets({ ...target, zone: 'us-east-1b' }),
  'target-not-available': targets({ ...target, state: 'creating' }),
  'metadata-unreachable': probed({ metadata: { answers: false, role: '' } }),
  'region-unknown': told(
    'Error retrieving region. Please set the "region" parameter in the efs-utils configuration file or specify it as a mount option.',
  ),
  'hosts-file-stale': probed({ dns: { ...probe.dns!, addresses: ['10.0.9.9'], inHosts: true }, tcp: timeout }),
  'name-leads-elsewhere': probed({ dns: { ...probe.dns!, addresses: ['10.0.9.9'] } }),
  'vpc-dns-support-off': vpcDns({ support: false }),
  'vpc-dns-hostnames-off': vpcDns({ hostnames: false }),
  'resolver-foreign': probed({ dns: { ...nowhere, servers: ['8.8.8.8'] } }),
  'dns-not-propagated': { ...probed({ dns: nowhere }), volume: { state: 'available', ageSeconds: 40 } },
  'name-unresolved': probed({ dns: nowhere }),
  'target-group-closed': sees(probed({ tcp: timeout }), {
    targets: { kind: 'seen', value: [{ ...target, groups: [{ ...targetGroup, ingress: [] }] }] },
  }),
  'instance-egress-closed': sees(probed({ tcp: timeout }), {
    instance: { kind: 'seen', value: { ...place, groups: [{ ...instanceGroup, egress: [] }] } },
  }),
  'ipv6-first': probed({
    dns: { ...probe.dns!, addresses6: ['2001:db8::9'], first: '2001:db8::9' },
    tcp: [
      { address: target.address, outcome: 'open' },
      { address: '2001:db8::9', outcome: 'timeout' },
    ],
  }),
  'port-unreachable': probed({ tcp: [{ address: target.address, outcome: 'unreachable' }] }),
  'port-refused': probed({ tcp: [{ address: target.address, outcome: 'refused' }] }),
  'port-dropped': probed({ tcp: timeout }),
  'tls-ca-absent': tls('no-ca', '/etc/amazon/efs/efs-utils.crt is not there'),
  'tls-not-yet-valid': tls('not-yet-valid', '9 (certificate is not yet valid)'),
  'tls-expired': tls('expired', '10 (certificate has expired)'),
  'tls-wrong-name': tls('wrong-name', '62 (hostname mismatch)'),
  'tls-untrusted': tls('untrusted', '20 (unable to get local issuer certificate)'),
  'tls-not-spoken': tls('not-tls', 'wrong version number'),
  'package-lock': {
    ...healthy,
    ...failing('package-lock', 'client: E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (unattended-upgr)'),
  },
  'repository-unreachable': {
    ...healthy,
    ...failing(
      'repository-unreachable',
      'Failed to fetch http://127.0.0.1:9/./Packages Could not connect to 127.0.0.1:9 (Connection refused)',
    ),
  },
  'packages-broken': {
    ...healthy,
    ...failing('packages-broken', 'E: dpkg was interrupted, you must manually run dpkg --configure -a to correct the problem.'),
  },
  'client-fetch-failed': { ...healthy, ...failing('client-fetch-failed', 'curl: (7) Failed to connect to 127.0.0.1 port 9') },
  'client-checksum': installs('client-checksum', `it has SHA-256 ${'0'.repeat(64)}`),
  'client-not-for-host': installs('client-not-for-host', 'it is for s390x, not all or amd64'),
  'installer-failed': installs('installer-failed', 'exit 3: no package for this platform'),
  'distributor-denied': installs('distributor-denied', 'ssm:SendCommand: AccessDeniedException'),
  'distributor-no-package': installs(
    'distributor-no-package',
    'nothing for "platform: ubuntu, version 20.04, architecture x86_64" (command 1)',
  ),
  'distributor-failed': installs('distributor-failed', 'Failed, exit 1: "no room" (command 1)'),
  'client-install-failed': installs(
    'client-install-failed',
    'apt-get, the given package: Depends: no-such-thing but it is not installable',
  ),
  'client-half-installed': client({ packageState: 'half-configured' }),
  'client-broken': client({ runs: false }),
  'client-absent': client({ helper: false, packageState: '' }),
  'nfs-client-absent': client({ nfs: false }),
  'tunnel-program-absent': told(
    'Failed to locate stunnel in /sbin:/usr/sbin:/usr/local/sbin:/root/bin:/usr/local/bin:/usr/bin:/bin - Please install it following the instructions at: https://docs.aws.amazon.com/efs/latest/ug/using-amazon-efs-utils.html#upgrading-stunnel',
  ),
  'tunnel-program-old': client({ tunnelProgram: 'stunnel', tunnelVersion: '4.56', tunnelChecks: 'no' }),
  'nfs-module-absent': told('mount.nfs4: No such device'),
  'network-target-inactive': {
    ...healthy,
    ...failing(
      'mount-not-there',
      'Failed to mount fs-0123456789abcdef0 because the network was not yet available, add "_netdev" to your mount options',
    ),
  },
  'tunnel-start-failed': told('Failed to initialize tunnel for fs-0123456789abcdef0, please check mount.log for the failure reason.'),
  'tls-ports-used-up': told(
    'Failed to locate an available port in the range [20049, 20449], try specifying a different port range in /etc/amazon/efs/efs-utils.conf',
  ),
  'open-files-used-up': told('OSError: [Errno 24] Too many open files'),
  'option-unknown': told('exit 32: mount.nfs4: an incorrect mount option was specified'),
  'option-needs-tls': told('The "tls" option is required when mounting via "accesspoint"'),
  'nfs-version-refused': told("b'mount.nfs4: Protocol not supported'"),
  'path-missing': told("b'mount.nfs4: mounting 127.0.0.1:/ failed, reason given by server: No such file or directory'"),
  'credentials-absent': told(
    'AWS Access Key ID and Secret Access Key are not found in AWS credentials file (/root/.aws/credentials), config file (/root/.aws/config), from ECS credentials relative uri, or from the instance security credentials service',
  ),
  'access-point-missing': around({ accessPoints: { kind: 'seen', value: [{ id: 'fsap-0aaaaaaaaaaaaaaaa', state: 'missing' }] } }),
  'policy-refuses-mount': policy({ mount: 'nobody', write: 'nobody', root: 'nobody' }),
  'role-absent': {
    ...around({ policy: named({ mount: 'some' }), instance: { kind: 'seen', value: withoutProfile } }),
    ...denied,
    probe: { ...probe, metadata: { answers: true, role: '' } },
  },
  'policy-omits-role': {
    ...policy({
      mount: 'some',
      named: { ...everybody, mount: ['arn:aws:iam::123456789012:role/other', 'arn:aws:iam::210987654321:role/prism'] },
    }),
    ...denied,
  },
  'policy-wants-identity': { ...policy({ mount: 'some', named: { ...everybody, mount: [roleArn] } }), ...denied },
  'policy-keeps-role-from-writing': {
    ...policy({ write: 'some', named: { ...everybody, write: ['arn:aws:iam::123456789012:role/other'] } }),
    about: { ...healthy.about, iam: true },
  },
  'policy-wants-tls': {
    ...policy({ tlsOnly: true }),
    about: { ...healthy.about, encrypted: false },
    facts: { ...healthy.facts!, mounts: [] },
  },
  'policy-withholds-root': policy({ root: 'nobody' }),
  'policy-read-only': policy({ write: 'nobody' }),
  'name-cache-stale': probed({ staleCaches: [{ daemon: 'nscd', account: 'ubuntu', differs: ['group'] }] }),
  'group-in-directory': { ...healthy, ...failing('group-in-directory', 'prism-shared is told by a directory, and ada is not in it') },
  'gid-taken': facts({ group: { gidHolder: 'astronomy', members: [] } }),
  'group-gid-differs': facts({ group: { nameGid: 3999, members: [] } }),
  'no-login-user': (({ login: _, ...rest }) => ({ ...healthy, about: { ...healthy.about, accounts: [] }, facts: rest }))(healthy.facts!),
  'account-missing': facts({ accounts: [{ name: 'ada', exists: false, groups: [], member: false }] }),
  'root-account': { ...healthy, ...failing('root-account', 'toor has uid 0') },
  'account-expired': facts({ accounts: [{ ...healthy.facts!.accounts[0]!, expired: true }] }),
  'foreign-root': { ...healthy, ...failing('foreign-root', 'the root is 1000:1000 0755 with 3 entries') },
  'layout-not-ours': {
    ...healthy,
    ...failing(
      'layout-not-ours',
      'users/ubuntu (inode 18446744073709551615) holds something; it is 1000:1000 0700, the table says 1000:3000 0755; laid out from here was inode 7',
    ),
  },
  'volume-in-use': { ...healthy, ...failing('unmount-busy', 'sleep (pid 4242) of ubuntu') },
  'mount-hidden': top({ reached: false }),
  'too-many-groups': facts({ accounts: [{ ...healthy.facts!.accounts[0]!, groups: Array.from({ length: 18 }, (_, i) => 3000 + i) }] }),
  'mount-point-not-directory': facts({ mounts: [], mountPoint: { exists: true, type: 'regular-file', sample: [] } }),
  'mount-point-not-empty': facts({ mounts: [], mountPoint: { exists: true, type: 'directory', entries: 1, sample: ['thesis.tex'] } }),
  'mount-point-taken': top({ fileSystemId: 'fs-0fedcba9876543210' }),
  'fstab-foreign': facts({
    fstab: [
      {
        line: 1,
        spec: '/dev/sdb1',
        place: mountPoint,
        type: 'ext4',
        options: 'defaults',
        dump: '0',
        pass: '2',
        ours: false,
        volume: false,
        text: `/dev/sdb1 ${mountPoint} ext4 defaults 0 2`,
      },
    ],
  }),
  'mounted-elsewhere': facts({
    mounts: [],
    mountPoint: { exists: false, sample: [] },
    fstab: healthy.facts!.fstab.map((l) => ({ ...l, place: '/data' })),
  }),
  'nothing-to-adopt': adopted('nothing-to-adopt', `nothing is mounted at ${mountPoint}`),
  'adopt-unidentified': adopted(
    'adopt-unidentified',
    `127.0.0.1:/ (nfs4) is mounted at ${mountPoint}, and which file system that is could not be determined`,
  ),
  'mounted-read-write': adopted('not-read-only', `fs-0123456789abcdef0 (nfs4) is mounted at ${mountPoint} read-write`),
  'layout-in-the-way': adopted('layout-in-the-way', `${mountPoint}/shared is a symbolic link`),
  'foreign-personal-space': adopted(
    'foreign-personal-space',
    `${mountPoint}/users/ubuntu belongs to uid 2002 (no name here), not to ubuntu (uid 1000)`,
  ),
  'space-would-open': adopted(
    'space-would-open',
    `${mountPoint}/users/ubuntu is ubuntu:root 0700; the table says 0755, which gives others access`,
  ),
  'fstab-differs': adopted('fstab-differs', 'line 2: fs-0123456789abcdef0 /data efs tls,iam: option iam'),
  'managed-elsewhere': adopted('managed-elsewhere', '/etc/systemd/system/data.mount: What=fs-0123456789abcdef0:/'),
  'adopt-changed': adopted('adopt-changed', '. is 1000:1500:0700 (uid:gid:mode), was 1000:1500:0770'),
  'tunnel-dead': probed({ tunnels: [{ place: mountPoint, pid: 4242, alive: false }] }),
  'connection-dead': {
    ...facts({ mounts: [], mountPoint: { exists: false, sample: [] } }),
    ...failing('mount-timeout', 'no answer within 90 s'),
    probe: { ...probe, deadConnections: [20345] },
  },
  'stale-handle': probed({
    touches: [{ place: mountPoint, said: `stat: cannot read file system information for '${mountPoint}': Stale file handle` }],
  }),
  'server-hung': top({ answers: 'timeout' }),
  'mounted-read-only': top({ readOnly: true }),
  'mounted-unencrypted': top({ encrypted: 'no' }),
  'ordering-cycle': {
    ...bare({}),
    probe: {
      ...probe,
      networkTarget: 'inactive',
      deletedJobs: ['network.target: Job network.target/start deleted to break ordering cycle starting with early.service/start'],
    },
  },
  'unit-masked': booting({ load: 'masked', file: '/etc/systemd/system/mnt-research\\x2ddata.mount' }),
  'unit-foreign': booting({ file: '/etc/systemd/system/mnt-research\\x2ddata.mount' }),
  'boot-without-mounts': booting({ pulledIn: false }),
  'boot-mount-failed': down({ active: 'failed', result: 'timeout', entered: false }),
  unmounted: down({ active: 'inactive', since: 'Mon 2026-01-05 09:00:00 UTC' }),
  'files-frozen': { ...facts({ fstab: [] }), probe: { ...probe, frozen: ['/etc/fstab'] } },
  'root-squashed': { ...healthy, ...failing('root-squashed', "chown: changing ownership of '.': Operation not permitted") },
  'volume-read-only': { ...healthy, ...failing('read-only', "chown: changing ownership of '.': Read-only file system") },
  'access-denied': told('mount.nfs4: access denied by server while mounting 127.0.0.1:/'),
  'connection-reset': told("b'mount.nfs4: Connection reset by peer'"),
  'client-crashed': told(
    'File "/usr/sbin/mount.efs", line 4021, in <module>; main(); File "/usr/sbin/mount.efs", line 3996, in main; KeyError: \'region\'',
  ),
  'botocore-absent': told(`${words.unresolved} ${words.botocore}`),
  'mount-drifted': differing('mount'),
  'group-drifted': differing('group'),
  'layout-drifted': differing('permissions'),
  'fstab-drifted': differing('persistence'),
  'umask-drifted': differing('umask'),
  'rows-differ': differing('permissions', false),
  'watchdog-stopped': client({ watchdog: false }),
  'selinux-homes': probed({
    selinux: { present: true, enforcing: true, label: 'system_u:object_r:nfs_t:s0', homes: ['ubuntu'], allowed: 'no' },
  }),
  'selinux-label': labelled('system_u:object_r:unlabeled_t:s0'),
  'setuid-on-volume': scanned('setuid', '4755'),
  'device-on-volume': scanned('device', '0666'),
}

describe('each cause', () => {
  test.each(causeIds)('%s is identified by its own evidence, and named as the one cause', (id) => {
    expect(diagnose(samples[id]).cause).toMatchObject({ cause: id })
    expect(diagnose(samples[id]).cause?.seen).not.toBe('')
  })

  test.each(causeIds)('%s says what it is, why it matters and what to do, and belongs to a row', (id) => {
    const { title, symptom, evidence, why, area } = causes[id]
    for (const text of [title, symptom, evidence, why]) expect(text.length).toBeGreaterThan(10)
    expect(diagnose(samples[id]).cause?.fix).not.toMatch(/undefined|FILE_SYSTEM_ID|INSTANCE_ID/)
    expect(Object.keys(areas)).toContain(area)
  })

  test('there are at least 32 of them, at least 20 provoked, and each provoked one has its test', () => {
    const tests = readdirSync(suites, { recursive: true, encoding: 'utf8' })
      .filter((f) => /^(?:scenario|deep)\/.*\.ts$/.test(f))
      .map((f) => readFileSync(`${suites}/${f}`, 'utf8'))
      .join('\n')
    const provoked = causeIds.filter((id) => causes[id].tried.kind === 'provoked')
    expect(causeIds.length).toBeGreaterThanOrEqual(32)
    expect(provoked.length).toBeGreaterThanOrEqual(20)
    for (const id of provoked)
      expect(tests).toMatch(
        new RegExp(`(?:because|broken|away|agent|bare|server|policy|refused|titleOf|kept|keptFromBoot)\\(\\s*'${id}'|because: '${id}'`),
      )
  })
})

// build/test/unit/domain → the sources of the tests
const suites = fileURLToPath(new URL('../../../../test', import.meta.url))

describe('a volume that is gone', () => {
  const noted = { kind: 'noted', place: mountPoint, at: 1, spec: plainSpec } as const
  test('is missed where only the instance’s memory tells of it', () => {
    expect(diagnose(bare({ fstab: [], remembered: [noted] })).cause?.seen).toBe(
      `nothing is mounted at ${mountPoint}; fstab has no line for it`,
    )
  })

  test.each<[string, Evidence]>([
    ['that was never there', bare({ fstab: [] })],
    ['that Prism unmounted', bare({ fstab: [], remembered: [noted], left: true })],
    ['whose mount has just failed', { ...bare({}), ...failing('step-failed', 'umask: who knows') }],
  ])('is not missed %s', (_, e) => expect(diagnose(e)).toEqual({ others: [] }))

  test('after a boot that left other jobs out is not laid to that', () => {
    const deletedJobs = ['lldpad.service: Job fcoe.service/start deleted to break ordering cycle starting with lldpad.service/start']
    expect(diagnose({ ...bare({}), probe: { ...probe, deletedJobs } }).cause?.cause).toBe('unmounted')
  })
})

describe('what was not observed', () => {
  test('identifies nothing', () => {
    expect(diagnose(unseen)).toEqual({ others: [] })
  })

  test.each(['agent', 'volume', 'surroundings', 'facts', 'probe', 'clock'] as const)(
    'a healthy instance of which %s was not seen has no cause',
    (part) => {
      const { [part]: _, ...rest } = healthy
      expect(diagnose(rest as Evidence)).toEqual({ others: [] })
    },
  )

  test('is unknown in the table, never ok; and the instance is then not called healthy', () => {
    const { checks, verdict } = judgeEvidence('rocky', unseen)
    // the scan was not asked for, so that it is no gap either
    expect(checks.filter((c) => c.state !== 'unknown').map((c) => [c.area, c.state])).toEqual([['scan', 'not-applicable']])
    expect(verdict).toBe('unknown')
  })

  test('a refusal by AWS is not an answer', () => {
    const refused = { kind: 'unseen', why: 'ec2:DescribeInstances: UnauthorizedOperation' } as const
    const e = around({ instance: refused, targets: refused, policy: refused, vpcDns: refused, accessPoints: refused })
    expect(diagnose(e)).toEqual({ others: [] })
    expect(judgeEvidence('rocky', e).checks.find((c) => c.area === 'policy')).toMatchObject({ state: 'unknown', seen: refused.why })
  })
})

describe('one cause', () => {
  test('says nothing of what merely differs in the same place', () => {
    const { drifted } = differing('group')
    const { cause, others } = diagnose({ ...samples['group-gid-differs'], ...(drifted ? { drifted } : {}) })
    expect([cause?.cause, others.map((o) => o.cause)]).toEqual(['group-gid-differs', []])
  })

  test('of several rows tells five whole and counts the others', () => {
    const drifted = Array.from({ length: 7 }, (_, i) => ({ ...differing('group').drifted![0]!, subject: `s${i}` }))
    expect(diagnose({ ...healthy, drifted }).cause?.seen).toMatch(/^s0: mode 0700, expected mode 2775; s1: .*s4: [^;]*; 2 more$/)
  })

  test('a healthy instance has none, on any check', () => {
    const { verdict, cause, others, checks } = judgeEvidence('rocky', healthy)
    expect({ verdict, cause, others }).toEqual({ verdict: 'healthy', cause: undefined, others: [] })
    expect(checks.filter((c) => c.state !== 'ok').map((c) => [c.area, c.state])).toEqual([
      ['access-point', 'not-applicable'],
      ['selinux', 'not-applicable'],
      ['scan', 'not-applicable'],
    ])
  })

  test('is the one nearest to the root; what follows from it comes after', () => {
    const e: Evidence = {
      ...samples['target-group-closed'],
      ...failing('mount-timeout', 'no answer within 90 s'),
      facts: samples['server-hung'].facts!,
    }
    const { cause, others } = diagnose(e)
    expect(cause?.cause).toBe('target-group-closed')
    expect(others.map((o) => o.cause)).toEqual(['port-dropped', 'server-hung'])
  })

  test('of a client that did not come it is why it did not, and not that it is missing', () => {
    const { cause, others } = diagnose(samples['distributor-no-package'])
    expect([cause, ...others].map((c) => c?.cause)).toEqual(['distributor-no-package', 'client-absent'])
    // a lock that somebody holds is nearer to the root than what came of it
    const locked = {
      ...samples['distributor-failed'],
      probe: { ...samples['distributor-failed'].probe!, locks: { packages: 'apt-get (pid 12)', prism: '' } },
    }
    expect(diagnose(locked).cause?.cause).toBe('package-lock')
    const half = client({ packageState: 'half-configured' })
    expect(diagnose({ ...half, ...failing('client-install-failed', 'apt-get: dependency problems') }).cause?.cause).toBe(
      'client-half-installed',
    )
  })

  test('that explains a failure goes before one that only slows it', () => {
    for (const id of ['port-refused', 'tls-expired', 'access-denied', 'name-unresolved', 'tunnel-start-failed'] as const) {
      const e = samples[id]
      const slow = { ...e, probe: { ...(e.probe ?? probe), metadata: { answers: false, role: '' } } }
      const { cause, others } = diagnose(slow)
      expect([cause?.cause, others.map((o) => o.cause).includes('metadata-unreachable')]).toEqual([id, true])
    }
    // where the client says that it is that, it is
    const region = { ...samples['region-unknown'], probe: { ...probe, metadata: { answers: false, role: '' } } }
    expect(diagnose(region).cause?.cause).toBe('region-unknown')
  })

  test('of a reset is what closed the connection: the words come last', () => {
    const reset = failing('mount-failed', "b'mount.nfs4: Connection reset by peer'")
    expect(diagnose({ ...samples['tls-expired'], ...reset }).cause?.cause).toBe('tls-expired')
    expect(diagnose({ ...samples['policy-refuses-mount'], ...reset }).cause?.cause).toBe('policy-refuses-mount')
  })

  test('of a failure is never a warning, which is said all the same', () => {
    const e = { ...samples['watchdog-stopped'], ...failing('step-failed', 'the stars are wrong') }
    expect(diagnose(e)).toMatchObject({ others: [{ cause: 'watchdog-stopped', warning: true }] })
    expect(diagnose(e).cause).toBeUndefined()
    const { verdict, checks } = judgeEvidence('rocky', samples['watchdog-stopped'])
    expect([verdict, checks.find((c) => c.area === 'client')?.state]).toEqual(['ill', 'warning'])
  })

  test('botocore’s words hide the name or the security group, which are named instead', () => {
    const said = failing('mount-resolve', `${words.unresolved} ${words.botocore}`)
    expect(diagnose({ ...samples['vpc-dns-hostnames-off'], ...said }).cause?.cause).toBe('vpc-dns-hostnames-off')
    expect(diagnose({ ...samples['no-target-in-zone'], ...said }).cause?.cause).toBe('no-target-in-zone')
  })

  test('rules that look closed are not the cause where a connection, or a reset, was seen', () => {
    const closed = { targets: { kind: 'seen', value: [{ ...target, groups: [{ ...targetGroup, ingress: [] }] }] } } as const
    expect(diagnose(sees(healthy, closed))).toEqual({ others: [] })
    expect(diagnose(sees(samples['port-refused'], closed)).cause?.cause).toBe('port-refused')
  })

  test('words of another file system’s fault, an old log and a fixed fault name nothing', () => {
    const log = ['2026-01-01 00:00:00 UTC - ERROR - Failed to initialize tunnel for fs-0123456789abcdef0']
    const unmounted = { ...healthy.facts!, mounts: [], fstab: [], mountPoint: { exists: false, sample: [] } }
    expect(diagnose({ ...probed({ log, logAge: 30 }), facts: unmounted }).cause?.cause).toBe('tunnel-start-failed')
    expect(diagnose({ ...probed({ log, logAge: 3600 }), facts: unmounted })).toEqual({ others: [] })
    expect(diagnose(probed({ log, logAge: 30 }))).toEqual({ others: [] })
    expect(diagnose({ ...probed({ log: [...log, probe.log[0]!], logAge: 30 }), facts: unmounted })).toEqual({ others: [] })
  })

  test('what was made by hand is not a fault while it is being adopted', () => {
    const foreign = samples['fstab-foreign']
    expect(diagnose({ ...foreign, about: { ...foreign.about, adopting: true } })).toEqual({ others: [] })
  })

  test('rules that look closed are not the cause where nobody tried the port and a mount answers', () => {
    const { probe: _, ...lookedAt } = sees(healthy, {
      targets: { kind: 'seen', value: [{ ...target, groups: [{ ...targetGroup, ingress: [] }] }] },
    })
    expect(diagnose(lookedAt)).toEqual({ others: [] })
    const { facts: seen, ...unasked } = lookedAt
    expect(diagnose({ ...unasked, facts: { ...seen!, mounts: [] } }).cause?.cause).toBe('target-group-closed')
  })

  test('a mount target with IPv6 alone is not a fault, and neither is an IPv6 address that nobody tries', () => {
    const six = '2001:db8::10'
    const alone = targets({ ...target, address: '', address6: six })
    const way = {
      ...probe,
      dns: { ...probe.dns!, addresses: [], addresses6: [six], first: six },
      tcp: [{ address: six, outcome: 'open' }],
    } as const
    expect(diagnose({ ...alone, probe: way })).toEqual({ others: [] })
    // where the host has no IPv6, the resolver puts those addresses last
    const both = { ...probe.dns!, addresses6: [six] }
    expect(diagnose(probed({ dns: both, tcp: [...probe.tcp, { address: six, outcome: 'unreachable' }] }))).toEqual({ others: [] })
    // reached by a name of the team's own, over NAT64
    const translated = { ...way, dns: { ...way.dns, addresses: ['10.0.9.9'] } }
    expect(diagnose({ ...alone, probe: translated })).toEqual({ others: [] })
    expect(diagnose({ ...alone, probe: { ...way, tcp: [{ address: six, outcome: 'refused' }] } }).cause?.cause).toBe('port-refused')
  })

  test('a mount whose state file is gone and on whose port nothing listens has a dead tunnel, not a hung server', () => {
    const e = top({ answers: 'timeout' })
    const gone = { ...probe, tunnels: [], tunnelPorts: [{ place: mountPoint, port: 20345, listens: false }] }
    expect(diagnose({ ...e, probe: gone }).cause).toMatchObject({
      cause: 'tunnel-dead',
      seen: `nothing listens on 127.0.0.1:20345, the tunnel of the mount at ${mountPoint}`,
    })
    // a tunnel in a network namespace of its own is not seen, and its mount answers
    expect(diagnose({ ...healthy, probe: gone })).toEqual({ others: [] })
  })

  test('a scan that was cut off claims nothing, and one that was not asked for is no gap', () => {
    const asked = { ...healthy.about, scan: true }
    const cut = { looked: 200_000, found: 0, finished: false, sample: [] }
    const judged = judgeEvidence('rocky', { ...probed({ scan: cut }), about: asked })
    expect([judged.verdict, judged.checks.find((c) => c.area === 'scan')?.state]).toEqual(['unknown', 'unknown'])
    const whole = judgeEvidence('rocky', { ...probed({ scan: { ...cut, finished: true } }), about: asked })
    expect([whole.verdict, whole.checks.find((c) => c.area === 'scan')?.state]).toEqual(['healthy', 'ok'])
  })

  test('SELinux is looked at, and is not a fault by itself', () => {
    const selinux = { present: true, enforcing: true, label: 'system_u:object_r:nfs_t:s0', homes: [], allowed: 'no' } as const
    const { verdict, checks } = judgeEvidence('rocky', probed({ selinux }))
    expect([verdict, checks.find((c) => c.area === 'selinux')?.seen]).toEqual([
      'healthy',
      'enforcing; the mount point is system_u:object_r:nfs_t:s0',
    ])
  })

  test('the label of the mount is judged by what is asked for, and only where SELinux enforces', () => {
    const [nfs, web] = ['system_u:object_r:nfs_t:s0', 'system_u:object_r:httpd_sys_content_t:s0']
    const asked = { fstab: `_netdev,tls,context="${web}:c1,c2",nofail` }
    const said = (e: Evidence) => diagnose(e).cause?.seen
    expect(said(labelled(nfs))).toBeUndefined()
    expect(said(labelled(web, asked))).toBeUndefined()
    expect(said(labelled(web, { mount: `rw,vers=4.1,context=${web}` }))).toBeUndefined()
    expect(said(labelled(nfs, asked))).toMatch(/is labelled nfs_t, not httpd_sys_content_t$/)
    expect(said(labelled(web))).toMatch(/is labelled httpd_sys_content_t, not nfs_t$/)
    expect(said(labelled(''))).toBeUndefined()
    expect(said(labelled(web, {}, false))).toBeUndefined()
    // nothing is mounted there: the label is the local folder’s
    expect(said({ ...labelled('system_u:object_r:mnt_t:s0'), facts: bare({}).facts! })).not.toMatch(/labelled/)
  })

  test('a boolean of SELinux’s that could not be read is unknown where homes hang on it', () => {
    const selinux = { present: true, enforcing: true, label: 'system_u:object_r:nfs_t:s0', homes: ['ada'], allowed: 'unknown' } as const
    const { verdict, checks } = judgeEvidence('rocky', probed({ selinux }))
    expect([verdict, checks.find((c) => c.area === 'selinux')?.state]).toEqual(['unknown', 'unknown'])
  })

  test('homes with a label of their own need no boolean for NFS', () => {
    const homes = (label: string) =>
      diagnose(
        probed({ selinux: { present: true, enforcing: true, label: `system_u:object_r:${label}:s0`, homes: ['ada'], allowed: 'no' } }),
      )
    expect(homes('nfs_t').cause?.cause).toBe('selinux-homes')
    expect(homes('user_home_t').cause?.cause).toBe('selinux-label')
  })

  test('a scan that was cut off says so beside what it found', () => {
    const scan = { ...scanned('setuid', '4755').probe!.scan!, finished: false }
    const seen = diagnose({ ...scanned('setuid', '4755'), probe: { ...probe, scan } }).cause?.seen
    expect(seen).toBe('shared/setuid (mode 4755, uid 0); unfinished: 5 entries were scanned, the rest is unknown')
  })

  test('a module that is kept from being loaded is a cause only where the kernel does not know NFS', () => {
    const blocked = '/etc/modprobe.d/cis.conf: install nfs /bin/false'
    expect(diagnose(probed({ nfsModule: { known: false, blocked, modules: true } })).cause?.seen).toBe(blocked)
    expect(diagnose(probed({ nfsModule: { known: true, blocked, modules: true } }))).toEqual({ others: [] })
  })

  test('fixes hold the ids at hand, and no text that a host chose', () => {
    expect(diagnose(samples['target-group-closed']).cause?.fix).toBe(
      `aws ec2 authorize-security-group-ingress --region us-east-1 --group-id ${targetGroup.id} --protocol tcp --port 2049 --source-group ${instanceGroup.id}`,
    )
    const hostile = { ...samples['account-missing'], about: { ...healthy.about, accounts: ['$(reboot)'] } }
    expect(diagnose(hostile).cause?.fix).toContain('useradd -m -u NUMBER -g ACCOUNT ACCOUNT')
  })
})
