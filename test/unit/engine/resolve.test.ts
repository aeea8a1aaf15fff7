import type { AccessPoint } from '../../../src/domain/access-points.ts'
import { parseSelector } from '../../../src/domain/names.ts'
import type { FileSystem, MountTarget } from '../../../src/domain/ports.ts'
import type { MountOptions, Request } from '../../../src/domain/request.ts'
import { addressesOf, type HostRequest, isReplica, mountPointOf, resolveOperation } from '../../../src/engine/resolve.ts'
import {
  both,
  engineStage,
  type Host,
  hostNamed,
  onVolume,
  options,
  request,
  rocky,
  selected,
  ubuntu,
  volume,
} from '../../support/engine-stage.ts'
import { fileSystemId } from '../../support/healthy-facts.ts'
import { accountId, arnOf, operation as known, rockyId, ubuntuId } from '../../support/operation.ts'

type Given = Parameters<typeof engineStage>[0]
const resolved = (asked: HostRequest, given: Given = {}) => resolveOperation(asked, engineStage(given).ctx)
const verifying = (more: Partial<MountOptions> = {}): HostRequest => ({ ...request({ options: options(more) }), verb: 'verify' })
const mounting = (more: Partial<MountOptions> = {}, selectors = both): HostRequest => request({ options: options(more), selectors })
const adopting = (more: Partial<MountOptions> = {}): HostRequest => ({ ...request({ options: options(more) }), verb: 'adopt' })
const unmounting = (more: { mountPoint?: string; lazy?: boolean } = {}): HostRequest => ({
  verb: 'unmount',
  volume: onVolume,
  selectors: both,
  options: { lazy: false, ...more },
})
const refused = (asked: HostRequest, given: Given = {}) =>
  resolved(asked, given).then(
    () => undefined,
    (error: { finding?: { code: string; seen: string } }) => error.finding && { code: error.finding.code, seen: error.finding.seen },
  )
const target = (more: Partial<MountTarget>): MountTarget => ({ ...volume.targets[0]!, ...more })
const withVolume = (more: Partial<FileSystem>): Given => ({ volumes: [{ ...volume, ...more }] })

describe('what is asked for becomes exact values', () => {
  test('the volume, its place, its zones and addresses, and each instance by its address, in the order of their names', async () => {
    expect(await resolved(mounting())).toStrictEqual({
      verb: 'mount',
      volume: 'research-data',
      fileSystemId,
      region: 'us-east-1',
      accountId,
      mountPoint: '/mnt/research-data',
      zones: ['us-east-1a'],
      addresses: ['10.0.0.5'],
      targets: [
        { instanceId: rockyId, arn: arnOf(rockyId), name: 'rocky-instance', spec: known.targets[0]!.spec },
        { instanceId: ubuntuId, arn: arnOf(ubuntuId), name: 'ubuntu-instance', spec: known.targets[0]!.spec },
      ],
      options: options(),
      lazy: false,
      unresolved: [],
    })
  })

  test('it is written down, so that a run that is taken up again does not ask AWS anew', async () => {
    const stage = engineStage()
    const operation = await resolveOperation(mounting(), stage.ctx)
    expect(stage.told).toEqual([{ type: 'resolved', data: operation }])
    const again = engineStage({ earlier: [{ type: 'resolved', data: operation }], volumes: [], hosts: [] })
    expect(await resolveOperation(mounting(), again.ctx)).toEqual(operation)
    expect(again.told).toEqual([])
  })

  test('zones are those with a target that is available; a client may still have a mount through any other', async () => {
    const targets = [
      target({ availabilityZone: 'us-east-1b', ipAddress: '10.0.1.9', state: 'creating' }),
      target({}),
      target({ availabilityZone: 'us-east-1c', ipAddress: '' }),
    ]
    expect(await resolved(mounting(), withVolume({ targets }))).toMatchObject({
      zones: ['us-east-1a', 'us-east-1c'],
      addresses: ['10.0.0.5', '10.0.1.9'],
    })
    expect(addressesOf({ ...volume, targets })).toEqual(['10.0.0.5', '10.0.1.9'])
  })

  test('a One Zone volume says its zone, a replica that it is one, and others neither', async () => {
    expect(await resolved(verifying(), withVolume({ oneZone: 'us-east-1a' }))).toMatchObject({ oneZone: 'us-east-1a' })
    expect(await resolved(verifying(), withVolume({ overwriteProtection: 'replicating' }))).toMatchObject({ replica: true })
    const plain = await resolved(verifying(), withVolume({ overwriteProtection: 'disabled' }))
    expect(plain).not.toHaveProperty('oneZone')
    expect(plain).not.toHaveProperty('replica')
    expect(isReplica(volume)).toBe(false)
  })

  test('an instance without a name goes by its id', async () => {
    const nameless = hostNamed(ubuntuId, '')
    expect((await resolved(verifying(), { hosts: [nameless, rocky()] })).targets.map((t) => t.name)).toEqual(['rocky-instance'])
    const asked = { ...request(), selectors: selected(ubuntuId) }
    expect((await resolved(asked, { hosts: [nameless] })).targets.map((t) => t.name)).toEqual([ubuntuId])
  })

  test('one that cannot be found is a finding of its own, and the others go on', async () => {
    const asked = { ...request(), selectors: [...both, parseSelector('ghost'), parseSelector('tag:team=none')] }
    const { targets, unresolved } = await resolved(asked)
    expect(targets).toHaveLength(2)
    expect(unresolved.map((f) => [f.code, f.seen])).toEqual([
      ['instance-not-found', 'ghost'],
      ['no-instances', 'tag:team=none'],
    ])
  })

  test('the options stay as they were given', async () => {
    expect((await resolved(mounting({ sticky: true, sharingTest: false }))).options).toEqual(options({ sticky: true, sharingTest: false }))
  })

  test('a verb without any instance says so before anything is asked', async () => {
    expect(await refused({ ...request(), selectors: [] }, { volumes: [] })).toEqual({
      code: 'missing-input',
      seen: 'no instance is given',
    })
  })
})

