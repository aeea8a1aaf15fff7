/** doctor's evidence: what is asked of AWS and of the hosts, and what is made of what they told or did not tell. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { InstanceDiagnosis } from '../../../src/domain/doctor-report.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import { plainSpec, pointById } from '../../../src/domain/mount-spec.ts'
import type { Operation } from '../../../src/domain/plan.ts'
import type { Cloud, FileSystem } from '../../../src/domain/ports.ts'
import type { Surroundings } from '../../../src/domain/surroundings.ts'
import { examine, type Patient } from '../../../src/engine/examine.ts'
import { answering, ended, type HostAnswer, volume } from '../../support/answering-hosts.ts'
import { place, probe, surroundings, target } from '../../support/evidence.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

const sentAt = '2026-11-23T12:00:10.000Z'
const heardAt = '2026-11-23T12:00:12.000Z'
const facts: HostFacts = { ...healthyFacts(), probe: { ...probe, clock: Date.parse(sentAt) } }
const { accessPoints: _, ...around } = surroundings
const patient: Patient = { instanceId: ubuntuId, name: 'ubuntu-instance', failures: [], reachable: true }
const verify: Operation = { ...operation, verb: 'verify' }
const [line, mount] = [facts.fstab[0]!, facts.mounts[0]!]
const point = 'fsap-0123456789abcdef0'

type How = {
  readonly of?: Operation
  readonly patients?: readonly Patient[]
  readonly facts?: HostFacts
  readonly host?: HostAnswer
  readonly around?: Partial<Surroundings>
  readonly unsurveyed?: true
  readonly volume?: FileSystem | 'refused'
  readonly looks?: Parameters<typeof examine>[3]
  readonly fileSystems?: Partial<Cloud['fileSystems']>
  readonly sent?: string
}

async function examined(how: How = {}) {
  const told = how.facts ?? facts
  const asked: string[] = []
  const here = answering({
    ...(how.volume === 'refused' ? {} : { volume: how.volume ?? volume }),
    host: (_, id) => ('host' in how ? how.host : { observation: { ...observed(id, told), at: heardAt } }),
    run: {
      jobs: [{ job: { script: 'doctor' }, chunks: [{ instanceIds: [ubuntuId], at: how.sent ?? sentAt }] }],
    } as unknown as NonNullable<Parameters<typeof answering>[0]['run']>,
  })
  const surveyor: Cloud['surveyor'] = {
    survey: async (_, ids) => {
      asked.push(`survey ${ids.join(',')}`)
      return new Map(how.unsurveyed ? [] : ids.map((id) => [id, { ...around, ...how.around }]))
    },
    accessPoints: async (ids) => {
      asked.push(`points ${ids.join(',')}`)
      return { kind: 'seen', value: ids.map((id) => ({ id, state: 'available', fileSystemId })) }
    },
  }
  const accessPoints = async () => []
  const cloud = { ...here.ctx.cloud, surveyor, fileSystems: { ...here.ctx.cloud.fileSystems, accessPoints, ...how.fileSystems } }
  const diagnoses = await examine(how.of ?? verify, how.patients ?? [patient], { ...here.ctx, cloud }, how.looks)
  return { diagnoses, first: diagnoses[0]!, sent: here.sent, asked, calls: here.asked }
}
const check = ({ checks }: InstanceDiagnosis, area: string): string => {
  const found = checks.find((c) => c.area === area)
  return `${found?.state}: ${found?.seen}`
}

test('an instance on which everything is right is healthy, and each area was looked at', async () => {
  const { first, sent, asked, calls } = await examined()
  expect(first).toMatchObject({ instanceId: ubuntuId, name: 'ubuntu-instance', verdict: 'healthy', others: [] })
  expect(first.cause).toBeUndefined()
  expect(first.checks.filter((c) => c.state === 'unknown').map((c) => c.area)).toEqual([])
  expect(sent.map((j) => [j.script, j.instanceIds])).toEqual([['doctor', [ubuntuId]]])
  expect(asked).toEqual([`survey ${ubuntuId}`])
  expect(calls).toEqual([`find ${fileSystemId}`])
})

test('the host is told what to try: the name, and the mount target in its zone', async () => {
  const { sent } = await examined({
    around: { targets: { kind: 'seen', value: [{ ...target, zone: 'us-east-1b', address: '10.0.9.9' }, target] } },
  })
  expect(sent[0]?.params).toMatchObject({
    fileSystemId,
    region: 'us-east-1',
    addresses: '10.0.0.5',
    mountPoint,
    groupName: 'prism-shared',
    gid: '3000',
    name: `${fileSystemId}.efs.us-east-1.amazonaws.com`,
    target: target.address,
    scan: '0',
  })
  expect((await examined({ of: saying(verify, { scan: true }) })).sent[0]?.params.scan).toBe('1')
})

describe('the mount target that the host tries', () => {
  const tried = async (how: How) => (await examined(how)).sent[0]?.params.target
  test('of a One Zone volume is that zone’s, wherever the instance is', async () => {
    const away = { ...place, zone: 'us-east-1c' }
    const oneZone = { ...verify, oneZone: 'us-east-1a' }
    expect(await tried({ of: oneZone, around: { instance: { kind: 'seen', value: away } } })).toBe(target.address)
    expect(await tried({ around: { instance: { kind: 'seen', value: away } } })).toBe('')
  })
  test('is none where AWS did not tell of the instance or of targets', async () => {
    const unseen = { kind: 'unseen', why: 'denied' } as const
    expect(await tried({ around: { instance: unseen } })).toBe('')
    expect(await tried({ around: { targets: unseen } })).toBe('')
    expect(await tried({ unsurveyed: true })).toBe('')
  })
  test('of a hybrid node, which has no zone, is any that is available and has an address', async () => {
    const node = { ...patient, instanceId: 'mi-0123456789abcdef0' }
    const all = [
      { ...target, state: 'creating', address: '10.0.0.1' },
      { ...target, address: '' },
      { ...target, zone: 'us-east-1c', address: '10.0.0.3' },
    ]
    expect(await tried({ patients: [node], around: { targets: { kind: 'seen', value: all } } })).toBe('10.0.0.3')
    expect(await tried({ patients: [node], around: { targets: { kind: 'seen', value: all.slice(0, 2) } } })).toBe('')
    expect(await tried({ patients: [node], around: { targets: { kind: 'unseen', why: 'x' } } })).toBe('')
    // an instance in a zone gets its own zone's
    expect(await tried({ around: { targets: { kind: 'seen', value: all.slice(2) } } })).toBe('')
  })
})

describe('an instance that is not to be asked', () => {
  const silent: Patient = { ...patient, reachable: false, failures: [finding('instance-offline', { seen: 'x', instanceId: ubuntuId })] }
  test('is sent nothing, and its host was not looked at', async () => {
    const { first, sent } = await examined({ patients: [silent] })
    expect(sent).toEqual([])
    expect(check(first, 'mount')).toBe('unknown: not looked at')
    expect(check(first, 'access-point')).toBe('unknown: the host was not looked at')
    expect(first.verdict).not.toBe('healthy')
  })
  test('is judged by what an earlier look saw', async () => {
    const { first, sent } = await examined({ patients: [{ ...silent, failures: [], facts: healthyFacts() }] })
    expect(sent).toEqual([])
    expect(check(first, 'mount')).toMatch(/^ok: /)
    expect(check(first, 'agent')).toBe('ok: answers')
  })
})

test('each patient has an answer, in their order, and one command looks at those who are alike', async () => {
  const rocky: Patient = { ...patient, instanceId: rockyId, name: 'rocky-instance' }
  const { diagnoses, sent } = await examined({ patients: [rocky, patient] })
  expect(diagnoses.map((d) => d.instanceId)).toEqual([rockyId, ubuntuId])
  expect(sent.map((j) => j.instanceIds)).toEqual([[rockyId, ubuntuId]])
})

describe('the agent', () => {
  test('is as SSM told', async () => {
    expect(check((await examined({ patients: [{ ...patient, agent: { online: true, version: '3.3' } }] })).first, 'agent')).toBe(
      'ok: online, version 3.3',
    )
  })
  test('answers, where a command came back', async () => {
    expect(check((await examined()).first, 'agent')).toBe('ok: answers')
  })
  test('is not known where none did', async () => {
    const { first } = await examined({ host: undefined })
    expect(check(first, 'agent')).toBe('unknown: not looked at')
    expect(first.verdict).toBe('unknown')
  })
})

test('what kept a command from running is evidence', async () => {
  const lost = finding('invocation-timed-out', { seen: 'it ran into its limit' })
  const { first } = await examined({ host: lost })
  const { first: nothing } = await examined({ host: undefined })
  expect(first).not.toEqual(nothing)
})

test('where AWS does not tell of the volume or the surroundings, nothing is concluded of them', async () => {
  const { first } = await examined({ volume: 'refused', unsurveyed: true })
  expect(check(first, 'policy')).toBe('unknown: not looked at')
  expect(check(first, 'access-point')).toBe('unknown: not looked at')
  expect(first.verdict).toBe('unknown')
})

test('a volume that is not available is the cause', async () => {
  const { first } = await examined({ volume: { ...volume, state: 'deleting' }, facts: { ...facts, mounts: [] } })
  expect(first.verdict).toBe('ill')
})

describe('access points', () => {
  const lineOf = (options: string, more: object = {}) => ({ ...line, options, ...more })
  const asked = async (shown: Partial<HostFacts>) => (await examined({ facts: { ...facts, ...shown } })).asked.slice(1)
  test('are asked for where the host names them at that place, each once', async () => {
    const named = { fstab: [lineOf(`tls,accesspoint=${point}`)], mounts: [{ ...mount, options: `rw,accesspoint=${point}` }] }
    expect(await asked(named)).toEqual([`points ${point}`])
  })
  test('of another place, or none, are not', async () => {
    expect(await asked({ fstab: [line, lineOf(`tls,accesspoint=${point}`, { place: '/srv/other' })] })).toEqual([])
    expect(check((await examined()).first, 'access-point')).toBe('not-applicable: none is used')
  })
  test('are told of with their state', async () => {
    const { first } = await examined({ facts: { ...facts, fstab: [lineOf(`tls,accesspoint=${point}`)] } })
    expect(check(first, 'access-point')).toContain(point)
  })
})

describe('the host’s clock', () => {
  const clock = async (at: string, more: How = {}) =>
    check((await examined({ facts: { ...facts, probe: { ...probe, clock: Date.parse(at) } }, ...more })).first, 'clock')
  test('between our sending and our hearing is right', async () => {
    expect(await clock(sentAt)).toBe('ok: same as the caller’s')
    expect(await clock(heardAt)).toBe('ok: same as the caller’s')
    expect(await clock('2026-11-23T12:00:11.000Z')).toBe('ok: same as the caller’s')
  })
  test('is off by what lies outside of that', async () => {
    expect(await clock('2026-11-23T12:00:40.000Z')).toBe('ok: 28 s off the caller’s')
    expect(await clock('2026-11-23T11:59:40.000Z')).toBe('ok: 30 s off the caller’s')
  })
  test('is not known where nobody told it, or it is not known when we sent', async () => {
    const { clock: _, ...without } = probe
    expect(check((await examined({ facts: { ...facts, probe: without } })).first, 'clock')).toBe('unknown: not looked at')
    expect(check((await examined({ host: finding('not-delivered', { seen: 'x' }) })).first, 'clock')).toBe('unknown: not looked at')
    const other = { ...patient, instanceId: rockyId }
    expect(check((await examined({ patients: [other] })).first, 'clock')).toBe('unknown: not looked at')
  })
})

describe('what differs from the table around a mounted volume', () => {
  const drifted = { ...facts, paths: facts.paths.map((p) => (p.path === 'shared' ? { ...p, mode: '0700' } : p)) }
  const ill = async (how: How) => (await examined(how)).first.verdict
  test('is told where nothing failed', async () => {
    expect(await ill({ facts: drifted })).toBe('ill')
  })
  test('is not, where there is a failure to explain, or a mount is to be adopted', async () => {
    const failing = { ...patient, failures: [finding('step-failed', { seen: 'x', instanceId: ubuntuId })] }
    const causes = ({ first }: Awaited<ReturnType<typeof examined>>) => [first.cause?.cause, ...first.others.map((o) => o.cause)]
    const told = causes(await examined({ facts: drifted }))
    expect(causes(await examined({ facts: drifted, patients: [failing] }))).not.toEqual(told)
    expect(causes(await examined({ facts: drifted, of: { ...verify, verb: 'adopt' } }))).not.toEqual(told)
  })
  test('by what the instance remembers is no difference', async () => {
    const remembered = [{ kind: 'noted', place: mountPoint, at: 1_800_000_000, spec: { ...plainSpec, sticky: true } }] as const
    const sticky = { ...facts, paths: facts.paths.map((p) => (p.path === 'shared' || p.path === '.' ? { ...p, mode: '3775' } : p)) }
    expect(await ill({ facts: sticky })).toBe('ill')
    expect(await ill({ facts: { ...sticky, remembered } })).toBe('healthy')
  })
  test('cannot be told through an access point of which EFS does not say where it leads', async () => {
    const through = {
      ...drifted,
      mounts: [{ ...mount, accessPoint: point }],
      remembered: [{ kind: 'noted' as const, place: mountPoint, at: 1, spec: { ...plainSpec, accessPoint: pointById(point) } }],
    }
    const { first } = await examined({ facts: through })
    expect(first.cause?.cause).not.toBe((await examined({ facts: drifted })).first.cause?.cause)
  })
})

test('a mount by plain NFS that was noted so is not to be encrypted', async () => {
  const plain = {
    ...facts,
    mounts: [{ ...mount, encrypted: 'no' as const }],
    fstab: [{ ...line, type: 'nfs4', options: '_netdev,x-prism' }],
  }
  const { first } = await examined({ facts: { ...plain, probe: { ...facts.probe!, tls: undefined } as never } })
  expect(check(first, 'tls')).toBe('not-applicable: plain NFS')
  const noted = { kind: 'noted' as const, place: mountPoint, at: 1, spec: { ...plainSpec, encrypted: true } }
  const encrypted = await examined({ facts: { ...plain, remembered: [noted], probe: { ...facts.probe!, tls: undefined } as never } })
  expect(check(encrypted.first, 'tls')).not.toBe('not-applicable: plain NFS')
})

test('an account that is missing is to get the number that it has elsewhere, as any look of this run saw it', async () => {
  const lacking = { ...facts, accounts: [{ name: 'ada', exists: false, groups: [], member: false }] }
  const of = saying(verify, { people: [{ name: 'ada' }] })
  const fix = async (how: How) => (await examined({ of, facts: lacking, ...how })).first.cause?.fix
  const elsewhere = observed(rockyId, {
    ...healthyFacts(),
    accounts: [{ name: 'ada', exists: true, uid: 70_123, gid: 70_123, groups: [], member: true }],
  })
  expect(await fix({ looks: [elsewhere] })).toContain('70123')
  expect(await fix({})).not.toContain('70123')
  // an instance that was not seen may have it
  const off = finding('instance-offline', { seen: 'x', instanceId: rockyId })
  expect(await fix({ of: { ...of, unresolved: [off] } })).not.toBe(await fix({}))
  expect(await fix({ of: { ...of, unresolved: [finding('no-instances', { seen: 'x' })] } })).toBe(await fix({}))
  const silent = { ...patient, instanceId: rockyId, reachable: false }
  expect(await fix({ patients: [patient, silent] })).toBe(await fix({}))
})

test('a replica, on which nothing may be written, is the cause of a mount that was to write', async () => {
  const replica = { ...volume, overwriteProtection: 'replicating' as const }
  expect((await examined({ volume: replica })).first.verdict).toBe('ill')
  expect((await examined({ volume: { ...volume, overwriteProtection: 'enabled' } })).first.verdict).toBe('healthy')
})

test('how old a volume is whose name does not resolve is told in seconds', async () => {
  const dns = { ...probe.dns!, outcome: 'none' as const, addresses: [], first: '' }
  const young = { ...volume, createdAt: new Date(Date.parse(ended) - 30_000).toISOString() }
  const { first } = await examined({ volume: young, facts: { ...facts, mounts: [], probe: { ...probe, dns } } })
  expect([first.cause?.seen, ...first.others.map((o) => o.seen)].join()).toContain('created 30 s ago')
})

test('each of two instances is judged by its own answer', async () => {
  const rocky: Patient = { ...patient, instanceId: rockyId, name: 'rocky-instance' }
  const here = await examined({ patients: [{ ...rocky, reachable: false }, patient] })
  expect(here.diagnoses.map((d) => check(d, 'mount').split(':')[0])).toEqual(['unknown', 'ok'])
})
