import { parseBatch } from '../../../src/domain/batches.ts'
import { finding } from '../../../src/domain/catalogue.ts'
import type { HostFacts, Observation } from '../../../src/domain/facts.ts'
import type { HostJob, Operation } from '../../../src/domain/plan.ts'
import type { MountOptions } from '../../../src/domain/request.ts'
import type { JobResult } from '../../../src/domain/run.ts'
import { rollOut } from '../../../src/engine/apply.ts'
import { planMount } from '../../../src/engine/plan.ts'
import { engineStage, type Host, hostNamed, nothingFrom, runId, transcriptFrom } from '../../support/engine-stage.ts'
import { healthyFacts } from '../../support/healthy-facts.ts'
import { arnOf, freshFacts, observed, operation, rockyId, saying, ubuntuId } from '../../support/operation.ts'

const thirdId = 'i-0cccccccccccccccc'
const ids = [ubuntuId, rockyId, thirdId]
const [first] = operation.targets
const three = (said: Partial<MountOptions> = {}): Operation =>
  saying({ ...operation, targets: ids.map((instanceId) => ({ ...first!, instanceId, arn: arnOf(instanceId), name: instanceId })) }, said)
/** As a host without the EFS client, of a distribution that AWS lists for Distributor. */
const without = (facts: HostFacts = freshFacts()): HostFacts => {
  const { efsUtils: _, ...client } = facts.client
  return { ...facts, client, host: { ...facts.host, version: '20.04' } }
}
const absent = (id: string) => transcriptFrom(id, { failures: [finding('client-absent', { seen: 'client: not there' })] })
type Answers = Readonly<Record<string, (job: HostJob) => JobResult | undefined>>

/** Mounts on the three, which look like that; the answers are those of the jobs. */
async function rolledOut(asked: Operation, look: (id: string) => HostFacts, answers: Answers = {}) {
  const before: Observation[] = asked.targets.map(({ instanceId }) => observed(instanceId, look(instanceId)))
  const plan = planMount(runId, asked, before)
  const hosts = ids.map(
    (id): Host => hostNamed(id, id, { facts: look(id), mounted: healthyFacts(), ...(answers[id] ? { answer: answers[id]! } : {}) }),
  )
  const stage = engineStage({ hosts })
  const { results, refused } = await rollOut(plan, before, stage.ctx)
  return { plan, stage, results, refused, sent: stage.sent.map((j) => [j.script, ...j.instanceIds]) }
}

test('a plan is done by one job for all that are alike, and what is refused stays refused', async () => {
  const { sent, results, refused, plan } = await rolledOut(three(), (id) =>
    id === thirdId ? { ...freshFacts(), group: { gidHolder: 'video', members: [] } } : freshFacts(),
  )
  expect(sent).toEqual([['mount', ubuntuId, rockyId]])
  expect(results.map((r) => [r.kind, r.instanceId])).toEqual([
    ['transcript', ubuntuId],
    ['transcript', rockyId],
  ])
  expect(refused).toEqual(plan.refused)
  expect(refused.map((f) => [f.code, f.instanceId])).toEqual([['gid-taken', thirdId]])
})

describe('who may write lays the volume out before it can be seen otherwise:', () => {
  const readOnly = (id: string): Operation => {
    const asked = three()
    return { ...asked, targets: asked.targets.map((t) => (t.instanceId === id ? { ...t, spec: { ...t.spec, readOnly: true } } : t)) }
  }
  test('a read-only mount waits', async () => {
    const { sent } = await rolledOut(readOnly(ubuntuId), () => freshFacts())
    expect(sent).toEqual([
      ['mount', rockyId, thirdId],
      ['mount', ubuntuId],
    ])
  })
  test('so does one through an access point that enforces a user', async () => {
    const accessPoint = { id: 'fsap-0123456789abcdef0', name: 'p', path: '/p', user: { uid: 1500, gid: 1500, groups: [] } }
    const asked = three()
    const targets = asked.targets.map((t) => (t.instanceId === ubuntuId ? { ...t, spec: { ...t.spec, accessPoint } } : t))
    const { sent } = await rolledOut({ ...asked, targets }, () => freshFacts())
    expect(sent).toEqual([
      ['mount', rockyId, thirdId],
      ['mount', ubuntuId],
    ])
  })
  test('in batches it comes into the last one', async () => {
    const { sent } = await rolledOut({ ...readOnly(ubuntuId), options: { ...operation.options, batch: parseBatch('1') } }, () =>
      freshFacts(),
    )
    expect(sent).toEqual([
      ['mount', rockyId],
      ['mount', thirdId],
      ['mount', ubuntuId],
    ])
  })
})

