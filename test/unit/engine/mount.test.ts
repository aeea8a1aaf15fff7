import { finding } from '../../../src/domain/catalogue.ts'
import type { Report } from '../../../src/domain/report.ts'
import type { Answer } from '../../../src/domain/run.ts'
import { mount } from '../../../src/engine/mount.ts'
import { engineStage, freshRocky, freshUbuntu, nothingFrom, now, options, request, runId, startedAt } from '../../support/engine-stage.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { rockyId, ubuntuId } from '../../support/operation.ts'
import { registered, registryWith } from '../../support/registered.ts'

const reportIn = (answer: Answer): Report => {
  if (answer.kind !== 'report') throw new Error(`no report but ${answer.kind}`)
  return answer.report
}
const hosts = [freshUbuntu(), freshRocky()]

test('a mount looks, plans, mounts, looks again and proves the sharing; its report tells all of it', async () => {
  const stage = engineStage({ hosts })
  const report = reportIn(await mount(request(), stage.ctx))
  expect(stage.sent.map((j) => [j.script, j.params.depth ?? j.params.phase ?? '', j.instanceIds.length])).toEqual([
    ['inspect', 'facts', 2],
    ['mount', '', 1],
    ['mount', '', 1],
    ['sharing-test', 'write', 2],
    ['sharing-test', 'exchange', 2],
    ['sharing-test', 'clean', 1],
  ])
  expect(report).toMatchObject({ runId, verdict: 'holds', sharing: { verdict: 'holds' }, findings: [], startedAt, endedAt: now })
  expect(report.instances.map((i) => [i.name, i.verdict])).toEqual([
    ['rocky-instance', 'holds'],
    ['ubuntu-instance', 'holds'],
  ])
  expect(report).not.toHaveProperty('diagnoses')
  expect(stage.told.map((e) => (e.type === 'observed' ? `${e.type} ${e.data.phase}` : e.type))).toEqual([
    'resolved',
    'observed before',
    'planned',
    'observed after',
  ])
  const [before, after] = stage.told.flatMap((e) => (e.type === 'observed' ? [e.data.observations] : []))
  expect(before!.map((o) => o.kind === 'observed' && o.facts.mounts.length)).toEqual([0, 0])
  expect(after!.map((o) => o.kind === 'observed' && o.facts.mounts.length)).toEqual([1, 1])
  expect(stage.turns()).toBeGreaterThan(0)
})

test('a dry run answers with the plan, and changes nothing', async () => {
  const stage = engineStage({ hosts, dryRun: true })
  const answer = await mount(request(), stage.ctx)
  expect(answer).toStrictEqual({ kind: 'plan', plan: stage.proposed[0] })
  expect(stage.sent.every((j) => !j.changes)).toBe(true)
})

test('a mount that may not be is a plan with the refusal', async () => {
  const refusal = finding('denied', { seen: 'no rule' })
  const stage = engineStage({ hosts, proposal: { kind: 'show', refusal } })
  expect(await mount(request(), stage.ctx)).toStrictEqual({ kind: 'plan', plan: stage.proposed[0], refusal })
  expect(stage.sent.every((j) => !j.changes)).toBe(true)
})

test('a run that is taken up goes on with the plan that it had, whatever the hosts show by now', async () => {
  const first = engineStage({ hosts })
  await mount(request(), first.ctx)
  const again = engineStage({ hosts: [freshUbuntu({ facts: healthyFacts() }), freshRocky()], earlier: first.told.slice(0, 3) })
  const report = reportIn(await mount(request(), again.ctx))
  expect(again.proposed).toEqual(first.proposed)
  expect(again.sent.map((j) => j.key)).toEqual(first.sent.slice(1).map((j) => j.key))
  expect(report.verdict).toBe('holds')
})

test('one that could not be mounted is not green, its finding stands, and a cause is looked for; the other is mounted', async () => {
  const failing = freshRocky({
    answer: (job) => (job.script === 'mount' ? nothingFrom(rockyId, 'invocation-failed', 'exit 1') : undefined),
  })
  const stage = engineStage({ hosts: [freshUbuntu(), failing] })
  const report = reportIn(await mount(request(), stage.ctx))
  expect(report.verdict).toBe('differs')
  expect(report.instances.map((i) => [i.instanceId, i.verdict, i.findings.map((f) => f.code)])).toEqual([
    [rockyId, 'differs', ['invocation-failed']],
    [ubuntuId, 'holds', []],
  ])
  expect(stage.on('doctor').flatMap((j) => j.instanceIds)).toEqual([rockyId])
  expect(report.diagnoses?.map((d) => d.instanceId)).toEqual([rockyId])
  // who has it mounted is tested all the same
  expect(stage.on('sharing-test').flatMap((j) => j.instanceIds)).not.toContain(rockyId)
  expect(stage.on('sharing-test')).not.toEqual([])
})

test('one that must not be touched is told with why, from the look alone', async () => {
  const taken = freshRocky({ facts: { ...freshRocky().facts!, group: { gidHolder: 'video', members: [] } } })
  const stage = engineStage({ hosts: [freshUbuntu(), taken] })
  const report = reportIn(await mount(request(), stage.ctx))
  expect(report.instances.find((i) => i.instanceId === rockyId)?.findings.map((f) => f.code)).toEqual(['gid-taken'])
  expect(stage.on('mount').flatMap((j) => j.instanceIds)).toEqual([ubuntuId])
  expect(stage.on('doctor')).toEqual([])
  expect(report.diagnoses?.map((d) => d.instanceId)).toEqual([rockyId])
})

test('without the sharing test none is sent, and the report says that it was not tried', async () => {
  const stage = engineStage({ hosts })
  const report = reportIn(await mount(request({ options: options({ sharingTest: false }) }), stage.ctx))
  expect(stage.on('sharing-test')).toEqual([])
  expect(report.sharing.verdict).toBe('not-tried')
})

describe('with a registry of people', () => {
  const file = '.github/prism/people.yml'
  const debt = { name: 'ben', number: 70_002, instance: 'i-0cccccccccccccccc', region: 'us-east-1', since: '2026-11-01' }
  const registry = registryWith([registered('ada', 70_001, { hosts: [{ kind: 'id', id: ubuntuId }] })], {
    retired: [{ number: 70_002, name: 'ben', since: '2026-11-01' }],
    owed: [debt],
  })
  const people = { file, registry }

  test('its report has a row for each of them, and who is still owed', async () => {
    const stage = engineStage({ hosts })
    const report = reportIn(await mount(request({ people }), stage.ctx))
    expect(report.instances.map((i) => [i.instanceId, i.rows.filter((r) => r.section === 'people').map((r) => r.subject)])).toEqual([
      [rockyId, expect.any(Array)],
      [ubuntuId, expect.arrayContaining([expect.stringContaining('ada')])],
    ])
    expect(report.notes.join()).toContain('ben')
    expect(stage.on('people').flatMap((j) => j.instanceIds)).toEqual(expect.arrayContaining([ubuntuId, rockyId]))
  })

  test('that gives somebody another’s number is refused whole: it is a plan, and nothing is mounted', async () => {
    const stage = engineStage({ hosts, given: [{ kind: 'person', name: 'eve', number: 70_001 }] })
    const answer = await mount(request({ people }), stage.ctx)
    expect(answer).toMatchObject({ kind: 'plan', plan: { jobs: expect.any(Array) }, refusal: { code: 'number-changed' } })
    expect(stage.proposed).toEqual([])
    expect(stage.sent.every((j) => !j.changes)).toBe(true)
  })
})
