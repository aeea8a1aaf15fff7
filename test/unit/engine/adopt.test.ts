import { finding } from '../../../src/domain/catalogue.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import type { Request } from '../../../src/domain/request.ts'
import { adopt } from '../../../src/engine/adopt.ts'
import { engineStage, nothingFrom, now, request, rocky, runId, startedAt, ubuntu } from '../../support/engine-stage.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { freshFacts, rockyId, ubuntuId } from '../../support/operation.ts'

const asked: Extract<Request, { verb: 'adopt' }> = { ...request(), verb: 'adopt' }
/** Mounted by hand, as Prism would. */
const byHand = (facts: HostFacts): HostFacts => {
  const [line] = facts.fstab
  const options = '_netdev,tls'
  const text = `${line!.spec} ${line!.place} efs ${options} 0 0`
  return { ...facts, fstab: [{ ...line!, ours: false, options, text }], foreignFstab: { lines: 1, sha256: 'a'.repeat(64) } }
}
const byHands = () => [
  ubuntu({ facts: byHand(healthyFacts()), mounted: healthyFacts() }),
  rocky({ facts: byHand(healthyFacts('rocky', 1001)), mounted: healthyFacts('rocky', 1001) }),
]

test('without a plan that was agreed to it answers with one, and with the request that agrees', async () => {
  const stage = engineStage({ hosts: byHands(), proposal: { kind: 'show' } })
  const answer = await adopt(asked, stage.ctx)
  const [plan] = stage.proposed
  expect(answer).toStrictEqual({ kind: 'plan', plan, agree: { ...asked, plan: plan!.digest.slice(0, 16) } })
  expect(stage.sent.map((j) => [j.script, j.params.unmanaged])).toEqual([['inspect', '1']])
})

test('agreed to, it is done, looked at again, and its sharing proven', async () => {
  const stage = engineStage({ hosts: byHands() })
  const answer = await adopt({ ...asked, plan: 'x' }, stage.ctx)
  expect(stage.sent.map((j) => [j.script, j.params.phase ?? ''])).toEqual([
    ['inspect', ''],
    ['mount', ''],
    ['mount', ''],
    ['sharing-test', 'write'],
    ['sharing-test', 'exchange'],
    ['sharing-test', 'clean'],
  ])
  expect(answer).toMatchObject({
    kind: 'report',
    report: { runId, verdict: 'holds', sharing: { verdict: 'holds' }, startedAt, endedAt: now },
  })
  expect(answer.kind === 'report' && answer.report.instances.map((i) => i.verdict)).toEqual(['holds', 'holds'])
  expect(stage.told.map((e) => (e.type === 'observed' ? `${e.type} ${e.data.phase}` : e.type))).toEqual([
    'resolved',
    'observed before',
    'planned',
    'observed after',
  ])
})

test('a run that is taken up goes on with the plan that was agreed to', async () => {
  const first = engineStage({ hosts: byHands() })
  await adopt(asked, first.ctx)
  const again = engineStage({ hosts: byHands(), earlier: first.told.slice(0, 3) })
  await adopt({ ...asked, options: { ...asked.options, sticky: true } }, again.ctx)
  expect(again.proposed).toEqual(first.proposed)
})

test('where there is nothing to adopt there is nothing to agree to, and a cause says why', async () => {
  const none = { ...freshFacts(), unmanaged: healthyFacts().unmanaged }
  const stage = engineStage({ hosts: [ubuntu({ facts: none }), rocky({ facts: none })], proposal: { kind: 'show' } })
  const answer = await adopt(asked, stage.ctx)
  expect(answer).toMatchObject({ kind: 'plan', plan: { jobs: [], refused: [{ code: 'nothing-to-adopt' }, { code: 'nothing-to-adopt' }] } })
  expect(answer).not.toHaveProperty('agree')
  expect(answer.kind === 'plan' && answer.diagnoses?.map((d) => d.instanceId)).toEqual([rockyId, ubuntuId])
})

test('what may not be done is the plan with the refusal', async () => {
  const refusal = finding('denied', { seen: 'x' })
  const stage = engineStage({ hosts: byHands(), proposal: { kind: 'show', refusal } })
  expect(await adopt(asked, stage.ctx)).toMatchObject({ kind: 'plan', refusal })
  expect(stage.on('mount')).toEqual([])
})

test('one that failed is told with its cause; one that was left out with why', async () => {
  const failing = rocky({
    facts: byHand(healthyFacts('rocky', 1001)),
    answer: (job) => (job.script === 'mount' ? nothingFrom(rockyId, 'invocation-failed', 'exit 1') : undefined),
  })
  const stage = engineStage({ hosts: [ubuntu({ facts: { ...freshFacts(), mounts: [] } }), failing] })
  const answer = await adopt(asked, stage.ctx)
  if (answer.kind !== 'report') throw new Error('no report')
  expect(answer.report.verdict).toBe('differs')
  expect(answer.report.instances.map((i) => [i.instanceId, i.findings.map((f) => f.code)])).toEqual([
    [rockyId, ['invocation-failed']],
    [ubuntuId, ['nothing-to-adopt']],
  ])
  expect(answer.report.diagnoses?.map((d) => d.instanceId)).toEqual([rockyId, ubuntuId])
})
