/** Evidence of an instance on which nothing is wrong; tests break one thing at a time. */
import type { FindingCode } from '../../src/domain/catalogue.ts'
import { finding } from '../../src/domain/catalogue.ts'
import type { Evidence } from '../../src/domain/evidence.ts'
import type { HostFacts } from '../../src/domain/facts.ts'
import type { HostProbe } from '../../src/domain/probe.ts'
import type { InstancePlace, SecurityGroup, Surroundings, TargetPlace } from '../../src/domain/surroundings.ts'
import { fileSystemId, healthyFacts, mountPoint } from './healthy-facts.ts'

const everything = [{ kind: 'ipv4', value: '0.0.0.0/0' }] as const
export const instanceGroup: SecurityGroup = {
  id: 'sg-0aaaaaaaaaaaaaaaa',
  ingress: [],
  egress: [{ protocol: '-1', peers: everything }],
}
export const targetGroup: SecurityGroup = {
  id: 'sg-0bbbbbbbbbbbbbbbb',
  ingress: [{ protocol: 'tcp', fromPort: 2049, toPort: 2049, peers: [{ kind: 'ipv4', value: '10.0.0.0/16' }] }],
  egress: [{ protocol: '-1', peers: everything }],
}
export const place: InstancePlace = {
  vpcId: 'vpc-0aaaaaaaaaaaaaaaa',
  zone: 'us-east-1a',
  addresses: ['10.0.0.1'],
  groups: [instanceGroup],
  profile: 'arn:aws:iam::123456789012:instance-profile/prism',
}
export const target: TargetPlace = {
  id: 'fsmt-0aaaaaaaaaaaaaaaa',
  vpcId: place.vpcId,
  zone: place.zone,
  address: '10.0.0.10',
  state: 'available',
  groups: [targetGroup],
}
export const surroundings: Surroundings = {
  instance: { kind: 'seen', value: place },
  vpcDns: { kind: 'seen', value: { support: true, hostnames: true } },
  targets: { kind: 'seen', value: [target] },
  policy: { kind: 'seen', value: { kind: 'none' } },
  accessPoints: { kind: 'seen', value: [] },
}
export const probe: HostProbe = {
  name: `${fileSystemId}.efs.us-east-1.amazonaws.com`,
  dns: { outcome: 'answered', addresses: [target.address], addresses6: [], first: target.address, servers: ['127.0.0.53'], inHosts: false },
  tcp: [{ address: target.address, outcome: 'open' }],
  tls: { address: target.address, outcome: 'verified', detail: '' },
  client: {
    helper: true,
    runs: true,
    nfs: true,
    configured: true,
    tunnelProgram: 'efs-proxy',
    botocore: 'yes',
    packageState: 'installed',
    watchdog: true,
    watchdogInstalled: true,
    tunnelVersion: '',
    tunnelChecks: 'unknown',
  },
  nfsModule: { known: true, blocked: '', modules: true },
  locks: { packages: '', prism: '' },
  frozen: [],
  deletedJobs: [],
  deadConnections: [],
  tunnelPorts: [{ place: mountPoint, port: 20049, listens: true }],
  staleCaches: [],
  selinux: { present: false, enforcing: false, label: '', homes: [], allowed: 'unknown' },
  disks: [{ path: '/', freeKilobytes: 4_000_000, freeInodes: 100_000, readOnly: false }],
  clock: Date.parse('2026-01-01T00:00:00Z'),
  metadata: { answers: true, role: 'prism' },
  networkTarget: 'active',
  tunnels: [{ place: mountPoint, pid: 4242, alive: true }],
  touches: [],
  log: ['2026-01-01 00:00:00 UTC - INFO - Successfully mounted'],
  logAge: 60,
}

/** Nobody looked at anything. */
export const unseen: Evidence = {
  about: {
    fileSystemId,
    accountId: '111122223333',
    region: 'us-east-1',
    instanceId: 'i-0aaaaaaaaaaaaaaaa',
    mountPoint,
    accounts: ['ubuntu'],
    gid: 3000,
    group: 'prism-shared',
    encrypted: true,
    iam: false,
    readOnly: false,
    adopting: false,
    scan: false,
  },
  failures: [],
}

export const healthy: Evidence = {
  ...unseen,
  agent: { online: true, version: '3.3.3572.0' },
  volume: { state: 'available', ageSeconds: 86_400 },
  surroundings,
  facts: healthyFacts(),
  probe,
  clock: { skewSeconds: 0 },
}

export const failing = (code: FindingCode, seen: string): Pick<Evidence, 'failures'> => ({ failures: [finding(code, { seen })] })

/** The same with one part otherwise; of a part that was not looked at, what is healthy is the rest. */
export const probed = (change: Partial<HostProbe>, e: Evidence = healthy): Evidence => ({
  ...e,
  probe: { ...(e.probe ?? probe), ...change },
})
export const around = (change: Partial<Surroundings>, e: Evidence = healthy): Evidence => ({
  ...e,
  surroundings: { ...(e.surroundings ?? surroundings), ...change },
})
export const hosting = (change: Partial<HostFacts>, e: Evidence = healthy): Evidence => ({
  ...e,
  facts: { ...(e.facts ?? healthyFacts()), ...change },
})
export const asking = (change: Partial<Evidence['about']>, e: Evidence = healthy): Evidence => ({ ...e, about: { ...e.about, ...change } })
/** Without a part that nobody looked at. */
export const unlooked = (e: Evidence, ...parts: readonly (keyof Evidence)[]): Evidence =>
  Object.fromEntries(Object.entries(e).filter(([part]) => !parts.includes(part as keyof Evidence))) as Evidence
export const seenAs = <T>(value: T) => ({ kind: 'seen', value }) as const
export const unseenFor = (why: string) => ({ kind: 'unseen', why }) as const
