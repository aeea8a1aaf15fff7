/**
 * A fleet that is named by a tag, over the wire: the first look is one command by the tag, and everything else goes by id. The instances answer as
 * a real one of the lab did.
 */
import { join } from 'node:path'
import { compose, machineClock } from '../../../src/compose/prism.ts'
import { defaultCreateOptions, type Origin } from '../../../src/domain/request.ts'
import { startLabAws } from '../../../src/lab/aws/start.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { place, record } from '../../support/fleet/recorded.ts'
import { idOf, simulate } from '../../support/fleet/simulated.ts'

const origin: Origin = { entrypoint: 'api', actor: { id: '1', name: 'ada' } }
const log = process.env.PRISM_WIRE_LOG

test('sixty of sixty-two instances are looked at by one command, and the two that are off are told', async () => {
  const recorded = await record(1)
  let fileSystemId = ''
  const nothing = async () => {}
  const lab = await startLabAws({
    instances: simulate({ instances: 62, seconds: 0.1, recorded, fileSystemId: () => fileSystemId }),
    storage: { createFileSystem: nothing, deleteFileSystem: nothing, setMountTargets: nothing },
    region: 'us-east-1',
    timings: { fileSystemCreates: 1, mountTargetCreates: 1, delivery: 20 },
    ...(log ? { recordTo: join(log, 'verify-by-tag.jsonl') } : {}),
  })
  try {
    lab.setInstanceState(idOf(60), 'stopped')
    // SSM sends to it, and nothing comes of that
    lab.setInstanceState(idOf(61), 'offline')
    const prism = compose({ env: lab.env, clock: machineClock })
    const ask = async (request: Parameters<typeof prism.request>[0]) =>
      (await prism.execute(await prism.request(request, origin, { dryRun: false }))).run
    await ask({ verb: 'create', name: 'research-data', options: defaultCreateOptions })
    fileSystemId = lab.fileSystems()[0]!
    const request = parseCommand(`/prism verify research-data tag:team=calc --mount-point ${place} --no-sharing-test`)
    if (!('verb' in request)) throw new Error('not a request')
    const { answer } = await ask(request)

    const sent = lab.calls().filter((c) => c.operation === 'SendCommand')
    const to = sent.map(({ params }) => params as { Targets?: unknown; InstanceIds?: readonly string[] })
    expect(to.map(({ Targets, InstanceIds }) => Targets ?? InstanceIds?.length)).toEqual([[{ Key: 'tag:team', Values: ['calc'] }], 50, 10])
    if (answer?.kind !== 'report') throw new Error('no report')
    const { instances, findings, verdict } = answer.report
    expect([instances.length, new Set(instances.map((i) => i.verdict))]).toEqual([60, new Set(['holds'])])
    expect(findings.map((f) => [f.instanceId, f.code])).toEqual([
      [idOf(60), 'instance-stopped'],
      [idOf(61), 'instance-offline'],
    ])
    expect(verdict).toBe('differs')
  } finally {
    await lab.stop()
  }
})
