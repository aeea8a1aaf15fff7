import { z } from 'zod'

/** As it is told to whoever may see the volume. */
export const lockSchema = z
  .object({
    fileSystemId: z.string(),
    volume: z.string().describe('As it was called when it was locked; the id decides'),
    region: z.string(),
    by: z.object({ id: z.string(), name: z.string() }),
    repository: z.string().optional(),
    since: z.string(),
    until: z.string().optional().describe('Absent: until somebody unlocks it'),
    reason: z.string().optional(),
    runId: z.string().describe('The run that set it'),
    unlockedBy: z.string().describe('Who may remove it, in words'),
  })
  .meta({ id: 'Lock' })
