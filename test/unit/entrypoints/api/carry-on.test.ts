import { machineClock } from '../../../../src/clock.ts'
import { compose } from '../../../../src/compose/prism.ts'
import type { Origin } from '../../../../src/domain/request.ts'
import { carryOn } from '../../../../src/entrypoints/api/carry-on.ts'
import { memoryStore } from '../../../../src/runs/stores/memory.ts'

const byRest: Origin = { entrypoint: 'api', actor: { id: 'token:ada', name: 'ada' } }

describe('what is open and nobody carries on', () => {
  const ending = new AbortController()
  afterAll(() => ending.abort())

  function opened() {
    const prism = compose({ env: { AWS_REGION: 'eu-central-1' }, journal: memoryStore() })
    const [resumed, takenUp]: string[][] = [[], []]
    let look = (): void => {}
    let freed = (): void => {}
    const errors: unknown[] = []
    const carrying = {
      prism,
      api: { resume: (id: string) => void resumed!.push(id), takeUp: (id: string) => void takenUp!.push(id) },
      claims: {
        onFreed: (listener: () => void) => {
          freed = listener
          return () => {}
        },
      },
      clock: { sleep: () => new Promise<void>((resolve) => (look = resolve)) },
      onError: (error: unknown) => void errors.push(error),
      signal: ending.signal,
    }
    const settled = () => machineClock.sleep(10)
    return {
      prism,
      carrying,
      resumed: resumed!,
      takenUp: takenUp!,
      errors,
      look: async () => {
        look()
        await settled()
      },
      freed: async () => {
        freed()
        await settled()
      },
    }
  }

  test('is carried on at the start, when something became free, and where neither was told, at the next look', async () => {
    const { prism, carrying, resumed, takenUp, look, freed } = opened()
    const runId = await prism.request({ verb: 'volumes' }, byRest)
    await prism.request({ verb: 'volumes' }, { entrypoint: 'schedule', actor: byRest.actor, repository: 'acme/research' })
    await carryOn(carrying)
    expect([resumed, takenUp]).toEqual([[runId], []])
    const later = await prism.request({ verb: 'volumes' }, byRest)
    await look()
    expect([resumed, takenUp]).toEqual([[runId], [runId, later]])
    await freed()
    expect(resumed).toEqual([runId, runId, later])
  })

  test('is looked for again where the store could not be asked', async () => {
    const { prism, carrying, takenUp, errors, look } = opened()
    let isAway = false
    const unfinished = () => (isAway ? Promise.reject(new Error('the store is away')) : prism.unfinished())
    await carryOn({ ...carrying, prism: { ...prism, unfinished } })
    const runId = await prism.request({ verb: 'volumes' }, byRest)
    isAway = true
    await look()
    expect([errors, takenUp]).toEqual([[new Error('the store is away')], []])
    isAway = false
    await look()
    expect(takenUp).toEqual([runId])
  })
})
