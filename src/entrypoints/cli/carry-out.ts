/** One request through Prism, at a terminal: progress while it goes, an interrupt handled, the answer and an exit code at the end. */
import type { Execution, Prism } from '../../compose/prism.ts'
import { type ExitCode, exitCodeOf } from '../../domain/meaning/exit.ts'
import type { Debts } from '../../domain/people/debts.ts'
import type { Request } from '../../domain/request.ts'
import { plainText } from '../../render/escape.ts'
import { type EvidenceFile, openEvidence } from '../../runs/evidence/write.ts'
import { withInterruption } from './interruption.ts'
import { showProgress } from './show-progress.ts'
import { type Manner, showRun, unwritten } from './show-run.ts'
import type { World } from './streams.ts'
import { terminalOrigin } from './terminal-origin.ts'

/** `learnt`: is told of those who left, before the answer is shown. Throws PrismError for what stopped it before it began. */
export async function carryOut(
  prism: Prism,
  request: Request,
  manner: Manner,
  world: World,
  learnt: (debts: Debts) => void = () => {},
): Promise<ExitCode> {
  const evidence = manner.evidence === undefined ? undefined : await openEvidence(manner.evidence)
  const { result, interrupted } = await watched(prism, request, manner, evidence, world)
  const lost = await evidence?.close(interrupted)
  const exitCode = interrupted ? 130 : exitCodeOf(result)
  const told = lost ? unwritten(world, 'The evidence', lost, exitCode) : exitCode
  const { answer } = result.run
  const shown = () => showRun(result.run, withInterruption(result.run, interrupted), told, manner, world)
  if (answer?.kind !== 'people' || !answer.report || !answer.debts) return shown()
  try {
    learnt(answer.debts)
  } catch (error) {
    // the report is shown all the same: what is in the registry now is less than what is known
    const exitCode = await shown()
    return unwritten(world, 'What is owed', error as Error, exitCode)
  }
  return shown()
}

async function watched(
  prism: Prism,
  request: Request,
  { json, dryRun }: Manner,
  evidence: EvidenceFile | undefined,
  world: World,
): Promise<Ended> {
  const shown = await showProgress(world, json)
  const deaf = [prism.listen(shown.sink), ...(evidence ? [prism.listen(evidence.sink)] : [])]
  try {
    const runId = await prism.request(request, terminalOrigin(), { dryRun })
    return await executeInterruptibly(prism, runId, shown.say, world)
  } finally {
    for (const stop of deaf) stop()
    shown.stop()
  }
}

type Ended = { readonly result: Execution; readonly interrupted?: readonly string[] }

/** The first interrupt stops what is not yet sent and cancels what is; the second leaves. */
async function executeInterruptibly(prism: Prism, runId: string, say: (line: string) => void, world: World): Promise<Ended> {
  const stopping = new AbortController()
  let cancelling: Promise<readonly string[]> | undefined
  const deaf = world.onInterrupt(() => {
    if (cancelling) return world.leave(130)
    stopping.abort()
    say('Interrupted: cancelling … (interrupt again to exit at once)')
    cancelling = prism.cancel(runId).catch((error: unknown) => {
      say(`Cancelling failed: ${plainText(error instanceof Error ? error.message : String(error))}`)
      return []
    })
  })
  try {
    const result = await prism.execute(runId, { signal: stopping.signal })
    return cancelling ? { result, interrupted: await cancelling } : { result }
  } finally {
    deaf()
  }
}
