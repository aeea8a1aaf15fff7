/** What AWS refuses, as a value that whoever asks again can judge. */
import { fail, finding } from '../../../src/domain/catalogue.ts'
import { isFinal, orRefusal, passes } from '../../../src/runs/refusal.ts'

test('a refusal of AWS’s is an answer, and a fault of ours is thrown on', async () => {
  expect(await orRefusal(Promise.resolve(7))).toEqual({ answer: 7 })
  expect(await orRefusal(Promise.reject(fail('aws-throttled', { seen: 'slow down' })))).toMatchObject({
    refused: { code: 'aws-throttled', seen: 'slow down' },
  })
  await expect(orRefusal(Promise.reject(new TypeError('x is undefined')))).rejects.toThrow(TypeError)
})

test.each([
  ['aws-denied', { final: true, later: false }],
  ['aws-credentials', { final: true, later: false }],
  ['aws-error', { final: false, later: false }],
  ['aws-throttled', { final: false, later: true }],
  ['aws-unreachable', { final: false, later: true }],
] as const)('%s: whether it is said of who asks, and whether the same question may be answered later', (code, { final, later }) => {
  const refused = finding(code, { seen: 'x' })
  expect([isFinal(refused), passes(refused)]).toEqual([final, later])
})
