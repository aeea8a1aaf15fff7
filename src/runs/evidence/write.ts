/** Writes a run down while it goes: gzip, flushed after each event, so that what is on the disk is never far behind. */
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip, type Gzip } from 'node:zlib'
import { fail } from '../../domain/catalogue.ts'
import type { RunEvent } from '../../domain/run.ts'
import type { Sink } from '../journal.ts'
import { fileOf, firstLine, lastLine, linesOf } from './lines.ts'

export type EvidenceFile = {
  readonly sink: Sink
  /** Ends the file. Why it could not be written, where that is so; the run itself was not stopped by it. */
  readonly close: (interrupted?: readonly string[]) => Promise<Error | undefined>
}

/** Throws `evidence-not-written` where the file cannot be opened: before a run begins, as one without its evidence may not be wanted. */
export async function openEvidence(path: string): Promise<EvidenceFile> {
  try {
    const file = await open(path, 'w')
    return evidenceTo(createWriteStream(path, { fd: file }))
  } catch (error) {
    throw fail('evidence-not-written', { seen: error instanceof Error ? error.message : String(error) }, error)
  }
}

export function evidenceTo(file: Writable): EvidenceFile {
  const gzip = createGzip()
  let broken: Error | undefined
  const written = pipeline(gzip, file).catch((error: Error) => {
    broken = error
  })
  let lines = 0
  const write = async (line: string): Promise<void> => {
    lines++
    if (!broken && !gzip.write(`${line}\n`)) await Promise.race([drained(gzip), written])
  }
  let last: Promise<void> = write(firstLine())
  // one event after the other, also where whoever tells of them does not wait
  const after = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work)
    return last
  }
  return {
    sink: {
      onEvent: (event) =>
        after(async () => {
          for (const line of linesOf(event)) await write(line)
          if (!broken) await Promise.race([flushed(gzip), written])
        }),
    },
    close: async (interrupted) => {
      await after(() => write(lastLine(lines, interrupted)))
      gzip.end()
      await written
      return broken
    },
  }
}

const drained = (gzip: Gzip): Promise<void> => new Promise((resolve) => gzip.once('drain', resolve))
const flushed = (gzip: Gzip): Promise<void> => new Promise((resolve) => gzip.flush(constants.Z_SYNC_FLUSH, resolve))

/** The file of a run that has ended, made as it is read. */
export const evidenceStream = (events: Iterable<RunEvent>): Readable => Readable.from(ended(fileOf(events))).pipe(createGzip())

function* ended(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`
}
