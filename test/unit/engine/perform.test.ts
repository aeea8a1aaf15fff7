import type { Request } from '../../../src/domain/request.ts'
import { defaultCreateOptions } from '../../../src/domain/request.ts'
import type { Answer } from '../../../src/domain/run.ts'
import { perform } from '../../../src/engine/perform.ts'
import { both, engineStage, onVolume, options, selected } from '../../support/engine-stage.ts'
import { fileSystemId } from '../../support/healthy-facts.ts'
import { registered, registryWith } from '../../support/registered.ts'

const about = { volume: onVolume, selectors: both, options: options() }
const registry = registryWith([registered('ada', 70_001)])
const point = { id: 'fsap-0123456789abcdef0', name: 'projects', fileSystemId, path: '/projects', state: 'available' }
const lock = {
  fileSystemId,
  volume: 'research-data',
  region: 'us-east-1',
  by: { id: '1', name: 'ada' },
  since: '2026-11-23T12:00:00.000Z',
  runId: 'r',
}

const requests: readonly [Request, Partial<Answer>][] = [
  [{ verb: 'mount', ...about }, { kind: 'report' }],
  [{ verb: 'verify', ...about }, { kind: 'report' }],
  [{ verb: 'adopt', ...about }, { kind: 'report' }],
  [{ verb: 'unmount', ...about, options: { lazy: false } }, { kind: 'report' }],
  [{ verb: 'doctor', ...about }, { kind: 'doctor' }],
  [{ verb: 'verify-all', selectors: [], options: options(), known: [] }, { kind: 'checks' }],
  [{ verb: 'status', volume: onVolume }, { kind: 'status' }],
  [{ verb: 'create', name: 'x', options: defaultCreateOptions }, { kind: 'created' }],
  [{ verb: 'update', volume: onVolume, options: {} }, { kind: 'updated' }],
  [
    { verb: 'lock', volume: onVolume },
    { kind: 'locks', did: 'locked' },
  ],
  [
    { verb: 'unlock', volume: onVolume },
    { kind: 'locks', did: 'unlocked' },
  ],
  [{ verb: 'locks' }, { kind: 'locks' }],
  [{ verb: 'access-points', volume: onVolume }, { kind: 'access-points' }],
  [{ verb: 'create-access-point', volume: onVolume, wanted: { name: 'x', path: '/x' } }, { kind: 'access-point' }],
  [{ verb: 'volumes' }, { kind: 'volumes' }],
  [{ verb: 'instances', selectors: selected('ubuntu-instance') }, { kind: 'instances' }],
  [{ verb: 'sync-people', selectors: both, registry, confirmRemovals: false }, { kind: 'people' }],
  [{ verb: 'person-status', name: 'ada', registry }, { kind: 'people' }],
]

test.each(requests.map(([request, answer]) => [request.verb, request, answer] as const))(
  'a %s is answered as one',
  async (verb, request, answer) => {
    const stage = engineStage({ request, points: [point] })
    if (verb === 'unlock') await stage.ctx.locks.put(lock)
    const given = await perform(request, stage.ctx)
    expect(given).toMatchObject(answer)
    if (given.kind === 'report') {
      expect(given.report.operation.verb).toBe(verb)
      // whatever may change something is proposed first
      expect(stage.proposed).toHaveLength(verb === 'verify' ? 0 : 1)
    }
    if (given.kind === 'instances') expect(given.instances).toHaveLength(1)
  },
)

const nobodys: readonly (readonly [Request, string])[] = [
  [{ verb: 'delete', volume: onVolume, confirm: 'research-data' }, 'is mounted on'],
  [{ verb: 'delete-access-point', volume: onVolume, point: { kind: 'name', name: 'other' } }, 'other on'],
  [
    { verb: 'migrate', volume: onVolume, selectors: both, what: { kind: 'move', uid: 1000, under: 'x', to: 'eve' }, registry },
    '"eve" is no person',
  ],
  [{ verb: 'deprovision', name: 'ada', registry }, '"ada" is not under retired'],
]

test.each(nobodys.map(([request, why]) => [request.verb, request, why] as const))(
  'a %s that cannot be says why',
  async (_, request, why) => {
    const failed = await perform(request, engineStage({ request }).ctx).catch(
      (error: { finding?: { seen: string } }) => error.finding?.seen,
    )
    expect(failed).toContain(why)
  },
)
