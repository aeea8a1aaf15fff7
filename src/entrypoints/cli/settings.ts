import type { DocumentChoice } from '../../domain/documents.ts'

/** What the command line has besides the request. */
export type Settings = {
  readonly region?: string
  readonly profile?: string
  readonly documents?: DocumentChoice
  readonly json: boolean
  /** Every row, and not only what differs. */
  readonly full: boolean
  readonly dryRun: boolean
  readonly yes: boolean
  /** The file for everything that is observed. */
  readonly evidence?: string
  /** The file for the report as JUnit's XML. */
  readonly junit?: string
}
