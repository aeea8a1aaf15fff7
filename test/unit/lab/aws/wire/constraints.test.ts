import { z } from 'zod'
import { AwsError } from '../../../../../src/lab/aws/wire/errors.ts'
import { operation } from '../../../../../src/lab/aws/wire/operation.ts'

const shape = z.strictObject({
  Name: z
    .string()
    .max(3)
    .regex(/^[a-z]+$/),
  Size: z.number().min(5).optional(),
  Kind: z.enum(['small', 'large']).optional(),
  Ids: z.array(z.string().max(2)).max(2).optional(),
})

const caller = { arn: 'arn:aws:iam::123456789012:user/ada', userId: 'AIDA' }

async function refused(input: unknown, code?: string): Promise<AwsError> {
  try {
    await operation(shape, () => 'ran', code)(input, caller)
  } catch (error) {
    if (error instanceof AwsError) return error
    throw error
  }
  throw new Error('It was not refused')
}

test('sound input reaches the operation', async () => {
  expect(await operation(shape, (input) => input.Name)({ Name: 'abc' }, caller)).toBe('abc')
})

test.each([
  [{}, "Value at 'name' failed to satisfy constraint: Member must not be null"],
  [{ Name: 'abcd' }, "Value 'abcd' at 'name' failed to satisfy constraint: Member must have length less than or equal to 3"],
  [{ Name: 'A' }, "Value 'A' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: /^[a-z]+$/"],
  [{ Name: 'a', Size: 4 }, "Value '4' at 'size' failed to satisfy constraint: Member must have value greater than or equal to 5"],
  [
    { Name: 'a', Kind: 'medium' },
    "Value 'medium' at 'kind' failed to satisfy constraint: Member must satisfy enum value set: [small, large]",
  ],
  [
    { Name: 'a', Ids: ['x', 'yyy'] },
    "Value 'yyy' at 'ids.2.member' failed to satisfy constraint: Member must have length less than or equal to 2",
  ],
])('%j is refused in the words of AWS', async (input, complaint) => {
  expect(await refused(input)).toMatchObject({
    code: 'ValidationException',
    status: 400,
    message: `1 validation error detected: ${complaint}`,
  })
})

test('the code is the one of the service', async () => {
  expect((await refused({}, 'BadRequest')).code).toBe('BadRequest')
})

test('a wrong type is a serialization error, an unbuilt member a 501', async () => {
  expect((await refused({ Name: 7 })).code).toBe('SerializationException')
  expect(await refused({ Name: 'a', Other: 1 })).toMatchObject({ status: 501, message: 'The lab does not model the member Other.' })
})