describe('where it is mounted', () => {
  test('at the mount point that was said, whatever the verb', async () => {
    expect((await resolved(mounting({ mountPoint: '/srv/data' }))).mountPoint).toBe('/srv/data')
    expect((await resolved(unmounting({ mountPoint: '/srv/data' }))).mountPoint).toBe('/srv/data')
  })

  test('else by the name that was asked for; by id, by the Name tag if that can be a folder, else by the id', async () => {
    const byId = { ...request(), volume: { kind: 'id', id: fileSystemId } } as const
    expect(await resolved(byId)).toMatchObject({ volume: 'research-data', mountPoint: '/mnt/research-data' })
    expect(await resolved(byId, withVolume({ name: fileSystemId }))).toMatchObject({
      volume: fileSystemId,
      mountPoint: `/mnt/${fileSystemId}`,
    })
    expect(await resolved(byId, withVolume({ name: 'our data' }))).toMatchObject({
      volume: 'our data',
      mountPoint: `/mnt/${fileSystemId}`,
    })
    expect((await resolved(mounting(), withVolume({ name: 'research-data' }))).volume).toBe('research-data')
  })

  test.each(['x', 'a.b_c-d', '9lives', 'a'.repeat(64)])('%s can be a folder', (name) => {
    expect(mountPointOf(name, volume)).toBe(`/mnt/${name}`)
  })
  test.each(['', '.hidden', '-x', 'a/b', 'a b', `${'a'.repeat(65)}`, 'x\n', '…'])('"%s" cannot', (name) => {
    expect(mountPointOf(name, volume)).toBe(`/mnt/${fileSystemId}`)
  })
})

describe('an unmount', () => {
  test('takes its own options alone', async () => {
    expect(await resolved(unmounting({ lazy: true }))).toMatchObject({ verb: 'unmount', lazy: true, options: options() })
    expect((await resolved(unmounting())).lazy).toBe(false)
  })
  test('goes through whatever state the volume is in', async () => {
    expect((await resolved(unmounting(), withVolume({ state: 'deleting', targets: [] }))).verb).toBe('unmount')
    expect((await resolved(unmounting(), withVolume({ overwriteProtection: 'replicating' }))).verb).toBe('unmount')
  })
})

