/** One request through Prism, at a terminal: progress while it goes, an interrupt handled, the answer and an exit code at the end. */
import type { DriveResult, Prism } from '../../compose.ts'
import { type Finding, finding } from '../../domain/catalogue.ts'
import type { Request } from '../../domain/request.ts'
import type { Run } from '../../domain/run.ts'
import { formatCommandLine } from '../../language/format.ts'
import { type ExitCode, exitCodeOf } from './exit-code.ts'
import { formatJson, jsonOfRun } from './json.ts'
import { showProgress } from './show-progress.ts'
import { lookOf, type World, write } from './streams.ts'
import { terminalOrigin } from './terminal-origin.ts'

export type Manner = { readonly json: boolean; readonly dryRun: boolean }

/** Throws PrismError for what stopped it before it began. */
export async function carryOut(prism: Prism, request: Request, manner: Manner, world: World): Promise<ExitCode> {
  const shown = await showProgress(world, manner.json)
  const deaf = prism.listen(shown.sink)
  let ended: Ended
  try {
    const runId = await prism.request(request, terminalOrigin(), { dryRun: manner.dryRun })
    ended = await driveInterruptibly(prism, runId, world)
  } finally {
    deaf()
    shown.stop()
  }
  const { result, interrupted } = ended
  const exitCode = interrupted ? 130 : exitCodeOf(result)
  const findings = [...result.run.findings, ...(interrupted ? [interruption(interrupted, request)] : [])]
  await show(result.run, findings, exitCode, manner, world)
  return exitCode
}

type Ended = { readonly result: DriveResult; readonly interrupted?: readonly string[] }

/** The first interrupt stops what is not yet sent and cancels what is; the second leaves. */
async function driveInterruptibly(prism: Prism, runId: string, world: World): Promise<Ended> {
  const stopping = new AbortController()
  let cancelling: Promise<readonly string[]> | undefined
  const deaf = world.onInterrupt(() => {
    if (cancelling) return world.leave(130)
    stopping.abort()
    write(world.stderr, 'Interrupted: cancelling … (again to leave at once)\n')
    cancelling = prism.cancel(runId).catch((error: unknown) => {
      write(world.stderr, `Cancelling failed: ${error instanceof Error ? error.message : 'unknown error'}\n`)
      return []
    })
  })
  try {
    const result = await prism.drive(runId, { signal: stopping.signal })
    return cancelling ? { result, interrupted: await cancelling } : { result }
  } finally {
    deaf()
  }
}

function interruption(commandIds: readonly string[], request: Request): Finding {
  const cancelled = commandIds.length > 0 ? `cancelled the SSM commands ${commandIds.join(', ')}` : 'no SSM command was under way'
  const check = request.verb === 'mount' || request.verb === 'unmount' ? `; see what holds: ${formatCommandLine(verifying(request))}` : ''
  return finding('cancelled', { seen: `interrupted; ${cancelled}; what had happened by then stands, so the outcome is unknown${check}` })
}

const verifying = ({ volume, selectors, options }: Extract<Request, { verb: 'mount' | 'unmount' }>): Request => ({
  verb: 'verify',
  volume,
  selectors,
  options: {
    ...(options.mountPoint === undefined ? {} : { mountPoint: options.mountPoint }),
    accounts: 'accounts' in options ? options.accounts : [],
    client: { kind: 'auto' },
    adopt: false,
    sticky: 'sticky' in options && options.sticky,
    privateSpaces: 'privateSpaces' in options && options.privateSpaces,
    sharingTest: true,
  },
})

async function show(run: Run, findings: readonly Finding[], exitCode: ExitCode, manner: Manner, world: World): Promise<void> {
  if (manner.json) return write(world.stdout, formatJson(jsonOfRun(run, exitCode, findings)))
  const { renderFindings, renderTerminal } = await import('../../render/terminal.ts')
  if (run.answer) write(world.stdout, `${renderTerminal(run.answer, lookOf(world.stdout, world.env))}\n`)
  const unsaid = findings.filter((f) => !saidBy(run, f))
  if (unsaid.length > 0) write(world.stderr, `${renderFindings(unsaid, lookOf(world.stderr, world.env))}\n`)
  if (!run.answer && unsaid.length === 0) write(world.stderr, `The run ended ${run.state} without an answer (${run.id}).\n`)
}

/** A report carries its own findings; they are not said twice. */
function saidBy({ answer }: Run, said: Finding): boolean {
  const theirs =
    answer?.kind === 'report'
      ? [...answer.report.findings, ...answer.report.instances.flatMap((i) => i.findings)]
      : answer?.kind === 'plan'
        ? [...answer.plan.refused, ...answer.plan.operation.unresolved]
        : answer?.kind === 'instances'
          ? answer.findings
          : []
  return theirs.some((f) => f.code === said.code && f.seen === said.seen && f.instanceId === said.instanceId)
}
