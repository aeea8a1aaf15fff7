/** Access points that instances remember: EFS tells where they lead and whom they enforce. */
import type { AccessPoint } from '../../../src/domain/access-points.ts'
import { finding, PrismError } from '../../../src/domain/catalogue.ts'
import { plainSpec, pointById } from '../../../src/domain/mount-spec.ts'
import { withPoints } from '../../../src/engine/remembered-points.ts'
import { answering } from '../../support/answering-hosts.ts'
import { fileSystemId } from '../../support/healthy-facts.ts'
import { operation } from '../../support/operation.ts'

const [id, other] = ['fsap-0123456789abcdef0', 'fsap-0fedcba9876543210'] as const
const point = { id, name: 'team', path: '/team', state: 'available', user: { uid: 5000, gid: 5000, groups: [] } } as unknown as AccessPoint
const [first, second] = operation.targets
const through = (accessPoint: typeof plainSpec.accessPoint) => ({
  ...operation,
  targets: [{ ...first!, spec: { ...plainSpec, ...(accessPoint ? { accessPoint } : {}) } }, second!],
})

async function learnt(wanted: typeof operation, accessPoints: () => Promise<readonly AccessPoint[]>) {
  const { ctx } = answering({})
  const asked: string[] = []
  const telling = async (of: string) => {
    asked.push(of)
    return accessPoints()
  }
  const fileSystems = { ...ctx.cloud.fileSystems, accessPoints: telling }
  return { found: await withPoints(wanted, { ...ctx, cloud: { ...ctx.cloud, fileSystems } }), asked }
}

test('one that is only known by its id is looked up', async () => {
  const { found, asked } = await learnt(through(pointById(id)), async () => [{ ...point, id: other }, point])
  expect(asked).toEqual([fileSystemId])
  expect(found.targets.map((t) => t.spec.accessPoint)).toEqual([
    { id, name: 'team', path: '/team', user: { uid: 5000, gid: 5000, groups: [] } },
    undefined,
  ])
  expect(found.targets[0]).toMatchObject({ instanceId: first!.instanceId, spec: { sticky: false } })
})

test('one that enforces nobody has no user', async () => {
  const { user: _, ...open } = point as AccessPoint & { user: unknown }
  const { found } = await learnt(through(pointById(id)), async () => [open as AccessPoint])
  expect(found.targets[0]?.spec.accessPoint).toStrictEqual({ id, name: 'team', path: '/team' })
})

test('EFS is not asked where nothing is unknown', async () => {
  for (const of of [operation, through({ id, name: 'team', path: '/team' })]) {
    const { found, asked } = await learnt(of, async () => [])
    expect(asked).toEqual([])
    expect(found).toBe(of)
  }
})

test('one that EFS does not know stays as it is', async () => {
  const of = through(pointById(id))
  expect((await learnt(of, async () => [{ ...point, id: other }])).found.targets).toEqual(of.targets)
})

test('what EFS refuses to tell is told beside what was seen of the hosts', async () => {
  const denied = finding('aws-denied', { seen: 'elasticfilesystem:DescribeAccessPoints' })
  const before = finding('instance-not-found', { seen: 'x' })
  const of = { ...through(pointById(id)), unresolved: [before] }
  const { found } = await learnt(of, () => Promise.reject(new PrismError(denied)))
  expect(found.unresolved.map((f) => f.code)).toEqual(['instance-not-found', 'sight-lost'])
  expect(found.targets).toEqual(of.targets)
  await expect(learnt(of, () => Promise.reject(new TypeError('a slip')))).rejects.toThrow('a slip')
})
