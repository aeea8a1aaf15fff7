import { fail, finding, PrismError } from '../../../src/domain/catalogue.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import type { Request } from '../../../src/domain/request.ts'
import type { VolumeCheck } from '../../../src/domain/volume-check.ts'
import { verifyAll } from '../../../src/engine/verify-all.ts'
import { engineStage, type Host, hostNamed, onVolume, options, rocky, selected, ubuntu, volume } from '../../support/engine-stage.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { arnOf, freshFacts, rockyId, ubuntuId } from '../../support/operation.ts'

type VerifyAll = Extract<Request, { verb: 'verify-all' }>
type Given = NonNullable<Parameters<typeof engineStage>[0]>
const otherId = 'fs-0fedcba9876543210'
const asked = (more: Partial<VerifyAll> = {}): VerifyAll => ({ verb: 'verify-all', selectors: [], options: options(), known: [], ...more })
const ofOne = (more: Partial<VerifyAll> = {}) => asked({ volume: onVolume, ...more })
async function checked(request: VerifyAll, given: Given = {}) {
  const stage = engineStage({ request, ...given })
  const answer = await verifyAll(request, stage.ctx)
  if (answer.kind !== 'checks') throw new Error(`no checks but ${answer.kind}`)
  return { answer, stage, checks: answer.checks, check: answer.checks[0]! }
}
const placesOf = ({ places }: VolumeCheck) =>
  places.map(({ report }) => [report.operation.mountPoint, report.instances.map((i) => [i.name, i.verdict])])
const at = (facts: HostFacts, place: string): HostFacts => ({
  ...facts,
  mounts: [],
  elsewhere: facts.mounts.map((m) => ({ ...m, place })),
  fstab: facts.fstab.map((l) => ({ ...l, place, text: l.text.replace(mountPoint, place) })),
})
const jobs = (stage: ReturnType<typeof engineStage>) =>
  stage.sent.map((j) => [j.script, j.params.depth ?? j.params.phase, j.params.mountPoint, ...j.instanceIds])
const unused = () => [ubuntu({ facts: freshFacts() }), rocky({ facts: freshFacts('rocky', 1001) })]

test('the volume is verified where it is mounted, and what a mount would do about it stands beside', async () => {
  const { answer, stage, check } = await checked(ofOne())
  expect(answer).toMatchObject({ kind: 'checks', region: 'us-east-1' })
  expect(check).toMatchObject({ volume: 'research-data', fileSystemId, region: 'us-east-1', findings: [], unasked: [], gone: [], left: [] })
  expect(placesOf(check)).toEqual([
    [
      mountPoint,
      [
        ['ubuntu-instance', 'holds'],
        ['rocky-instance', 'holds'],
      ],
    ],
  ])
  const [place] = check.places
  expect(place!.report).toMatchObject({ verdict: 'holds', sharing: { verdict: 'holds' } })
  expect(place!.plan).toMatchObject({ operation: { verb: 'mount' }, differences: [] })
  expect(place!.report.operation).toMatchObject({
    verb: 'verify',
    accountId: volume.accountId,
    zones: ['us-east-1a'],
    addresses: ['10.0.0.5'],
    lazy: false,
    unresolved: [],
    targets: [
      { instanceId: ubuntuId, arn: arnOf(ubuntuId), name: 'ubuntu-instance', spec: plainSpec },
      { instanceId: rockyId, arn: arnOf(rockyId), name: 'rocky-instance', spec: plainSpec },
    ],
  })
  // one look finds it and is the first look of the usual place
  expect(jobs(stage)).toEqual([
    ['inspect', 'facts', mountPoint, ubuntuId, rockyId],
    ['inspect', 'behaviour', mountPoint, ubuntuId],
    ['inspect', 'behaviour', mountPoint, rockyId],
    ['sharing-test', 'write', mountPoint, ubuntuId, rockyId],
    ['sharing-test', 'exchange', mountPoint, ubuntuId, rockyId],
    ['sharing-test', 'clean', mountPoint, ubuntuId],
  ])
  expect(stage.sent.every((j) => j.script !== 'mount')).toBe(true)
  // each look at all instances, and each place, has a range of its own
  expect(stage.sent.map((j) => Number(j.key.split('.')[2]))).toEqual([1, 11_001, 11_002, 10_001, 11_001, 12_001])
})

