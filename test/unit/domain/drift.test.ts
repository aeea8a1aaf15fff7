import { type DriftRecord, driftOf, goneDrift } from '../../../src/domain/drift.ts'
import { checkOf, instanceAt } from '../../support/volume-checks.ts'

const first = '2026-11-23T03:17:00.000Z'
const second = '2026-11-24T03:17:00.000Z'
type Hosts = Parameters<typeof checkOf>[0]
const before = (hosts: Hosts): DriftRecord => driftOf('first-look', checkOf(hosts), first).record

test.each<[Hosts, DriftRecord['state']]>([
  [['healthy', 'healthy'], 'healthy'],
  [['healthy', 'drifted'], 'drifted'],
  [['healthy', 'offline'], 'unknown'],
  // a known fault is said first
  [['drifted', 'offline'], 'drifted'],
  [['offline'], 'unknown'],
  [[], 'healthy'],
])('%j is %s', (hosts, state) => {
  expect(driftOf('first-look', checkOf(hosts), first).record.state).toBe(state)
})

test('instances that nobody expects to have the volume do not count, whether they answer or not', () => {
  const unasked = [{ instanceId: instanceAt(9), name: 'web', why: 'agent offline' }]
  expect(driftOf('first-look', checkOf(['healthy'], { unasked }), first).record.state).toBe('healthy')
})

test('the first look turns nothing; the same state again keeps its time and its turn; another state is a turn', () => {
  expect(driftOf('first-look', checkOf(['drifted']), first)).toMatchObject({ turned: false, record: { turn: 0, since: first } })
  expect(driftOf(before(['drifted']), checkOf(['drifted']), second)).toMatchObject({
    turned: false,
    changes: [],
    record: { turn: 0, since: first, at: second },
  })
  expect(driftOf(before(['drifted']), checkOf(['healthy']), second)).toMatchObject({
    turned: true,
    record: { turn: 1, since: second, at: second },
    changes: [{ kind: 'verdict', before: 'differs', instance: { instanceId: instanceAt(1), verdict: 'holds' } }],
  })
})

test('what could not be seen at all keeps what was remembered, as unknown', () => {
  const { record } = driftOf(before(['healthy', 'healthy']), checkOf([], { findings: checkOf(['offline']).findings }), second)
  expect(record).toMatchObject({ state: 'unknown' })
  expect(record.instances.map((c) => [c.instanceId, c.verdict])).toEqual([
    [instanceAt(1), 'unknown'],
    [instanceAt(2), 'unknown'],
  ])
})

test('a new instance, one that Prism unmounted and one that is gone are told apart', () => {
  const gone = [{ code: 'instance-not-found' as const, seen: 'host-3', why: '', next: '', instanceId: instanceAt(3) }]
  const was = before(['healthy', 'healthy', 'healthy'])
  const drift = driftOf({ ...was, instances: was.instances.slice(1) }, checkOf(['healthy'], { left: [instanceAt(2)], gone }), second)
  expect(drift.changes.map((c) => c.kind)).toEqual(['mounted', 'left', 'gone'])
  expect(drift.record.instances.map((c) => c.instanceId)).toEqual([instanceAt(1)])
})

test('a volume that is gone is mounted nowhere', () => {
  expect(goneDrift(before(['drifted']), second)).toMatchObject({ turned: true, record: { state: 'gone', turn: 1, instances: [] } })
})

test('of a volume that is gone nothing is left to check', () => {
  const drift = goneDrift(before(['drifted']), second)
  const { volume, fileSystemId, region } = drift.record
  expect(drift.check).toEqual({ volume, fileSystemId, region, places: [], findings: [], unasked: [], gone: [], left: [] })
  expect([drift.changes, drift.forgotten]).toEqual([[], false])
})

test('an earlier look that nobody can read is as none, and is told', () => {
  const forgotten = (memory: Parameters<typeof driftOf>[0]) => driftOf(memory, checkOf(['healthy']), second)
  expect(forgotten('unreadable')).toMatchObject({ forgotten: true, turned: false, changes: [], record: { turn: 0, since: second } })
  expect(forgotten('first-look')).toMatchObject({ forgotten: false, changes: [] })
  expect(forgotten(before(['healthy'])).forgotten).toBe(false)
})

test('an instance that left is told once, and one that nobody remembers is not', () => {
  expect(driftOf(before(['healthy']), checkOf([], { left: [instanceAt(1), instanceAt(7)] }), second).changes).toEqual([
    { kind: 'left', instance: expect.objectContaining({ instanceId: instanceAt(1), verdict: 'holds' }) },
  ])
})
