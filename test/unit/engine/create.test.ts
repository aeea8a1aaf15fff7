import { defaultCreateOptions } from '../../../src/domain/request.ts'
import { createVolume } from '../../../src/engine/create.ts'
import { engineStage } from '../../support/engine-stage.ts'

const asked = { verb: 'create', name: 'new-data', options: { ...defaultCreateOptions, backups: true } } as const

test('a create is planned by what AWS shows, then done', async () => {
  const { ctx, did, proposed } = engineStage()
  expect(await createVolume(asked, ctx)).toMatchObject({
    kind: 'created',
    volume: { name: 'new-data' },
    steps: [{ step: 'create new-data', status: 'changed' }],
  })
  expect(did).toEqual(['create new-data'])
  expect(proposed).toMatchObject([
    {
      verb: 'create',
      region: 'us-east-1',
      parameters: { name: 'new-data', options: asked.options },
      steps: [{ step: 'create new-data', status: 'planned' }],
    },
  ])
})

test('a dry run makes nothing, and answers with the plan', async () => {
  const { ctx, did, proposed } = engineStage({ dryRun: true })
  const answer = await createVolume(asked, ctx)
  expect(answer).toMatchObject({ kind: 'created', plan: proposed[0], steps: [{ status: 'planned' }] })
  expect(answer).not.toHaveProperty('volume')
  expect(did).toEqual([])
})

test('a run that is taken up goes on with the plan that was confirmed, though half of it is done by now', async () => {
  const first = engineStage()
  await createVolume(asked, first.ctx)
  const earlier = first.told.filter((e) => e.type === 'volume-planned')
  const dryRuns: boolean[] = []
  const create = async (_: string, __: unknown, dryRun: boolean) => {
    dryRuns.push(dryRun)
    return undefined
  }
  const again = engineStage({ earlier, fileSystems: { create } })
  const answer = await createVolume(asked, again.ctx)
  expect(again.proposed).toEqual(first.proposed)
  expect(dryRuns).toEqual([false])
  expect(answer).toStrictEqual({ kind: 'created', steps: [] })
})
