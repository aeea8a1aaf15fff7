/** A run that has ended, at a terminal: as it went, or from its evidence. */
import { writeFileSync } from 'node:fs'
import type { Finding } from '../../domain/catalogue.ts'
import { findingsIn, sameFinding } from '../../domain/meaning/answer.ts'
import type { ExitCode } from '../../domain/meaning/exit.ts'
import type { Run } from '../../domain/run.ts'
import { formatCommandLine } from '../../language/format.ts'
import { plainText } from '../../render/escape.ts'
import { sentByLines } from '../../render/sent-by.ts'
import { renderFindings, renderMade, renderTerminal } from '../../render/terminal.ts'
import { formatJson, jsonOfRun } from './json.ts'
import type { Settings } from './settings.ts'
import { lookOf, type World, write } from './streams.ts'

export type Manner = Pick<Settings, 'json' | 'full' | 'dryRun' | 'evidence' | 'junit'>

/** The exit code: the given one, or that the answer could not be written where all else went well. */
export async function showRun(
  run: Run,
  findings: readonly Finding[],
  exitCode: ExitCode,
  manner: Pick<Manner, 'json' | 'full' | 'junit'>,
  world: Pick<World, 'stdout' | 'stderr' | 'env'>,
): Promise<ExitCode> {
  if (manner.json) write(world.stdout, formatJson(jsonOfRun(run, exitCode, findings)))
  else print(run, findings, manner.full, world)
  if (manner.junit === undefined) return exitCode
  const { renderJunit } = await import('../../render/junit.ts')
  const text = renderJunit(run, findings, formatCommandLine)
  try {
    writeFileSync(manner.junit, text)
    return exitCode
  } catch (error) {
    return unwritten(world, 'The JUnit file', error as Error, exitCode)
  }
}

/** Says that a file is missing; only a run that is otherwise as requested ends otherwise for it. */
export function unwritten(world: Pick<World, 'stderr'>, what: string, error: Error, exitCode: ExitCode): ExitCode {
  write(world.stderr, `${what} could not be written: ${plainText(error.message)}\n`)
  return exitCode === 0 ? 74 : exitCode
}

function print(run: Run, findings: readonly Finding[], full: boolean, world: Pick<World, 'stdout' | 'stderr' | 'env'>): void {
  const foot = sentByLines(run)
  const look = lookOf(world.stdout, world.env)
  if (run.answer) write(world.stdout, `${renderTerminal(run.answer, look, formatCommandLine, { full, foot })}\n`)
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
