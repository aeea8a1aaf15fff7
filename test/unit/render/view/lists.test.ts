/** Answers that are lists, and what was made, changed or deleted, as a comment shows them. */
import { finding } from '../../../../src/domain/catalogue.ts'
import type { VolumePlan } from '../../../../src/domain/plan.ts'
import type { FileSystem } from '../../../../src/domain/ports.ts'
import type { Answer, MountedAt } from '../../../../src/domain/run.ts'
import {
  accessPointsView,
  accessPointView,
  deletedView,
  instancesView,
  madeView,
  statusView,
  volumesView,
} from '../../../../src/render/view/lists.ts'
import { inComment } from '../../../../src/render/view/say.ts'
import { asComment, leftOutOf } from '../../../support/as-comment.ts'
import { volume } from '../../../support/engine-stage.ts'
import { manyId } from '../../../support/many.ts'

type Of<K extends Answer['kind']> = Extract<Answer, { readonly kind: K }>
const step = { step: 'backups', status: 'planned', detail: 'off → on' } as const
const digest = 'abcdef0123456789'.repeat(4)

describe('volumes', () => {
  const shown = (...volumes: readonly FileSystem[]) => asComment(volumesView({ kind: 'volumes', volumes }))
  test('each with its size, and whether it is encrypted', () => {
    expect(shown(volume, { ...volume, name: 'scratch', id: 'fs-2', encrypted: false })).toEqual([
      '### ✅ 2 volumes in this region',
      '| Volume | Id | State | Size | Encrypted | Created |',
      '| - | - | - | - | - | - |',
      '| **research-data** | `fs-0123456789abcdef0` | available | 6 KiB | yes | 2026-11-01T12:00:00Z |',
      '| **scratch** | `fs-2` | available | 6 KiB | no | 2026-11-01T12:00:00Z |',
    ])
    expect(leftOutOf(volumesView({ kind: 'volumes', volumes: [volume] }))).toBe('1 volumes')
  })
  test('sizes are in the units of EFS’s own console', () => {
    const sizes = [0, 1, 1023, 1024, 1536, 1024 ** 2, 5 * 1024 ** 3, 1024 ** 4, 3 * 1024 ** 5, 2048 * 1024 ** 5]
    expect(
      sizes.map((bytes) =>
        shown({ ...volume, bytes })
          .at(-1)!
          .split('|')[4]!
          .trim(),
      ),
    ).toEqual(['0 B', '1 B', '1023 B', '1 KiB', '1.5 KiB', '1 MiB', '5 GiB', '1 TiB', '3 PiB', '2048 PiB'])
  })
  test('one that is not available does not hold', () => {
    expect(shown(volume, { ...volume, name: 'scratch', state: 'error' })[0]).toEqual(
      '### ❌ 2 volumes in this region · not available: **scratch**',
    )
  })
  test('where there is none, how to make one', () => {
    expect(shown()).toEqual(['### ℹ️ There is no volume in this region. Make one: `prism volume create NAME`'])
  })
})

