import { finding } from '../../../src/domain/catalogue.ts'
import type { Request } from '../../../src/domain/request.ts'
import { unmount } from '../../../src/engine/unmount.ts'
import { both, engineStage, nothingFrom, now, onVolume, rocky, runId, startedAt, ubuntu } from '../../support/engine-stage.ts'
import { fileSystemId } from '../../support/healthy-facts.ts'
import { rockyId, ubuntuId } from '../../support/operation.ts'

const asked: Extract<Request, { verb: 'unmount' }> = { verb: 'unmount', volume: onVolume, selectors: both, options: { lazy: false } }
const lazily = { ...asked, options: { lazy: true } }

test('an unmount is one job for all, and its report says that it is gone; no sharing is tried, no cause looked for', async () => {
  const stage = engineStage()
  const answer = await unmount(asked, stage.ctx)
  expect(stage.sent).toMatchObject([
    { script: 'inspect' },
    {
      script: 'unmount',
      instanceIds: [rockyId, ubuntuId],
      changes: true,
      params: { fileSystemId, addresses: '10.0.0.5', mountPoint: '/mnt/research-data', lazy: '0' },
    },
  ])
  expect(stage.sent).toHaveLength(2)
  expect(answer).toMatchObject({
    kind: 'report',
    report: { runId, verdict: 'holds', sharing: { verdict: 'not-tried', cells: [], notes: [] }, startedAt, endedAt: now },
  })
  expect(answer.kind === 'report' && answer.report.instances.map((i) => i.verdict)).toEqual(['holds', 'holds'])
  expect(stage.told.map((e) => (e.type === 'observed' ? `${e.type} ${e.data.phase}` : e.type))).toEqual([
    'resolved',
    'observed before',
    'planned',
    'observed after',
  ])
})

test('a lazy one says so to the hosts', async () => {
  const stage = engineStage()
  await unmount(lazily, stage.ctx)
  expect(stage.on('unmount')[0]!.params.lazy).toBe('1')
})

test('one that is in use stays, and that is told', async () => {
  const busy = nothingFrom(rockyId, 'invocation-failed', 'busy')
  const stage = engineStage({ hosts: [ubuntu(), rocky({ answer: (job) => (job.script === 'unmount' ? busy : undefined) })] })
  const answer = await unmount(asked, stage.ctx)
  expect(answer).toMatchObject({ report: { verdict: 'differs', sharing: { verdict: 'not-tried' } } })
  expect(answer.kind === 'report' && answer.report.instances.map((i) => [i.instanceId, i.findings.map((f) => f.code)])).toEqual([
    [rockyId, ['invocation-failed']],
    [ubuntuId, []],
  ])
})

test('one that could not be looked at is not sent anything, and says why', async () => {
  const off = nothingFrom(rockyId, 'not-delivered')
  const stage = engineStage({ hosts: [ubuntu(), rocky({ answer: () => off })] })
  const answer = await unmount(asked, stage.ctx)
  expect(stage.on('unmount').flatMap((j) => j.instanceIds)).toEqual([ubuntuId])
  expect(answer.kind === 'report' && answer.report.instances.map((i) => i.findings.map((f) => f.code))).toEqual([['not-delivered'], []])
})

test('a dry run, or one that may not be, is the plan', async () => {
  const dry = engineStage({ dryRun: true })
  expect(await unmount(asked, dry.ctx)).toStrictEqual({ kind: 'plan', plan: dry.proposed[0] })
  const refusal = finding('denied', { seen: 'x' })
  const denied = engineStage({ proposal: { kind: 'show', refusal } })
  expect(await unmount(asked, denied.ctx)).toStrictEqual({ kind: 'plan', plan: denied.proposed[0], refusal })
  expect([...dry.on('unmount'), ...denied.on('unmount')]).toEqual([])
})

test('a run that is taken up goes on with the plan that it had', async () => {
  const first = engineStage()
  await unmount(asked, first.ctx)
  const earlier = first.told.slice(0, 3)
  const again = engineStage({ earlier })
  await unmount(lazily, again.ctx)
  expect(again.sent.map((j) => j.key)).toEqual(first.sent.slice(1).map((j) => j.key))
})
