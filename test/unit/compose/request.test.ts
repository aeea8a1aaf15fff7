import { compose } from '../../../src/compose/prism.ts'
import type { Origin } from '../../../src/domain/request.ts'
import { memoryStore } from '../../../src/runs/stores/memory.ts'

const origin: Origin = { entrypoint: 'api', actor: { id: 'token:ada', name: 'ada' } }
const request = { verb: 'volumes' } as const
const env = { AWS_REGION: 'eu-central-1' }

test('a request that the store does not keep has no run', async () => {
  const journal = { ...memoryStore(), append: async () => ({ kind: 'conflict', seq: 0 }) as const }
  await expect(compose({ env, journal }).request(request, origin)).rejects.toThrow('was not kept')
})

test('one that was recorded before stays as it is', async () => {
  const prism = compose({ env, journal: memoryStore() })
  const runId = await prism.request(request, origin)
  expect(await prism.request({ verb: 'instances', selectors: [] }, origin, { runId })).toBe(runId)
  expect((await prism.run(runId))?.request).toEqual(request)
})
