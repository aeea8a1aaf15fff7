import { z } from 'zod'

/** Members that several SSM operations take, with the constraints of the service model (2014-11-06). */
export const instanceId = z.string().regex(/(^i-(\w{8}|\w{17})$)|(^mi-\w{17}$)/)
export const commandId = z.string().min(36).max(36)
export const pageSize = z.number().int().min(1).max(50).default(50)
export const documentName = z.string().regex(/^[a-zA-Z0-9_\-.:/]{3,128}$/)
export const newDocumentName = z.string().regex(/^[a-zA-Z0-9_\-.]{3,128}$/)
export const versionName = z.string().regex(/^[a-zA-Z0-9_\-.]{1,128}$/)
export const documentVersion = z.string().regex(/([$]LATEST|[$]DEFAULT|^[1-9][0-9]*$)/)

export const commandFilters = z
  .array(
    z.strictObject({
      key: z.enum(['InvokedAfter', 'InvokedBefore', 'Status', 'ExecutionStage', 'DocumentName']),
      value: z.string().min(1).max(128),
    }),
  )
  .min(1)
  .max(5)
  .optional()
