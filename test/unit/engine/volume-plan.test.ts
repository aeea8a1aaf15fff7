import { finding } from '../../../src/domain/catalogue.ts'
import type { ProvisionStep } from '../../../src/domain/ports.ts'
import { provision, sealVolume, stepsOf, type Tell } from '../../../src/engine/volume-plan.ts'
import { engineStage } from '../../support/engine-stage.ts'

const step = (name: string, status: ProvisionStep['status'] = 'changed'): ProvisionStep => ({ step: name, status, detail: '' })
const unsealed = {
  verb: 'create',
  region: 'us-east-1',
  parameters: { name: 'research-data' },
  steps: [step('file system', 'planned'), step('mount target', 'planned')],
} as const
const plan = sealVolume(unsealed)
const act = async (tell: Tell) => {
  tell(step('file system'))
  tell(step('mount target'))
  return 'made'
}

test('equal plans have equal digests; other steps, parameters, region or verb another', () => {
  const { digest } = plan
  expect(digest).toMatch(/^[0-9a-f]{64}$/)
  expect(sealVolume({ ...unsealed }).digest).toBe(digest)
  for (const other of [{ steps: [] }, { parameters: { name: 'x' } }, { region: 'us-east-2' }, { verb: 'delete' as const }])
    expect(sealVolume({ ...unsealed, ...other }).digest).not.toBe(digest)
})

test('the steps of a dry run are those that it would do, in their order', async () => {
  expect(await stepsOf(act)).toEqual([step('file system'), step('mount target')])
})

test('what is done is told step by step', async () => {
  const { ctx, told, proposed } = engineStage()
  expect(await provision(plan, ctx, act)).toStrictEqual({ made: 'made', steps: [step('file system'), step('mount target')] })
  expect(proposed).toEqual([plan])
  expect(told.slice(1)).toEqual([
    { type: 'provisioned', data: step('file system') },
    { type: 'provisioned', data: step('mount target') },
  ])
})

test('where the plan is all that was asked for it comes back, told step by step, and nothing is done', async () => {
  const { ctx, told } = engineStage({ dryRun: true })
  const acted: string[] = []
  expect(await provision(plan, ctx, async () => void acted.push('acted'))).toStrictEqual({ steps: plan.steps, plan })
  expect(acted).toEqual([])
  expect(told.slice(1)).toEqual(plan.steps.map((data) => ({ type: 'provisioned', data })))
})

test('what policy refuses is thrown, and neither done nor told', async () => {
  const refusal = finding('denied', { seen: 'no rule' })
  const { ctx, told } = engineStage({ proposal: { kind: 'show', refusal } })
  await expect(provision(plan, ctx, act)).rejects.toMatchObject({ finding: refusal })
  expect(told.slice(1)).toEqual([])
})

test('a step that could not be written down is thrown when all is done', async () => {
  const { ctx } = engineStage()
  const acted: string[] = []
  const broken = {
    ...ctx,
    emit: async (event: { type: string }) => {
      if (event.type === 'provisioned') throw new Error('the store is gone')
    },
  }
  const slow = async (tell: Tell) => {
    await act(tell)
    // what could not be written is known by now, and nothing is lost by it
    await new Promise(setImmediate)
    acted.push('acted')
  }
  await expect(provision(plan, broken, slow)).rejects.toThrow('the store is gone')
  expect(acted).toEqual(['acted'])
  await expect(provision(plan, { ...broken, propose: async () => ({ kind: 'show' }) }, slow)).rejects.toThrow('the store is gone')
})