describe('in batches', () => {
  const batched = (size: string): Operation => three({ batch: parseBatch(size) })

  test('who differs comes before who holds, so that the same command goes on with what is left', async () => {
    const { sent } = await rolledOut(batched('1'), (id) => (id === thirdId ? freshFacts() : healthyFacts()))
    expect(sent).toEqual([
      ['mount', thirdId],
      ['mount', ubuntuId],
      ['mount', rockyId],
    ])
  })

  test('what a first look cannot see yet does not count as different', async () => {
    // the space of an account that the first look did not know
    const unlooked = (id: string): HostFacts => {
      const facts = healthyFacts()
      return id === ubuntuId
        ? { ...facts, paths: facts.paths.filter((p) => !p.path.startsWith('users/')) }
        : id === rockyId
          ? facts
          : freshFacts()
    }
    const { sent, plan } = await rolledOut(batched('1'), unlooked)
    expect(plan.differences.filter((d) => d.instanceId === ubuntuId).map((d) => d.code)).toEqual(['not-looked-at'])
    expect(sent.map(([, id]) => id)).toEqual([thirdId, ubuntuId, rockyId])
  })

  test('after a batch that failed no further one begins, and who was left says why beside who was refused', async () => {
    const { sent, refused, results } = await rolledOut(batched('1'), () => freshFacts(), {
      [ubuntuId]: () => nothingFrom(ubuntuId, 'not-delivered'),
    })
    expect(sent).toEqual([['mount', ubuntuId]])
    expect(results.map((r) => [r.kind, r.instanceId])).toEqual([['none', ubuntuId]])
    expect(refused.map((f) => [f.code, f.instanceId])).toEqual([
      ['rollout-stopped', rockyId],
      ['rollout-stopped', thirdId],
    ])
  })

  test('each is judged by what its own mount found, not by the look before', async () => {
    const { sent } = await rolledOut(batched('2'), () => freshFacts())
    expect(sent).toEqual([
      ['mount', ubuntuId, rockyId],
      ['mount', thirdId],
    ])
  })

  test('Distributor brings the client to those of the batch alone', async () => {
    const { sent } = await rolledOut(three({ batch: parseBatch('2'), client: { kind: 'distributor' } }), () => without())
    expect(sent).toEqual([
      ['distributor', ubuntuId, rockyId],
      ['mount', ubuntuId, rockyId],
      ['distributor', thirdId],
      ['mount', thirdId],
    ])
    const { stage } = await rolledOut(three({ batch: parseBatch('3'), client: { kind: 'distributor' } }), () => without())
    expect(stage.told).toMatchObject([{ type: 'batch-begun', data: { number: 1, of: 1, instances: 3 } }])
  })
})

describe('the client by Distributor', () => {
  const distributed = three({ client: { kind: 'distributor' } })

  test('comes first, and nothing is mounted where it is not known that it came', async () => {
    const { sent, results } = await rolledOut(distributed, () => without(), {
      [rockyId]: (job) => (job.script === 'distributor' ? nothingFrom(rockyId, 'distributor-failed') : undefined),
    })
    expect(sent).toEqual([
      ['distributor', ...ids],
      ['mount', ubuntuId, thirdId],
    ])
    expect(results.map((r) => [r.kind, r.instanceId])).toEqual([
      ['installed', ubuntuId],
      ['none', rockyId],
      ['installed', thirdId],
      ['transcript', ubuntuId],
      ['transcript', thirdId],
    ])
  })

  test('no mount is sent where it came to nobody', async () => {
    const { sent } = await rolledOut(
      distributed,
      () => without(),
      Object.fromEntries(ids.map((id) => [id, () => nothingFrom(id, 'distributor-failed')])),
    )
    expect(sent).toEqual([['distributor', ...ids]])
  })
})

