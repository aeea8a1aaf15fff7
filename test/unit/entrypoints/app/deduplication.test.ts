import { makeDeduplication } from '../../../../src/entrypoints/app/deduplication.ts'

test('a delivery is claimed once, and so is its comment under another delivery id', () => {
  const deduplication = makeDeduplication()
  expect(deduplication.claim('a', 1)).toBe(true)
  expect(deduplication.claim('a', 1)).toBe(false)
  expect(deduplication.claim('b', 1)).toBe(false)
  expect(deduplication.claim('a', 2)).toBe(false)
  expect(deduplication.claim('b', 2)).toBe(true)
})

test('what was released can be claimed again', () => {
  const deduplication = makeDeduplication()
  deduplication.claim('a', 1)
  deduplication.release('a', 1)
  expect(deduplication.claim('a', 1)).toBe(true)
})

test('the oldest are forgotten, the newest never', () => {
  const deduplication = makeDeduplication(10)
  for (let i = 0; i < 100; i++) deduplication.claim(`d${i}`, i)
  expect(deduplication.claim('d99', 99)).toBe(false)
  expect(deduplication.claim('d0', 0)).toBe(true)
})
