import { atOnce, inTurns, type Slices } from '../../../src/domain/in-turns.ts'

function* counting(to: number): Slices<number> {
  for (let n = 0; n < to; n++) yield
  return to
}

test('work in slices lets others have their turn after each, and ends with its result', async () => {
  const turns: number[] = []
  expect(await inTurns(counting(3), async () => void turns.push(turns.length))).toBe(3)
  expect(turns).toEqual([0, 1, 2])
})

test('with nobody to wait for it is done at once', () => {
  expect([atOnce(counting(3)), atOnce(counting(0))]).toEqual([3, 0])
})