describe('where the repositories turn out not to have the client', () => {
  const auto = three()
  const once = (id: string, then: (job: HostJob) => JobResult | undefined) => {
    let mounts = 0
    return (job: HostJob) => (job.script === 'mount' && mounts++ === 0 ? absent(id) : then(job))
  }

  test('Distributor brings it, and those are mounted once more with the same values', async () => {
    const { sent, results, stage, plan } = await rolledOut(auto, () => without(), { [rockyId]: once(rockyId, () => undefined) })
    expect(plan.clients.map((c) => [c.source, c.otherwise])).toEqual(ids.map(() => ['repository', 'distributor']))
    expect(sent).toEqual([
      ['mount', ...ids],
      ['distributor', rockyId],
      ['mount', rockyId],
    ])
    expect(results.map((r) => [r.kind, r.instanceId])).toEqual([
      ['installed', rockyId],
      ['transcript', ubuntuId],
      ['transcript', thirdId],
      ['transcript', rockyId],
    ])
    const [mounted, , again] = stage.sent
    expect(again!.params).toEqual({ ...mounted!.params, client: 'distributor' })
    expect(again!.executionSeconds).toBe(mounted!.executionSeconds)
    // each job of a run has a key of its own
    expect(stage.sent.map((j) => j.key.split('.').slice(1, 3).join(' '))).toEqual(['mount 1', 'distributor 2', 'mount 2001'])
  })

  test('one that Distributor does not bring it to stays as it was told', async () => {
    const { sent, results } = await rolledOut(auto, () => without(), {
      [rockyId]: once(rockyId, () => nothingFrom(rockyId, 'distributor-failed')),
      [ubuntuId]: once(ubuntuId, () => undefined),
    })
    expect(sent).toEqual([
      ['mount', ...ids],
      ['distributor', ubuntuId, rockyId],
      ['mount', ubuntuId],
    ])
    const ofRocky = results.filter((r) => r.instanceId === rockyId)
    expect(ofRocky.map((r) => r.kind)).toEqual(['none', 'transcript'])
    expect(ofRocky[1]).toMatchObject({ failures: [{ code: 'client-absent' }] })
  })

  test('where it comes to nobody nothing is mounted again', async () => {
    const { sent } = await rolledOut(auto, () => without(), {
      [rockyId]: once(rockyId, () => nothingFrom(rockyId, 'distributor-failed')),
    })
    expect(sent).toEqual([
      ['mount', ...ids],
      ['distributor', rockyId],
    ])
  })

  test('a mount that failed for another reason is not tried again', async () => {
    const hung = transcriptFrom(rockyId, { failures: [finding('mount-hung', { seen: 'mount: it hangs' })] })
    const { sent } = await rolledOut(auto, () => without(), { [rockyId]: () => hung })
    expect(sent).toEqual([['mount', ...ids]])
  })

  test('nor is one whose client was asked to come from there and from nowhere else', async () => {
    const { sent } = await rolledOut(three({ client: { kind: 'repository' } }), () => without(), { [rockyId]: () => absent(rockyId) })
    expect(sent).toEqual([['mount', ...ids]])
  })

  test('read-only ones that wait have numbers of their own', async () => {
    const asked = { ...auto, targets: auto.targets.map((t) => ({ ...t, spec: { ...t.spec, readOnly: true } })) }
    const { stage } = await rolledOut(asked, () => without(), { [rockyId]: once(rockyId, () => undefined) })
    expect(stage.sent.map((j) => j.key.split('.').slice(1, 3).join(' '))).toEqual(['mount 1', 'distributor 3', 'mount 3001'])
  })

  test('of those that differ in their values each is mounted again with its own', async () => {
    const named = (id: string) => without(freshFacts(id === rockyId ? 'rocky' : 'ubuntu'))
    const { stage } = await rolledOut(
      auto,
      named,
      Object.fromEntries(
        ids.map((id) => [
          id,
          once(id, (job) => (job.script === 'distributor' ? { kind: 'installed', instanceId: id, said: '' } : undefined)),
        ]),
      ),
    )
    const again = stage.sent.slice(3)
    expect(again.map((j) => [j.instanceIds, j.params.accounts, j.params.client])).toEqual([
      [[ubuntuId, thirdId], 'ubuntu', 'distributor'],
      [[rockyId], 'rocky', 'distributor'],
    ])
    expect(new Set(stage.sent.map((j) => j.key)).size).toBe(stage.sent.length)
  })
})
