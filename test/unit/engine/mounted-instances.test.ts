import { finding } from '../../../src/domain/catalogue.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import type { KnownPlace } from '../../../src/domain/request.ts'
import { type MountedInstances, mountedInstancesOf } from '../../../src/engine/mounted-instances.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { observed, ubuntuId } from '../../support/operation.ts'

const instance = { id: ubuntuId, name: 'ubuntu-instance', platform: 'Ubuntu 24.04', agentVersion: '3.3', online: true }
const facts = healthyFacts()
const elsewhere = '/srv/data'
const mountAt = (place: string) => ({ ...facts.mounts[0]!, place })
const lineAt = (place: string) => ({ ...facts.fstab[0]!, place })
const noteAt = (place: string) => ({ kind: 'noted', place, at: 1_800_000_000, spec: plainSpec }) as const
const remembered = (place: string): KnownPlace[] => [{ fileSystemId, instanceId: ubuntuId, mountPoint: place }]

function mounted(shown: Partial<HostFacts>, known: KnownPlace[] = [], asked?: string): MountedInstances {
  const wanted = { fileSystemId, usual: asked ?? mountPoint, named: new Set<string>(), known, unfit: [] }
  const seen = [observed(ubuntuId, { ...facts, mounts: [], fstab: [], ...shown })]
  return mountedInstancesOf({ ...wanted, ...(asked ? { mountPoint: asked } : {}) }, [instance], seen)
}

test.each<[string, Partial<HostFacts>, KnownPlace[], string | undefined]>([
  ['nothing of it there', {}, [], undefined],
  ['mounted', { mounts: [mountAt(mountPoint)] }, [], mountPoint],
  ['mounted elsewhere', { elsewhere: [mountAt(elsewhere)] }, [], elsewhere],
  ['mounted at two places: the usual one', { mounts: [mountAt(mountPoint)], elsewhere: [mountAt(elsewhere)] }, [], mountPoint],
  ['only the line of fstab', { fstab: [lineAt(elsewhere)] }, [], elsewhere],
  ['a line that promises another place than the mount', { mounts: [mountAt(mountPoint)], fstab: [lineAt(elsewhere)] }, [], elsewhere],
  ['somebody else’s line', { fstab: [{ ...lineAt(elsewhere), ours: false }] }, [], undefined],
  ['a line for another volume', { fstab: [{ ...lineAt(mountPoint), spec: 'fs-0fedcba9876543210:/' }] }, [], undefined],
  ['nothing any more, but remembered', {}, remembered(elsewhere), elsewhere],
  ['only a note of its mount', { remembered: [noteAt(elsewhere)] }, [], elsewhere],
  [
    'a note of an earlier place beside the line',
    { remembered: [noteAt(mountPoint), noteAt(elsewhere)], fstab: [lineAt(elsewhere)] },
    [],
    elsewhere,
  ],
  ['a note that cannot be read, and nothing else', { remembered: [{ kind: 'unreadable' }] }, [], undefined],
  ['remembered elsewhere than it is mounted', { mounts: [mountAt(mountPoint)] }, remembered(elsewhere), elsewhere],
  ['remembered elsewhere than its line says', { fstab: [lineAt(mountPoint)] }, remembered(elsewhere), mountPoint],
])('%s', (_, shown, known, place) => {
  expect(mounted(shown, known).mounted.map((c) => c.mountPoint)).toEqual(place === undefined ? [] : [place])
})

test('a mount point that is asked for goes before everything', () => {
  expect(mounted({ fstab: [lineAt(mountPoint)] }, [], elsewhere).mounted.map((c) => c.mountPoint)).toEqual([elsewhere])
})

test('an NFS mount that nobody can identify could be it', () => {
  const { fileSystemId: _, ...unidentified } = mountAt(mountPoint)
  expect(mounted({ mounts: [unidentified] })).toMatchObject({ mounted: [], unasked: [{ instanceId: ubuntuId }] })
})

test('a place that no job of ours may name is told of, and gets no job', () => {
  const found = mounted({ elsewhere: [mountAt('/mnt/$(reboot)')] })
  expect(found.mounted).toEqual([])
  expect(found.findings).toMatchObject([{ code: 'bad-mount-point', instanceId: ubuntuId }])
})

