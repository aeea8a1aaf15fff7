/** The IAM policies to print. */
import type { IamQuestion } from '../domain/iam.ts'
import { ownDocuments } from '../host/job.ts'

/** The IAM policies as text. Asks AWS nothing; what writes YAML loads only here. */
export const printIam = async (question: IamQuestion): Promise<string> =>
  (await import('../aws/permissions/iam-text.ts')).iamText(
    question,
    ownDocuments().map((d) => d.name),
  )