describe('instances', () => {
  const known = (n: number, name: string, online = true) => ({ id: manyId(n), name, platform: 'Ubuntu 24.04', agentVersion: '3.3', online })
  const shown = (more: Partial<Of<'instances'>>) =>
    asComment(instancesView({ kind: 'instances', instances: [], findings: [], ...more }, inComment))
  test('those that are offline come first, and in the first line', () => {
    expect(shown({ instances: [known(1, 'calc-1'), known(2, '', false), known(3, '')] })).toEqual([
      '### ❌ 2 of 3 instances online · **i-00000000000000002** offline',
      '| Instance | Id | Platform | Agent |',
      '| - | - | - | - |',
      '| ❌ offline **i-00000000000000002** | `i-00000000000000002` | Ubuntu 24.04 | 3.3 |',
      '| ✅ online **calc-1** | `i-00000000000000001` | Ubuntu 24.04 | 3.3 |',
      '| ✅ online **i-00000000000000003** | `i-00000000000000003` | Ubuntu 24.04 | 3.3 |',
    ])
  })
  test('all that are online hold', () => {
    expect(shown({ instances: [known(1, 'calc-1')] })[0]).toBe('### ✅ 1 of 1 instance online')
  })
  test('none is said, unless that is because something was not found', () => {
    expect(shown({})).toEqual(['### ✅ SSM manages no instance in this region.'])
    expect(shown({ findings: [finding('instance-not-found', { seen: 'calc-9', instanceId: manyId(9) })] })).toEqual([
      '### ❌ 0 of 0 instances online',
      '| Instance · What | Seen |',
      '| - | - |',
      '| ❌ i-00000000000000009 · `instance-not-found` | calc-9 |',
      '- **instance-not-found** on i-00000000000000009: Neither SSM nor EC2 knows an instance with that name or id in this region. **Next:** Check the region and the names, by `/prism instances` or `prism instance list`.',
    ])
  })
  test('what has no room is named', () => {
    const findings = [finding('instance-not-found', { seen: 'calc-9' })]
    expect(leftOutOf(instancesView({ kind: 'instances', instances: [known(1, 'calc-1')], findings }, inComment))).toEqual(
      '1 rows that differ or are unknown; 1 causes; 1 instances',
    )
  })
})

describe('where a volume is', () => {
  const settings: Of<'status'>['settings'] = {
    lifeCycle: { kind: 'seen', value: { backOnAccess: false } },
    backups: { kind: 'seen', value: true },
    replication: { kind: 'seen', value: [] },
  }
  const at = (n: number, state: MountedAt['state'], detail: string, name = `calc-${n}`): MountedAt => ({
    instanceId: manyId(n),
    name,
    state,
    detail,
  })
  const status = (mounted: readonly MountedAt[], more: Partial<FileSystem> = {}): Of<'status'> => ({
    kind: 'status',
    volume: { ...volume, ...more },
    settings,
    mounted,
  })
  const shown = (...given: Parameters<typeof status>) => asComment(statusView(status(...given)))

  test('what is unknown comes first; where it is not mounted is one row', () => {
    const mounted = [
      at(1, 'mounted', '/mnt/research-data'),
      at(2, 'not-mounted', ''),
      at(3, 'not-mounted', ''),
      at(4, 'unknown', 'agent offline', ''),
      at(5, 'mounted', '/data', manyId(5)),
    ]
    expect(shown(mounted)).toEqual([
      '### ❔ `research-data` is available, mounted on **calc-1 and i-00000000000000005** · **i-00000000000000004** unknown',
      '| Mounted | Instance | Where |',
      '| - | - | - |',
      '| ❔ unknown | i-00000000000000004 | agent offline |',
      '| ✅ mounted | **calc-1** `i-00000000000000001` | /mnt/research-data |',
      '| ✅ mounted | i-00000000000000005 | /data |',
      '| – not mounted | calc-2 and calc-3 | |',
      '| Mount target | Zone | Subnet | Address | State |',
      '| - | - | - | - | - |',
      '| `fsmt-0123456789abcdef0` | us-east-1a | `subnet-1` | 10.0.0.5 | available |',
      '| Id | Size | Encrypted | Zones | Created |',
      '| - | - | - | - | - |',
      '| `fs-0123456789abcdef0` | 6 KiB | yes | regional | 2026-11-01T12:00:00Z |',
      '| Setting | Value |',
      '| - | - |',
      '| modes | generalPurpose, elastic |',
      '| life cycle | none |',
      '| backups | on |',
      '| replication | none |',
    ])
  })
  test('mounted nowhere, and nobody to ask', () => {
    expect(shown([at(1, 'not-mounted', '')])[0]).toEqual('### ✅ `research-data` is available, mounted on no instance that could be asked')
    expect(shown([]).slice(0, 2)).toEqual([
      '### ✅ `research-data` is available, mounted on no instance that could be asked',
      'No instance could be asked.',
    ])
  })
  test('a volume that no client can reach is no green one', () => {
    const [target] = volume.targets
    expect(shown([], { targets: [] })[0]).toEqual(
      '### ❌ `research-data` is available, mounted on no instance that could be asked · it has no mount target: no client can reach it',
    )
    expect(shown([], { state: 'updating' })[0]).toEqual('### ❌ `research-data` is updating, mounted on no instance that could be asked')
    expect(shown([at(1, 'mounted', '/mnt')], { targets: [{ ...target!, state: 'error' }] })[0]).toEqual(
      '### ❌ `research-data` is available, mounted on **calc-1** · mount target not available: **fsmt-0123456789abcdef0**',
    )
    expect(shown([], { targets: [target!, { ...target!, id: 'fsmt-2', state: 'deleting' }] })[0]).toEqual(
      '### ❌ `research-data` is available, mounted on no instance that could be asked · mount target not available: **fsmt-2**',
    )
  })
  test('mounted alike on several is a row for each, and several mount targets are told in the plural', () => {
    const [target] = volume.targets
    const targets = ['fsmt-2', 'fsmt-3'].map((id) => ({ ...target!, id, state: 'deleting' }))
    const text = shown([at(1, 'mounted', '/mnt'), at(2, 'mounted', '/mnt')], { targets })
    expect(text.slice(0, 5)).toEqual([
      '### ❌ `research-data` is available, mounted on **calc-1 and calc-2** · mount targets not available: **fsmt-2 and fsmt-3**',
      '| Mounted | Instance | Where |',
      '| - | - | - |',
      '| ✅ mounted | **calc-1** `i-00000000000000001` | /mnt |',
      '| ✅ mounted | **calc-2** `i-00000000000000002` | /mnt |',
    ])
  })
  test('One Zone and without encryption are facts of it', () => {
    const text = shown([at(1, 'mounted', '/mnt')], { oneZone: 'us-east-1a', encrypted: false })
    expect(text.find((line) => line.includes('one zone'))).toEqual(
      '| `fs-0123456789abcdef0` | 6 KiB | no | one zone: us-east-1a | 2026-11-01T12:00:00Z |',
    )
  })
  test('what has no room is named', () => {
    expect(leftOutOf(statusView(status([at(1, 'mounted', '/mnt')])))).toEqual('1 instances; 1 mount targets; 1 facts; 4 settings')
    expect(leftOutOf(statusView(status([])))).toEqual('1 mount targets; 1 facts; 4 settings; where it is mounted')
  })
})

