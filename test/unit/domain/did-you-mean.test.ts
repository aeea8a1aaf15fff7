/** Suggestions for what was mistyped. */
import { didYouMean, nearest } from '../../../src/domain/did-you-mean.ts'

const ours = ['mount', 'unmount', 'verify', 'lock']

test.each([
  ['mout', 'mount'],
  ['MOUNT', 'mount'],
  ['verfi', 'verify'],
  ['lok', 'lock'],
])('%s was meant as %s', (typed, meant) => {
  expect(nearest(typed, ours)).toBe(meant)
})

test('two slips are too many in a short word, three in any', () => {
  expect(nearest('lo', ours)).toBeUndefined()
  expect(nearest('mouse', ['mount'])).toBe('mount')
  expect(nearest('moxxx', ['mount'])).toBeUndefined()
  // five letters are no short word
  expect(nearest('abcxy', ['abcde'])).toBe('abcde')
  expect(nearest('abxy', ['abcd'])).toBeUndefined()
})

test('nothing is suggested where there is nothing, or for what is no word', () => {
  expect(nearest('mout', [])).toBeUndefined()
  const long = 'm'.repeat(40)
  expect(nearest(`${long}`, [long])).toBe(long)
  expect(nearest(`${long}m`, [long])).toBeUndefined()
})

test('a suggestion is the end of a sentence, with what stands before our word', () => {
  expect(didYouMean('mout', ours)).toBe('; did you mean mount?')
  expect(didYouMean('mout', ours, '--')).toBe('; did you mean --mount?')
  expect(didYouMean('walrus', ours)).toBe('')
})
