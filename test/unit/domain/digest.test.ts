import { digestOf } from '../../../src/domain/digest.ts'

test('equal values have one digest, in whatever order their members were written', () => {
  expect(digestOf({ a: 1, b: { c: 2, d: [3] } })).toBe(digestOf({ b: { d: [3], c: 2 }, a: 1 }))
  expect(digestOf({ b: 1, a: 2, c: 3 })).toBe(digestOf({ c: 3, a: 2, b: 1 }))
})

test('others have another, also where only a list’s order differs', () => {
  const values = [{ a: 1 }, { a: 2 }, { b: 1 }, [1, 2], [2, 1], { 0: 1, 1: 2 }, null, {}, [], 'a']
  expect(new Set(values.map(digestOf)).size).toBe(values.length)
})

test('it is the SHA-256 of JSON with sorted keys, which anybody can make anew', () => {
  // printf '{"a":[1,null],"b":"x"}' | sha256sum
  expect(digestOf({ b: 'x', a: [1, null] })).toBe('3dece6dc8d22d61692b03c7d51836aaec96fd08a614e224565e177ad6ff9dbe2')
})
