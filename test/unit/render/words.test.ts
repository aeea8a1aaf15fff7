/** Words that every rendering shares: what a run is doing, what was asked, what goes with a verdict. */
import type { Operation } from '../../../src/domain/plan.ts'
import type { Request } from '../../../src/domain/request.ts'
import type { Run, RunState } from '../../../src/domain/run.ts'
import { caveats, clientSource, peopleThrough, seconds, spoken, stage } from '../../../src/render/words.ts'
import { operation, saying } from '../../support/operation.ts'

const volume = { kind: 'name', name: 'research-data' } as const
const run = (state: RunState, more: Partial<Run> = {}) => ({ state, ...more }) as Run

test('a request as somebody would type it', () => {
  const point = (wanted: Extract<Request, { verb: 'create-access-point' }>['wanted']) =>
    spoken({ verb: 'create-access-point', volume, wanted })
  const enforced = { user: { uid: 5000, gid: 3000, groups: [] }, folder: { uid: 5000, gid: 3000, mode: '2775' } }
  expect([
    spoken({ verb: 'status', volume }),
    point({ name: 'raw', path: '/raw' }),
    point({ name: 'lab', path: '/lab', enforced }),
  ]).toEqual([
    'status research-data',
    'access-point create research-data raw --path /raw',
    'access-point create research-data lab --path /lab --user 5000:3000',
  ])
})

test('who people are behind an access point, and where a client comes from', () => {
  const point = { id: 'fsap-1', name: 'raw', fileSystemId: 'fs-1', path: '/raw', state: 'available' }
  expect(peopleThrough(point)).toBe('as they are')
  expect(peopleThrough({ ...point, user: { uid: 5000, gid: 3000, groups: [] } })).toBe('all 5000:3000')
  const client = { instanceId: 'i-1', source: 'repository', why: '' } as const
  expect([clientSource(client), clientSource({ ...client, otherwise: 'distributor' })]).toEqual([
    'repository',
    'repository, else distributor',
  ])
})

test('what a run is doing, at each stage', () => {
  const states = [
    'requested',
    'allowed',
    'resolved',
    'inspected',
    'planned',
    'applying',
    'verifying',
    'done',
    'failed',
    'denied',
    'unknown',
  ] as const
  expect(states.map((state) => stage(run(state, { operation })))).toEqual([
    'checking who may do this',
    'looking up the volume and the instances',
    'looking at 2 instances',
    'planning',
    'about to change 2 instances',
    'working on 2 instances',
    'proving the sharing between users',
    'done',
    'failed',
    'denied',
    'outcome unknown',
  ])
})

test('how many it is about, as far as that is known', () => {
  const one: Operation = { ...operation, targets: operation.targets.slice(0, 1) }
  const hosts = (count: number) => ({ peoplePlan: { hosts: Array(count).fill({}) } }) as unknown as Partial<Run>
  const plan = (verb: string) => ({ volumePlan: { verb } }) as Partial<Run>
  const all = [{ operation: one }, hosts(1), hosts(3), plan('create'), plan('delete-access-point'), plan('create-access-point'), {}]
  expect(all.map((more) => stage(run('planned', more)))).toEqual([
    'about to change 1 instance',
    'about to change 1 instance',
    'about to change 3 instances',
    'about to change the volume',
    'about to change the access point',
    'about to change the access point',
    'about to change the volume',
  ])
})

test('which batch it is at', () => {
  const batch = { number: 2, of: 5, instances: 10, failed: 1 } as Run['batch'] & object
  expect(stage(run('applying', { operation, batch }))).toEqual('working on 2 instances, batch 2 of 5 (10 instances); failed so far: 1')
})

test('what goes beside a verdict, because somebody chose so; nothing after an unmount', () => {
  const untested = saying({ ...operation, replica: true }, { sharingTest: false, client: { kind: 'plain-nfs' } })
  expect(caveats(untested)).toEqual(['the volume is a replica, to which EFS alone writes', 'the sharing was not tested, by choice'])
  expect([caveats(operation), caveats({ ...untested, verb: 'unmount' })]).toEqual([[], []])
})

test('how long it took', () => {
  expect([
    seconds('2026-11-23T12:00:00.000Z', '2026-11-23T12:00:03.540Z'),
    seconds('2026-11-23T12:00:00Z', '2026-11-23T13:00:00Z'),
  ]).toEqual(['3.5 s', '3600.0 s'])
})
