import { createAccessPoint, deleteAccessPoint, listAccessPoints } from '../../../src/engine/access-points.ts'
import { engineStage, hostNamed, onVolume, rocky, ubuntu, volume } from '../../support/engine-stage.ts'
import { fileSystemId, healthyFacts } from '../../support/healthy-facts.ts'
import { freshFacts } from '../../support/operation.ts'

const point = { id: 'fsap-0123456789abcdef0', name: 'projects', fileSystemId, path: '/projects', state: 'available' }
const creating = { verb: 'create-access-point', volume: onVolume, wanted: { name: 'projects', path: '/projects' } } as const
const deleting = { verb: 'delete-access-point', volume: onVolume, point: { kind: 'name', name: 'projects' } } as const
const unused = [ubuntu({ facts: freshFacts() })]
const through = (accessPoint?: string) => {
  const facts = healthyFacts()
  return { ...facts, mounts: [{ ...facts.mounts[0]!, ...(accessPoint ? { accessPoint } : {}) }] }
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { finding?: { code: string; seen: string } }) => error.finding && [error.finding.code, error.finding.seen],
  )

test('the list has those of the volume', async () => {
  const other = { ...point, fileSystemId: 'fs-0fedcba9876543210' }
  const { ctx } = engineStage({ points: [point, other] })
  expect(await listAccessPoints({ verb: 'access-points', volume: onVolume }, ctx)).toEqual({
    kind: 'access-points',
    volume,
    points: [point],
  })
})

describe('a create', () => {
  test('is planned by what AWS shows, then done', async () => {
    const { ctx, did, proposed } = engineStage()
    expect(await createAccessPoint(creating, ctx)).toStrictEqual({
      kind: 'access-point',
      point: { id: 'fsap-0123456789abcdef9', name: 'projects', path: '/projects', fileSystemId, state: 'available' },
      steps: [{ step: 'create access point projects', status: 'changed', detail: '' }],
    })
    expect(did).toEqual(['create access point projects'])
    expect(proposed).toMatchObject([
      {
        verb: 'create-access-point',
        region: 'us-east-1',
        parameters: { fileSystemId, name: 'research-data', wanted: creating.wanted },
        steps: [{ step: 'create access point projects', status: 'planned' }],
      },
    ])
  })

  test('makes nothing in a dry run', async () => {
    const { ctx, did, proposed } = engineStage({ dryRun: true })
    const answer = await createAccessPoint(creating, ctx)
    expect(answer).toMatchObject({ kind: 'access-point', plan: proposed[0] })
    expect(answer).not.toHaveProperty('point')
    expect(did).toEqual([])
  })

  test('needs a volume that is available', async () => {
    const { ctx, proposed } = engineStage({ volumes: [{ ...volume, state: 'creating' }] })
    expect(await codeOf(createAccessPoint(creating, ctx))).toEqual(['volume-not-available', `${fileSystemId} (research-data) is creating`])
    expect(proposed).toEqual([])
  })
})

