import { z } from 'zod'

/** The members that several EFS operations take, with the constraints of the service model (2015-02-01). */
export const fileSystemId = z
  .string()
  .max(128)
  .regex(/^(arn:aws[-a-z]*:elasticfilesystem:[0-9a-z-:]+:file-system\/fs-[0-9a-f]{8,40}|fs-[0-9a-f]{8,40})$/)
export const mountTargetId = z
  .string()
  .min(13)
  .max(45)
  .regex(/^fsmt-[0-9a-f]{8,40}$/)
export const accessPointId = z
  .string()
  .max(128)
  .regex(/^(arn:aws[-a-z]*:elasticfilesystem:[0-9a-z-:]+:access-point\/fsap-[0-9a-f]{8,40}|fsap-[0-9a-f]{8,40})$/)
export const resourceId = z
  .string()
  .max(128)
  .regex(/^(arn:aws[-a-z]*:elasticfilesystem:[0-9a-z-:]+:(access-point\/fsap|file-system\/fs)-[0-9a-f]{8,40}|fs(ap)?-[0-9a-f]{8,40})$/)
export const subnetId = z
  .string()
  .min(15)
  .max(47)
  .regex(/^subnet-[0-9a-f]{8,40}$/)
export const securityGroups = z
  .array(
    z
      .string()
      .min(11)
      .max(43)
      .regex(/^sg-[0-9a-f]{8,40}$/),
  )
  .max(100)
export const token = z.string().min(1).max(128)
export const pageSize = z.number().int().min(1).default(100)

export const tags = z
  .array(
    z.strictObject({
      Key: z
        .string()
        .min(1)
        .max(128)
        .regex(/^(?![aA][wW][sS]:)([\p{L}\p{Z}\p{N}_.:/=+\-@]+)$/u),
      Value: z
        .string()
        .max(256)
        .regex(/^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u),
    }),
  )
  .max(50)

const posixId = z.number().int().min(0).max(4294967295)

export const posixUser = z.strictObject({ Uid: posixId, Gid: posixId, SecondaryGids: z.array(posixId).max(16).optional() })

export const rootDirectory = z.strictObject({
  // at most four levels, each without shell metacharacters
  Path: z
    .string()
    .min(1)
    .max(100)
    .regex(/^(\/|(\/(?!\.)+[^$#<>;`|&?{}^*/\n]+){1,4})$/)
    .default('/'),
  CreationInfo: z.strictObject({ OwnerUid: posixId, OwnerGid: posixId, Permissions: z.string().regex(/^[0-7]{3,4}$/) }).optional(),
})
