import { z } from 'zod'
import { verbNames } from '../../../domain/verbs.ts'
import { diagnosisSchema, doctorReportSchema } from './doctor.ts'
import { findingSchema } from './finding.ts'
import { lockSchema } from './lock.ts'
import { migrationSchema } from './migration.ts'
import { debtsSchema, peoplePlanSchema, peopleReportSchema } from './people.ts'
import { planSchema, reportSchema } from './report.ts'
import {
  accessPointSchema,
  instanceSchema,
  mountedAtSchema,
  provisionStepSchema,
  settingsSchema,
  volumePlanSchema,
  volumeSchema,
} from './volume.ts'
import { volumeCheckSchema } from './volume-check.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()

const provisioned = {
  steps: list(provisionStepSchema),
  plan: volumePlanSchema.optional().describe('Of a dry run: what its digest stands for; nothing of it was done'),
}

/** What a run ends with; `kind` says which. */
export const answerSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('report'), report: reportSchema }),
    z.object({ kind: z.literal('doctor'), report: doctorReportSchema }),
    z.object({ kind: z.literal('checks'), region: z.string(), checks: list(volumeCheckSchema) }),
    z.object({
      kind: z.literal('plan'),
      plan: planSchema,
      refusal: findingSchema.optional().describe('Why none of it was done, although it was asked for'),
      diagnoses: list(diagnosisSchema).optional().describe('Of adopt: why, for each instance that cannot be adopted yet'),
    }),
    z.object({
      kind: z.literal('people'),
      plan: peoplePlanSchema,
      report: peopleReportSchema.optional().describe('Absent: a plan alone, nothing of which was done'),
      refusal: findingSchema.optional(),
      debts: debtsSchema.optional().describe('On which instances somebody who left was not yet seen to be gone'),
      names: z.record(z.string(), z.string()).optional().describe('Of instances that were not seen, by their ids: their names'),
      notes: list(z.string()).optional().describe('What a reader is to know besides'),
    }),
    migrationSchema,
    z.object({ kind: z.literal('volumes'), volumes: list(volumeSchema) }),
    z.object({ kind: z.literal('instances'), instances: list(instanceSchema), findings: list(findingSchema) }),
    z.object({ kind: z.literal('status'), volume: volumeSchema, settings: settingsSchema, mounted: list(mountedAtSchema) }),
    z.object({
      kind: z.literal('locks'),
      did: z.enum(['locked', 'unlocked']).optional().describe('Of lock and unlock: what was done; absent: a list'),
      locks: list(lockSchema),
    }),
    z.object({ kind: z.literal('access-points'), volume: volumeSchema, points: list(accessPointSchema) }),
    z.object({
      kind: z.literal('access-point'),
      point: accessPointSchema.optional(),
      deleted: z
        .object({ id: z.string(), name: z.string(), path: z.string() })
        .optional()
        .describe('The one that is gone; its folder stays'),
      ...provisioned,
    }),
    z.object({ kind: z.literal('created'), volume: volumeSchema.optional(), ...provisioned }),
    z.object({ kind: z.literal('updated'), volume: volumeSchema.optional(), ...provisioned }),
    z.object({ kind: z.literal('deleted'), volume: z.string(), fileSystemId: z.string(), ...provisioned }),
  ])
  .meta({ id: 'Answer' })

export const runStates = [
  'requested',
  'allowed',
  'resolved',
  'inspected',
  'planned',
  'applying',
  'verifying',
  'done',
  'failed',
  'denied',
  'unknown',
] as const

const summary = {
  id: z.string(),
  url: z.string(),
  state: z
    .enum(runStates)
    .describe(
      'Ends in done (everything is as requested), failed (it is not, and that is known), denied, or unknown (the outcome is in doubt; verify before you retry)',
    ),
  verb: z.enum(verbNames),
  volume: z.string().optional(),
  person: z.string().optional().describe('Whom it is about, of the registry'),
  instances: list(z.string()).describe('The selectors, as given'),
  dryRun: z.boolean(),
  requestedBy: z.object({ entrypoint: z.enum(['github', 'workflow', 'schedule', 'leaving', 'terminal', 'api']), name: z.string() }),
  startedAt: z.string(),
  endedAt: z.string().optional(),
}

export const runSummarySchema = z.object(summary).meta({ id: 'RunSummary' })

const transportSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('own-document'), document: z.string(), version: z.string(), sha256: z.string() }),
    z
      .object({ kind: z.literal('run-shell-script') })
      .describe('AWS-RunShellScript, which gives root on every instance that it is allowed on'),
    z.object({ kind: z.literal('distributor') }).describe('AWS-ConfigureAWSPackage, which installs the EFS client'),
  ])
  .meta({ id: 'Transport' })

export const approvalSchema = z
  .object({
    code: z.string().describe('What is approved: the beginning of the digest, of no other plan that waits'),
    digest: z.string().describe('Of the plan, the policy, and who asked'),
    expiresAt: z.string(),
    from: list(z.string()).describe('Who may approve: any of these'),
    people: z.int().describe('How many have to, besides the one who asked'),
    approvedBy: list(z.string()),
  })
  .meta({ id: 'Approval' })

export const runSchema = z
  .object({
    ...summary,
    place: z.int().optional().describe('Of a run that waits for its turn at the server that answers: 1 is next. Nothing of it is done yet'),
    commands: list(z.object({ commandId: z.string(), script: z.string(), instanceIds: list(z.string()) })).describe(
      'The SSM commands of this run',
    ),
    sentBy: list(z.object({ transport: transportSchema, scripts: list(z.string()), instanceIds: list(z.string()) })).describe(
      'The SSM documents that the commands of this run used',
    ),
    provisioned: list(provisionStepSchema),
    findings: list(findingSchema),
    plan: planSchema.optional().describe('Of a run that waits for approval: what would be done'),
    peoplePlan: peoplePlanSchema.optional().describe('The same, of people'),
    volumePlan: volumePlanSchema.optional().describe('The same, of a volume or an access point'),
    approval: approvalSchema.optional(),
    answer: answerSchema.optional(),
  })
  .meta({ id: 'Run' })
