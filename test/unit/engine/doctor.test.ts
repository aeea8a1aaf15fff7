import type { HostFacts } from '../../../src/domain/facts.ts'
import type { Request } from '../../../src/domain/request.ts'
import { doctor, unreached } from '../../../src/engine/doctor.ts'
import { both, engineStage, now, onVolume, options, rocky, runId, selected, startedAt, ubuntu } from '../../support/engine-stage.ts'
import { fileSystemId, healthyFacts } from '../../support/healthy-facts.ts'
import { rockyId, ubuntuId } from '../../support/operation.ts'

const asked = (...words: string[]): Extract<Request, { verb: 'doctor' }> => ({
  verb: 'doctor',
  volume: onVolume,
  selectors: words.length > 0 ? selected(...words) : both,
  options: options(),
})
async function examined(request = asked(), given: Parameters<typeof engineStage>[0] = {}) {
  const stage = engineStage(given)
  const answer = await doctor(request, stage.ctx)
  if (answer.kind !== 'doctor') throw new Error(`no diagnosis but ${answer.kind}`)
  return { report: answer.report, stage }
}

test('the report says of which volume, where, when and by which run it is; each instance is asked once, and nothing is changed', async () => {
  const { report, stage } = await examined()
  expect(report).toMatchObject({
    runId,
    volume: 'research-data',
    fileSystemId,
    region: 'us-east-1',
    mountPoint: '/mnt/research-data',
    findings: [],
    startedAt,
    endedAt: now,
  })
  expect(report.instances.map((i) => [i.instanceId, i.name])).toEqual([
    [rockyId, 'rocky-instance'],
    [ubuntuId, 'ubuntu-instance'],
  ])
  expect(stage.sent.map((j) => [j.script, j.instanceIds, j.changes])).toEqual([['doctor', [rockyId, ubuntuId], false]])
})

test('a mount is not refused by it: a volume without a target is looked at as it is', async () => {
  const { report, stage } = await examined(asked(), { fileSystems: {} })
  expect(report.verdict).not.toBe('healthy')
  expect(stage.run().operation?.verb).toBe('verify')
})

test('what SSM says of an agent is evidence', async () => {
  const { report } = await examined()
  const [agent] = report.instances[0]!.checks.filter((c) => c.area === 'agent')
  expect(agent).toMatchObject({ state: 'ok', seen: expect.stringContaining('3.3') })
})

test('an instance that was named and cannot be reached has its own cause, and is sent nothing; the others are asked', async () => {
  const { report, stage } = await examined(asked(ubuntuId, rockyId), { hosts: [ubuntu(), rocky({ online: false })] })
  expect(stage.sent.flatMap((j) => j.instanceIds)).toEqual([ubuntuId])
  expect(report.instances.map((i) => [i.instanceId, i.name, i.verdict === 'ill'])).toEqual([
    [ubuntuId, 'ubuntu-instance', expect.any(Boolean)],
    [rockyId, rockyId, true],
  ])
  expect(report.verdict).toBe('ill')
  // it has its own cause, so it is no word that nobody has
  expect(report.findings).toEqual([])
})

test('what was named and is nobody’s is a finding of the report', async () => {
  const { report } = await examined(asked('ubuntu-instance', 'ghost'))
  expect(report.findings.map((f) => [f.code, f.seen])).toEqual([['instance-not-found', 'ghost']])
  expect(report.instances.map((i) => i.instanceId)).toEqual([ubuntuId])
})

test('where nobody can be reached AWS is not asked for agents', async () => {
  const stage = engineStage({ hosts: [ubuntu({ online: false })] })
  const { resolve } = stage.ctx.cloud.instances
  const questions: unknown[] = []
  const asking: typeof resolve = (selectors) => {
    questions.push(selectors)
    return resolve(selectors)
  }
  const instances = { ...stage.ctx.cloud.instances, resolve: asking }
  await doctor(asked(ubuntuId), { ...stage.ctx, cloud: { ...stage.ctx.cloud, instances } })
  expect(questions).toEqual([selected(ubuntuId)])
})

test('a cause is named where the host shows one', async () => {
  const facts: HostFacts = { ...healthyFacts(), mounts: [{ ...healthyFacts().mounts[0]!, readOnly: true }] }
  const { report } = await examined(asked('ubuntu-instance'), { hosts: [ubuntu({ facts })] })
  expect(report.instances[0]!.verdict).toBe('ill')
})

test('who could not be reached is a patient without a way to it, with what was said; a word that is nobody’s is none', async () => {
  const off = { code: 'instance-offline', seen: 'x', why: '', next: '', instanceId: rockyId } as const
  const ghost = { code: 'instance-not-found', seen: 'ghost', why: '', next: '' } as const
  expect(unreached([off, ghost])).toEqual([{ instanceId: rockyId, name: rockyId, failures: [off], reachable: false }])
})
