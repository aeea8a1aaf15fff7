import { makeClaims } from '../../../../src/entrypoints/app/claims.ts'

test('a delivery is claimed once, and so is its comment under another delivery id', () => {
  const claims = makeClaims()
  expect(claims.claim('a', 1)).toBe(true)
  expect(claims.claim('a', 1)).toBe(false)
  expect(claims.claim('b', 1)).toBe(false)
  expect(claims.claim('a', 2)).toBe(false)
  expect(claims.claim('b', 2)).toBe(true)
})

test('what was released can be claimed again', () => {
  const claims = makeClaims()
  claims.claim('a', 1)
  claims.release('a', 1)
  expect(claims.claim('a', 1)).toBe(true)
})

test('the oldest are forgotten, the newest never', () => {
  const claims = makeClaims(10)
  for (let i = 0; i < 100; i++) claims.claim(`d${i}`, i)
  expect(claims.claim('d99', 99)).toBe(false)
  expect(claims.claim('d0', 0)).toBe(true)
})
