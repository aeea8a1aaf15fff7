import { createIdempotencyKeys } from '../../../../src/entrypoints/api/idempotency.ts'

describe('idempotency keys', () => {
  const runs = () => {
    let n = 0
    return async () => `run-${++n}`
  }

  test('do not care in which order members are written, and do care for what they say', async () => {
    const keys = createIdempotencyKeys({ now: () => 0 })
    const begin = runs()
    expect(await keys.once('ada', 'k', { a: 1, b: [{ c: 2, d: 3 }] }, begin)).toEqual({ came: 'run-1', replayed: false })
    expect(await keys.once('ada', 'k', { b: [{ d: 3, c: 2 }], a: 1 }, begin)).toEqual({ came: 'run-1', replayed: true })
    await expect(keys.once('ada', 'k', { a: 1, b: [{ c: 2, d: 4 }] }, begin)).rejects.toMatchObject({ body: { status: 422 } })
  })

  test('are free again after a begin that failed, and after a day', async () => {
    let now = 0
    const keys = createIdempotencyKeys({ now: () => now })
    const begin = runs()
    await expect(keys.once('ada', 'k', 1, () => Promise.reject(new Error('disk')))).rejects.toThrow('disk')
    expect((await keys.once('ada', 'k', 1, begin)).came).toBe('run-1')
    now = 86_400_000
    expect((await keys.once('ada', 'k', 2, begin)).came).toBe('run-2')
  })

  test('are bounded: the oldest is forgotten first', async () => {
    const keys = createIdempotencyKeys({ now: () => 0, most: 2 })
    const begin = runs()
    for (const key of ['a', 'b', 'c']) await keys.once('ada', key, 1, begin)
    expect((await keys.once('ada', 'c', 1, begin)).replayed).toBe(true)
    expect((await keys.once('ada', 'a', 1, begin)).replayed).toBe(false)
  })
})
