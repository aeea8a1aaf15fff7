/** What a run means to a workflow's step: it goes on only where everything was proven. */
import { type Finding, finding, kindOf, PrismError } from '../catalogue.ts'
import type { Run } from '../run.ts'
import { distinct, findingsIn, type Verdict, verdictOf } from './answer.ts'

/** holds, differs, unknown: as the report says · planned: a plan alone was asked for, and made whole · refused: nothing was touched · failed: known not to have been done */
export type StepVerdict = Verdict | 'planned' | 'refused' | 'failed'

/** `also`: what the step itself adds to the run's findings; it is shown beside the report. */
export type StepMeaning = { readonly verdict: StepVerdict; readonly findings: readonly Finding[]; readonly also: readonly Finding[] }

/** `interrupted`: the job was cancelled meanwhile; what was not seen by then is not green. */
export function stepOf(run: Run, interrupted: boolean): StepMeaning {
  const verdict = stepVerdict(run, interrupted)
  const cut = interrupted && verdict === 'unknown'
  const also = [...(cut ? [finding('cancelled', { seen: `the job was cancelled while the run was ${run.state}` })] : []), ...planned(run)]
  const reported = run.answer?.kind === 'report' || run.answer?.kind === 'checks' ? findingsIn(run.answer) : []
  return { verdict, findings: distinct([...also, ...run.findings, ...reported]), also }
}

/** Of what was thrown: a finding of the catalogue, or a fault of Prism's own. Before there is a run, nothing was touched. */
export function stepOfError(error: unknown, runId: string): StepMeaning {
  const known = error instanceof PrismError
  const seen = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const findings = distinct(known ? [error.finding, ...error.others] : [finding('internal-error', { seen })])
  const inDoubt = runId !== '' && (!known || findings.some((f) => kindOf(f.code) === 'doubt'))
  return { verdict: inDoubt ? 'unknown' : known && runId === '' ? 'refused' : 'failed', findings, also: [] }
}

/** A plan is not what the step was to achieve: it goes on when somebody has read it. */
function planned({ answer }: Run): Finding[] {
  if (answer?.kind !== 'plan' || answer.agree?.verb !== 'adopt') return []
  return [finding('plan-needed', { seen: `the input plan was not this plan’s digest, ${answer.agree.plan}` })]
}

function stepVerdict(run: Run, interrupted: boolean): StepVerdict {
  const seen = verdictOf(run.answer)
  switch (run.state) {
    case 'done':
      // a plan was made and nothing done; another host verb without a report has nothing to show for itself
      return seen ?? (run.answer?.kind === 'plan' ? (run.dryRun ? 'planned' : 'refused') : 'unknown')
    case 'denied':
      return 'refused'
    case 'failed':
      if (interrupted) return 'unknown'
      return seen === undefined || seen === 'holds' ? 'failed' : seen
    default:
      return 'unknown'
  }
}