test('one that nobody has mounted has no place, and that counts as no fault', async () => {
  const { check, stage } = await checked(ofOne(), { hosts: unused() })
  expect(check).toMatchObject({ findings: [], unasked: [] })
  expect(check.places).toHaveLength(0)
  expect(stage.sent).toHaveLength(1)
})

test('mounted at several places it is verified at each, by a look of its own where that is not the usual one', async () => {
  const third = hostNamed('i-0cccccccccccccccc', 'third', { facts: at(healthyFacts('rocky', 1002), '/srv/data') })
  const hosts = [ubuntu(), rocky({ facts: at(healthyFacts('rocky', 1001), '/srv/data') }), third]
  const { check, stage } = await checked(ofOne({ options: options({ sharingTest: false }) }), { hosts })
  expect(check.places.map(({ report }) => [report.operation.mountPoint, report.instances.map((i) => i.name)])).toEqual([
    [mountPoint, ['ubuntu-instance']],
    ['/srv/data', ['rocky-instance', 'third']],
  ])
  expect(jobs(stage).filter(([, depth]) => depth === 'facts')).toEqual([
    ['inspect', 'facts', mountPoint, ubuntuId, rockyId, third.id],
    ['inspect', 'facts', '/srv/data', rockyId, third.id],
  ])
  expect(new Set(stage.sent.map((j) => j.key)).size).toBe(stage.sent.length)
})

test('where a mount point is said every instance is looked at there', async () => {
  const { check, stage } = await checked(ofOne({ options: options({ mountPoint: '/srv/data', sharingTest: false }) }), {
    hosts: [ubuntu({ facts: { ...healthyFacts(), elsewhere: healthyFacts().mounts } })],
  })
  expect(stage.sent[0]!.params.mountPoint).toBe('/srv/data')
  expect(check.places.map(({ report }) => [report.operation.mountPoint, report.verdict])).toEqual([['/srv/data', 'differs']])
})

test('its zones are those with a mount target that is available', async () => {
  const [target] = volume.targets
  const targets = [target!, { ...target!, id: 'fsmt-1', availabilityZone: 'us-east-1b', ipAddress: '10.0.1.9', state: 'creating' }]
  const { check } = await checked(ofOne(), { volumes: [{ ...volume, targets }] })
  expect(check.places[0]!.report.operation).toMatchObject({ zones: ['us-east-1a'], addresses: ['10.0.0.5', '10.0.1.9'] })
})

describe('who is asked', () => {
  test('every instance that is on and runs Linux', async () => {
    const hosts = [ubuntu(), rocky({ online: false }), hostNamed('i-0cccccccccccccccc', 'win', { platform: 'Microsoft Windows Server' })]
    const { stage, check } = await checked(ofOne({ options: options({ sharingTest: false }) }), { hosts })
    expect(stage.sent[0]!.instanceIds).toEqual([ubuntuId])
    expect(check.unasked).toEqual([{ instanceId: rockyId, name: 'rocky-instance', why: 'agent offline' }])
  })

  test('nobody, where none is on: then no job is sent', async () => {
    const { stage, check } = await checked(ofOne(), { hosts: [rocky({ online: false })] })
    expect(stage.sent).toEqual([])
    expect(check.unasked).toHaveLength(1)
  })

  test('an instance without a name goes by its id', async () => {
    const { check } = await checked(ofOne(), { hosts: [ubuntu({ name: '' })] })
    expect(check.places[0]!.report.instances.map((i) => i.name)).toEqual([ubuntuId])
  })
})

