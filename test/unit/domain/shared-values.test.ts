/** Equal values of many hosts are kept once. */
import { membersShared, sharing } from '../../../src/domain/shared-values.ts'

test('an equal value is the one that was seen before', () => {
  const share = sharing()
  const first = share({ a: [1] })
  expect(share({ a: [1] })).toBe(first)
  expect(share({ a: [2] })).not.toBe(first)
  expect(share({ a: [2] })).toEqual({ a: [2] })
})

test('what is kept is a copy', () => {
  const value = { a: [1] }
  const kept = sharing()(value)
  expect(kept).toEqual(value)
  expect(kept).not.toBe(value)
})

test('texts, numbers and nothing pass as they are', () => {
  const share = sharing()
  expect([share('a'), share(1), share(null), share(undefined)]).toEqual(['a', 1, null, undefined])
})

test('of very many different values no further one is kept', () => {
  const share = sharing()
  const first = share({ n: 0 })
  for (let n = 1; n < 100_000; n++) share({ n })
  const late = share({ n: 100_000 })
  expect(share({ n: 100_000 })).not.toBe(late)
  expect(share({ n: 99_999 })).toBe(share({ n: 99_999 }))
  expect(share({ n: 0 })).toBe(first)
})

test('two records that differ in one member share all others', () => {
  const share = sharing()
  const one = membersShared({ name: 'a', list: [1], more: { x: 1 } }, share)
  const other = membersShared({ name: 'b', list: [1], more: { x: 2 } }, share)
  expect([one, other]).toEqual([
    { name: 'a', list: [1], more: { x: 1 } },
    { name: 'b', list: [1], more: { x: 2 } },
  ])
  expect(other.list).toBe(one.list)
  expect(other.more).not.toBe(one.more)
})
