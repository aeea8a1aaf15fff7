import { parseBatch } from '../../../src/domain/batches.ts'
import type { HostFacts } from '../../../src/domain/facts.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import type { Report } from '../../../src/domain/report.ts'
import type { MountOptions, Request } from '../../../src/domain/request.ts'
import type { Answer } from '../../../src/domain/run.ts'
import { verify } from '../../../src/engine/verify.ts'
import { engineStage, nothingFrom, now, options, request, rocky, runId, startedAt, ubuntu } from '../../support/engine-stage.ts'
import { fileSystemId, healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { rockyId, ubuntuId } from '../../support/operation.ts'
import { registered, registryWith } from '../../support/registered.ts'

const asked = (more: Partial<MountOptions> = {}): Extract<Request, { verb: 'verify' }> => ({
  ...request({ options: options(more) }),
  verb: 'verify',
})
const reportIn = (answer: Answer): Report => {
  if (answer.kind !== 'report') throw new Error(`no report but ${answer.kind}`)
  return answer.report
}
const jobs = (stage: ReturnType<typeof engineStage>) =>
  stage.sent.map((j) => [j.script, j.params.depth ?? j.params.phase, j.params.accounts ?? ''])
const remembering = (facts: HostFacts, spec: Partial<typeof plainSpec>): HostFacts => ({
  ...facts,
  remembered: [{ kind: 'noted', place: mountPoint, at: 1_800_000_000, spec: { ...plainSpec, ...spec } }],
})

test('a verify looks, has each instance’s own account try, and proves the sharing; nothing is planned or changed', async () => {
  const stage = engineStage()
  const report = reportIn(await verify(asked(), stage.ctx))
  expect(jobs(stage)).toEqual([
    ['inspect', 'facts', ''],
    ['inspect', 'behaviour', 'rocky'],
    ['inspect', 'behaviour', 'ubuntu'],
    ['sharing-test', 'write', ''],
    ['sharing-test', 'exchange', ''],
    ['sharing-test', 'clean', ''],
  ])
  expect(stage.on('inspect').map((j) => j.key.split('.')[2])).toEqual(['1', '1001', '1002'])
  expect(report).toMatchObject({ runId, verdict: 'holds', sharing: { verdict: 'holds' }, findings: [], startedAt, endedAt: now })
  expect(report.instances.map((i) => i.verdict)).toEqual(['holds', 'holds'])
  expect(stage.proposed).toEqual([])
  expect(stage.told.map((e) => (e.type === 'observed' ? `${e.type} ${e.data.phase}` : e.type))).toEqual([
    'resolved',
    'observed before',
    'observed after',
  ])
})

test('what is otherwise is told and left alone', async () => {
  const facts = healthyFacts('rocky', 1001)
  const stage = engineStage({ hosts: [ubuntu(), rocky({ facts: { ...facts, fstab: [] } })] })
  const report = reportIn(await verify(asked(), stage.ctx))
  expect(report.verdict).toBe('differs')
  expect(report.instances.map((i) => [i.instanceId, i.verdict])).toEqual([
    [rockyId, 'differs'],
    [ubuntuId, 'holds'],
  ])
  expect(stage.on('mount')).toEqual([])
})

test('what an instance remembers of its mount is expected of it', async () => {
  const stage = engineStage({ hosts: [ubuntu({ facts: remembering(healthyFacts(), { sticky: true }) }), rocky()] })
  const report = reportIn(await verify(asked(), stage.ctx))
  expect(report.operation.targets.map((t) => [t.name, t.spec.sticky])).toEqual([
    ['rocky-instance', false],
    ['ubuntu-instance', true],
  ])
  expect(report.instances.map((i) => i.verdict)).toEqual(['holds', 'differs'])
})

test('an access point that is remembered leads where EFS says', async () => {
  const point = { id: 'fsap-0123456789abcdef0', name: 'projects', fileSystemId, path: '/projects', state: 'available' }
  const accessPoint = { id: point.id, name: point.id, path: '' }
  const stage = engineStage({ hosts: [ubuntu({ facts: remembering(healthyFacts(), { accessPoint }) }), rocky()], points: [point] })
  const report = reportIn(await verify(asked(), stage.ctx))
  expect(report.operation.targets[1]!.spec.accessPoint).toEqual({ id: point.id, name: 'projects', path: '/projects' })
})

test('where nobody was found to try things as, the table is not green about nothing', async () => {
  const { login: _, ...nobody } = healthyFacts('rocky', 1001)
  const report = reportIn(await verify(asked(), engineStage({ hosts: [ubuntu(), rocky({ facts: nobody })] }).ctx))
  expect(report.instances[0]).toMatchObject({ instanceId: rockyId, verdict: 'differs', findings: [{ code: 'no-login-user' }] })
})

describe('a dry run', () => {
  test('only looks, and answers with what differs', async () => {
    const stage = engineStage({ dryRun: true, hosts: [ubuntu({ facts: { ...healthyFacts(), fstab: [] } }), rocky()] })
    const answer = await verify(asked(), stage.ctx)
    expect(jobs(stage)).toEqual([['inspect', 'facts', '']])
    expect(answer).toMatchObject({ kind: 'plan', plan: { jobs: [], differences: [{ instanceId: ubuntuId }] } })
    expect(stage.told.at(-1)).toEqual({ type: 'planned', data: answer.kind === 'plan' && answer.plan })
  })
  test('looks once more for accounts that an instance remembers, and no further', async () => {
    const facts = remembering(healthyFacts(), { people: [{ name: 'ada' }] })
    const stage = engineStage({ dryRun: true, hosts: [ubuntu({ facts }), rocky()] })
    await verify(asked(), stage.ctx)
    expect(jobs(stage)).toEqual([
      ['inspect', 'facts', ''],
      ['inspect', 'facts', 'rocky'],
      ['inspect', 'facts', 'ada'],
    ])
    expect(stage.sent.map((j) => j.key.split('.')[2])).toEqual(['1', '501', '502'])
  })
  test('keeps its plan when it is taken up again', async () => {
    const first = engineStage({ dryRun: true })
    const answer = await verify(asked(), first.ctx)
    const again = engineStage({ dryRun: true, earlier: first.told, hosts: [] })
    expect(await verify(asked(), again.ctx)).toEqual(answer)
  })
})

test('in batches those that were not begun say why, and are not looked at further', async () => {
  const hosts = [
    ubuntu(),
    rocky({ answer: (job) => (job.params.depth === 'behaviour' ? nothingFrom(rockyId, 'not-delivered') : undefined) }),
  ]
  const stage = engineStage({ hosts })
  const report = reportIn(await verify(asked({ batch: parseBatch('1') }), stage.ctx))
  expect(stage.on('inspect').map((j) => [j.params.depth, j.instanceIds])).toEqual([
    ['facts', [rockyId, ubuntuId]],
    ['behaviour', [rockyId]],
  ])
  expect(report.instances.map((i) => i.findings.map((f) => f.code))).toEqual([['not-delivered'], ['rollout-stopped']])
})

test('with a registry of people the report has a row for each of them, and who is still owed', async () => {
  const registry = registryWith([registered('ada', 70_001, { hosts: [{ kind: 'id', id: ubuntuId }] })], {
    retired: [{ number: 70_002, name: 'ben', since: '2026-11-01' }],
    owed: [{ name: 'ben', number: 70_002, instance: 'i-0cccccccccccccccc', region: 'us-east-1', since: '2026-11-01' }],
  })
  const stage = engineStage()
  const report = reportIn(await verify({ ...asked(), people: { file: 'people.yml', registry } }, stage.ctx))
  const ofUbuntu = report.instances.find((i) => i.instanceId === ubuntuId)
  expect(ofUbuntu?.rows.filter((r) => r.section === 'people').map((r) => r.subject)).toEqual(
    expect.arrayContaining([expect.stringContaining('ada')]),
  )
  expect(report.notes.join()).toContain('ben')
  expect(stage.sent.every((j) => !j.changes || j.script === 'sharing-test')).toBe(true)
})
