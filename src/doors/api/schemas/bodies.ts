/**
 * What callers send. The schema fixes shapes and sizes; names are left as text here, because their one grammar is `domain/names.ts`,
 * which `to-request.ts` applies. Unknown members are refused: a misspelt option must not be silently left out.
 */
import { z } from 'zod'

/** Longer than any name, so that the grammar's own answer is what people see. */
const spoken = z.string().max(1000)
const instances = z.array(spoken).min(1).max(500).describe('Names, i- or mi- ids, or tag:Key=Value')
const accounts = z.array(spoken).max(500).optional().describe('Unix accounts; left out: each instance’s own login user')
const mountPoint = spoken.optional().describe('Left out: /mnt/<volume>')
const posixId = z.number().int().min(0)
const dryRun = z.boolean().optional().describe('Plan only; nothing is changed')
const givenPackage = z.strictObject({
  url: spoken,
  sha256: spoken,
  architecture: z.enum(['x86_64', 'aarch64']).optional().describe('Left out: the package’s own word decides on the instance'),
})
const layout = {
  sticky: z.boolean().optional().describe('3775 instead of 2775 on the shared places'),
  privateSpaces: z.boolean().optional().describe('0700 instead of 0755 for personal spaces'),
  sharingTest: z.boolean().optional().describe('False leaves the sharing unproven; the default is true'),
}
const more = {
  groups: z
    .array(z.strictObject({ name: spoken, gid: z.number().int(), accounts: z.array(spoken).max(500).optional() }))
    .max(100)
    .optional()
    .describe('Beside prism-shared, each with a directory groups/NAME; without accounts: for everybody who gets the volume'),
  accessPoint: spoken.optional().describe('Name or fsap- id: mounted through it, its folder is the whole of what is mounted'),
  accessPointOn: z
    .array(spoken)
    .min(1)
    .max(500)
    .optional()
    .describe('With accessPoint, of one that enforces a user: of the instances, those that come through it; said as there'),
  readOnly: z
    .boolean()
    .optional()
    .describe('Read-only on every instance; nothing is set on the volume from there. Of adopt: it is mounted so already'),
  readOnlyOn: z.array(spoken).min(1).max(500).optional().describe('Of the instances, those where it is read-only; said as there'),
}

const client = z
  .union([
    z.enum(['auto', 'repository', 'distributor', 'plain-nfs']),
    givenPackage,
    z.strictObject({ packages: z.array(givenPackage).min(1).max(4) }),
    z.strictObject({ installer: z.strictObject({ url: spoken.optional(), sha256: spoken }) }),
  ])
  .optional()
  .describe(
    'Where a missing EFS client comes from: auto, repository, distributor (SSM), plain-nfs (not encrypted); the team’s own package or packages with their SHA-256; or AWS’s installer script with the SHA-256 of what was read',
  )

export const mountBody = z
  .strictObject({
    instances,
    accounts,
    mountPoint,
    client,
    adopt: z.boolean().optional().describe('Allow a volume root with other data to be given the layout'),
    ...layout,
    ...more,
    dryRun,
  })
  .meta({ id: 'MountRequest' })

export const adoptBody = z
  .strictObject({
    instances,
    accounts,
    mountPoint,
    client,
    ...layout,
    ...more,
    plan: spoken.optional().describe('The digest of the plan that is agreed to; left out: the plan alone, nothing is changed'),
  })
  .meta({ id: 'AdoptRequest' })

const asSaid = z.boolean().optional().describe('Expect what is said here, and nothing that an instance remembers of its mount')
const all = z.boolean().optional().describe('Every instance that carries the volume, as asked live, beside those that are named')
export const verifyBody = z
  .strictObject({
    instances: instances.optional().describe('May be left out with all'),
    all,
    asSaid,
    accounts,
    mountPoint,
    ...layout,
    ...more,
  })
  .meta({ id: 'VerifyRequest' })

export const verifyAllBody = z.strictObject({ asSaid, accounts, mountPoint, ...layout, ...more }).meta({ id: 'VerifyAllRequest' })

export const doctorBody = z
  .strictObject({
    instances,
    accounts,
    mountPoint,
    plainNfs: z.boolean().optional().describe('NFS without encryption is what is wanted, so that its absence is no fault'),
    scan: z.boolean().optional().describe('Also look for setuid and device files on the volume, for a minute at most on each instance'),
  })
  .meta({ id: 'DoctorRequest' })

export const unmountBody = z
  .strictObject({ instances, mountPoint, lazy: z.boolean().optional().describe('Detach although processes use it'), dryRun })
  .meta({ id: 'UnmountRequest' })

export const createBody = z
  .strictObject({
    name: spoken,
    performanceMode: z.enum(['generalPurpose', 'maxIO']).optional(),
    throughputMode: z.enum(['bursting', 'elastic', 'provisioned']).optional(),
    provisionedThroughput: z.number().min(1).max(10_240).optional().describe('MiB/s; with provisioned only'),
    kmsKeyId: z
      .string()
      .regex(/^[A-Za-z0-9:/_-]{1,512}$/)
      .optional(),
    backups: z.boolean().optional(),
    infrequentAccessAfterDays: z.union([1, 7, 14, 30, 60, 90].map((d) => z.literal(d as 1 | 7 | 14 | 30 | 60 | 90))).optional(),
    tags: z.record(z.string(), z.string()).optional(),
    subnets: z
      .array(z.string().regex(/^subnet-[0-9a-f]{8,17}$/))
      .max(16)
      .optional(),
    securityGroups: z
      .array(z.string().regex(/^sg-[0-9a-f]{8,17}$/))
      .max(5)
      .optional(),
    dryRun,
  })
  .meta({ id: 'CreateRequest' })

export const createAccessPointBody = z
  .strictObject({
    name: spoken,
    path: spoken.describe('The folder that its clients get as their root, e.g. /projects/genomics'),
    user: z
      .strictObject({ uid: posixId, gid: posixId, groups: z.array(posixId).max(100).optional() })
      .optional()
      .describe('Enforced: to EFS everybody who comes through it is this user, root too; left out: people stay who they are'),
    owner: z
      .strictObject({ uid: posixId, gid: posixId })
      .optional()
      .describe('With user: whose the folder is where EFS has to make it; left out: the user’s'),
    mode: spoken.optional().describe('With user: the mode of the folder where EFS has to make it; left out: 2775'),
    dryRun,
  })
  .meta({ id: 'CreateAccessPointRequest' })

export type CreateAccessPointBody = z.output<typeof createAccessPointBody>
export type MountBody = z.output<typeof mountBody>
export type AdoptBody = z.output<typeof adoptBody>
export type VerifyBody = z.output<typeof verifyBody>
export type DoctorBody = z.output<typeof doctorBody>
export type VerifyAllBody = z.output<typeof verifyAllBody>
export type UnmountBody = z.output<typeof unmountBody>
export type CreateBody = z.output<typeof createBody>
