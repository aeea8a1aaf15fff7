/** What every store promises of those who wait for a turn, to one process; `postgres.test.ts` adds what several replicas see of each other. */
import { type Due, due, type Held, type Line, type Standing } from '../../src/runs/line.ts'

export const holds = (...selectors: string[]): Held => ({ volume: 'data', selectors })
export const atOnce =
  (n: number): Due =>
  (all) =>
    due(all, n)
/** `mount+` has its turn, `unmount` waits. */
export const inWords = (all: readonly Standing[]): string => all.map(({ runId, hasTurn }) => `${runId}${hasTurn ? '+' : ''}`).join(' ')

export function lineContract(name: string, open: () => Promise<Line>): void {
  describe(`${name}: who waits for a turn`, () => {
    let line: Line
    beforeEach(async () => {
      line = await open()
    })

    test('stands in the order of coming, whoever comes for something else passes, and who leaves makes room for the next', async () => {
      await line.join('a', holds('web-1'), atOnce(9))
      await line.join('b', holds('web-2', 'web-1'), atOnce(9))
      await line.join('c', holds('web-2'), atOnce(9))
      expect(inWords(await line.join('d', null, atOnce(9)))).toBe('a+ b c d+')
      await line.leave('a')
      expect(inWords(await line.look(atOnce(9)))).toBe('b+ c d+')
      await line.leave('b')
      expect(inWords(await line.look(atOnce(9)))).toBe('c+ d+')
    })

    test('so many have their turn at once', async () => {
      for (const runId of ['a', 'b', 'c']) await line.join(runId, null, atOnce(2))
      expect(inWords(await line.look(atOnce(2)))).toBe('a+ b+ c')
      await line.leave('b')
      expect(inWords(await line.look(atOnce(2)))).toBe('a+ c+')
    })

    test('who leaves twice, or never came, is nobody', async () => {
      await line.join('a', { volume: 'data', selectors: 'all' }, atOnce(1))
      await line.leave('b')
      expect(inWords(await line.look(atOnce(1)))).toBe('a+')
      await line.leave('a')
      await line.leave('a')
      expect(await line.look(atOnce(1))).toEqual([])
    })
  })
}
