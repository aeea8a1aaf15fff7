import type { EventBody } from '../../../src/domain/run.ts'
import { deleteVolume } from '../../../src/engine/delete.ts'
import { sealVolume } from '../../../src/engine/volume-plan.ts'
import { named } from '../../../src/engine/where-mounted.ts'
import { engineStage, onVolume, rocky, ubuntu, volume } from '../../support/engine-stage.ts'
import { fileSystemId, healthyFacts } from '../../support/healthy-facts.ts'
import { freshFacts, rockyId, ubuntuId } from '../../support/operation.ts'

const asked = { verb: 'delete', volume: onVolume, confirm: 'research-data' } as const
const unused = [ubuntu({ facts: freshFacts() })]
const point = (id: string) => ({ id, name: id, fileSystemId, path: '/x', state: 'available' })
const points = [point('fsap-0123456789abcdef1'), point('fsap-0123456789abcdef0')]
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: { finding?: { code: string; seen: string } }) => error.finding && [error.finding.code, error.finding.seen],
  )

test('a volume that nobody has mounted is deleted, by a plan that names by id what goes with it', async () => {
  const { ctx, did, proposed } = engineStage({ hosts: unused, points })
  expect(await deleteVolume(asked, ctx)).toStrictEqual({
    kind: 'deleted',
    volume: 'research-data',
    fileSystemId,
    steps: [{ step: `delete ${fileSystemId}`, status: 'changed', detail: '' }],
  })
  expect(did).toEqual([`delete ${fileSystemId}`])
  const planned = (step: string, detail: string) => ({ step, status: 'planned', detail })
  expect(proposed).toMatchObject([
    {
      verb: 'delete',
      region: 'us-east-1',
      parameters: { fileSystemId, name: 'research-data' },
      steps: [
        planned('access point', 'fsap-0123456789abcdef0'),
        planned('access point', 'fsap-0123456789abcdef1'),
        planned('mount target', 'fsmt-0123456789abcdef0 in us-east-1a'),
        planned('file system', fileSystemId),
        planned('security group', 'those that Prism made for it'),
      ],
    },
  ])
})

test('a dry run needs no confirmation, answers with the plan, and deletes nothing', async () => {
  const { ctx, did, proposed } = engineStage({ hosts: unused, dryRun: true })
  const answer = await deleteVolume({ ...asked, confirm: '' }, ctx)
  expect(answer).toMatchObject({ kind: 'deleted', plan: proposed[0] })
  expect(answer.kind === 'deleted' && answer.steps.every((s) => s.status === 'planned')).toBe(true)
  expect(did).toEqual([])
})

test('the name has to be repeated, exactly, before anything is asked', async () => {
  const { ctx, sent } = engineStage({ volumes: [] })
  expect(await codeOf(deleteVolume({ ...asked, confirm: 'research' }, ctx))).toEqual(['confirm-name', 'the name was not repeated'])
  expect(sent).toEqual([])
  const byId = { verb: 'delete', volume: { kind: 'id', id: fileSystemId } } as const
  expect(await codeOf(deleteVolume({ ...byId, confirm: 'research-data' }, engineStage({ hosts: unused }).ctx))).toMatchObject([
    'confirm-name',
    expect.anything(),
  ])
  expect(await codeOf(deleteVolume({ ...byId, confirm: fileSystemId }, engineStage({ hosts: unused }).ctx))).toBeUndefined()
})

test('one that is mounted is not deleted; who has it and where is named', async () => {
  const facts = { ...healthyFacts(), elsewhere: [{ ...healthyFacts().mounts[0]!, place: '/srv/data' }] }
  const { ctx, did } = engineStage({ hosts: [ubuntu({ facts }), rocky({ name: '' })] })
  expect(await codeOf(deleteVolume(asked, ctx))).toEqual([
    'volume-in-use',
    `${fileSystemId} is mounted on ubuntu-instance (/mnt/research-data, /srv/data), also on ${rockyId} (/mnt/research-data)`,
  ])
  expect(did).toEqual([])
})

test('nor is one while it is unknown of any instance', async () => {
  const { ctx, did } = engineStage({ hosts: [...unused, rocky({ online: false })] })
  expect(await codeOf(deleteVolume(asked, ctx))).toEqual(['volume-use-unknown', 'unknown for rocky-instance (agent offline)'])
  expect(did).toEqual([])
})

