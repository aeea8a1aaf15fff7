/** What a run answers of which only the plan was made. */
import { answerOf } from '../../../src/domain/answer-of-plan.ts'
import type { Plan, VolumePlan } from '../../../src/domain/plan.ts'

const steps: VolumePlan['steps'] = [{ step: 'file system', status: 'planned', detail: 'deleted' }]
const volumePlan = (verb: VolumePlan['verb']): VolumePlan => ({
  verb,
  region: 'us-east-1',
  parameters: { name: 'research-data', fileSystemId: 'fs-0123456789abcdef0' },
  steps,
  digest: 'd',
})

test('a run without a plan has no answer', () => expect(answerOf({})).toEqual({}))

test('a plan for instances, or for people, is the answer itself', () => {
  const plan = { digest: 'd' } as Plan
  expect(answerOf({ plan })).toEqual({ answer: { kind: 'plan', plan } })
  const peoplePlan = { digest: 'p' } as unknown as NonNullable<Parameters<typeof answerOf>[0]['peoplePlan']>
  expect(answerOf({ peoplePlan })).toEqual({ answer: { kind: 'people', plan: peoplePlan } })
})

test.each<[VolumePlan['verb'], object]>([
  ['create', { kind: 'created' }],
  ['update', { kind: 'updated' }],
  ['delete', { kind: 'deleted', volume: 'research-data', fileSystemId: 'fs-0123456789abcdef0' }],
  ['create-access-point', { kind: 'access-point' }],
  ['delete-access-point', { kind: 'access-point' }],
])('a plan to %s is its steps', (verb, answer) => {
  const plan = volumePlan(verb)
  expect(answerOf({ volumePlan: plan })).toEqual({ answer: { ...answer, steps, plan } })
})
