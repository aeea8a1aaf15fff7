/** `prism report FILE`, and `prism report RUN --ledger PATH`: a run from its evidence, shown as the run showed it, with its exit code. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, PrismError } from '../../domain/catalogue.ts'
import { isOfRun } from '../../domain/ledger/entry.ts'
import { evidencePath } from '../../domain/ledger/evidence.ts'
import { verify } from '../../domain/ledger/verify.ts'
import { type ExitCode, exitCodeOf } from '../../domain/meaning/exit.ts'
import type { Execution } from '../../domain/meaning/reaction.ts'
import { quote } from '../../domain/names.ts'
import { foldRun, type Run } from '../../domain/run.ts'
import { readEvidence } from '../../runs/evidence/read.ts'
import { withInterruption } from './interruption.ts'
import { isFile, ledgerFiles } from './ledger-files.ts'
import { type Manner, showRun } from './show-run.ts'
import type { World } from './streams.ts'

/** With a ledger `file` is the id of a run. Throws `evidence-unreadable`, `no-ledger`. */
export async function reportFrom(
  file: string,
  ledger: string | undefined,
  manner: Pick<Manner, 'json' | 'full' | 'junit'>,
  world: World,
): Promise<ExitCode> {
  const { events, interrupted } = await readEvidence(ledger === undefined ? file : evidenceBeside(file, ledger))
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

/** Of a run whose entry names it, and only as the entry says it is. */
function evidenceBeside(run: string, ledger: string): string {
  const unreadable = (seen: string): PrismError => fail('evidence-unreadable', { seen })
  const { verdict, entries, faults } = verify(ledgerFiles(ledger))
  if (verdict === 'broken') throw unreadable(`the ledger is broken: ${faults[0]?.path} ${faults[0]?.what}`)
  const kept = entries.findLast((e) => isOfRun(e) && e.run === run && e.event === 'ended')
  const file = kept && isOfRun(kept) ? kept.file : undefined
  if (!file) throw unreadable(`the ledger has no entry that names evidence of ${quote(run)}`)
  if ('without' in file) throw unreadable(`it is not kept in a repository (${file.without}): the App has it, GET /api/v1/runs/RUN/evidence`)
  const path = evidencePath(run, file.sha256)
  if (file.repository !== undefined)
    throw unreadable(`it lies in ${quote(file.repository)}, branch prism-evidence: give ${path} of a clone of that as FILE`)
  if (hashAt(join(ledger, path)) !== file.sha256) throw unreadable(`${path} is missing, or not what its entry says`)
  return join(ledger, path)
}

function hashAt(path: string): string | undefined {
  try {
    return isFile(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : undefined
  } catch {
    return undefined
  }
}
