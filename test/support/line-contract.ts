/** What every store promises of those who wait for a turn, to one process; `postgres.test.ts` adds what several replicas see of each other. */
import { type Comer, type Due, due, type Held, type Line, type Standing } from '../../src/runs/line.ts'

export const holds = (...selectors: string[]): Held => ({ volume: 'data', selectors })
export const atOnce =
  (n: number): Due =>
  (all) =>
    due(all, n)
/** One of ada's. */
export const comes = (runId: string, held: Held, asker = 'ada'): Comer => ({ runId, held, asker })
/** `mount+` has its turn, `unmount` waits. */
export const inWords = (all: readonly Standing[]): string => all.map(({ runId, hasTurn }) => `${runId}${hasTurn ? '+' : ''}`).join(' ')

export function lineContract(name: string, open: () => Promise<Line>): void {
  describe(`${name}: who waits for a turn`, () => {
    let line: Line
    beforeEach(async () => {
      line = await open()
    })

    test('stands in the order of coming, whoever comes for something else passes, and who leaves makes room for the next', async () => {
      await line.join(comes('a', holds('web-1')), atOnce(9))
      await line.join(comes('b', holds('web-2', 'web-1')), atOnce(9))
      await line.join(comes('c', holds('web-2')), atOnce(9))
      expect(inWords(await line.join(comes('d', null), atOnce(9)))).toBe('a+ b c d+')
      await line.leave('a')
      expect(inWords(await line.look(atOnce(9)))).toBe('b+ c d+')
      await line.leave('b')
      expect(inWords(await line.look(atOnce(9)))).toBe('c+ d+')
    })

    test('those who ask have their turns in turn', async () => {
      for (const runId of ['a', 'b', 'c']) await line.join(comes(runId, null), atOnce(1))
      await line.join(comes('g', null, 'grace'), atOnce(1))
      await line.leave('a')
      expect(inWords(await line.look(atOnce(1)))).toBe('b+ g c')
      await line.leave('b')
      expect(inWords(await line.look(atOnce(1)))).toBe('g+ c')
    })

    test('so many have their turn at once', async () => {
      for (const runId of ['a', 'b', 'c']) await line.join(comes(runId, null), atOnce(2))
      expect(inWords(await line.look(atOnce(2)))).toBe('a+ b+ c')
      await line.leave('b')
      expect(inWords(await line.look(atOnce(2)))).toBe('a+ c+')
    })

    test('who comes again in the moment of leaving stands at the end, and can leave once more', async () => {
      await line.join(comes('a', null), atOnce(1))
      await line.join(comes('b', null), atOnce(1))
      const [, all] = await Promise.all([line.leave('a'), line.join(comes('a', null), atOnce(1))])
      expect(inWords(all)).toBe('b+ a')
      await line.leave('a')
      expect(inWords(await line.look(atOnce(1)))).toBe('b+')
    })

    test('who leaves twice, or never came, is nobody', async () => {
      await line.join(comes('a', { volume: 'data', selectors: 'all' }), atOnce(1))
      await line.leave('b')
      expect(inWords(await line.look(atOnce(1)))).toBe('a+')
      await line.leave('a')
      await line.leave('a')
      expect(await line.look(atOnce(1))).toEqual([])
    })
  })
}
