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
