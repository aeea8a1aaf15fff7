import type { DocumentChoice } from '../../domain/documents.ts'

/** What the command line has besides the request. */
export type Settings = {
  readonly region?: string
  readonly profile?: string
  readonly documents?: DocumentChoice
  readonly json: boolean
  readonly dryRun: boolean
  readonly yes: boolean
}
