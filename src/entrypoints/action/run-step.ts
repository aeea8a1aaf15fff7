/** The main step: inputs → request → execute → outputs, summary, annotations, comment. */
import type { Prism } from '../../compose/prism.ts'
import { fail } from '../../domain/catalogue.ts'
import type { Origin, Request } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import { commandsInFlight, state } from './commands-in-flight.ts'
import type { PostComment } from './comment.ts'
import { type CommentPlace, commentPlace } from './comment-place.ts'
import { type DriftIssues, keepAfter, notKept, type OpenIssues } from './drift-issues.ts'
import { evidenceOf, type OpenEvidence } from './evidence.ts'
import { limitsOf } from './fit.ts'
import { GaveUp, listenForInterrupt, type Signals } from './interrupt.ts'
import { narrate } from './narrate.ts'
import type { OpenRights } from './open-rights.ts'
import { type Env, originFromEnv } from './origin.ts'
import { isGreen, type Outcome, outcomeOfError, outcomeOfRun } from './outcome.ts'
import { publish } from './publish.ts'
import { type ActionInputs, readInputs } from './read-inputs.ts'
import type { Runner } from './runner.ts'

export type Step = {
  readonly runner: Runner
  readonly env: Env
  readonly signals: Signals
  readonly readFile: (path: string) => string
  /** Loads the core and the SDK clients; called only when the inputs are sound. */
  readonly loadPrism: (asked: Pick<ActionInputs, 'region' | 'documents' | 'request' | 'token' | 'policy'>) => Promise<Prism>
  readonly postComment: PostComment
  readonly openIssues: OpenIssues
  readonly openEvidence: OpenEvidence
  readonly openRights: OpenRights
  /** From the first signal until the step stops waiting for its end: below the runner's 7.5 s. */
  readonly graceMilliseconds: number
}

type Prepared = ActionInputs & { readonly origin: Origin; readonly place: CommentPlace | undefined }

/** Returns the exit code: 0 only where the verdict holds. Never throws. */
export async function runStep(step: Step): Promise<0 | 1> {
  step.runner.save(state.main, 'began')
  step.runner.output('evidence', '')
  let prepared: Prepared
  try {
    prepared = prepare(step)
  } catch (error) {
    return say(step, outcomeOfError(error))
  }
  step.runner.mask(prepared.token)
  const issues = prepared.keepIssues ? await rememberedIssues(step, prepared) : undefined
  const { outcome, interrupted, run } = await carryOut(step, issues ? { ...prepared, request: issues.request } : prepared)
  const code = await say(step, outcome)
  // a cut-off look says nothing about the volumes
  const kept =
    !prepared.keepIssues || interrupted || (issues !== undefined && run !== undefined && (await keepAfter(step.runner, issues.drift, run)))
  if (prepared.place && !interrupted) await comment(step, prepared.token, prepared.place, outcome)
  return kept ? code : 1
}

/** A look without memory would call an instance that lost everything healthy, so it does not write the issues. */
async function rememberedIssues(
  { openIssues, env, runner }: Step,
  { request, token }: Prepared,
): Promise<{ readonly drift: DriftIssues; readonly request: Request } | undefined> {
  try {
    const drift = await openIssues(token, env)
    return { drift, request: request.verb === 'verify-all' ? { ...request, known: await drift.known() } : request }
  } catch (error) {
    notKept(runner, 'The issues could not be read', error)
    return undefined
  }
}

/** Everything that can be found wrong without touching anything. */
function prepare(step: Step): Prepared {
  const asked = readInputs(step.runner.input)
  const origin = originFromEnv(step.env)
  return { ...asked, origin, place: commentPlace(asked.comment, step.env, step.readFile) }
}

type Ended = { readonly outcome: Outcome; readonly interrupted: boolean; readonly run?: Run }

async function carryOut(step: Step, { request, origin, ...asked }: Prepared): Promise<Ended> {
  const { runner } = step
  const evidence = await evidenceOf(runner, step.env, step.openEvidence)
  let runId = ''
  let prism: Prism | undefined
  const quietly = (work: Promise<unknown> | undefined) => void work?.catch((e: unknown) => runner.debug(String(e)))
  const inFlight = commandsInFlight(runner.save, (id) => quietly(prism?.cancelCommands([id])))
  const onInterrupt = () => {
    runner.log('prism: interrupted; cancelling the running SSM commands. The outcome on the instances is unknown.')
    inFlight.interrupt()
    if (runId !== '') quietly(prism?.cancel(runId))
  }
  const interrupt = listenForInterrupt(step.signals, onInterrupt, step.graceMilliseconds)
  const ended = (outcome: Outcome, run?: Run): Ended => ({ outcome, interrupted: interrupt.signal.aborted, ...(run ? { run } : {}) })
  try {
    prism = await step.loadPrism({ ...asked, request })
    prism.listen(inFlight.sink)
    prism.listen(narrate(runner.log))
    prism.listen(evidence.sink)
    if (interrupt.signal.aborted) throw fail('cancelled', { seen: 'the job was cancelled before anything started' })
    if (asked.policy === 'off') runner.log('prism: policy: off: this workflow and its AWS role alone decide')
    else prism.govern(await step.openRights(asked.token, step.env, asked.policy === 'waived'))
    runId = await prism.request(request, origin, { dryRun: asked.dryRun })
    const result = await Promise.race([prism.execute(runId, { signal: interrupt.signal }), interrupt.gaveUp])
    return ended(outcomeOfRun(result.run, interrupt.signal.aborted), result.run)
  } catch (error) {
    // what is known of a run whose end was not waited for
    const run = error instanceof GaveUp ? await prism?.run(runId).catch(() => undefined) : undefined
    return ended(run ? outcomeOfRun(run, true) : outcomeOfError(error, runId))
  } finally {
    interrupt.stopListening()
    await evidence.close()
  }
}

async function say(step: Step, outcome: Outcome): Promise<0 | 1> {
  await publish(step.runner, outcome)
  return isGreen(outcome) ? 0 : 1
}

/** A comment that cannot be posted changes nothing about what was proven: it is a warning. */
async function comment(step: Step, token: string, place: CommentPlace, outcome: Outcome): Promise<void> {
  try {
    await step.postComment(token, place, outcome.markdown(limitsOf.comment))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    step.runner.annotate('warning', 'Prism: no comment', `The comment on #${place.issue} could not be posted: ${why}`)
  }
}
