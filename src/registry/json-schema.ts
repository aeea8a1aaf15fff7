/** JSON Schema of `people.yml`, for editors. */
import { z } from 'zod'
import { registrySchema } from './schema.ts'

export const jsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(registrySchema, { io: 'input' }),
  title: 'The registry of people of a repository, .github/prism/people.yml',
})