describe('who should have it', () => {
  test('whoever was named, though nothing of it is mounted there', async () => {
    const { check } = await checked(ofOne({ selectors: selected('rocky-instance') }), { hosts: [ubuntu(), unused()[1]!] })
    expect(placesOf(check)).toEqual([
      [
        mountPoint,
        [
          ['ubuntu-instance', 'holds'],
          ['rocky-instance', 'differs'],
        ],
      ],
    ])
    expect(check.places[0]!.report.operation.targets.map((t) => t.spec.readOnly)).toEqual([false, false])
  })

  test('whoever had it at the last look of this volume', async () => {
    const known = [
      { fileSystemId, instanceId: rockyId, mountPoint: '/srv/data' },
      { fileSystemId: otherId, instanceId: ubuntuId, mountPoint: '/srv/other' },
    ]
    const { check } = await checked(ofOne({ known }), { hosts: unused() })
    expect(placesOf(check)).toEqual([['/srv/data', [['rocky-instance', 'differs']]]])
  })

  test('one that cannot be asked is told', async () => {
    const hosts = [ubuntu(), rocky({ online: false })]
    const { check } = await checked(ofOne({ selectors: selected(rockyId) }), { hosts })
    expect(check.findings.map((f) => [f.code, f.instanceId])).toEqual([['instance-offline', rockyId]])
    expect(check.unasked).toEqual([])
  })

  test('one that had it and that AWS no longer knows is gone, and not looked for further', async () => {
    const known = [{ fileSystemId, instanceId: rockyId, mountPoint }]
    const { check } = await checked(ofOne({ known }), { hosts: [ubuntu()] })
    expect(check.gone.map((f) => [f.code, f.instanceId])).toEqual([['instance-not-found', rockyId]])
    expect(check.findings).toEqual([])
    expect(placesOf(check)).toEqual([[mountPoint, [['ubuntu-instance', 'holds']]]])
    const stillListed = [ubuntu(), rocky({ online: false })]
    const terminated = finding('instance-not-found', { seen: 'terminated', instanceId: rockyId })
    const instances = { resolve: async () => [{ selector: selected(rockyId)[0]!, instances: [], findings: [terminated] }] }
    const again = await checked(ofOne({ known }), { hosts: stillListed, instances })
    expect(again.check).toMatchObject({ gone: [terminated], findings: [], unasked: [] })
  })

  test('one from which Prism unmounted it since has left, and nobody expects it back', async () => {
    const known = [{ fileSystemId, instanceId: rockyId, mountPoint }]
    const { check } = await checked(ofOne({ known }), { hosts: [ubuntu(), rocky({ facts: { ...freshFacts('rocky', 1001), left: true } })] })
    expect(check.left).toEqual([rockyId])
    expect(placesOf(check)).toEqual([[mountPoint, [['ubuntu-instance', 'holds']]]])
  })

  test('one from which it is unmounted while it is looked at has left too', async () => {
    const leaving = { ...freshFacts('rocky', 1001), left: true as const }
    let looks = 0
    const answer: Host['answer'] = (job) => {
      if (job.script !== 'inspect') return undefined
      const facts = looks++ === 0 ? healthyFacts('rocky', 1001) : leaving
      return {
        kind: 'transcript',
        instanceId: rockyId,
        state: 'done',
        steps: [],
        failures: [],
        sharing: [],
        observation: { kind: 'observed', instanceId: rockyId, at: '2026-11-23T12:00:05.000Z', facts },
      }
    }
    const { check } = await checked(ofOne(), { hosts: [ubuntu(), rocky({ answer })] })
    expect(check.left).toEqual([rockyId])
    expect(placesOf(check)).toEqual([[mountPoint, [['ubuntu-instance', 'holds']]]])
    looks = 0
    const alone = await checked(ofOne(), { hosts: [rocky({ answer })] })
    expect(alone.check.left).toEqual([rockyId])
    expect(alone.check.places).toHaveLength(0)
  })
})

