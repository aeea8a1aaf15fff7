import { Readable } from 'node:stream'
import { collectBody } from '../../../src/aws/collect-body.ts'

test('an answer in pieces is read whole, in their order; an empty one is empty', async () => {
  const pieces = ['{"a"', ':', '"ä"}'].map((text) => Buffer.from(text))
  expect(Buffer.from(await collectBody(Readable.from(pieces))).toString()).toBe('{"a":"ä"}')
  expect(await collectBody(Readable.from([]))).toHaveLength(0)
})

test('an answer that ends in the middle is an error, and no short answer', async () => {
  const broken = new Readable({ read: () => {} })
  const collecting = collectBody(broken)
  broken.push('{"a"')
  broken.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
  await expect(collecting).rejects.toThrow('aborted')
})
