import { z } from 'zod'

export const findingSchema = z
  .object({
    code: z.string(),
    seen: z.string(),
    why: z.string(),
    next: z.string(),
    instanceId: z.string().optional(),
    instanceName: z.string().optional(),
  })
  .meta({ id: 'Finding' })