describe('a delete', () => {
  test('is done where nobody mounts through it, though others mount the volume otherwise', async () => {
    const { ctx, did, proposed } = engineStage({ hosts: [...unused, rocky({ facts: through('fsap-0aaaaaaaaaaaaaaaa') })], points: [point] })
    expect(await deleteAccessPoint(deleting, ctx)).toStrictEqual({
      kind: 'access-point',
      deleted: { id: point.id, name: 'projects', path: '/projects' },
      steps: [{ step: `delete access point ${point.id}`, status: 'changed', detail: '' }],
    })
    expect(did).toEqual([`delete access point ${point.id}`])
    expect(proposed).toMatchObject([
      {
        verb: 'delete-access-point',
        region: 'us-east-1',
        parameters: { fileSystemId, name: 'research-data', accessPointId: point.id, accessPoint: { name: 'projects', path: '/projects' } },
        steps: [{ step: `delete access point ${point.id}`, status: 'planned' }],
      },
    ])
  })

  test('deletes nothing in a dry run', async () => {
    const { ctx, did, proposed } = engineStage({ hosts: unused, points: [point], dryRun: true })
    expect(await deleteAccessPoint(deleting, ctx)).toStrictEqual({
      kind: 'access-point',
      plan: proposed[0],
      steps: [{ step: `delete access point ${point.id}`, status: 'planned', detail: '' }],
    })
    expect(did).toEqual([])
  })

  test('is refused while somebody mounts through it', async () => {
    const { ctx, did } = engineStage({ hosts: [ubuntu({ facts: through(point.id) })], points: [point] })
    expect(await codeOf(deleteAccessPoint(deleting, ctx))).toEqual([
      'access-point-in-use',
      `${point.id} is mounted on ubuntu-instance (/mnt/research-data)`,
    ])
    expect(did).toEqual([])
  })

  test('is refused while it is unknown of any instance', async () => {
    const { ctx, did } = engineStage({ hosts: [...unused, rocky({ online: false })], points: [point] })
    expect(await codeOf(deleteAccessPoint(deleting, ctx))).toEqual([
      'access-point-use-unknown',
      'unknown for rocky-instance (agent offline)',
    ])
    expect(did).toEqual([])
  })

  test('asks instances out of reach too, and tells a number of them alone', async () => {
    const using = rocky({ facts: through(point.id) })
    const { ctx, did } = engineStage({ hosts: [...unused, using], points: [point], instances: { list: async () => unused } })
    const everywhere = { list: async () => [...unused, using] }
    expect(await codeOf(deleteAccessPoint(deleting, { ...ctx, everywhere }))).toEqual([
      'access-point-in-use',
      `${point.id} is mounted on 1 instance outside of this repository’s policy`,
    ])
    const offline = { list: async () => [...unused, rocky({ online: false }), hostNamed('i-0fffffffffffffff0', 'far', { online: false })] }
    expect(await codeOf(deleteAccessPoint(deleting, { ...ctx, everywhere: offline }))).toEqual([
      'access-point-use-unknown',
      'unknown for 2 instances outside of this repository’s policy',
    ])
    expect(did).toEqual([])
  })

  test('that an earlier worker did before it died is done, and not an access point that nobody knows', async () => {
    const { ctx: first, told } = engineStage({ hosts: unused, points: [point] })
    await deleteAccessPoint(deleting, first)
    const [plan] = told.flatMap((e) => (e.type === 'volume-planned' ? [e.data] : []))
    const earlier = [
      { type: 'volume-planned', data: plan! },
      { type: 'apply-decided', data: { digest: plan!.digest, decision: { kind: 'allowed' } } },
    ] as const
    for (const points of [[], [{ ...point, state: 'deleting' }]]) {
      const { ctx, did, sent } = engineStage({ points, earlier })
      expect(await deleteAccessPoint(deleting, ctx)).toMatchObject({ kind: 'access-point', steps: [{ status: 'changed' }] })
      expect({ did, sent }).toEqual({ did: [`delete access point ${point.id}`], sent: [] })
    }
    // by its id: another one has the name by now
    const other = { ...point, id: 'fsap-0fffffffffffffff0' }
    const renamed = engineStage({ hosts: unused, points: [other, { ...point, name: 'projects-old' }], earlier })
    await deleteAccessPoint(deleting, renamed.ctx)
    expect(renamed.did).toEqual([`delete access point ${point.id}`])
    const there = engineStage({ hosts: [ubuntu({ facts: through(point.id) })], points: [point], earlier })
    expect(await codeOf(deleteAccessPoint(deleting, there.ctx))).toMatchObject(['access-point-in-use', expect.anything()])
  })

  test('of one that is not there says so', async () => {
    expect(await codeOf(deleteAccessPoint(deleting, engineStage({ hosts: unused }).ctx))).toMatchObject([
      'access-point-not-found',
      expect.anything(),
    ])
  })
})