describe('an instance that does not answer', () => {
  const silent = { ...instance, online: false }
  const wanted = { fileSystemId, usual: mountPoint, named: new Set<string>(), known: [], unfit: [] }
  test('could carry it, when nothing is remembered', () => {
    expect(mountedInstancesOf(wanted, [silent], [])).toMatchObject({
      findings: [],
      unasked: [{ instanceId: ubuntuId, why: 'agent offline' }],
    })
  })
  test('is missed, when it is remembered', () => {
    const found = mountedInstancesOf({ ...wanted, known: remembered(mountPoint) }, [silent], [])
    expect(found).toMatchObject({ unasked: [], findings: [{ code: 'instance-offline', instanceId: ubuntuId }] })
  })
  test('is missed with AWS’s own reason, when there is one', () => {
    const unfit = [finding('instance-stopped', { seen: 'ubuntu-instance is stopped', instanceId: ubuntuId })]
    const found = mountedInstancesOf({ ...wanted, named: new Set([ubuntuId]), unfit }, [silent], [])
    expect(found).toMatchObject({ unasked: [], findings: [{ code: 'instance-stopped', instanceId: ubuntuId }] })
  })
})

describe('several instances', () => {
  const other = { ...instance, id: 'i-0bbbbbbbbbbbbbbbb', name: '' }
  const wanted = { fileSystemId, usual: mountPoint, named: new Set<string>(), known: [] as KnownPlace[], unfit: [] }
  const bare = { ...facts, mounts: [], fstab: [] }
  test('are told by what each of them showed, one without a Name by its id', () => {
    const seen = [observed(ubuntuId, bare), observed(other.id, facts)]
    expect(mountedInstancesOf(wanted, [instance, other], seen)).toEqual({
      mounted: [{ instanceId: other.id, name: other.id, mountPoint }],
      findings: [],
      unasked: [],
      left: [],
    })
  })
  test('what is remembered of one is not remembered of another', () => {
    const known = [{ fileSystemId, instanceId: other.id, mountPoint: elsewhere }]
    const found = mountedInstancesOf({ ...wanted, known }, [instance, other], [observed(ubuntuId, bare), observed(other.id, bare)])
    expect(found.mounted).toEqual([{ instanceId: other.id, name: other.id, mountPoint: elsewhere }])
  })
  test('what AWS says is wrong counts of those that it does not list, and as the reason of those that it does', () => {
    const gone = finding('instance-stopped', { seen: 'x', instanceId: 'i-0ccccccccccccccccc' })
    const here = finding('instance-stopped', { seen: 'y', instanceId: ubuntuId })
    const named = new Set([ubuntuId, other.id])
    const found = mountedInstancesOf(
      { ...wanted, named, unfit: [gone, here] },
      [instance, other].map((i) => ({ ...i, online: false })),
      [],
    )
    expect(found.findings.map((f) => [f.code, f.instanceId])).toEqual([
      ['instance-stopped', gone.instanceId],
      ['instance-stopped', ubuntuId],
      ['instance-offline', other.id],
    ])
  })
  test('one that is missed is called by its Name with its id, or by its id alone', () => {
    const silent = (one: typeof instance) =>
      mountedInstancesOf({ ...wanted, named: new Set([one.id]) }, [{ ...one, online: false }], []).findings.map((f) => f.seen)
    expect(silent(instance)).toEqual([`ubuntu-instance (${ubuntuId}): agent offline`])
    expect(silent({ ...instance, name: ubuntuId })).toEqual([`${ubuntuId}: agent offline`])
  })
})

describe('an instance that Prism unmounted since', () => {
  const left = { mounts: [], fstab: [], left: true } as unknown as Partial<HostFacts>
  test('is left, though it is remembered', () => {
    expect(mounted(left, remembered(elsewhere))).toMatchObject({ mounted: [], left: [ubuntuId], findings: [] })
  })
  test('is looked at all the same where it was named, or has it mounted again', () => {
    const wanted = { fileSystemId, usual: mountPoint, named: new Set([ubuntuId]), known: [], unfit: [] }
    const seen = [observed(ubuntuId, { ...facts, mounts: [], fstab: [], ...left })]
    expect(mountedInstancesOf(wanted, [instance], seen)).toMatchObject({ mounted: [{ mountPoint }], left: [] })
    expect(mounted({ ...left, mounts: [mountAt(mountPoint)] }, remembered(mountPoint))).toMatchObject({
      mounted: [{ mountPoint }],
      left: [],
    })
  })
})

test.each([
  [fileSystemId, true],
  [`${fileSystemId}:/`, true],
  [`${fileSystemId}.efs.us-east-1.amazonaws.com:/`, true],
  [`${fileSystemId}0:/`, false],
])('a line for %s is of the volume: %s', (spec, isIts) => {
  expect(mounted({ fstab: [{ ...lineAt(elsewhere), spec }] }).mounted.length > 0).toBe(isIts)
})

test('of several lines the usual place counts, else the first', () => {
  const places = (...all: readonly string[]) => mounted({ fstab: all.map(lineAt) }).mounted.map((m) => m.mountPoint)
  expect(places(elsewhere, mountPoint)).toEqual([mountPoint])
  expect(places(elsewhere, '/srv/other')).toEqual([elsewhere])
})
