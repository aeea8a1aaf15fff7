/** What the exit codes of `prism` mean; documented in docs/cli.md and `prism --help`. */
import { type Finding, kindOf } from '../catalogue.ts'
import type { Run } from '../run.ts'
import { leavesOut, verdictOf } from './answer.ts'
import type { Execution } from './reaction.ts'

export const exitCodes = {
  0: 'what was asked holds',
  1: 'it does not hold, or was refused on an instance; the report says where',
  2: 'the command was not understood; nothing was touched',
  3: 'the outcome is not known; verify before you repeat',
  4: 'not found, not fit, not allowed, or AWS refused; nothing was run on an instance',
  70: 'Prism itself failed: please report it',
  74: 'what was asked holds, and the answer could not be written, e.g. to a full disk',
  130: 'interrupted; what was under way may have happened',
} as const

export type ExitCode = keyof typeof exitCodes

const ofVerdict = { holds: 0, differs: 1, unknown: 3 } as const

/** Judged by what is known: a verdict where there is one, else the worst finding. */
export function exitCodeOf({ state, run }: Execution): ExitCode {
  if (state === 'unknown' || run.state === 'unknown') return 3
  if (state === 'waiting' || run.state === 'denied') return 4
  return exitCodeOfEnded(run)
}

function exitCodeOfEnded({ answer, state, findings }: Run): ExitCode {
  const verdict = verdictOf(answer)
  if (verdict) return ofVerdict[verdict]
  if (state === 'done') return leavesOut(answer) ? 1 : 0
  return state === 'failed' ? exitCodeOfFindings(findings) : 3
}

export function exitCodeOfFindings(findings: readonly Finding[]): ExitCode {
  const kinds = findings.map((f) => kindOf(f.code))
  if (kinds.includes('doubt')) return 3
  if (kinds.includes('host') || kinds.length === 0) return 1
  return kinds.every((kind) => kind === 'input') ? 2 : 4
}
