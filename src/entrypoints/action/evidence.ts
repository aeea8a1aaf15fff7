/** The run's evidence in a folder of the job's own, for an artefact. Nothing about it stops a step: what it proves is in the report. */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { Sink } from '../../runs/journal.ts'
import type { Env } from './origin.ts'
import type { Runner } from './runner.ts'

type Opened = { readonly path: string; readonly sink: Sink; readonly close: () => Promise<Error | undefined> }

/** `folder`: the runner's, emptied after the job. */
export type OpenEvidence = (folder: string) => Promise<Opened>

export const openEvidence: OpenEvidence = async (folder) => {
  const writer = await import('../../runs/evidence/write.ts')
  const path = join(mkdtempSync(join(folder, 'prism-')), 'evidence.jsonl.gz')
  return { path, ...(await writer.openEvidence(path)) }
}

export type StepEvidence = { readonly sink: Sink; readonly close: () => Promise<void> }

/** The output is set when the file is whole. */
export async function evidenceOf(runner: Runner, env: Env, open: OpenEvidence): Promise<StepEvidence> {
  const warn = (error: unknown) =>
    runner.annotate(
      'warning',
      'Prism: no evidence',
      `The evidence could not be written: ${error instanceof Error ? error.message : String(error)}`,
    )
  const none: StepEvidence = { sink: {}, close: async () => {} }
  if (!env.RUNNER_TEMP) return none
  try {
    const { path, sink, close } = await open(env.RUNNER_TEMP)
    return {
      sink,
      close: async () => {
        const error = await close()
        if (error) warn(error)
        else runner.output('evidence', path)
      },
    }
  } catch (error) {
    warn(error)
    return none
  }
}
