import { listInstances, listVolumes } from '../../../src/engine/list.ts'
import { engineStage, rocky, selected, ubuntu, volume } from '../../support/engine-stage.ts'
import { rockyId, ubuntuId } from '../../support/operation.ts'

test('the volumes of the region, as EFS lists them', async () => {
  expect(await listVolumes(engineStage().ctx)).toEqual({ kind: 'volumes', volumes: [{ ...volume, targets: [] }] })
})

test('without a word every instance that SSM manages, on or off', async () => {
  const { ctx } = engineStage({ hosts: [ubuntu(), rocky({ online: false })] })
  const answer = await listInstances([], ctx)
  expect(answer).toMatchObject({
    kind: 'instances',
    instances: [
      { id: ubuntuId, online: true },
      { id: rockyId, online: false },
    ],
    findings: [],
  })
})

test('by words those alone, and what is wrong with any', async () => {
  const { ctx } = engineStage({ hosts: [ubuntu(), rocky({ online: false })] })
  const answer = await listInstances(selected('ubuntu-instance', 'rocky-instance', 'ghost'), ctx)
  expect(answer).toMatchObject({ kind: 'instances', instances: [{ id: ubuntuId }] })
  expect(answer.kind === 'instances' && answer.findings.map((f) => [f.code, f.instanceId])).toEqual([
    ['instance-offline', rockyId],
    ['instance-not-found', undefined],
  ])
})
