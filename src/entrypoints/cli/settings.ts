import type { DocumentChoice } from '../../domain/documents.ts'

/** What stands on the command line besides the request. */
export type Settings = {
  readonly region?: string
  readonly profile?: string
  readonly documents?: DocumentChoice
  readonly json: boolean
  readonly dryRun: boolean
  readonly yes: boolean
}
