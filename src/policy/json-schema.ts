/** The policy file's shape for editors: `schema/prism.schema.json`, which a test holds to this. */
import { z } from 'zod'
import { policySchema } from './schema.ts'

export const jsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(policySchema, { io: 'input' }),
  title: 'Prism: .github/prism.yml',
})