describe('access points', () => {
  const point = { id: 'fsap-1', name: 'raw', path: '/raw', fileSystemId: volume.id, state: 'available' }
  const user = { uid: 5000, gid: 5000, groups: [] }
  test('each with whom it makes of people', () => {
    const points = [point, { ...point, id: 'fsap-2', name: 'lab', path: '/lab', user }] as unknown as Of<'access-points'>['points']
    expect(asComment(accessPointsView({ kind: 'access-points', volume, points }))).toEqual([
      '### ✅ `research-data` has 2 access points',
      '| Access point | Id | Path | State | People are |',
      '| - | - | - | - | - |',
      '| **raw** | `fsap-1` | `/raw` | available | as they are |',
      '| **lab** | `fsap-2` | `/lab` | available | all 5000:5000 |',
    ])
    expect(leftOutOf(accessPointsView({ kind: 'access-points', volume, points }))).toBe('2 access points')
    expect(asComment(accessPointsView({ kind: 'access-points', volume, points: [] }))).toEqual([
      '### ✅ `research-data` has no access point',
    ])
  })
  test('one that was made, one that was deleted, and a plan of one', () => {
    expect(asComment(accessPointView({ kind: 'access-point', point, steps: [] }))).toEqual(['### ✅ `raw` (`fsap-1`) leads to `/raw`'])
    const { id, name, path } = point
    expect(
      asComment(accessPointView({ kind: 'access-point', deleted: { id, name, path }, steps: [{ ...step, status: 'changed' }] })),
    ).toEqual([
      '### ✅ `raw` (`fsap-1`) is deleted; its folder `/raw` stays',
      '| Step | Status | Detail |',
      '| - | - | - |',
      '| backups | changed | off → on |',
    ])
    const plan: VolumePlan = {
      verb: 'delete-access-point',
      region: 'us-east-1',
      parameters: {
        fileSystemId: volume.id,
        name: volume.name,
        accessPointId: 'fsap-1',
        accessPoint: { name: 'results', path: '/results' },
      },
      steps: [step],
      digest,
    }
    expect(asComment(accessPointView({ kind: 'access-point', steps: [step], plan }))).toEqual([
      '### ℹ️ Plan: `delete-access-point research-data results`, nothing was changed',
      '| Step | Status | Detail |',
      '| - | - | - |',
      '| backups | planned | off → on |',
      '| Asked for | Value |',
      '| - | - |',
      '| region | `us-east-1` |',
      '| fileSystemId | `fs-0123456789abcdef0` |',
      '| accessPointId | `fsap-1` |',
      '| name | `results` |',
      '| path | `/results` |',
      '<sub>Digest `abcdef0123456789`</sub>',
    ])
  })
})