describe('a volume that cannot be mounted is refused before any instance is looked at', () => {
  test('one that is not available, for mount and adopt; a verify tells of it in its report', async () => {
    for (const asked of [mounting(), adopting()])
      expect(await refused(asked, withVolume({ state: 'creating' }))).toEqual({
        code: 'volume-not-available',
        seen: `${fileSystemId} (research-data) is creating`,
      })
    expect(await refused(verifying(), withVolume({ state: 'creating' }))).toBeUndefined()
  })

  test('one that is being updated is there all the while', async () => {
    expect(await refused(mounting(), withVolume({ state: 'updating' }))).toBeUndefined()
  })

  test('one without a target that is available, for mount alone: what is mounted tells an adopt more', async () => {
    const none = withVolume({ targets: [target({ state: 'creating' })] })
    expect(await refused(mounting(), none)).toEqual({ code: 'no-mount-target', seen: `${fileSystemId} has no available mount target` })
    expect(await refused(adopting(), none)).toBeUndefined()
    const one = withVolume({ targets: [target({ state: 'creating' }), target({})] })
    expect(await refused(mounting(), one)).toBeUndefined()
  })

  test('a replica, where anybody would write to it; those are named', async () => {
    const replica = withVolume({ overwriteProtection: 'replicating' })
    for (const asked of [mounting(), adopting()])
      expect(await refused(asked, replica)).toEqual({
        code: 'volume-is-replica',
        seen: `${fileSystemId} (research-data) is a replica; to be mounted for writing on rocky-instance, ubuntu-instance`,
      })
    const some = { readOnly: { kind: 'on', selectors: selected('rocky-instance') } } as const
    expect((await refused(mounting(some), replica))?.seen).toMatch(/writing on ubuntu-instance$/)
    expect(await refused(mounting({ readOnly: { kind: 'all' } }), replica)).toBeUndefined()
    expect(await refused(verifying(), replica)).toBeUndefined()
  })
})

describe('the tag by which all targets were selected', () => {
  const team = { tags: { team: 'calc' } }
  const hosts = [ubuntu(team), rocky(team)]
  const tagOf = async (texts: string[], given: Given = { hosts }) => (await resolved(mounting({}, selected(...texts)), given)).tag

  test('is kept where it is the only selector, also where some that have it cannot be reached', async () => {
    expect(await tagOf(['tag:team=calc'])).toEqual({ key: 'team', value: 'calc' })
    const off = hostNamed('i-0cccccccccccccccc', 'third', { ...team, online: false })
    expect(await tagOf(['tag:team=calc'], { hosts: [...hosts, off] })).toEqual({ key: 'team', value: 'calc' })
  })

  test('is none where targets came by anything else, or others have it whom the one who asks does not reach', async () => {
    expect(await tagOf(['ubuntu-instance', 'rocky-instance'])).toBeUndefined()
    expect(await tagOf(['tag:team=calc', 'ubuntu-instance'])).toBeUndefined()
    const instances = {
      resolve: async (asked: readonly ReturnType<typeof parseSelector>[]) =>
        asked.map((selector) => ({ selector, instances: [ubuntu()], findings: [], withheld: true as const })),
    }
    expect(await tagOf(['tag:team=calc'], { hosts, instances })).toBeUndefined()
  })
})

