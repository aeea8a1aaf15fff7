/** `prism report FILE`: a run from its evidence, shown as the run showed it, with its exit code. */
import { fail, PrismError } from '../../domain/catalogue.ts'
import { type ExitCode, exitCodeOf } from '../../domain/meaning/exit.ts'
import type { Execution } from '../../domain/meaning/reaction.ts'
import { foldRun, type Run } from '../../domain/run.ts'
import { readEvidence } from '../../runs/evidence/read.ts'
import { withInterruption } from './interruption.ts'
import { type Manner, showRun } from './show-run.ts'
import type { World } from './streams.ts'

/** Throws `evidence-unreadable`. */
export async function reportFrom(path: string, manner: Pick<Manner, 'json' | 'full' | 'junit'>, world: World): Promise<ExitCode> {
  const { events, interrupted } = await readEvidence(path)
  try {
    const run = foldRun(events)
    const exitCode = interrupted ? 130 : exitCodeOf({ state: stateOf(run), run })
    return await showRun(run, withInterruption(run, interrupted), exitCode, manner, world)
  } catch (error) {
    if (error instanceof PrismError) throw error
    const said = error instanceof Error ? error.message : String(error)
    throw fail('evidence-unreadable', { seen: `what it says is not a run’s: ${said.slice(0, 200)}` }, error)
  }
}

/** One that was given up in the middle is in doubt; one that sent nothing waits. */
function stateOf({ endedAt, state, jobs }: Run): Execution['state'] {
  if (endedAt === undefined) return jobs.length > 0 ? 'unknown' : 'waiting'
  return state === 'unknown' ? 'unknown' : 'done'
}
