import { type FindingCode, finding, PrismError } from '../../../src/domain/catalogue.ts'
import type { Run } from '../../../src/domain/run.ts'
import type { EngineContext } from '../../../src/engine/context.ts'
import { firstLook } from '../../../src/engine/inspect.ts'
import { planMount } from '../../../src/engine/plan.ts'
import { buildReport } from '../../../src/engine/report.ts'
import { observed, operation, rockyId, ubuntuId } from '../../support/operation.ts'

const runId = '01JDM3C0000000000000000000'

/** `answers`: what a look at each instance comes back with; others are seen. */
function looking(answers: Readonly<Record<string, FindingCode>>) {
  const ctx = {
    runId,
    now: () => new Date('2026-11-23T12:00:00Z'),
    run: () => ({}) as Run,
    emit: async () => {},
    turn: async () => {},
    dispatch: async ({ instanceIds }) =>
      instanceIds.map((instanceId) => {
        const code = answers[instanceId]
        if (code) return { kind: 'none', instanceId, finding: finding(code, { seen: `ssm:SendCommand: ${code}`, instanceId }) } as const
        const observation = observed(instanceId)
        return { kind: 'transcript', instanceId, state: 'done', steps: [], failures: [], sharing: [], observation } as const
      }),
  } satisfies Partial<EngineContext>
  return firstLook(operation, ctx as unknown as EngineContext)
}

test('that AWS refuses for every instance ends the run with what AWS said, once', async () => {
  const error = await looking({ [ubuntuId]: 'aws-denied', [rockyId]: 'aws-denied' }).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(PrismError)
  expect(error).toMatchObject({ finding: { code: 'aws-denied', seen: 'ssm:SendCommand: aws-denied' }, others: [] })
  expect((error as PrismError).finding.instanceId).toBeUndefined()
})

test('that AWS refuses for one is unknown there, never different; the other goes on', async () => {
  const before = await looking({ [ubuntuId]: 'aws-credentials' })
  const plan = planMount(runId, operation, before)
  expect(plan.refused).toMatchObject([{ code: 'look-refused', instanceId: ubuntuId, seen: 'ssm:SendCommand: aws-credentials' }])
  expect(plan.jobs.flatMap((j) => j.instanceIds)).toEqual([rockyId])
  const sharing = { verdict: 'not-tried' as const, cells: [], notes: [] }
  const times = { startedAt: '2026-11-23T12:00:00Z', endedAt: '2026-11-23T12:00:09Z' }
  const report = buildReport({ runId, operation, before, after: before, results: [], refused: plan.refused, sharing, ...times })
  expect(report.instances.find((i) => i.instanceId === ubuntuId)).toMatchObject({
    verdict: 'unknown',
    findings: [{ code: 'look-refused' }],
  })
})

test('that the instances themselves did not answer is theirs to say', async () => {
  const before = await looking({ [ubuntuId]: 'not-delivered', [rockyId]: 'not-delivered' })
  expect(before).toMatchObject([{ finding: { code: 'not-delivered' } }, { finding: { code: 'not-delivered' } }])
})