describe('read-only', () => {
  const readOnlyOn = async (more: Partial<MountOptions>, given: Given = {}, selectors = both) =>
    (await resolved(mounting(more, selectors), given)).targets.filter((t) => t.spec.readOnly).map((t) => t.name)
  const on = (...texts: string[]) => ({ readOnly: { kind: 'on', selectors: selected(...texts) } }) as const
  const tagged: readonly Host[] = [
    ubuntu({ tags: { team: 'x' } }),
    rocky({ tags: { team: 'y' } }),
    hostNamed('i-0cccccccccccccccc', 'third', { tags: { team: 'x' } }),
  ]

  test('nowhere, everywhere, or on those that were singled out', async () => {
    expect(await readOnlyOn({})).toEqual([])
    expect(await readOnlyOn({ readOnly: { kind: 'all' } })).toEqual(['rocky-instance', 'ubuntu-instance'])
    expect(await readOnlyOn(on('rocky-instance'))).toEqual(['rocky-instance'])
    expect(await readOnlyOn(on(rockyId, 'ubuntu-instance'))).toEqual(['rocky-instance', 'ubuntu-instance'])
  })

  test('a tag may mean others besides, also such as are off', async () => {
    expect(await readOnlyOn(on('tag:team=x'), { hosts: tagged })).toEqual(['ubuntu-instance'])
    const off = tagged.map((h) => (h.name === 'third' ? { ...h, online: false } : h))
    expect(await readOnlyOn(on('tag:team=x'), { hosts: off })).toEqual(['ubuntu-instance'])
  })

  test('one that is not among the instances is refused: it would be mounted otherwise because of a slip', async () => {
    expect(await refused(mounting(on('third')), { hosts: tagged })).toEqual({
      code: 'not-among-instances',
      seen: '--read-only-on: third is not among the instances',
    })
    expect((await refused(mounting(on('third', 'rocky-instance')), { hosts: tagged }))?.code).toBe('not-among-instances')
  })

  test('so is a tag that means none of them', async () => {
    const given = { hosts: [ubuntu(), rocky(), tagged[2]!] }
    expect(await refused(mounting(on('tag:team=x')), given)).toEqual({
      code: 'not-among-instances',
      seen: '--read-only-on: tag:team=x is not among the instances',
    })
  })

  test('so is one that nobody has, with what AWS says of it; several are named together', async () => {
    expect(await refused(mounting(on('ghost', 'tag:team=none')))).toEqual({
      code: 'not-among-instances',
      seen: '--read-only-on: ghost: ghost; tag:team=none: tag:team=none',
    })
  })

  test.each(['rocky-instance', rockyId])('one that was asked for and cannot be reached is among the findings already: %s', async (word) => {
    const off = { hosts: [ubuntu(), rocky({ online: false })] }
    const { targets, unresolved } = await resolved(mounting(on(word)), off)
    expect(targets.map((t) => [t.name, t.spec.readOnly])).toEqual([['ubuntu-instance', false]])
    expect(unresolved.map((f) => f.code)).toEqual(['instance-offline'])
  })

  test('one that was asked for by the same words and is nobody’s is among the findings already', async () => {
    const asked = mounting(on('ghost'), [...both, parseSelector('ghost')])
    expect((await resolved(asked)).unresolved.map((f) => f.seen)).toEqual(['ghost'])
    const byTag = mounting(on('tag:team=none'), [...both, parseSelector('tag:team=none')])
    expect((await resolved(byTag)).unresolved.map((f) => f.seen)).toEqual(['tag:team=none'])
  })

  test('a tag that was asked for by the same words and means nobody that is on is not missed', async () => {
    const off = { hosts: [ubuntu(), rocky({ online: false, tags: { team: 'y' } })] }
    const asked = mounting(on('tag:team=y'), [parseSelector('ubuntu-instance'), parseSelector('tag:team=y')])
    expect((await resolved(asked, off)).targets.map((t) => t.name)).toEqual(['ubuntu-instance'])
  })

  test('one that is a target by another word, and answers only there, is refused with why', async () => {
    const hosts = [ubuntu(), rocky()]
    const { ctx } = engineStage({ hosts })
    const { resolve } = ctx.cloud.instances
    const flaky = {
      resolve: async (s: Parameters<typeof resolve>[0]) =>
        s.length === 1
          ? [
              {
                selector: s[0]!,
                instances: [],
                findings: [{ code: 'instance-offline', seen: 'went off just now', why: '', next: '', instanceId: rockyId } as const],
              },
            ]
          : resolve(s),
    }
    expect(await refused(mounting(on(rockyId)), { hosts, instances: flaky })).toEqual({
      code: 'not-among-instances',
      seen: `--read-only-on: ${rockyId}: went off just now`,
    })
  })
})

