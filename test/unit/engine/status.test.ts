import { status } from '../../../src/engine/status.ts'
import { engineStage, onVolume, rocky, ubuntu, volume } from '../../support/engine-stage.ts'
import { rockyId, ubuntuId } from '../../support/operation.ts'

test('the status has the volume as EFS describes it, its settings, and where it is mounted now', async () => {
  const { ctx, sent } = engineStage({ hosts: [ubuntu(), rocky({ online: false })] })
  expect(await status({ volume: onVolume }, ctx)).toEqual({
    kind: 'status',
    volume,
    settings: {
      lifeCycle: { kind: 'seen', value: { backOnAccess: false } },
      backups: { kind: 'seen', value: true },
      replication: { kind: 'seen', value: [] },
    },
    mounted: [
      { instanceId: ubuntuId, name: 'ubuntu-instance', state: 'mounted', detail: '/mnt/research-data' },
      { instanceId: rockyId, name: 'rocky-instance', state: 'unknown', detail: 'agent offline' },
    ],
  })
  expect(sent.map((j) => [j.script, j.instanceIds])).toEqual([['inspect', [ubuntuId]]])
})