test('without a mount target there is none to delete', async () => {
  const { ctx, proposed } = engineStage({ hosts: unused, volumes: [{ ...volume, targets: [] }] })
  await deleteVolume(asked, ctx)
  expect(proposed).toMatchObject([{ steps: [{ step: 'file system' }, { step: 'security group' }] }])
})

test('those in one state are named, each with what is known beside it', () => {
  const one = { instanceId: rockyId, name: 'rocky-instance', detail: '' }
  expect(
    named(
      [
        { ...one, state: 'mounted' },
        { ...one, state: 'unknown', detail: 'x' },
        { ...one, state: 'not-mounted' },
      ],
      'mounted',
    ),
  ).toEqual(['rocky-instance'])
})

test('one that an earlier worker deleted before it died is deleted, and not a volume that nobody knows', async () => {
  const { ctx: first, told } = engineStage({ hosts: unused })
  await deleteVolume(asked, first)
  const [plan] = told.flatMap((e) => (e.type === 'volume-planned' ? [e.data] : []))
  const allowed = { digest: plan!.digest, decision: { kind: 'allowed' } } as const
  const earlier = [
    { type: 'volume-planned', data: plan! },
    { type: 'apply-decided', data: allowed },
  ] as const
  const { ctx, did, sent } = engineStage({ volumes: [], earlier })
  expect(await deleteVolume(asked, ctx)).toMatchObject({ kind: 'deleted', volume: 'research-data', fileSystemId })
  expect({ did, sent }).toEqual({ did: [`delete ${fileSystemId}`], sent: [] })
  // of a plan that nobody was let carry out it is not known that it was this
  const waiting = engineStage({ volumes: [], earlier: earlier.slice(0, 1) })
  expect(await codeOf(deleteVolume(asked, waiting.ctx))).toMatchObject(['volume-not-found', expect.anything()])
  // and where AWS does not answer nothing is known
  const denied = engineStage({ earlier, fileSystems: { find: () => Promise.reject(new Error('throttled')) } })
  await expect(deleteVolume(asked, denied.ctx)).rejects.toThrow('throttled')
})

describe('taken up again after a crash, with a plan that was let begin', () => {
  const plan = sealVolume({ verb: 'delete', region: 'us-east-1', parameters: { fileSystemId, name: 'research-data' }, steps: [] })
  const job = { key: 'k', script: 'inspect', scriptSha: '', params: {}, executionSeconds: 60, changes: false } as const
  const chunk = { chunk: 0, instanceIds: [ubuntuId], comment: '', notAfter: '', transport: { kind: 'run-shell-script' } } as const
  const observations = [{ kind: 'observed', instanceId: ubuntuId, at: '', facts: freshFacts() }] as const
  const earlier: readonly EventBody[] = [
    { type: 'dispatching', data: { job, ...chunk } },
    { type: 'returned', data: { key: 'k', results: [] } },
    { type: 'observed', data: { phase: 'before', observations } },
    { type: 'volume-planned', data: plan },
    { type: 'apply-decided', data: { digest: plan.digest, decision: { kind: 'allowed' } } },
  ]

  test('it is looked at anew: what was mounted since is not deleted', async () => {
    const { ctx, did } = engineStage({ hosts: [ubuntu()], earlier })
    expect(await codeOf(deleteVolume(asked, ctx))).toMatchObject(['volume-in-use', expect.stringContaining('ubuntu-instance')])
    expect(did).toEqual([])
    const idle = engineStage({ hosts: unused, earlier })
    expect(await deleteVolume(asked, idle.ctx)).toMatchObject({ kind: 'deleted', fileSystemId })
    expect(idle.did).toEqual([`delete ${fileSystemId}`])
  })

  test('the volume of the plan is meant, and not another one that has the name by now', async () => {
    const other = { ...volume, id: 'fs-0fffffffffffffff0' }
    const { ctx, did } = engineStage({ hosts: unused, earlier, volumes: [other, { ...volume, name: 'research-data-old' }] })
    await deleteVolume(asked, ctx)
    expect(did).toEqual([`delete ${fileSystemId}`])
  })
})
