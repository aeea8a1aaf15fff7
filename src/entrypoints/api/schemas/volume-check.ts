import { z } from 'zod'
import { findingSchema } from './finding.ts'
import { planSchema, reportSchema } from './report.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()

export const volumeCheckSchema = z
  .object({
    volume: z.string(),
    fileSystemId: z.string(),
    region: z.string(),
    places: list(z.object({ report: reportSchema, plan: planSchema })).describe(
      'One for each mount point in use: its report, and what a mount would fix',
    ),
    findings: list(findingSchema).describe('Why something that is expected could not be checked'),
    unasked: list(z.object({ instanceId: z.string(), name: z.string(), why: z.string() })).describe(
      'Instances of which it is unknown whether they have the volume mounted',
    ),
    gone: list(findingSchema).describe('Instances that had it mounted and that AWS no longer knows'),
    left: list(z.string()).describe('Instances that had it mounted until Prism unmounted it there'),
  })
  .meta({ id: 'VolumeCheck' })
