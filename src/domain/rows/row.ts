/** How one expected row comes to its verdict. */
import type { FindingCode } from '../catalogue.ts'
import type { Row, Section } from '../report.ts'

/** A row whose fact is missing: shown, and never green. */
export function unknownRow(
  section: Section,
  subject: string,
  expected: string,
  why = 'not seen',
  code: FindingCode = 'not-looked-at',
): Row {
  return { section, subject, expected, observed: why, verdict: 'unknown', code }
}

/** A row whose fact is there. */
export function seenRow(section: Section, subject: string, expected: string, observed: string, holds: boolean, code: FindingCode): Row {
  const base = { section, subject, expected, observed }
  return holds ? { ...base, verdict: 'holds' } : { ...base, verdict: 'differs', code }
}

/** Worth saying, proves nothing. */
export function noteRow(section: Section, subject: string, expected: string, observed: string, code?: FindingCode): Row {
  return { section, subject, expected, observed, verdict: 'note', ...(code ? { code } : {}) }
}