describe('a volume', () => {
  const plan: VolumePlan = {
    verb: 'create',
    region: 'us-east-1',
    parameters: { name: 'scratch', options: { throughputMode: 'elastic', backups: true, subnetIds: [], tags: {} }, wanted: { path: '/x' } },
    steps: [step],
    digest,
  }
  test('that was made or changed is told with its state', () => {
    expect(asComment(madeView({ kind: 'created', volume, steps: [{ ...step, status: 'changed' }] }))).toEqual([
      '### ✅ `research-data` (`fs-0123456789abcdef0`) is available',
      '| Step | Status | Detail |',
      '| - | - | - |',
      '| backups | changed | off → on |',
    ])
    expect(asComment(madeView({ kind: 'updated', steps: [step] }))).toEqual([
      '### ℹ️ Plan: nothing was changed',
      '| Step | Status | Detail |',
      '| - | - | - |',
      '| backups | planned | off → on |',
    ])
  })
  test('as a plan says what it was made from, and its digest', () => {
    expect(asComment(madeView({ kind: 'created', steps: [step], plan }))).toEqual([
      '### ℹ️ Plan: `create scratch`, nothing was changed',
      '| Step | Status | Detail |',
      '| - | - | - |',
      '| backups | planned | off → on |',
      '| Asked for | Value |',
      '| - | - |',
      '| region | `us-east-1` |',
      '| throughputMode | `elastic` |',
      '| backups | `true` |',
      '| path | `/x` |',
      '<sub>Digest `abcdef0123456789`</sub>',
    ])
    expect(leftOutOf(madeView({ kind: 'created', steps: [step], plan }))).toEqual('1 steps; 4 settings')
  })
  test('that is deleted, and the plan of that', () => {
    const gone = { kind: 'deleted', volume: 'research-data', fileSystemId: volume.id, steps: [] } as const
    expect(asComment(deletedView(gone))).toEqual(['### ✅ `research-data` (`fs-0123456789abcdef0`) is deleted'])
    const planned = { ...plan, verb: 'delete', parameters: { fileSystemId: volume.id } } as const
    expect(asComment(deletedView({ ...gone, steps: [step], plan: planned }))).toEqual([
      '### ℹ️ Plan: `delete fs-0123456789abcdef0`, nothing was changed',
      '| Step | Status | Detail |',
      '| - | - | - |',
      '| backups | planned | off → on |',
      '| Asked for | Value |',
      '| - | - |',
      '| region | `us-east-1` |',
      '| fileSystemId | `fs-0123456789abcdef0` |',
      '<sub>Digest `abcdef0123456789`</sub>',
    ])
  })
})
