/** From rows and findings to verdicts. differs outranks unknown, and unknown outranks holds: a known fault comes first, doubt is never green. */
import { type Finding, kindOf } from './catalogue.ts'
import type { InstanceReport, Report, Row } from './report.ts'

export function judgeInstance(rows: readonly Row[], findings: readonly Finding[]): InstanceReport['verdict'] {
  if (rows.some((r) => r.verdict === 'differs') || findings.some((f) => kindOf(f.code) !== 'doubt')) return 'differs'
  if (rows.length === 0 || rows.some((r) => r.verdict === 'unknown') || findings.length > 0) return 'unknown'
  return 'holds'
}

export function judgeReport(parts: Pick<Report, 'instances' | 'sharing' | 'findings'>, sharingExpected: boolean): Report['verdict'] {
  const verdicts: string[] = parts.instances.map((i) => i.verdict)
  if (sharingExpected) verdicts.push(parts.sharing.verdict === 'not-tried' ? 'unknown' : parts.sharing.verdict)
  if (verdicts.includes('differs') || parts.findings.some((f) => kindOf(f.code) !== 'doubt')) return 'differs'
  if (verdicts.length === 0 || verdicts.includes('unknown') || parts.findings.length > 0) return 'unknown'
  return 'holds'
}
