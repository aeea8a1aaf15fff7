/** A row of a report: one thing that was expected, and what was seen of it. */
import type { FindingCode } from './catalogue.ts'

/** holds: seen and as expected · differs: seen and otherwise · unknown: expected and not seen · note: worth saying, proves nothing */
export type RowVerdict = 'holds' | 'differs' | 'unknown' | 'note'

export type Section = 'mount' | 'group' | 'permissions' | 'persistence' | 'umask' | 'behaviour' | 'contents' | 'people'

export type Row = {
  readonly section: Section
  /** E.g. `/mnt/research-data/shared` or `ubuntu · cron`. */
  readonly subject: string
  readonly expected: string
  readonly observed: string
  readonly verdict: RowVerdict
  readonly code?: FindingCode
}
