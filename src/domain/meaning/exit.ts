/** What the exit codes of `prism` mean; documented in docs/cli.md and `prism --help`. */
import { type Finding, kindOf } from '../catalogue.ts'
import type { Answer, Run } from '../run.ts'
import { findingsIn, leavesOut, verdictOf } from './answer.ts'
import type { Execution } from './reaction.ts'

export const exitCodes = {
  0: 'everything is as requested',
  1: 'something is not as requested, or was refused on an instance; the report says where',
  2: 'the command was not understood; nothing was touched',
  3: 'the outcome is unknown; verify before you retry',
  4: 'not found, not usable, not allowed, or AWS refused; nothing ran on an instance',
  70: 'Prism itself failed: please report it',
  74: 'everything is as requested, but the answer could not be written, e.g. to a full disk',
  130: 'interrupted; what was running may have finished',
} as const

export type ExitCode = keyof typeof exitCodes

const ofVerdict = { holds: 0, differs: 1, unknown: 3 } as const

/** Decided by what is known: the verdict if there is one, else the worst finding. */
export function exitCodeOf({ state, run }: Execution): ExitCode {
  if (state === 'unknown' || state === 'taken' || run.state === 'unknown') return 3
  if (state === 'waiting' || run.state === 'denied') return 4
  return exitCodeOfEnded(run)
}

function exitCodeOfEnded({ answer, state, findings }: Run): ExitCode {
  const verdict = verdictOf(answer)
  // a report that has no instance is about names that were not found
  if (answer && verdict === 'differs' && isOfNobody(answer)) return exitCodeOfFindings(findingsIn(answer))
  if (verdict) return ofVerdict[verdict]
  if (state === 'done') return leavesOut(answer) ? 1 : 0
  return state === 'failed' ? exitCodeOfFindings(findings) : 3
}

function isOfNobody(answer: Answer): boolean {
  return (answer.kind === 'report' || answer.kind === 'doctor') && answer.report.instances.length === 0 && findingsIn(answer).length > 0
}

export function exitCodeOfFindings(findings: readonly Finding[]): ExitCode {
  const kinds = findings.map((f) => kindOf(f.code))
  if (kinds.includes('doubt')) return 3
  if (kinds.includes('host') || kinds.length === 0) return 1
  return kinds.every((kind) => kind === 'input') ? 2 : 4
}