describe('of every volume of the region', () => {
  const other = { ...volume, id: otherId, name: 'other-data', oneZone: 'us-east-1b', overwriteProtection: 'replicating' as const }
  const mountedBy = (id: string, place: string, facts = healthyFacts()): HostFacts => ({
    ...facts,
    mounts: facts.mounts.map((m) => ({ ...m, place, fileSystemId: id })),
    fstab: facts.fstab.map((l) => ({ ...l, place, spec: `${id}:/` })),
  })

  test('each is checked for itself, with its mount targets, and has jobs of its own', async () => {
    const hosts = [ubuntu(), rocky({ facts: mountedBy(otherId, '/mnt/other-data', healthyFacts('rocky', 1001)) })]
    const { checks, stage } = await checked(asked(), { hosts, volumes: [volume, other] })
    expect(checks.map((c) => [c.volume, c.fileSystemId, c.places.map((p) => p.report.operation.mountPoint)])).toEqual([
      ['research-data', fileSystemId, [mountPoint]],
      ['other-data', otherId, ['/mnt/other-data']],
    ])
    expect(checks[0]!.places[0]!.report.operation).toMatchObject({ zones: ['us-east-1a'] })
    expect(checks[0]!.places[0]!.report.operation).not.toHaveProperty('oneZone')
    expect(checks[0]!.places[0]!.report.operation).not.toHaveProperty('replica')
    expect(checks[1]!.places[0]!.report.operation).toMatchObject({ oneZone: 'us-east-1b', replica: true })
    expect(stage.on('inspect').map((j) => Number(j.key.split('.')[2]))).toEqual([1, 11_001, 20_001, 31_001])
  })

  test.each([
    [
      'a name that two share',
      [
        { ...volume, name: 'twins' },
        { ...other, name: 'twins' },
      ],
      [fileSystemId, otherId],
    ],
    ['no name', [{ ...volume, name: '' }], [fileSystemId]],
    ['a name that no command takes', [{ ...volume, name: 'our data' }], [fileSystemId]],
    ['a name that looks like another’s id', [{ ...volume, name: 'fs-x' }], [fileSystemId]],
    ['a name of its own', [volume, other], ['research-data', 'other-data']],
    ['a name of its own, and no other volume', [volume], ['research-data']],
  ])('%s: it goes by what says which it is', async (_, volumes, called) => {
    const { checks } = await checked(asked(), { hosts: unused(), volumes })
    expect(checks.map((c) => c.volume)).toEqual(called)
  })

  test('the failure of one does not stop the others, and all that AWS says stands with it', async () => {
    const refused = new PrismError(finding('aws-denied', { seen: 'one' }), { others: [finding('aws-denied', { seen: 'two' })] })
    const find = async ({ id }: { id?: string }) => {
      if (id === otherId) throw refused
      return volume
    }
    const fileSystems = { find } as Given['fileSystems']
    const { checks } = await checked(asked(), { volumes: [other, volume], ...(fileSystems ? { fileSystems } : {}) })
    expect(checks[0]).toEqual({
      volume: 'other-data',
      fileSystemId: otherId,
      region: 'us-east-1',
      places: [],
      unasked: [],
      gone: [],
      left: [],
      findings: [refused.finding, ...refused.others],
    })
    expect(placesOf(checks[1]!)).toHaveLength(1)
  })

  test('a mistake of our own is no finding of a volume', async () => {
    const find = () => Promise.reject(new TypeError('broken'))
    await expect(checked(asked(), { fileSystems: { find } })).rejects.toThrow('broken')
  })
})

describe('of one volume', () => {
  test('that is not there the run says so', async () => {
    await expect(checked(ofOne(), { volumes: [] })).rejects.toMatchObject({ finding: { code: 'volume-not-found' } })
  })
  test('AWS is asked for it once, and it goes by what was said', async () => {
    const asks: unknown[] = []
    const find = async (ref: unknown) => {
      asks.push(ref)
      return volume
    }
    const { check } = await checked({ ...ofOne(), volume: { kind: 'id', id: fileSystemId } }, { hosts: unused(), fileSystems: { find } })
    expect(asks).toEqual([{ kind: 'id', id: fileSystemId }])
    expect(check.volume).toBe(fileSystemId)
  })
  test('looked for by its id it is looked for where its id would be mounted, not its name', async () => {
    const { stage } = await checked({ ...ofOne(), volume: { kind: 'id', id: fileSystemId } }, { hosts: unused() })
    expect(stage.sent[0]!.params.mountPoint).toBe(`/mnt/${fileSystemId}`)
  })
})

describe('read-only', () => {
  test('may be said of all', async () => {
    const { check } = await checked(ofOne({ options: options({ readOnly: { kind: 'all' } }) }))
    expect(check.places[0]!.report.operation.targets.every((t) => t.spec.readOnly)).toBe(true)
    expect(check.places[0]!.report.verdict).toBe('differs')
  })
  test('may not be said of some: each instance’s own line decides', async () => {
    const some = { kind: 'on', selectors: selected('rocky-instance') } as const
    await expect(checked(ofOne({ options: options({ readOnly: some }) }))).rejects.toMatchObject({
      finding: { code: 'bad-option', seen: expect.stringMatching(/^--read-only-on/) },
    })
  })
})

test('what AWS refuses of the list ends the run', async () => {
  const instances = { list: () => Promise.reject(fail('aws-denied', { seen: 'ssm:DescribeInstanceInformation' })) }
  await expect(checked(ofOne(), { instances })).rejects.toMatchObject({ finding: { code: 'aws-denied' } })
})
