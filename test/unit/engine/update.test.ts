import { updateVolume } from '../../../src/engine/update.ts'
import { sealVolume } from '../../../src/engine/volume-plan.ts'
import { engineStage, onVolume, volume } from '../../support/engine-stage.ts'
import { fileSystemId } from '../../support/healthy-facts.ts'

const asked = { verb: 'update', volume: onVolume, options: { backups: true } } as const

test('an update is planned by what AWS shows, then done; the answer has the volume as it is then', async () => {
  let updated = false
  const { ctx, proposed } = engineStage({
    fileSystems: {
      find: async (ref) => ({
        ...volume,
        name: ref.kind === 'id' ? 'by id' : 'research-data',
        throughputMode: updated ? 'bursting' : 'elastic',
      }),
      update: async (found, options, dryRun, tell) => {
        expect([found.id, options]).toEqual([fileSystemId, asked.options])
        tell({ step: 'backups', status: dryRun ? 'planned' : 'changed', detail: '' })
        updated = !dryRun
      },
    },
  })
  expect(await updateVolume(asked, ctx)).toStrictEqual({
    kind: 'updated',
    volume: { ...volume, name: 'by id', throughputMode: 'bursting' },
    steps: [{ step: 'backups', status: 'changed', detail: '' }],
  })
  expect(proposed).toMatchObject([
    {
      verb: 'update',
      region: 'us-east-1',
      parameters: { fileSystemId, name: 'research-data', options: asked.options },
      steps: [{ step: 'backups', status: 'planned' }],
    },
  ])
})

test('a dry run changes nothing, and answers with the plan', async () => {
  const { ctx, did, proposed } = engineStage({ dryRun: true })
  expect(await updateVolume(asked, ctx)).toStrictEqual({
    kind: 'updated',
    plan: proposed[0],
    steps: [{ step: `update ${fileSystemId}`, status: 'planned', detail: '' }],
  })
  expect(did).toEqual([])
})

test('taken up again it is of the volume of its plan, whatever has the name by now', async () => {
  const plan = sealVolume({ verb: 'update', region: 'us-east-1', parameters: { fileSystemId, name: 'research-data' }, steps: [] })
  const volumes = [
    { ...volume, id: 'fs-0fffffffffffffff0' },
    { ...volume, name: 'research-data-old' },
  ]
  const { ctx, did } = engineStage({ volumes, earlier: [{ type: 'volume-planned', data: plan }] })
  await updateVolume(asked, ctx)
  expect(did).toEqual([`update ${fileSystemId}`])
})
