import { finding } from '../../../src/domain/catalogue.ts'
import type { Instance, Instances } from '../../../src/domain/ports.ts'
import { expectedInstances } from '../../../src/engine/expected-instances.ts'
import { engineStage, rocky, selected, ubuntu } from '../../support/engine-stage.ts'
import { rockyId, ubuntuId } from '../../support/operation.ts'

const thirdId = 'i-0cccccccccccccccc'
const listOf = (...hosts: readonly Instance[]) => hosts
const expected = (words: string[], remembered: string[], listed: readonly Instance[], given: Parameters<typeof engineStage>[0] = {}) =>
  expectedInstances(selected(...words), remembered, listed, engineStage(given).ctx)
const noQuestion: Partial<Instances> = { resolve: () => Promise.reject(new Error('AWS was asked')) }

test('where nobody was named and those remembered are on, AWS is not asked', async () => {
  expect(await expected([], [ubuntuId], listOf(ubuntu(), rocky()), { instances: noQuestion })).toEqual({
    instances: [],
    named: new Set(),
    unfit: [],
    gone: [],
  })
})

test('who was named should have it, also where it cannot be asked; why stands beside', async () => {
  const { named, unfit, gone, instances } = await expected(['ubuntu-instance', rockyId], [], listOf(ubuntu()), {
    hosts: [ubuntu(), rocky({ online: false })],
  })
  expect(named).toEqual(new Set([ubuntuId, rockyId]))
  expect(unfit.map((f) => [f.code, f.instanceId])).toEqual([['instance-offline', rockyId]])
  expect({ gone, instances }).toEqual({ gone: [], instances: [] })
})

test('what was named and is nobody’s is told', async () => {
  const { named, unfit } = await expected(['ghost'], [], listOf(ubuntu()))
  expect(named).toEqual(new Set())
  expect(unfit.map((f) => [f.code, f.seen])).toEqual([['instance-not-found', 'ghost']])
})

test('those that SSM’s list does not hold are added, each once', async () => {
  const { instances } = await expected(['rocky-instance', 'ubuntu-instance'], [rockyId], listOf(ubuntu()))
  expect(instances.map((i) => i.id)).toEqual([rockyId])
  const both = await expected(['rocky-instance', 'ubuntu-instance'], [], listOf(ubuntu(), rocky()))
  expect(both.instances).toEqual([])
})

test('of one that is remembered and silent AWS is asked', async () => {
  const { unfit, gone, named } = await expected([], [rockyId], listOf(ubuntu(), rocky({ online: false })), {
    hosts: [ubuntu(), rocky({ online: false })],
  })
  expect(unfit.map((f) => [f.code, f.instanceId])).toEqual([['instance-offline', rockyId]])
  expect(gone).toEqual([])
  expect(named).toEqual(new Set())
})

test('one that is remembered and that AWS no longer knows is gone, and no fault', async () => {
  const { unfit, gone } = await expected([], [thirdId], listOf(ubuntu()))
  expect(gone.map((f) => [f.code, f.instanceId])).toEqual([['instance-not-found', thirdId]])
  expect(unfit).toEqual([])
})

test('but one that was named by its id is missed all the same', async () => {
  const { unfit, gone, named } = await expected([thirdId], [thirdId], listOf(ubuntu()))
  expect(gone).toEqual([])
  expect(named).toEqual(new Set([thirdId]))
  expect(unfit.map((f) => f.instanceId)).toEqual([thirdId, thirdId])
})

test('what AWS refuses to say of a remembered one is no sign that it is gone', async () => {
  const denied = finding('aws-denied', { seen: 'ec2:DescribeInstances' })
  const instances: Partial<Instances> = { resolve: async ([selector]) => [{ selector: selector!, instances: [], findings: [denied] }] }
  const { unfit, gone } = await expected([], [thirdId], listOf(ubuntu()), { instances })
  expect({ unfit, gone }).toEqual({ unfit: [denied], gone: [] })
})
