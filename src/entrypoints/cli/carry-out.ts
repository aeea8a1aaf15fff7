/** One request through Prism, at a terminal: progress while it goes, an interrupt handled, the answer and an exit code at the end. */
import type { Execution, Prism } from '../../compose.ts'
import type { Finding } from '../../domain/catalogue.ts'
import { findingsIn, sameFinding } from '../../domain/meaning/answer.ts'
import { type ExitCode, exitCodeOf } from '../../domain/meaning/exit.ts'
import type { Request } from '../../domain/request.ts'
import { cancellations, type Run } from '../../domain/run.ts'
import { formatCommandLine } from '../../language/format.ts'
import { plainText } from '../../render/escape.ts'
import { sentByLines } from '../../render/sent-by.ts'
import { renderFindings, renderMade, renderTerminal } from '../../render/terminal.ts'
import { interruption } from './interruption.ts'
import { formatJson, jsonOfRun } from './json.ts'
import { showProgress } from './show-progress.ts'
import { lookOf, type World, write } from './streams.ts'
import { terminalOrigin } from './terminal-origin.ts'

export type Manner = { readonly json: boolean; readonly full: boolean; readonly dryRun: boolean }

/** Throws PrismError for what stopped it before it began. */
export async function carryOut(prism: Prism, request: Request, manner: Manner, world: World): Promise<ExitCode> {
  const shown = await showProgress(world, manner.json)
  const deaf = prism.listen(shown.sink)
  let ended: Ended
  try {
    const runId = await prism.request(request, terminalOrigin(), { dryRun: manner.dryRun })
    ended = await executeInterruptibly(prism, runId, shown.say, world)
  } finally {
    deaf()
    shown.stop()
  }
  const { result, interrupted } = ended
  const exitCode = interrupted ? 130 : exitCodeOf(result)
  const findings = [...result.run.findings, ...(interrupted ? [interruption(request, interrupted, cancellations(result.run))] : [])]
  show(result.run, findings, exitCode, manner, world)
  return exitCode
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

function show(run: Run, findings: readonly Finding[], exitCode: ExitCode, manner: Manner, world: World): void {
  if (manner.json) {
    write(world.stdout, formatJson(jsonOfRun(run, exitCode, findings)))
    return
  }
  const foot = sentByLines(run)
  const look = lookOf(world.stdout, world.env)
  if (run.answer) write(world.stdout, `${renderTerminal(run.answer, look, formatCommandLine, { full: manner.full, foot })}\n`)
  else {
    if (run.provisioned.length > 0) write(world.stdout, `${renderMade(run.provisioned, look)}\n`)
    write(world.stderr, foot.map((line) => `· ${plainText(line)}\n`).join(''))
  }
  const unsaid = findings.filter((f) => !saidBy(run, f))
  if (unsaid.length > 0) write(world.stderr, `${renderFindings(unsaid, lookOf(world.stderr, world.env))}\n`)
  if (!run.answer && unsaid.length === 0) write(world.stderr, `The run ended ${run.state} without an answer (${run.id}).\n`)
}

/** An answer shows its own findings; they are not said twice. */
const saidBy = ({ answer }: Run, said: Finding): boolean => answer !== undefined && findingsIn(answer).some((f) => sameFinding(f, said))