describe('through an access point', () => {
  const point: AccessPoint = {
    id: 'fsap-0123456789abcdef0',
    name: 'projects',
    fileSystemId,
    path: '/projects',
    state: 'available',
  }
  const user = { uid: 1500, gid: 1500, groups: [] }
  const enforcing: AccessPoint = { ...point, user }
  const byName = { accessPoint: { kind: 'name', name: 'projects' } } as const
  const pointOf = { id: point.id, name: 'projects', path: '/projects' }
  const points = async (more: Partial<MountOptions>, given: Given) =>
    (await resolved(mounting({ ...byName, ...more }), given)).targets.map((t) => t.spec.accessPoint)

  test('all come through it, with where it leads and whom it enforces; without one nobody does', async () => {
    expect(await points({}, { points: [point] })).toEqual([pointOf, pointOf])
    expect(await points({}, { points: [enforcing] })).toEqual([
      { ...pointOf, user },
      { ...pointOf, user },
    ])
    expect((await resolved(mounting(), { points: [point] })).targets.map((t) => t.spec.accessPoint)).toEqual([undefined, undefined])
  })

  test('or those alone that were singled out, where it enforces a user', async () => {
    expect(await points({ accessPointOn: selected('ubuntu-instance') }, { points: [enforcing] })).toEqual([undefined, { ...pointOf, user }])
    expect(await refused(mounting({ ...byName, accessPointOn: selected('ghost') }), { points: [enforcing] })).toEqual({
      code: 'not-among-instances',
      seen: '--access-point-on: ghost: ghost',
    })
  })

  test('one that enforces nobody has a layout of its own, so all come through it or none', async () => {
    expect(await refused(mounting({ ...byName, accessPointOn: selected('ubuntu-instance') }), { points: [point] })).toMatchObject({
      code: 'bad-option',
      seen: expect.stringMatching(/^--access-point-on: fsap-0123456789abcdef0 \(projects\) does not enforce a user/),
    })
  })

  test('plain NFS cannot be mounted through one', async () => {
    expect(await refused(mounting({ ...byName, client: { kind: 'plain-nfs' } }), { points: [point] })).toMatchObject({
      code: 'bad-option',
      seen: expect.stringContaining('plain NFS'),
    })
    expect(await refused(mounting({ client: { kind: 'plain-nfs' } }), { points: [point] })).toBeUndefined()
  })

  test('one that is not there is refused', async () => {
    expect(await refused(mounting(byName))).toMatchObject({ code: 'access-point-not-found' })
  })

  test('one that is not available yet is refused, but a verify tells what is there', async () => {
    const creating = { points: [{ ...point, state: 'creating' }] }
    expect(await refused(mounting(byName), creating)).toEqual({
      code: 'volume-not-available',
      seen: 'fsap-0123456789abcdef0 (projects) is creating',
    })
    expect(await refused(adopting(byName), creating)).toMatchObject({ code: 'volume-not-available' })
    expect(await refused(verifying(byName), creating)).toBeUndefined()
  })

  test('one that makes everybody root is refused', async () => {
    expect(await refused(verifying(byName), { points: [{ ...point, user: { uid: 0, gid: 0, groups: [] } }] })).toEqual({
      code: 'bad-access-point-user',
      seen: 'fsap-0123456789abcdef0 (projects) makes everybody root',
    })
  })

  test.each<[string, Partial<MountOptions>]>([
    ['--group', { groups: [{ name: 'lab', gid: 4000, accounts: [] }] }],
    ['--private', { privateSpaces: true }],
    ['--sticky', { sticky: true }],
    ['--adopt', { adopt: true }],
  ])('behind an enforced user there is no layout to set: %s is refused', async (word, more) => {
    expect(await refused(mounting({ ...byName, ...more }), { points: [enforcing] })).toEqual({
      code: 'access-point-enforces-user',
      seen: expect.stringMatching(new RegExp(`cannot be combined with ${word}$`)),
    })
    expect(await refused(mounting({ ...byName, ...more }), { points: [point] })).toBeUndefined()
  })

  test('nor is there anything to adopt behind one; all that does not fit is named', async () => {
    expect((await refused(adopting({ ...byName, sticky: true }), { points: [enforcing] }))?.seen).toMatch(/combined with --sticky, adopt$/)
    expect(await refused(adopting(byName), { points: [point] })).toBeUndefined()
  })

  test('an unmount needs none', async () => {
    const asked = { ...unmounting(), options: { lazy: false, ...byName } } as Extract<Request, { verb: 'unmount' }>
    expect(await refused(asked)).toBeUndefined()
  })
})
