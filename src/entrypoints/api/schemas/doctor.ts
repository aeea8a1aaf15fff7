import { z } from 'zod'
import { findingSchema } from './finding.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const verdict = z.enum(['healthy', 'ill', 'unknown'])

const diagnosed = z
  .object({
    cause: z.string().describe('The id in docs/troubleshooting.md'),
    title: z.string(),
    area: z.string(),
    seen: z.string(),
    why: z.string(),
    fix: z.string().describe('Commands, console paths or IAM statements with the known ids; none of it was run'),
    tried: z.enum(['provoked', 'recognised']),
    warning: z.literal(true).optional().describe('Nothing fails because of it, but somebody should know'),
  })
  .meta({ id: 'Diagnosed' })

export const diagnosisSchema = z
  .object({
    instanceId: z.string(),
    name: z.string(),
    verdict,
    cause: diagnosed.optional().describe('Absent: none was identified'),
    others: list(diagnosed),
    checks: list(
      z.object({
        area: z.string(),
        title: z.string(),
        state: z.enum(['ok', 'wrong', 'warning', 'unknown', 'not-applicable']),
        seen: z.string(),
      }),
    ),
    log: list(z.string()).describe('The end of the client’s log on the host'),
  })
  .meta({ id: 'Diagnosis' })

export const doctorReportSchema = z
  .object({
    runId: z.string(),
    volume: z.string(),
    fileSystemId: z.string(),
    region: z.string(),
    mountPoint: z.string(),
    verdict: verdict.describe('healthy only if everything was seen and nothing is wrong'),
    instances: list(diagnosisSchema),
    findings: list(findingSchema),
    startedAt: z.string(),
    endedAt: z.string(),
  })
  .meta({ id: 'DoctorReport' })
