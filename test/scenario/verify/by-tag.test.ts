/**
 * A fleet that is named by a tag, over the wire: the first look is one command by the tag, and everything else goes by id. The instances answer as
 * a real one of the lab did.
 */
import { join } from 'node:path'
import { compose, machineClock, type Prism } from '../../../src/compose/prism.ts'
import { defaultCreateOptions, type Origin, type Request } from '../../../src/domain/request.ts'
import type { Run } from '../../../src/domain/run.ts'
import { type LabAws, startLabAws } from '../../../src/lab/aws/start.ts'
import type { LabInstance } from '../../../src/lab/ports.ts'
import { parseCommand } from '../../../src/language/comment.ts'
import { place, record } from '../../support/fleet/recorded.ts'
import { idOf, simulate } from '../../support/fleet/simulated.ts'

const origin: Origin = { entrypoint: 'api', actor: { id: '1', name: 'ada' } }
const log = process.env.PRISM_WIRE_LOG
let lab: LabAws
let prism: Prism
let instances: readonly LabInstance[]

beforeAll(async () => {
  const recorded = await record(1)
  let fileSystemId = ''
  const nothing = async () => {}
  instances = simulate({ instances: 62, seconds: 0.1, recorded, fileSystemId: () => fileSystemId })
  lab = await startLabAws({
    instances,
    storage: { createFileSystem: nothing, deleteFileSystem: nothing, setMountTargets: nothing },
    region: 'us-east-1',
    timings: { fileSystemCreates: 1, mountTargetCreates: 1, delivery: 20 },
    ...(log ? { recordTo: join(log, 'verify-by-tag.jsonl') } : {}),
  })
  lab.setInstanceState(idOf(60), 'stopped')
  // SSM sends to it, and nothing comes of that
  lab.setInstanceState(idOf(61), 'offline')
  prism = compose({ env: lab.env, clock: machineClock })
  await ask({ verb: 'create', name: 'research-data', options: defaultCreateOptions })
  fileSystemId = lab.fileSystems()[0]!
})
afterAll(() => lab.stop())

async function ask(request: Request): Promise<Run> {
  return (await prism.execute(await prism.request(request, origin, { dryRun: false }))).run
}

/** What was sent to whom by a verify, and its report. */
async function verified() {
  const before = lab.calls().length
  const request = parseCommand(`/prism verify research-data tag:team=calc --mount-point ${place} --no-sharing-test`)
  if (!('verb' in request)) throw new Error('not a request')
  const { answer } = await ask(request)
  if (answer?.kind !== 'report') throw new Error('no report')
  const sent = lab
    .calls()
    .slice(before)
    .filter((c) => c.operation === 'SendCommand')
  const to = sent.map(({ params }) => params as { readonly Targets?: unknown; readonly InstanceIds?: readonly string[] })
  return { sentTo: to.map(({ Targets, InstanceIds }) => Targets ?? InstanceIds?.length), report: answer.report }
}
const byTag = [{ Key: 'tag:team', Values: ['calc'] }]

test('sixty of sixty-two instances are looked at by one command, and the two that are off are told', async () => {
  const { sentTo, report } = await verified()
  expect(sentTo).toEqual([byTag, 50, 10])
  const { findings, verdict } = report
  expect([report.instances.length, new Set(report.instances.map((i) => i.verdict))]).toEqual([60, new Set(['holds'])])
  expect(findings.map((f) => [f.instanceId, f.code])).toEqual([
    [idOf(60), 'instance-stopped'],
    [idOf(61), 'instance-offline'],
  ])
  expect(verdict).toBe('differs')
})

test('whoever loses the tag before it is sent is looked at by id, and one that is off is not waited for', async () => {
  const leaves = prism.listen({
    onEvent: ({ type }) => {
      if (type === 'resolved') lab.addInstance({ ...instances[7]!, tags: {} })
    },
  })
  const { sentTo, report } = await verified()
  leaves()
  expect(sentTo).toEqual([byTag, 1, 50, 10])
  expect(new Set(report.instances.map((i) => i.verdict))).toEqual(new Set(['holds']))
  // SSM itself gives up the one that is off after a minute, and tells so
  expect(lab.calls().filter(({ responseBody }) => responseBody.includes('"DeliveryTimedOut"'))).toEqual([])
})
