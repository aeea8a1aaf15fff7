import { z } from 'zod'

const mountTarget = z.object({
  id: z.string(),
  subnetId: z.string(),
  availabilityZone: z.string(),
  ipAddress: z.string(),
  state: z.string(),
  securityGroupIds: z.array(z.string()).readonly(),
})

export const volumeSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.string(),
    createdAt: z.string(),
    bytes: z.number(),
    encrypted: z.boolean(),
    performanceMode: z.string(),
    throughputMode: z.string(),
    provisionedThroughput: z.number().optional().describe('MiB/s, with provisioned throughput'),
    oneZone: z.string().optional(),
    overwriteProtection: z
      .enum(['enabled', 'disabled', 'replicating'])
      .optional()
      .describe('replicating: it is a replica, to which EFS alone writes'),
    creationToken: z.string(),
    tags: z.record(z.string(), z.string()).readonly(),
    targets: z.array(mountTarget).readonly(),
  })
  .meta({ id: 'Volume' })

const looked = <T extends z.ZodType>(value: T) =>
  z
    .discriminatedUnion('kind', [z.object({ kind: z.literal('seen'), value }), z.object({ kind: z.literal('unseen'), why: z.string() })])
    .describe('unseen: EFS could not be asked, and why')

const lifeCycle = z.object({
  infrequentAccessAfterDays: z.number().optional(),
  archiveAfterDays: z.number().optional(),
  backOnAccess: z.boolean(),
})

const end = z.object({ fileSystemId: z.string(), region: z.string() })
const replication = z.object({ from: end, to: end, state: z.string(), syncedAt: z.string().optional() })

export const settingsSchema = z
  .object({ lifeCycle: looked(lifeCycle), backups: looked(z.boolean()), replication: looked(z.array(replication).readonly()) })
  .meta({ id: 'VolumeSettings' })

export const accessPointSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    fileSystemId: z.string(),
    path: z.string(),
    state: z.string(),
    user: z
      .object({ uid: z.number(), gid: z.number(), groups: z.array(z.number()).readonly() })
      .optional()
      .describe('To EFS everybody who mounts through it is this user'),
    folder: z
      .object({ uid: z.number(), gid: z.number(), mode: z.string() })
      .optional()
      .describe('The owner and mode of the folder if EFS creates it; absent: EFS creates none'),
  })
  .meta({ id: 'AccessPoint' })

export const instanceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    platform: z.string(),
    agentVersion: z.string(),
    online: z.boolean(),
  })
  .meta({ id: 'Instance' })

export const mountedAtSchema = z
  .object({
    instanceId: z.string(),
    name: z.string(),
    state: z.enum(['mounted', 'not-mounted', 'unknown']).describe('unknown: the instance could not be asked'),
    detail: z.string(),
  })
  .meta({ id: 'MountedAt' })

export const provisionStepSchema = z
  .object({ step: z.string(), status: z.enum(['changed', 'unchanged', 'planned']), detail: z.string() })
  .meta({ id: 'ProvisionStep' })

export const volumePlanSchema = z
  .object({
    verb: z.enum(['create', 'update', 'delete', 'create-access-point', 'delete-access-point']),
    region: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    steps: z.array(provisionStepSchema).readonly(),
    digest: z.string(),
  })
  .meta({ id: 'VolumePlan' })
