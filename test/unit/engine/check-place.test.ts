import type { HostFacts, Observation } from '../../../src/domain/facts.ts'
import { plainSpec } from '../../../src/domain/mount-spec.ts'
import type { Operation } from '../../../src/domain/plan.ts'
import { checkPlace } from '../../../src/engine/check-place.ts'
import { engineStage, type Host, lookOf, nothingFrom, now, rocky, runId, ubuntu } from '../../support/engine-stage.ts'
import { healthyFacts, mountPoint } from '../../support/healthy-facts.ts'
import { freshFacts, observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'

const at: Operation = { ...operation, verb: 'verify' }
const offset = 20_000
const rockyFacts = healthyFacts('rocky', 1001)
const seenBoth: readonly Observation[] = [observed(ubuntuId), observed(rockyId, rockyFacts)]
type Given = NonNullable<Parameters<typeof engineStage>[0]>

async function checked(given: Given = {}, seen: readonly Observation[] | undefined = seenBoth, named: readonly string[] = [], of = at) {
  const stage = engineStage(given)
  const { checked: place, left } = await checkPlace(of, seen, offset, stage.ctx, new Set(named))
  const jobs = stage.sent.map((j) => [j.script, j.params.depth ?? j.params.phase, Number(j.key.split('.')[2]), ...j.instanceIds])
  return { stage, place, report: place?.report, left, jobs }
}
const note = (spec: Partial<typeof plainSpec>) => [
  { kind: 'noted' as const, place: mountPoint, at: 1_800_000_000, spec: { ...plainSpec, ...spec } },
]
const withOptions = (more: Partial<Operation['options']>): Operation => ({ ...at, options: { ...at.options, ...more } })

test('each account tries, the sharing is proven, and the plan says what a mount would do', async () => {
  const { place, report, jobs, stage, left } = await checked()
  expect(jobs).toEqual([
    ['inspect', 'behaviour', 21_001, ubuntuId],
    ['inspect', 'behaviour', 21_002, rockyId],
    ['sharing-test', 'write', 20_001, ubuntuId, rockyId],
    ['sharing-test', 'exchange', 21_001, ubuntuId, rockyId],
    ['sharing-test', 'clean', 22_001, ubuntuId],
  ])
  expect(report).toMatchObject({ runId, verdict: 'holds', sharing: { verdict: 'holds' }, startedAt: now, endedAt: now })
  expect(report!.instances.map((i) => [i.name, i.verdict])).toEqual([
    ['ubuntu-instance', 'holds'],
    ['rocky-instance', 'holds'],
  ])
  expect(place!.plan).toMatchObject({ operation: { verb: 'mount' }, differences: [], refused: [] })
  expect(place!.plan.jobs.flatMap((j) => j.instanceIds)).toEqual([ubuntuId, rockyId])
  expect(left).toEqual([])
  expect(stage.told).toEqual([{ type: 'resolved', data: at }])
})

test('a look that was had of it is the first one, of those who are of this place; else there is one', async () => {
  const one = { ...at, targets: at.targets.slice(0, 1) }
  const { report } = await checked({}, seenBoth, [], one)
  expect(report!.instances.map((i) => i.instanceId)).toEqual([ubuntuId])
  const dry = await checked({ dryRun: true }, seenBoth, [], one)
  expect(dry.place!.plan.jobs.flatMap((j) => j.instanceIds)).toEqual([ubuntuId])
  const stage = engineStage()
  await checkPlace(one, undefined, offset, stage.ctx, new Set())
  expect(stage.sent.slice(0, 2).map((j) => [j.params.depth, Number(j.key.split('.')[2]), ...j.instanceIds])).toEqual([
    ['facts', 20_001, ubuntuId],
    ['behaviour', 21_001, ubuntuId],
  ])
})

test('what an instance remembers is expected of it, or what its own line says', async () => {
  const readOnly: HostFacts = {
    ...rockyFacts,
    mounts: rockyFacts.mounts.map((m) => ({ ...m, readOnly: true, options: `ro,${m.options}` })),
    fstab: rockyFacts.fstab.map((l) => ({ ...l, options: `${l.options},ro` })),
  }
  const facts = { ...healthyFacts(), remembered: note({ sticky: true }) }
  const hosts = [ubuntu({ facts }), rocky({ facts: readOnly })]
  const { place } = await checked({ hosts }, [observed(ubuntuId, facts), observed(rockyId, readOnly)])
  expect(place!.report.operation.targets.map((t) => [t.name, t.spec.sticky, t.spec.readOnly])).toEqual([
    ['ubuntu-instance', true, false],
    ['rocky-instance', false, true],
  ])
  expect(place!.plan.differences.map((d) => d.instanceId)).toContain(ubuntuId)
})

describe('a dry run', () => {
  test('looks no further, and tries no sharing, though it was asked for', async () => {
    const { report, jobs } = await checked({ dryRun: true })
    expect(jobs).toEqual([])
    expect(report!.sharing.verdict).toBe('not-tried')
    expect(report!.operation.options.sharingTest).toBe(true)
  })
  test('looks again for accounts that are remembered', async () => {
    const facts = { ...healthyFacts(), remembered: note({ people: [{ name: 'ada' }] }) }
    const { jobs } = await checked({ dryRun: true, hosts: [ubuntu({ facts }), rocky()] }, [observed(ubuntuId, facts), seenBoth[1]!])
    expect(jobs).toEqual([
      ['inspect', 'facts', 20_501, ubuntuId],
      ['inspect', 'facts', 20_502, rockyId],
    ])
  })
})

test('without the sharing test none is sent', async () => {
  const { report, stage } = await checked({}, seenBoth, [], withOptions({ sharingTest: false }))
  expect(stage.on('sharing-test')).toEqual([])
  expect(report).toMatchObject({ verdict: 'holds', sharing: { verdict: 'not-tried' } })
})

test('where nobody is found to try things as it is not green', async () => {
  const { login: _, ...nobody } = healthyFacts()
  const { report } = await checked({ hosts: [ubuntu({ facts: nobody }), rocky()] }, [observed(ubuntuId, nobody), seenBoth[1]!])
  expect(report!.instances.map((i) => i.findings.map((f) => f.code))).toEqual([['no-login-user'], []])
})

test('one that no longer answers is in doubt, and its plan leaves it alone', async () => {
  const answer: Host['answer'] = (job) => (job.params.depth === 'behaviour' ? nothingFrom(rockyId, 'outcome-unknown') : undefined)
  const { report, place } = await checked({ hosts: [ubuntu(), rocky({ answer })] })
  expect(report!.instances.map((i) => i.verdict)).toEqual(['holds', 'unknown'])
  expect(place!.plan.refused.map((f) => [f.code, f.instanceId])).toEqual([['outcome-unknown', rockyId]])
})

describe('an instance from which Prism unmounts it meanwhile', () => {
  const gone: HostFacts = { ...freshFacts('rocky', 1001), left: true }
  const turning = (facts: HostFacts): Given => ({
    hosts: [ubuntu(), rocky({ answer: (job) => (job.script === 'inspect' ? lookOf(rockyId, facts) : undefined) })],
  })

  test('has left: no report speaks of it, and no plan', async () => {
    const { left, report, place, stage } = await checked(turning(gone))
    expect(left).toEqual([rockyId])
    expect(report!.instances.map((i) => i.instanceId)).toEqual([ubuntuId])
    expect(report!.verdict).toBe('holds')
    expect(place!.plan.operation.targets.map((t) => t.instanceId)).toEqual([ubuntuId])
    expect(stage.on('sharing-test').flatMap((j) => j.instanceIds)).not.toContain(rockyId)
  })

  test('is missed all the same where it was named', async () => {
    const { left, report } = await checked(turning(gone), seenBoth, [rockyId])
    expect(left).toEqual([])
    expect(report!.instances.map((i) => i.verdict)).toEqual(['holds', 'differs'])
  })

  test('has not left where it is still mounted, or promised by Prism’s own line for this place', async () => {
    expect((await checked(turning({ ...gone, mounts: rockyFacts.mounts }))).left).toEqual([])
    expect((await checked(turning({ ...gone, fstab: rockyFacts.fstab }))).left).toEqual([])
    const [line] = rockyFacts.fstab
    expect((await checked(turning({ ...gone, fstab: [{ ...line!, place: '/srv/other' }] }))).left).toEqual([rockyId])
    expect((await checked(turning({ ...gone, fstab: [{ ...line!, ours: false }] }))).left).toEqual([rockyId])
  })

  test('has not left where somebody else unmounted it', async () => {
    const { left: _, ...byHand } = gone
    expect((await checked(turning(byHand))).left).toEqual([])
  })

  test('was the last: there is nothing to check any more', async () => {
    const one = { ...at, targets: at.targets.slice(1) }
    const { left, place, stage } = await checked(turning(gone), seenBoth, [], one)
    expect(left).toEqual([rockyId])
    expect(place).toBeUndefined()
    expect(stage.on('sharing-test')).toEqual([])
  })
})
