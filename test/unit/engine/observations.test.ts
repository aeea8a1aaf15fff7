/** What was seen of each instance in the end, or why nothing was. */
import { finding } from '../../../src/domain/catalogue.ts'
import type { JobResult } from '../../../src/domain/run.ts'
import { observationsAfter } from '../../../src/engine/observations.ts'
import { observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'

const told = (instanceId: string, more: Partial<Extract<JobResult, { kind: 'transcript' }>> = {}): JobResult => ({
  kind: 'transcript',
  instanceId,
  state: 'done',
  steps: [],
  failures: [],
  sharing: [],
  ...more,
})
const failure = finding('mount-hung', { seen: 'mount: no answer' })
const seenBy = (refused: Parameters<typeof observationsAfter>[1], results: readonly JobResult[]) =>
  observationsAfter(operation, refused, results).map((o) => (o.kind === 'observed' ? o : [o.instanceId, o.finding.code]))

test('the look that a job brought back counts, in the order of the targets', () => {
  const looks = [observed(rockyId), observed(ubuntuId)]
  const results = looks.map((observation) => told(observation.instanceId, { observation }))
  expect(seenBy([], results)).toEqual(looks.toReversed())
})

test('a later job’s look counts where the first brought none', () => {
  const observation = observed(ubuntuId)
  expect(seenBy([], [told(ubuntuId), { kind: 'installed', instanceId: ubuntuId, said: 'x' }, told(ubuntuId, { observation })])[0]).toEqual(
    observation,
  )
})

test('without a look it is why: the job’s failure, else the refusal, else that nothing came', () => {
  const refusal = finding('rollout-stopped', { seen: 'x', instanceId: ubuntuId })
  expect(seenBy([refusal], [told(ubuntuId, { failures: [failure] })])).toEqual([
    [ubuntuId, 'mount-hung'],
    [rockyId, 'not-looked-at'],
  ])
  expect(seenBy([refusal], [])[0]).toEqual([ubuntuId, 'rollout-stopped'])
  const lost: JobResult = { kind: 'none', instanceId: rockyId, finding: finding('not-delivered', { seen: 'x' }) }
  expect(seenBy([], [lost])[1]).toEqual([rockyId, 'not-delivered'])
  expect(seenBy([], [{ kind: 'installed', instanceId: ubuntuId, said: 'x' }])[0]).toEqual([ubuntuId, 'not-looked-at'])
})

test('that nothing came is said of the instance', () => {
  const [first] = observationsAfter(operation, [], [])
  expect(first).toMatchObject({ kind: 'unobserved', finding: { instanceId: ubuntuId, seen: 'this instance returned nothing' } })
})
