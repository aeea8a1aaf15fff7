/** What every store promises of what counts once, as tests. */
import type { Used } from '../../src/runs/used.ts'

const now = new Date('2026-11-30T12:00:00.000Z')
const after = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

/** `open` gives one that is empty. */
export function usedContract(name: string, open: () => Promise<Used>): void {
  describe(`${name}: what counts once`, () => {
    test('is taken once, also of many who bring it at the same moment', async () => {
      const used = await open()
      const all = await Promise.all(Array.from({ length: 20 }, () => used.once('a', after(15), now)))
      expect(all.filter((taken) => taken)).toHaveLength(1)
      expect(await used.once('b', after(15), now)).toBe(true)
      expect(await used.once('a', after(30), after(1))).toBe(false)
    })

    test('is forgotten when it is over by every replica’s clock, and not before', async () => {
      const used = await open()
      await used.once('a', after(15), now)
      expect(await used.once('a', after(80), after(75))).toBe(false)
      expect(await used.once('a', after(90), after(76))).toBe(true)
    })
  })
}
