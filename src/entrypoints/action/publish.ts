/** Publishes an outcome wherever the runner lets a step write. Outputs come first: they must be set whatever fails afterwards. */

import type { StepVerdict } from '../../domain/meaning/step.ts'
import { annotate } from './annotations.ts'
import { limitsOf } from './fit.ts'
import type { Outcome } from './outcome.ts'
import type { Runner } from './runner.ts'

const inWords: Readonly<Record<StepVerdict, string>> = {
  holds: 'everything that was expected was seen on every instance',
  differs: 'not everything is as expected',
  unknown: 'the outcome is unknown; run `verify` to see the current state before you retry anything',
  planned: 'this is what would be done; nothing was touched',
  refused: 'nothing was touched',
  failed: 'it failed',
}

export async function publish(runner: Runner, outcome: Outcome): Promise<void> {
  runner.output('ok', String(outcome.ok))
  runner.output('run-id', outcome.runId)
  runner.output('report', outcome.report)
  runner.output('summary', outcome.markdown(limitsOf.output))
  annotate(runner, outcome)
  runner.log(`prism: ${outcome.verdict}: ${inWords[outcome.verdict]}`)
  try {
    await runner.summary(outcome.markdown(limitsOf.summary))
  } catch (error) {
    runner.annotate('warning', 'Prism', `The step summary could not be written: ${String(error)}`)
  }
}
