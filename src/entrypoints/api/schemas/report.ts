import { z } from 'zod'
import { eachFlag, mountFlags } from '../../../domain/mount-flags.ts'
import { diagnosisSchema } from './doctor.ts'
import { findingSchema } from './finding.ts'

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly()
const verdict = z.enum(['holds', 'differs', 'unknown'])

const row = z.object({
  section: z.enum(['mount', 'group', 'permissions', 'persistence', 'umask', 'behaviour', 'contents', 'people']),
  subject: z.string(),
  expected: z.string(),
  observed: z.string(),
  verdict: z.enum(['holds', 'differs', 'unknown', 'note']),
  code: z.string().optional(),
})

const step = z.object({
  step: z.string(),
  status: z.enum(['changed', 'unchanged', 'skipped', 'failed']),
  detail: z.string(),
  milliseconds: z.number(),
})

const identity = z.object({
  instanceId: z.string(),
  account: z.string(),
  uid: z.number(),
  temporary: z.boolean(),
  readOnly: z.literal(true).optional(),
})
const outcome = z.enum(['done', 'refused', 'missing', 'timeout', 'error'])
const sharingCell = z.object({
  writer: identity,
  reader: identity,
  read: outcome,
  append: outcome,
  detail: z.string().optional(),
  verdict: z.enum(['shared', 'as-one', 'read-only', 'not-shared', 'same-identity', 'unknown']),
})

const enforcedUser = z.object({ uid: z.number(), gid: z.number(), groups: list(z.number()) })
/** How the volume is, or is to be, on one instance. */
const spec = z
  .object({
    people: list(z.object({ name: z.string(), uid: z.number().optional(), gid: z.number().optional() })).describe(
      'Who gets the volume. Empty: the instance’s own login user',
    ),
    group: z.object({ name: z.string(), gid: z.number() }),
    groups: list(z.object({ name: z.string(), gid: z.number(), accounts: list(z.string()) })),
    ...eachFlag((flag) => z.boolean().describe(mountFlags[flag].doc)),
    readOnly: z.boolean(),
    encrypted: z.boolean(),
    accessPoint: z
      .object({ id: z.string(), name: z.string(), path: z.string(), user: enforcedUser.optional() })
      .optional()
      .describe('The access point that it is mounted through'),
  })
  .meta({ id: 'MountSpec' })

/** What was to be done, with everything resolved. */
const operation = z.object({
  verb: z.enum(['mount', 'adopt', 'verify', 'unmount']),
  volume: z.string(),
  fileSystemId: z.string(),
  region: z.string(),
  accountId: z.string().describe('The AWS account whose the volume is'),
  mountPoint: z.string(),
  zones: list(z.string()).describe('Availability zones with an available mount target'),
  replica: z.literal(true).optional().describe('EFS alone writes to it'),
  oneZone: z.string().optional().describe('Of a One Zone volume: the zone that all go to'),
  addresses: list(z.string()).describe('Of its mount targets'),
  targets: list(
    z.object({
      instanceId: z.string(),
      arn: z.string(),
      name: z.string(),
      spec,
      remembers: z.literal(true).optional().describe('Of verify: what the instance remembers of its mount is in the spec'),
    }),
  ),
  unresolved: list(findingSchema),
})

const accountAt = { instanceId: z.string(), account: z.string(), uid: z.number() }
const access = z
  .union([
    z.object({ can: z.enum(['yes', 'no']), how: z.enum(['tried', 'mode-bits']) }),
    z.object({ can: z.literal('unknown'), how: z.enum(['not-tried', 'tried']) }),
  ])
  .describe('tried: by the account itself; mode-bits: read off the space’s mode with the account’s real uid and gids')
const identitySection = z
  .object({
    people: list(z.object({ uid: z.number(), accounts: list(z.object(accountAt)) })).describe(
      'Several accounts under one uid are one person to EFS',
    ),
    spaces: list(
      z.object({
        path: z.string(),
        owner: z.object({ uid: z.number(), mode: z.string() }).optional(),
        access: list(z.object({ ...accountAt, read: access, change: access })),
      }),
    ),
    notLookedAt: z.number(),
    through: list(z.object({ instanceId: z.string(), user: enforcedUser, seen: list(z.object(accountAt)), unseen: list(z.string()) }))
      .optional()
      .describe('Instances that mount through an access point that enforces a user: which uid each account was seen with'),
  })
  .meta({ id: 'Identity' })

export const reportSchema = z
  .object({
    runId: z.string(),
    operation,
    verdict: verdict.describe('holds only if every expected row on every instance holds, including sharing'),
    instances: list(
      z.object({
        instanceId: z.string(),
        name: z.string(),
        about: z.string(),
        verdict,
        steps: list(step),
        rows: list(row),
        findings: list(findingSchema),
      }),
    ),
    sharing: z.object({
      verdict: z.enum(['holds', 'differs', 'unknown', 'not-tried']),
      cells: list(sharingCell),
      notes: list(z.string()),
    }),
    findings: list(findingSchema),
    identity: identitySection.optional().describe('Who is who to EFS, and who can read or change whose personal space, as observed'),
    notes: list(z.string()),
    diagnoses: list(diagnosisSchema).optional().describe('After a mount or an adopt that failed: why, for each instance that it failed on'),
    startedAt: z.string(),
    endedAt: z.string(),
  })
  .meta({ id: 'Report' })

export const planSchema = z
  .object({
    operation,
    clients: list(
      z.object({
        instanceId: z.string(),
        source: z.enum(['present', 'repository', 'distributor', 'installer', 'package', 'plain-nfs']),
        why: z.string(),
        otherwise: z.literal('distributor').optional().describe('Tried if the repositories turn out not to have it'),
      }),
    ).describe('Where each instance gets its EFS client from'),
    differences: list(
      z.object({
        instanceId: z.string(),
        subject: z.string(),
        expected: z.string(),
        observed: z.string(),
        code: z.string(),
        repair: z.string().optional(),
      }),
    ),
    jobs: list(
      z.object({ key: z.string(), script: z.string(), scriptSha: z.string(), instanceIds: list(z.string()), changes: z.boolean() }),
    ),
    refused: list(findingSchema),
    adoptions: list(
      z.object({
        instanceId: z.string(),
        changes: list(z.object({ what: z.string(), before: z.string(), after: z.string(), note: z.string().optional() })),
        kept: list(z.object({ what: z.string(), why: z.string() })),
        conflicts: list(
          z.object({ code: z.string(), seen: z.string(), settle: list(z.string()).describe('Commands; never run by Prism') }),
        ),
      }),
    )
      .optional()
      .describe('Of adopt: what would change, what stays, what has to be settled by hand'),
    digest: z.string(),
  })
  .meta({ id: 'Plan' })
