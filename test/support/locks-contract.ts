/** What every store promises of the locks that people set, as tests. */
import type { Lock } from '../../src/domain/lock.ts'
import type { Locks } from '../../src/runs/locks.ts'

const hour = (n: number): string => `2026-11-29T${String(n).padStart(2, '0')}:00:00.000Z`
const at = (n: number): Date => new Date(hour(n))

export const lockBy = (name: string, more: Partial<Lock> = {}): Lock => ({
  fileSystemId: 'fs-0123456789abcdef0',
  volume: 'research-data',
  region: 'us-east-1',
  by: { id: '583231', name },
  since: hour(8),
  runId: `run of ${name}`,
  ...more,
})

/** `open` gives what holds no lock. */
export function locksContract(name: string, open: () => Promise<Locks>): void {
  describe(`${name}: locks by hand`, () => {
    let locks: Locks
    beforeEach(async () => {
      locks = await open()
    })

    test('tell what was said to the letter, oldest first, until they are removed', async () => {
      const [ada, ben] = [
        lockBy('ada', { reason: 'déménagement “vite”', repository: 'acme/research' }),
        lockBy('ben', { fileSystemId: 'fs-2' }),
      ]
      expect(await locks.put({ ...ben, since: hour(9) })).toEqual({ ...ben, since: hour(9) })
      expect(await locks.put(ada)).toEqual(ada)
      expect(await locks.standing(at(10))).toEqual([ada, { ...ben, since: hour(9) }])
      await locks.remove(ada)
      await locks.remove(ada)
      expect((await locks.standing(at(10))).map((l) => l.by.name)).toEqual(['ben'])
    })

    test('of a volume there is one: whoever comes later is told it, and the same run its own again', async () => {
      const ada = lockBy('ada')
      const all = await Promise.all([ada, ...Array.from({ length: 10 }, (_, n) => lockBy(`other ${n}`))].map((lock) => locks.put(lock)))
      expect(new Set(all.map((l) => l.runId)).size).toBe(1)
      const [standing] = await locks.standing(at(9))
      expect(await locks.put({ ...standing!, reason: 'again' })).toEqual(standing)
      expect(await locks.put(lockBy('eve'))).toEqual(standing)
    })

    test('one whose time is over stands no more, and makes room', async () => {
      const short = lockBy('ada', { until: hour(9) })
      await locks.put(short)
      expect(await locks.standing(new Date(at(9).getTime() - 1))).toEqual([short])
      expect(await locks.standing(at(9))).toEqual([])
      const next = lockBy('ben', { since: hour(9) })
      expect(await locks.put(next)).toEqual(next)
    })

    test('removing takes that very lock, and not the one that came after it', async () => {
      const short = lockBy('ada', { until: hour(9) })
      await locks.put(short)
      const next = lockBy('ben', { since: hour(9) })
      await locks.put(next)
      await locks.remove(short)
      expect(await locks.standing(at(10))).toEqual([next])
    })
  })
}
